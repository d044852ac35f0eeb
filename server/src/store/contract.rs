//! The suite that every engine passes: each case runs on SQLite and on PostgreSQL.

mod account;
mod ahead;
mod appointment;
mod attempt;
mod audit;
mod change;
mod class_review;
mod coverage;
mod district;
mod engine;
mod field;
mod import;
mod inspection;
mod job;
mod map;
mod meeting;
mod message;
pub mod plan;
mod rectification;
pub mod register;
mod request;
mod retention;
mod row;
mod schema;
mod spot_check;
mod vault;

use super::testing::{self, On, Place};
use super::{Chain, Entry, Store};
use chrono::{DateTime, TimeDelta};
use domain::Time;
use domain::clock::Clock;
use std::sync::{Arc, Mutex};

/// Makes a test per engine of each case, an `async fn(Db)`.
macro_rules! on_both_engines {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::store::contract::open($crate::store::testing::On::Sqlite).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::store::contract::open($crate::store::testing::On::Postgres).await).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;

/// A clock that tests move.
pub struct HandClock(Mutex<Time>);

impl HandClock {
    pub fn forward(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Time {
        *self.0.lock().unwrap()
    }
}

/// An open store of its own.
pub struct Db {
    pub store: Store,
    pub clock: Arc<HandClock>,
    pub place: Place,
    pub on: On,
}

impl Db {
    /// The same database opened by another server.
    pub async fn another(&self) -> Store {
        Store::open(&self.place.url, self.place.data.path(), self.clock.clone()).await.unwrap()
    }
}

pub async fn open(on: On) -> Db {
    let place = testing::place(on).await;
    // Tuesday 2026-11-24, 08:00 in Shanghai.
    let clock = Arc::new(HandClock(Mutex::new(DateTime::from_timestamp(1_795_478_400, 0).unwrap())));
    let store = Store::open(&place.url, place.data.path(), clock.clone()).await.unwrap();
    Db { store, clock, place, on }
}

/// An audit entry for writes whose subject is another.
pub fn entry() -> Entry {
    Entry::new(Chain::Installation, "change", "setting")
}
