//! The schema of both engines, embedded: `migrations/sqlite` and `migrations/postgres` hold files of
//! the same names with the same meaning.

use sqlx::migrate::Migrator;

pub(super) static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
pub(super) static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");
