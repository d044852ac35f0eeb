//! The engine to grow on: several servers over one database.

use super::engine::{Changed, Conn, Dialect, Engine, Order, Verdict, Work};
use super::value::{Arg, Args, Row, Value};
use super::{StoreError, change, migrate};
use async_trait::async_trait;
use futures::FutureExt;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{
    PgArguments, PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions, PgRow, PgValueRef,
};
use sqlx::{Column, Decode, Postgres, Row as _, TypeInfo, ValueRef};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Connections of one server that read.
const READERS: u32 = 12;
/// Connections of one server that write, or wait for their turn to.
const WRITERS: u32 = 6;

/// Between two tries to listen.
const LISTEN_AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

/// Two pools: a long queue of writes leaves the readers alone.
pub struct PostgresEngine {
    readers: PgPool,
    writers: PgPool,
    listener: tokio::task::JoinHandle<()>,
}

impl PostgresEngine {
    /// Connects and migrates.
    pub async fn open(url: &str, changed: Changed) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let writers = PgPoolOptions::new().max_connections(WRITERS).connect_with(options.clone()).await?;
        migrate::POSTGRES.run(&writers).await?;
        let readers = PgPoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options.options([("default_transaction_read_only", "on")]));
        let listener = tokio::spawn(listen(writers.clone(), changed));
        Ok(Self { readers, writers, listener })
    }
}

#[async_trait]
impl Engine for PostgresEngine {
    async fn reader(&self) -> Result<Box<dyn Conn>, StoreError> {
        Ok(Box::new(Pooled(self.readers.acquire().await?)))
    }

    async fn write(&self, order: Order, work: Work) -> Result<(), StoreError> {
        let writers = self.writers.clone();
        let task = tokio::spawn(async move { transaction(writers.acquire().await?, order, work).await });
        task.await.map_err(|_| StoreError::Panicked)?
    }

    async fn close(&self) {
        self.listener.abort();
        self.writers.close().await;
        self.readers.close().await;
    }
}

/// Passes on what other servers, and this one, have committed. A lost connection is made again.
async fn listen(pool: PgPool, changed: Changed) {
    loop {
        if let Err(error) = hear(&pool, &changed).await {
            tracing::warn!(%error, "listening for changes");
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
    }
}

async fn hear(pool: &PgPool, changed: &Changed) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(change::CHANNEL).await?;
    loop {
        if let Ok(station) = listener.recv().await?.payload().parse() {
            // Fails when nobody listens.
            let _ = changed.send(station);
        }
    }
}

/// A connection goes back to the pool only from here and only outside a transaction; on any other
/// way out it is dropped and the server undoes what it had begun.
async fn transaction(
    connection: PoolConnection<Postgres>,
    order: Order,
    work: Work,
) -> Result<(), StoreError> {
    let connection = Arc::new(Mutex::new(Held(Some(connection))));
    let sql = async |text| {
        sqlx::query(text).execute(connection.lock().await.get()?).await.map_err(StoreError::from)
    };
    sql("BEGIN").await?;
    if order == Order::Alone {
        // Waits for the write before; ends with the transaction. With it a write sees what every
        // earlier one committed, so nothing needs to be tried again.
        sql("SELECT pg_advisory_xact_lock(7190265)").await?;
    }
    let lent = Lent(connection.clone().lock_owned().await);
    let done = AssertUnwindSafe(async { work(Box::new(lent)).await }).catch_unwind().await;
    let end = if matches!(done, Ok(Verdict::Keep(_))) { "COMMIT" } else { "ROLLBACK" };
    sql(end).await?;
    connection.lock().await.give_back();
    done.map(|_| ()).map_err(|_| StoreError::Panicked)
}

/// A connection that is closed, not pooled, unless it is given back.
struct Held(Option<PoolConnection<Postgres>>);

impl Held {
    fn get(&mut self) -> Result<&mut PgConnection, StoreError> {
        self.0.as_deref_mut().ok_or(StoreError::Closed)
    }

    fn give_back(&mut self) {
        self.0 = None;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(connection.detach());
        }
    }
}

struct Pooled(PoolConnection<Postgres>);

/// The connection of one write, inside its transaction.
struct Lent(OwnedMutexGuard<Held>);

impl Pooled {
    fn get(&mut self) -> Result<&mut PgConnection, StoreError> {
        Ok(&mut self.0)
    }
}

impl Lent {
    fn get(&mut self) -> Result<&mut PgConnection, StoreError> {
        self.0.get()
    }
}

macro_rules! conn {
    ($type:ty) => {
        #[async_trait]
        impl Conn for $type {
            async fn rows(&mut self, sql: &'static str, args: Args) -> Result<Vec<Row>, StoreError> {
                rows(self.get()?, sql, args).await
            }

            async fn execute(&mut self, sql: &'static str, args: Args) -> Result<u64, StoreError> {
                Ok(bind(sql, args).execute(self.get()?).await?.rows_affected())
            }

            fn dialect(&self) -> Dialect {
                Dialect::Postgres
            }
        }
    };
}
conn!(Pooled);
conn!(Lent);

type Query = sqlx::query::Query<'static, Postgres, PgArguments>;

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

async fn rows(connection: &mut PgConnection, sql: &'static str, args: Args) -> Result<Vec<Row>, StoreError> {
    let found = bind(sql, args).fetch_all(connection).await?;
    let Some(first) = found.first() else { return Ok(Vec::new()) };
    let columns: Arc<[String]> = first.columns().iter().map(|column| column.name().to_owned()).collect();
    found.iter().map(|row| Ok(Row::new(columns.clone(), values(row)?))).collect()
}

fn values(row: &PgRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.columns().len()).map(|place| value(row.try_get_raw(place)?)).collect()
}

fn value(raw: PgValueRef<'_>) -> Result<Value, sqlx::Error> {
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let kind = raw.type_info().name().to_owned();
    let value = match kind.as_str() {
        "BOOL" => read::<bool>(raw).map(Value::Bool),
        "INT8" => read::<i64>(raw).map(Value::Int),
        "INT4" => read::<i32>(raw).map(|v| Value::Int(v.into())),
        "INT2" => read::<i16>(raw).map(|v| Value::Int(v.into())),
        "FLOAT8" => read::<f64>(raw).map(Value::Real),
        "FLOAT4" => read::<f32>(raw).map(|v| Value::Real(v.into())),
        "UUID" => read::<uuid::Uuid>(raw).map(Value::Uuid),
        "BYTEA" => read::<Vec<u8>>(raw).map(Value::Bytes),
        "TEXT" | "VARCHAR" | "NAME" | "BPCHAR" => read::<String>(raw).map(Value::Text),
        "VOID" => Ok(Value::Null),
        other => Err(format!("{other} is not stored by Rounds; cast it in the statement").into()),
    };
    value.map_err(sqlx::Error::Decode)
}

fn read<'r, T: Decode<'r, Postgres>>(raw: PgValueRef<'r>) -> Result<T, sqlx::error::BoxDynError> {
    T::decode(raw)
}
