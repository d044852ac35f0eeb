//! A server that is killed in the middle of its writes loses nothing that it had acknowledged and
//! stores nothing by halves. `ROUNDS_KILLS` says how often (a bench says 1,000).

#[path = "../src/store/testing.rs"]
mod testing;

use chrono::DateTime;
use domain::clock::FixedClock;
use server::args;
use server::store::{Chain, Conn, Entry, Store, StoreError, audit};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use testing::{On, Place};
use uuid::Uuid;

const CHILD_DATABASE: &str = "ROUNDS_KILL_CHILD_DATABASE";
const CHILD_DATA: &str = "ROUNDS_KILL_CHILD_DATA";
/// Writers of a child at the same time, so that commits are shared.
const WRITERS: usize = 8;

fn kills() -> u64 {
    std::env::var("ROUNDS_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(8)
}

async fn open(url: &str, data: &Path) -> Store {
    Store::open(url, data, Arc::new(FixedClock(DateTime::UNIX_EPOCH))).await.unwrap()
}

/// One write of two rows and an audit entry.
async fn write(store: &Store, key: Uuid) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                for half in ["a", "b"] {
                    let row = args![format!("{key}{half}"), half];
                    tx.execute("INSERT INTO settings (key, value) VALUES ($1, $2)", row).await?;
                }
                tx.audit(Entry::new(Chain::Installation, "create", "setting").of(key)).await
            })
        })
        .await
}

/// Not a test of its own: what the killed process does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_killed_process() {
    let (Ok(url), Ok(data)) = (std::env::var(CHILD_DATABASE), std::env::var(CHILD_DATA)) else { return };
    let store = open(&url, Path::new(&data)).await;
    println!("open");
    let writers = (0..WRITERS).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                let key = store.ids().id(store.clock().now());
                write(&store, key).await.unwrap();
                println!("stored {key}");
            }
        })
    });
    futures::future::join_all(writers).await;
}

/// Runs a child, kills it after `life`, and answers what it had acknowledged.
fn run_and_kill(place: &Place, life: Duration) -> BTreeSet<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_killed_process", "--nocapture"])
        .env(CHILD_DATABASE, &place.url)
        .env(CHILD_DATA, place.data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.by_ref().any(|line| line.unwrap().ends_with("open")), "the child opened the store");
    std::thread::spawn(move || {
        std::thread::park_timeout(life);
        child.kill().unwrap();
        child.wait().unwrap();
    });
    // A line cut by the kill has no key of full length.
    lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("stored ").map(str::to_owned))
        .filter(|key| key.len() == Uuid::nil().to_string().len())
        .collect()
}

async fn stored(store: &Store) -> Vec<String> {
    let mut reader = store.reader().await.unwrap();
    let sql = "SELECT key FROM settings WHERE value IN ('a', 'b') ORDER BY key";
    reader.rows(sql, args![]).await.unwrap().iter().map(|row| row.get("key").unwrap()).collect()
}

/// Every acknowledged key twice (its two rows), every other twice or not at all; one audit entry each.
async fn nothing_is_lost_or_halved(store: &Store, acknowledged: &BTreeSet<String>) {
    let rows: BTreeSet<String> = stored(store).await.into_iter().collect();
    for key in acknowledged {
        assert!(rows.contains(&format!("{key}a")) && rows.contains(&format!("{key}b")), "{key} is lost");
    }
    let keys: BTreeSet<&str> = rows.iter().map(|row| &row[..row.len() - 1]).collect();
    assert_eq!(rows.len(), keys.len() * 2, "a write was stored by halves");
    let report = audit::verify(store).await.unwrap();
    assert_eq!((report.entries, report.first_bad), (keys.len() as u64, None));
}

async fn survives_kills(on: On) {
    let place = testing::place(on).await;
    let mut acknowledged = BTreeSet::new();
    for n in 0..kills() {
        let life = Duration::from_micros(500 + n * 7_919 % 60_000);
        acknowledged.append(&mut run_and_kill(&place, life));
        let store = open(&place.url, place.data.path()).await;
        if n % 50 == 0 || n + 1 == kills() {
            nothing_is_lost_or_halved(&store, &acknowledged).await;
        }
        let first = tokio::time::timeout(Duration::from_secs(5), write(&store, Uuid::from_u128(n.into())));
        first.await.expect("no lock was left behind").unwrap();
        store.close().await;
    }
    assert!(!acknowledged.is_empty(), "no child lived long enough to store anything");
    let store = open(&place.url, place.data.path()).await;
    for n in 0..1_000 {
        write(&store, Uuid::from_u128(1 << 64 | n)).await.unwrap();
    }
    nothing_is_lost_or_halved(&store, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_what_was_acknowledged_through_kills() {
    survives_kills(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_was_acknowledged_through_kills() {
    survives_kills(On::Postgres).await;
}
