//! What changed at a station, in order: phones ask for what came after the last number they saw.

use super::{Conn, Dialect, StoreError, list};
use crate::args;
use domain::Time;
use domain::id::StationId;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The channel of PostgreSQL on which servers tell each other of changed stations.
pub(super) const CHANNEL: &str = "rounds_changes";

/// A change that a write will append when it ends.
pub(super) struct Pending {
    pub station: StationId,
    pub kind: &'static str,
    pub id: Uuid,
    pub removed: bool,
}

/// A change as phones hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Place in the station's sequence, from 1, without gaps.
    pub seq: i64,
    /// Noun: `dwelling`, `flag`, `plan`.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
    /// Gone for this station.
    pub removed: bool,
}

#[derive(Serialize)]
struct Line {
    seq: i64,
    kind: &'static str,
    id: Uuid,
    removed: bool,
}

/// Appends the changes in their order, a statement a station.
pub(super) async fn append(conn: &mut dyn Conn, at: Time, changes: &[Pending]) -> Result<(), StoreError> {
    let mut stations: BTreeMap<StationId, Vec<&Pending>> = BTreeMap::new();
    for change in changes {
        stations.entry(change.station).or_default().push(change);
    }
    for (station, changes) in stations {
        let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
        let found = conn
            .row(
                "UPDATE stations SET change_seq = change_seq + $2 WHERE id = $1 RETURNING town, change_seq",
                args![station, count],
            )
            .await?;
        let Some(row) = found else { continue };
        let (town, last): (String, i64) = (row.get("town")?, row.get("change_seq")?);
        let lines: Vec<Line> = (last - count + 1..)
            .zip(&changes)
            .map(|(seq, change)| Line { seq, kind: change.kind, id: change.id, removed: change.removed })
            .collect();
        conn.execute(
            "INSERT INTO changes (town, station, seq, kind, id, removed, at)
             SELECT $1, $2, CAST(value->>'seq' AS BIGINT), value->>'kind', unhex(value->>'id', '-'),
               CAST(value->>'removed' AS BOOLEAN), $3
             FROM json_each($4)",
            args![town, station, at, list(&lines)?],
        )
        .await?;
    }
    Ok(())
}

/// On PostgreSQL tells the other servers, at the commit.
pub(super) async fn notify(conn: &mut dyn Conn, stations: &BTreeSet<StationId>) -> Result<(), StoreError> {
    if conn.dialect() == Dialect::Postgres {
        for station in stations {
            conn.rows("SELECT pg_notify($1, $2)", args![CHANNEL, station.to_string()]).await?;
        }
    }
    Ok(())
}

/// At most `limit` changes of a station after `seq`, in order.
pub async fn after(
    conn: &mut dyn Conn,
    station: StationId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Change>, StoreError> {
    let rows = conn
        .rows(
            "SELECT seq, kind, id, removed FROM changes WHERE station = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            args![station, seq, limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Change {
                seq: row.get("seq")?,
                kind: row.get("kind")?,
                id: row.get("id")?,
                removed: row.get("removed")?,
            })
        })
        .collect()
}

/// Whether a station was told that something is there no longer.
pub async fn was_removed(
    conn: &mut dyn Conn,
    station: StationId,
    kind: &str,
    id: impl Into<Uuid>,
) -> Result<bool, StoreError> {
    let row = conn
        .row(
            "SELECT seq FROM changes WHERE station = $1 AND kind = $2 AND id = $3 AND removed LIMIT 1",
            args![station, kind, id.into()],
        )
        .await?;
    Ok(row.is_some())
}
