//! What an engine must do. Two exist: `sqlite` and `postgres`; all SQL above them is shared.

use super::{Args, Row, StoreError};
use async_trait::async_trait;
use domain::id::StationId;
use futures::future::BoxFuture;

/// Something statements can be run on: a [`Reader`](super::Reader) or a [`Tx`](super::Tx).
#[async_trait]
pub trait Conn: Send {
    /// Runs a statement and answers its rows.
    async fn rows(&mut self, sql: &'static str, args: Args) -> Result<Vec<Row>, StoreError>;

    /// Runs a statement and answers how many rows it changed.
    async fn execute(&mut self, sql: &'static str, args: Args) -> Result<u64, StoreError>;

    /// Which engine runs it. Almost nothing asks: see [`list`](super::list) for batches.
    fn dialect(&self) -> Dialect;

    /// The only row, or none.
    async fn row(&mut self, sql: &'static str, args: Args) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }
}

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded file.
    Sqlite,
    /// The server to grow on.
    Postgres,
}

/// How a piece of work wants to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Commit; the stations whose pages and phones have something new to see after it.
    Keep(Vec<StationId>),
    /// As if it had never run.
    Undo,
}

/// A write, queued: it gets the connection inside a transaction and says how to end.
pub type Work = Box<dyn FnOnce(Box<dyn Conn>) -> BoxFuture<'static, Verdict> + Send>;

/// How writes of one kind meet each other on PostgreSQL. SQLite has one writer in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// One after another, as on SQLite: what it read cannot change before it commits.
    Alone,
    /// Beside others: for single statements that stand for themselves.
    Beside,
}

/// Where an engine tells that a station has changed.
pub type Changed = tokio::sync::broadcast::Sender<StationId>;

/// A database.
#[async_trait]
pub trait Engine: Send + Sync {
    /// A connection that only reads.
    async fn reader(&self) -> Result<Box<dyn Conn>, StoreError>;

    /// Runs the work in a transaction of a task of its own. Answers after the commit, or after the
    /// undo; a caller that stops waiting stops nothing.
    async fn write(&self, order: Order, work: Work) -> Result<(), StoreError>;

    /// How many writes a caller with a long list queues at a time, because they share a commit; 1
    /// where each commits for itself.
    fn share_a_commit(&self) -> usize {
        1
    }

    /// Takes no more work and waits for what is under way.
    async fn close(&self);
}
