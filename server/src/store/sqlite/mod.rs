//! The embedded engine: one file, many readers, one writer.

mod writer;

use super::engine::{Changed, Conn, Dialect, Engine, Order, Work};
use super::value::{Arg, Args, Row, Value};
use super::{StoreError, migrate};
use async_trait::async_trait;
use sqlx::error::BoxDynError;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous, SqliteValueRef,
};
use sqlx::{Column, Connection, Decode, Row as _, Sqlite, TypeInfo, ValueRef};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use writer::Writer;

/// Readers at the same time; each is a thread of its own.
const READERS: u32 = 4;
/// How long a statement waits for another process (`rounds plan` beside `rounds serve`).
const BUSY: Duration = Duration::from_secs(30);
/// Statements that a connection keeps prepared: more than this crate has, so that none is prepared twice.
const STATEMENTS: usize = 1024;

/// An open file.
pub struct SqliteEngine {
    readers: SqlitePool,
    writer: Writer,
}

impl SqliteEngine {
    /// Opens or makes the file, and migrates it.
    pub async fn open(path: &Path, changed: Changed) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|source| StoreError::File { path: folder.to_owned(), source })?;
        }
        let options = options(path);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        migrate::SQLITE.run(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options.clone().read_only(true).pragma("query_only", "1"));
        Ok(Self { readers, writer: Writer::start(connection, options, changed) })
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL would let a power cut take back an answered commit.
        .synchronous(SqliteSynchronous::Full)
        // What is erased is overwritten in its page, which costs no further write.
        .pragma("secure_delete", "FAST")
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(STATEMENTS)
}

#[async_trait]
impl Engine for SqliteEngine {
    async fn reader(&self) -> Result<Box<dyn Conn>, StoreError> {
        Ok(Box::new(Pooled(self.readers.acquire().await?)))
    }

    async fn write(&self, _: Order, work: Work) -> Result<(), StoreError> {
        self.writer.run(work).await
    }

    fn share_a_commit(&self) -> usize {
        // Half of a group: others' work has room in each.
        writer::GROUP / 2
    }

    async fn close(&self) {
        // The last connection to close moves the log into the file; a reader may not.
        self.readers.close().await;
        self.writer.stop().await;
    }
}

struct Pooled(PoolConnection<Sqlite>);

/// The writing connection, lent to one piece of work.
struct Lent(OwnedMutexGuard<SqliteConnection>);

macro_rules! conn {
    ($type:ty) => {
        #[async_trait]
        impl Conn for $type {
            async fn rows(&mut self, sql: &'static str, args: Args) -> Result<Vec<Row>, StoreError> {
                rows(&mut self.0, sql, args).await
            }

            async fn execute(&mut self, sql: &'static str, args: Args) -> Result<u64, StoreError> {
                Ok(bind(sql, args).execute(&mut *self.0).await?.rows_affected())
            }

            fn dialect(&self) -> Dialect {
                Dialect::Sqlite
            }
        }
    };
}
conn!(Pooled);
conn!(Lent);

type Query = sqlx::query::Query<'static, Sqlite, sqlx::sqlite::SqliteArguments>;

fn bind(sql: &'static str, args: Args) -> Query {
    args.0.into_iter().fold(sqlx::query(sql), |query, arg| match arg {
        Arg::Bool(value) => query.bind(value),
        Arg::Int(value) => query.bind(value),
        Arg::Real(value) => query.bind(value),
        Arg::Text(value) => query.bind(value),
        Arg::Bytes(value) => query.bind(value),
        Arg::Uuid(value) => query.bind(value),
    })
}

async fn rows(
    connection: &mut SqliteConnection,
    sql: &'static str,
    args: Args,
) -> Result<Vec<Row>, StoreError> {
    let found = bind(sql, args).fetch_all(connection).await?;
    let Some(first) = found.first() else { return Ok(Vec::new()) };
    let columns: Arc<[String]> = first.columns().iter().map(|column| column.name().to_owned()).collect();
    found.iter().map(|row| Ok(Row::new(columns.clone(), values(row)?))).collect()
}

fn values(row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.columns().len()).map(|place| value(row.try_get_raw(place)?)).collect()
}

fn value(raw: SqliteValueRef<'_>) -> Result<Value, sqlx::Error> {
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let decode: fn(SqliteValueRef<'_>) -> Result<Value, BoxDynError> = match raw.type_info().name() {
        "INTEGER" | "BOOLEAN" => |raw| read::<i64>(raw).map(Value::Int),
        "REAL" => |raw| read::<f64>(raw).map(Value::Real),
        "TEXT" => |raw| read::<String>(raw).map(Value::Text),
        _ => |raw| read::<Vec<u8>>(raw).map(Value::Bytes),
    };
    decode(raw).map_err(sqlx::Error::Decode)
}

fn read<'r, T: Decode<'r, Sqlite>>(raw: SqliteValueRef<'r>) -> Result<T, BoxDynError> {
    T::decode(raw)
}
