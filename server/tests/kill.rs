//! A server that is killed in the middle of a sync loses nothing that it had acknowledged and
//! doubles nothing. `ROUNDS_KILLS` says how often (`make bench`: 1,000).

#![allow(clippy::expect_used, clippy::unwrap_used, dead_code, reason = "a test, with parts for two")]

mod support;

use std::time::Duration;
use support::Site;
use support::testing::On;

const PHONES: usize = 4;
/// Between two looks into the database.
const LOOK: u64 = 25;

fn kills() -> u64 {
    std::env::var("ROUNDS_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

async fn survives_kills(on: On) {
    let mut site = Site::new(on, PHONES).await;
    for n in 1..=kills() {
        let mut server = site.serve().await;
        let senders: Vec<_> = std::mem::take(&mut site.phones)
            .into_iter()
            .map(|mut phone| {
                tokio::spawn(async move {
                    while phone.send().await {}
                    phone
                })
            })
            .collect();
        // Spread over the time of a few batches, the same in every run.
        tokio::time::sleep(Duration::from_micros(20_000 + n * 104_729 % 600_000)).await;
        server.kill();
        for sender in senders {
            site.phones.push(sender.await.unwrap());
        }
        if n % LOOK == 0 {
            site.check().await;
        }
    }
    let acknowledged: usize = site.phones.iter().map(|phone| phone.acknowledged.len()).sum();
    println!("{on:?}: {} kills, {acknowledged} records acknowledged before the last", kills());
    site.check().await;
    site.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_what_was_acknowledged_through_kills() {
    survives_kills(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_was_acknowledged_through_kills() {
    survives_kills(On::Postgres).await;
}
