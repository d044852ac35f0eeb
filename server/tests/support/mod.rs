//! A real server process and phones that speak to it over the network, for tests that kill the one
//! or cut off the others.

#[path = "../../src/store/testing.rs"]
pub mod testing;

pub mod phone;
pub mod town;

use domain::clock::FixedClock;
use phone::Phone;
use server::args;
use server::store::{Conn, Store, audit};
use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use testing::{On, Place};
use uuid::Uuid;

/// Looks, ten a second, without one job done: five minutes, because what failed waits longer each time.
const MOST_LOOKS: u32 = 3_000;

/// A database with one station, one dwelling and a coordinator a phone.
pub struct Site {
    place: Place,
    at: SocketAddr,
    pub phones: Vec<Phone>,
}

/// A running server; killed when dropped.
pub struct Running(Child);

impl Running {
    /// `kill -9`.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Site {
    /// Fills a fresh database and enrols `phones` phones at a first server, which is then killed.
    pub async fn new(on: On, phones: usize) -> Self {
        let place = testing::place(on).await;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut site = Self { place, at: ([127, 0, 0, 1], port).into(), phones: Vec::new() };
        let store = site.open().await;
        town::fill(&store, phones).await;
        store.close().await;
        let mut server = site.serve().await;
        for n in 0..phones {
            site.phones.push(Phone::enrol(site.at, &town::name(n)).await);
        }
        server.kill();
        site
    }

    /// Starts the server and waits until it answers.
    pub async fn serve(&self) -> Running {
        let child = Command::new(env!("CARGO_BIN_EXE_rounds"))
            .args(["serve", "--listen", &self.at.to_string()])
            .env("ROUNDS_DATABASE", &self.place.url)
            .env("ROUNDS_DATA", self.place.data.path())
            .env("RUST_LOG", "off")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let running = Running(child);
        for _ in 0..600 {
            let ready = reqwest::get(format!("http://{}/readyz", self.at)).await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return running;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not start within 30 s");
    }

    /// Opens the database as another process does.
    pub async fn open(&self) -> Store {
        let clock = Arc::new(FixedClock("2026-11-24T02:00:00Z".parse().unwrap()));
        Store::open(&self.place.url, self.place.data.path(), clock).await.unwrap()
    }

    /// Every acknowledged record is there, nothing is there that no phone made, the chains hold.
    pub async fn check(&self) {
        let store = self.open().await;
        let mut reader = store.reader().await.unwrap();
        let rows = reader.rows("SELECT id FROM records", args![]).await.unwrap();
        let stored: BTreeSet<Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
        assert_eq!(stored.len(), rows.len(), "a record is there twice");
        let rows = reader.rows("SELECT id FROM record_bodies", args![]).await.unwrap();
        let bodies: BTreeSet<Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
        assert_eq!(stored, bodies, "a record was stored by halves");
        let acknowledged: BTreeSet<Uuid> = self.phones.iter().flat_map(|p| p.acknowledged.clone()).collect();
        let made: BTreeSet<Uuid> = self.phones.iter().flat_map(|p| p.made.clone()).collect();
        assert!(acknowledged.is_subset(&stored), "lost: {:?}", acknowledged.difference(&stored));
        assert!(stored.is_subset(&made), "nobody made: {:?}", stored.difference(&made));
        drop(reader);
        assert_eq!(audit::verify(&store).await.unwrap().first_bad, None);
        store.close().await;
    }

    /// After all: no transaction is left open, every phone empties its outbox, 1,000 more records
    /// are taken in the normal way, and every record was applied.
    pub async fn finish(&mut self) {
        let server = self.serve().await;
        self.no_transaction_is_open().await;
        let share = 1_000_usize.div_ceil(self.phones.len());
        for phone in &mut self.phones {
            phone.empty_outbox().await;
            for _ in 0..share.div_ceil(50) {
                phone.fill_outbox(50);
                phone.empty_outbox().await;
            }
            assert_eq!(phone.acknowledged, phone.made);
        }
        self.everything_is_applied().await;
        self.check().await;
        drop(server);
    }

    async fn no_transaction_is_open(&self) {
        let store = self.open().await;
        let write = town::write(&store, |_| Box::pin(async { Ok(()) }));
        tokio::time::timeout(Duration::from_secs(10), write).await.expect("no lock is held");
        let mut reader = store.reader().await.unwrap();
        if reader.dialect() == server::store::Dialect::Postgres {
            let sql = "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database()
                       AND state LIKE 'idle in transaction%' AND state_change < now() - interval '1 second'";
            let row = reader.row(sql, args![]).await.unwrap().unwrap();
            assert_eq!(row.get::<i64>("n").unwrap(), 0);
        }
        drop(reader);
        store.close().await;
    }

    /// Jobs that a killed server had claimed come again when its claim ends; none other is left.
    async fn everything_is_applied(&self) {
        let store = self.open().await;
        let sql = "SELECT COUNT(*) AS open, COUNT(*) - COUNT(claimed_until) AS unclaimed
                   FROM jobs WHERE done_at IS NULL";
        let (mut before, mut looks_without_progress) = (i64::MAX, 0);
        loop {
            let row = store.reader().await.unwrap().row(sql, args![]).await.unwrap().unwrap();
            if row.get::<i64>("unclaimed").unwrap() == 0 {
                return store.close().await;
            }
            // What a killed server had claimed is older, so it is done first.
            let left = row.get::<i64>("open").unwrap();
            looks_without_progress = if left < before { 0 } else { looks_without_progress + 1 };
            if looks_without_progress >= MOST_LOOKS {
                panic!("{left} jobs are left and none is being done: {:?}", troubles(&store).await);
            }
            before = left;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// Why jobs that are left have failed, and how often they were tried.
async fn troubles(store: &Store) -> Vec<(Option<String>, i64, i64)> {
    let sql =
        "SELECT error, MAX(tries) AS tries, COUNT(*) AS n FROM jobs WHERE done_at IS NULL GROUP BY error";
    let rows = store.reader().await.unwrap().rows(sql, args![]).await.unwrap();
    let trouble = |row: &server::store::Row| {
        (row.get("error").unwrap(), row.get("tries").unwrap(), row.get("n").unwrap())
    };
    rows.iter().map(trouble).collect()
}
