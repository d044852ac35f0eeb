//! What can fail in the store, and what a user is told of it.

use domain::problem::Problem;
use std::path::PathBuf;
use std::sync::Arc;

/// A failure of the store. Its text is for the log: a user is told [`StoreError::problem`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither `sqlite:PATH` nor `postgres://…`.
    #[error("ROUNDS_DATABASE must be sqlite:PATH or postgres://…, not {0:?}")]
    Address(String),
    /// A write that changed a file without saying so in the audit.
    #[error("a write did not call Tx::audit")]
    Unaudited,
    /// A unique, not-null or check rule of the schema refused the write.
    #[error("constraint {name} refused the write")]
    Constraint {
        /// `table_column…`, the name of the unique index where there is one.
        name: String,
    },
    /// A statement and the code that reads it disagree.
    #[error("column {column} is missing or not a {wanted}")]
    Column {
        /// Name in the statement.
        column: &'static str,
        /// Rust type asked for.
        wanted: &'static str,
    },
    /// The transaction that this write shared with others broke; none of them is stored.
    #[error("transaction: {0}")]
    Transaction(Arc<StoreError>),
    /// The closure of a write panicked; the write was undone.
    #[error("a write panicked and was undone")]
    Panicked,
    /// The writer is gone: the process is stopping.
    #[error("the store is closed")]
    Closed,
    /// The database refused or broke off.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// The migrations could not be applied.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A file or folder of the data directory.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// JSON that could not be written or read.
    #[error("json: {0}")]
    Json(#[source] serde_json::Error),
    /// The key file does not have 32 bytes, or belongs to another database.
    #[error("{path}: not the key of this database")]
    WrongKey {
        /// Where it was read.
        path: PathBuf,
    },
    /// The data key was erased, and with it everything encrypted under it.
    #[error("the key was erased")]
    Erased,
    /// A ciphertext was changed, moved to another row, or belongs to another key.
    #[error("a ciphertext does not belong where it stands")]
    Tampered,
}

/// Which user-sized problem a rule of the schema stands for.
const CONSTRAINTS: [(&str, Problem); 0] = [];

impl StoreError {
    /// What the user is told; nothing of the inside.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Constraint { name } => {
                let known = CONSTRAINTS.iter().find(|(known, _)| known == name);
                known.map_or(Problem::Conflict, |(_, problem)| problem.clone())
            }
            _ => Problem::Internal,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().and_then(constraint) {
            Some(name) => Self::Constraint { name },
            None => Self::Database(error),
        }
    }
}

/// The name of the refused rule. PostgreSQL names the index; SQLite names the columns
/// (`UNIQUE constraint failed: users.name`), which our indexes are named after.
fn constraint(error: &dyn sqlx::error::DatabaseError) -> Option<String> {
    use sqlx::error::ErrorKind;
    if matches!(error.kind(), ErrorKind::Other) {
        return None;
    }
    if let Some(name) = error.constraint() {
        return Some(name.to_owned());
    }
    let (_, columns) = error.message().split_once("constraint failed: ")?;
    let mut columns = columns.split(", ");
    let first = columns.next()?.replace('.', "_");
    let rest = columns.filter_map(|column| column.split_once('.')).map(|(_, column)| column);
    Some(std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join("_"))
}
