//! The store: every query of Rounds, once, over two engines.
//!
//! A read takes [`Store::reader`], a write [`Store::write`]. Queries are free functions per noun
//! (`store::user::by_name(conn, …)`) over [`Conn`], so that they compose inside one transaction.
//! Their SQL is text that both engines take: `$1` placeholders, `ON CONFLICT`, `RETURNING`, lists by
//! [`list`].

pub mod account;
pub mod address;
pub mod alert;
pub mod appeal;
pub mod appointment;
pub mod area;
pub mod audit;
pub mod blob;
pub mod calendar;
pub mod change;
pub mod class_change;
pub mod class_proposal;
#[cfg(test)]
pub(crate) mod contract;
pub mod coverage;
pub mod demand;
pub mod device;
pub mod district;
pub mod duty;
pub mod dwelling;
mod engine;
mod error;
pub mod event;
pub mod export;
pub mod field;
pub mod figure;
pub mod finding;
pub mod flag;
pub mod health;
pub mod ids;
pub mod incident;
pub mod inspection;
pub mod job;
pub mod label;
pub mod ledger;
pub mod map;
pub mod meeting;
pub mod message;
mod migrate;
pub mod notice;
pub mod owed_visit;
pub mod pack;
pub mod photo;
pub mod plan;
mod postgres;
pub mod practice;
pub mod property;
pub mod record;
pub mod rectification;
pub mod register;
pub mod request;
pub mod retention;
pub mod round;
pub mod sample;
pub mod session;
pub mod setting;
pub mod spot_check;
mod sqlite;
pub mod station;
pub mod tenancy;
#[cfg(test)]
pub(crate) mod testing;
mod tx;
pub mod user;
mod value;
pub mod vault;
pub mod visit;
pub mod visitor;
pub mod word;

pub use audit::{Chain, Entry};
pub use engine::{Conn, Dialect};
pub use error::StoreError;
pub use tx::{Reader, Tx};
pub use value::{Arg, Args, FromValue, IntoArg, Row, Value, list};
pub use vault::Vault;

use chrono_tz::Tz;
use domain::clock::Clock;
use domain::id::StationId;
use engine::{Changed, Engine, Order, Verdict, Work};
use futures::future::BoxFuture;
use ids::Ids;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;
use tx::Guard;

/// News kept for a listener that is slow; one that falls behind is told that it did.
const CHANGES: usize = 1024;

/// The open store. Cloning it is cheap.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    shared: Arc<Shared>,
}

/// What every transaction uses.
struct Shared {
    clock: Arc<dyn Clock>,
    ids: Ids,
    vault: Vault,
    data_dir: PathBuf,
    changed: Changed,
    /// Zones of stations that were asked for.
    zones: Arc<Mutex<HashMap<StationId, Tz>>>,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, migrates it, and reads or makes the keys in
    /// `data_dir/keys` (or `ROUNDS_KEY_FILE`).
    pub async fn open(
        database_url: &str,
        data_dir: &Path,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StoreError> {
        let (changed, _) = broadcast::channel(CHANGES);
        let engine: Arc<dyn Engine> = if let Some(path) = database_url.strip_prefix("sqlite:") {
            Arc::new(sqlite::SqliteEngine::open(Path::new(path), changed.clone()).await?)
        } else if database_url.starts_with("postgres:") || database_url.starts_with("postgresql:") {
            Arc::new(postgres::PostgresEngine::open(database_url, changed.clone()).await?)
        } else {
            return Err(StoreError::Address(database_url.to_owned()));
        };
        let ids = Ids::new();
        let vault = Vault::open(data_dir, &ids)?;
        let store = Self {
            engine,
            shared: Arc::new(Shared {
                clock,
                ids,
                vault,
                changed,
                data_dir: data_dir.to_owned(),
                zones: Arc::default(),
            }),
        };
        vault::check(&store).await?;
        Ok(store)
    }

    /// A connection that only reads. Each statement sees what was committed when it began; reads
    /// that an audit entry belongs to go through [`Store::write`].
    pub async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(Reader::new(self.engine.reader().await?))
    }

    /// Runs `f` in a transaction of a task that a dropped caller cannot cancel, and answers after
    /// the commit. On an error, a panic, or without a call of [`Tx::audit`]
    /// ([`StoreError::Unaudited`]) nothing of it is stored.
    ///
    /// Writes run one after another: `f` waits for the database alone, never for the network, a
    /// password hash or another write.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(Guard::Audited, Order::Alone, f).await
    }

    /// As [`Store::write`], for what is no file: a session's last-seen time, tries to sign in, caches.
    pub async fn write_unaudited<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(Guard::Unaudited, Order::Alone, f).await
    }

    /// As [`Store::write_unaudited`], on PostgreSQL beside other writes: for a single statement that
    /// stands for itself.
    async fn write_beside<T, F>(&self, f: F) -> Result<T, StoreError>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
        T: Send + 'static,
    {
        self.run(Guard::Unaudited, Order::Beside, f).await
    }

    /// How many writes a caller with a long list queues at a time, in its order: on SQLite they share a
    /// commit. Each is a transaction to the others all the same, whole or undone for itself.
    pub fn share_a_commit(&self) -> usize {
        self.engine.share_a_commit()
    }

    async fn run<T, E, F>(&self, guard: Guard, order: Order, f: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let shared = self.shared.clone();
        let result = Arc::new(Mutex::new(None));
        let place = result.clone();
        let work: Work = Box::new(move |conn| {
            Box::pin(async move {
                let mut tx = Tx::new(conn, shared);
                let mut outcome = f(&mut tx).await;
                if outcome.is_ok()
                    && let Err(error) = tx.finish(guard).await
                {
                    outcome = Err(error.into());
                }
                let verdict = if outcome.is_ok() { Verdict::Keep(tx.into_changed()) } else { Verdict::Undo };
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                verdict
            })
        });
        self.engine.write(order, work).await?;
        let outcome = result.lock().unwrap_or_else(PoisonError::into_inner).take();
        outcome.unwrap_or_else(|| Err(StoreError::Panicked.into()))
    }

    /// Keys and encryption.
    pub fn vault(&self) -> &Vault {
        &self.shared.vault
    }

    /// Hears, after each commit, which station has new [`change`]s, those of other servers on the
    /// same PostgreSQL included. A listener that lagged asks [`change::after`] all the same.
    pub fn changes(&self) -> broadcast::Receiver<StationId> {
        self.shared.changed.subscribe()
    }

    /// Identifiers and random bytes.
    pub fn ids(&self) -> &Ids {
        &self.shared.ids
    }

    /// Where photos, caches and keys lie.
    pub fn data_dir(&self) -> &Path {
        &self.shared.data_dir
    }

    /// The clock that the store was opened with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.shared.clock
    }

    /// Takes no more writes, finishes what is under way, and closes the database.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}
