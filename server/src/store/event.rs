//! The change feed, read across stations for pages that are open.

use super::change::Change;
use super::{Conn, Row, StoreError};
use crate::args;
use domain::Time;
use domain::id::StationId;

/// A change with its place and moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Whose feed.
    pub station: StationId,
    /// When it was committed, by the writing server's clock.
    pub at: Time,
    /// The change.
    pub change: Change,
}

/// How many changes there are in all feeds: one number that tells whether to look further.
pub async fn total(conn: &mut dyn Conn) -> Result<i64, StoreError> {
    let row = conn
        .row("SELECT CAST(COALESCE(SUM(change_seq), 0) AS BIGINT) AS total FROM stations", args![])
        .await?;
    row.map_or(Ok(0), |row| row.get("total"))
}

/// The last number of each feed.
pub async fn heads(conn: &mut dyn Conn) -> Result<Vec<(StationId, i64)>, StoreError> {
    let rows = conn.rows("SELECT id, change_seq FROM stations", args![]).await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("change_seq")?))).collect()
}

/// At most `limit` changes of a station after `seq`, in order.
pub async fn after(
    conn: &mut dyn Conn,
    station: StationId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Happened>, StoreError> {
    let rows = conn
        .rows(
            "SELECT station, seq, kind, id, removed, at FROM changes
             WHERE station = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            args![station, seq, limit],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// At most `limit` changes of all stations since `at`, oldest first.
pub async fn since(conn: &mut dyn Conn, at: Time, limit: i64) -> Result<Vec<Happened>, StoreError> {
    let rows = conn
        .rows(
            "SELECT station, seq, kind, id, removed, at FROM changes
             WHERE at >= $1 ORDER BY at, station, seq LIMIT $2",
            args![at, limit],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Happened, StoreError> {
    let change = Change {
        seq: row.get("seq")?,
        kind: row.get("kind")?,
        id: row.get("id")?,
        removed: row.get("removed")?,
    };
    Ok(Happened { station: row.get("station")?, at: row.get("at")?, change })
}
