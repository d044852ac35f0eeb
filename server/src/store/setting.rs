//! Settings of the installation: names and values.

use super::{Conn, StoreError};
use crate::args;

/// The value of a setting; none if it was never set.
pub async fn get(conn: &mut dyn Conn, key: &str) -> Result<Option<String>, StoreError> {
    let row = conn.row("SELECT value FROM settings WHERE key = $1", args![key]).await?;
    row.map(|row| row.get("value")).transpose()
}

/// Sets a setting.
pub async fn set(conn: &mut dyn Conn, key: &str, value: &str) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO settings (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        args![key, value],
    )
    .await?;
    Ok(())
}

/// Sets a setting unless it is set, and answers its value.
pub async fn init(conn: &mut dyn Conn, key: &str, value: &str) -> Result<String, StoreError> {
    conn.execute(
        "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![key, value],
    )
    .await?;
    Ok(get(conn, key).await?.unwrap_or_else(|| value.to_owned()))
}
