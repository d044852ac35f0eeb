//! Large immutable things by their hash: road graphs and tiles of a map.

use super::{Conn, StoreError};
use crate::args;
use domain::hex;

/// Stores bytes and answers their SHA-256, hex. The same bytes are stored once.
pub async fn put(conn: &mut dyn Conn, kind: &str, bytes: Vec<u8>) -> Result<String, StoreError> {
    let sha256 = hex::sha256(&bytes);
    conn.execute(
        "INSERT INTO blobs (sha256, kind, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        args![&sha256, kind, bytes],
    )
    .await?;
    Ok(sha256)
}

/// The bytes of a hash; none if they are not stored.
pub async fn get(conn: &mut dyn Conn, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let row = conn.row("SELECT bytes FROM blobs WHERE sha256 = $1", args![sha256]).await?;
    row.map(|row| row.get("bytes")).transpose()
}
