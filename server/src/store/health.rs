//! What tells an operator whether an installation is well.

use super::{Conn, StoreError};
use crate::args;
use domain::Time;

/// Fails when the database does not answer.
pub async fn answers(conn: &mut dyn Conn) -> Result<(), StoreError> {
    conn.rows("SELECT COUNT(*) AS n FROM settings", args![]).await.map(|_| ())
}

/// Whether a map is in use.
pub async fn has_map(conn: &mut dyn Conn) -> Result<bool, StoreError> {
    Ok(conn.row("SELECT id FROM maps WHERE in_use = TRUE", args![]).await?.is_some())
}

/// The moment of the newest audit entry: the present is not before it.
pub async fn newest_entry(conn: &mut dyn Conn) -> Result<Option<Time>, StoreError> {
    let row = conn.row("SELECT MAX(at) AS newest FROM audit_entries", args![]).await?;
    row.map_or(Ok(None), |row| row.get("newest"))
}
