//! Phones whose connection is cut anywhere in a call, before the first byte or after the last, leave
//! the server well and lose nothing. `ROUNDS_CUTS` says how often (`make bench`: 10,000).

#![allow(clippy::expect_used, clippy::unwrap_used, dead_code, reason = "a test, with parts for two")]

mod support;

use std::time::Duration;
use support::Site;
use support::phone::Phone;
use support::testing::On;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const PHONES: usize = 8;

fn cuts() -> u64 {
    std::env::var("ROUNDS_CUTS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

/// Sends part of a call, or all of it, waits a little, and hangs up without reading the answer.
async fn cut_off(phone: &mut Phone, n: u64) {
    let request = phone.next_request();
    let mut connection = TcpStream::connect(phone.at()).await.unwrap();
    // Every third call arrives whole, so that the handler is dropped while it works.
    let end = if n.is_multiple_of(3) { request.len() } else { (n * 7_919) as usize % request.len() };
    let _ = connection.write_all(&request[..end]).await;
    // Up to 25 ms: through reading, checking, the queue, the commit and the answer.
    tokio::time::sleep(Duration::from_micros(n * 104_729 % 25_000)).await;
    // Without lingering the far side sees a reset, as when a phone leaves the network.
    let _ = connection.set_zero_linger();
}

async fn survives_cuts(on: On) {
    let mut site = Site::new(on, PHONES).await;
    let server = site.serve().await;
    let share = cuts().div_ceil(PHONES as u64);
    let callers: Vec<_> = std::mem::take(&mut site.phones)
        .into_iter()
        .zip(0..)
        .map(|(mut phone, first)| {
            tokio::spawn(async move {
                for n in 0..share {
                    cut_off(&mut phone, first + n * PHONES as u64).await;
                    if n % 20 == 19 {
                        assert!(phone.send().await, "the server still answers");
                    }
                }
                phone
            })
        })
        .collect();
    for caller in callers {
        site.phones.push(caller.await.unwrap());
    }
    println!("{on:?}: {} connections cut", share * PHONES as u64);
    drop(server);
    site.check().await;
    site.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_takes_records_whose_phones_hang_up() {
    survives_cuts(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_takes_records_whose_phones_hang_up() {
    survives_cuts(On::Postgres).await;
}
