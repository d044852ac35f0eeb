//! Every action on a flag, by the record that tells it.

use super::json;
use crate::args;
use crate::store::{Conn, Row, StoreError};
use domain::area::TownCode;
use domain::flag::{By, FlagAction};
use domain::id::{FindingId, RecordId};

/// An action on a flag, by its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagEvent {
    /// The decision, or the visit that saw it gone.
    pub record: RecordId,
    /// Who, when.
    pub by: By,
    /// What.
    pub action: FlagAction,
    /// Whether it followed from the state that it met.
    pub in_force: bool,
}

/// Adds an action; the same record again changes nothing.
pub async fn add_event(
    conn: &mut dyn Conn,
    town: &TownCode,
    flag: FindingId,
    event: &FlagEvent,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO flag_events (town, flag, record, at, by_user, action, in_force, place)
         VALUES ($1, $2, $3, $4, $5, $6, $7,
           (SELECT COALESCE(MAX(place), 0) + 1 FROM flag_events WHERE flag = $2))
         ON CONFLICT DO NOTHING",
        args![town, flag, event.record, event.by.at, event.by.user, json(&event.action)?, event.in_force],
    )
    .await?;
    Ok(())
}

/// Takes back what a visit said of flags, before its correction says it anew. Answers which flags.
pub async fn remove_events(conn: &mut dyn Conn, record: RecordId) -> Result<Vec<FindingId>, StoreError> {
    let rows = conn.rows("DELETE FROM flag_events WHERE record = $1 RETURNING flag", args![record]).await?;
    rows.iter().map(|row| row.get("flag")).collect()
}

/// The actions on a flag in the order in which their records came.
pub async fn events(conn: &mut dyn Conn, id: FindingId) -> Result<Vec<FlagEvent>, StoreError> {
    let rows = conn
        .rows(
            "SELECT e.record, e.at, e.by_user, e.action, e.in_force
             FROM flag_events e JOIN records r ON r.id = e.record
             WHERE e.flag = $1 ORDER BY r.stored_at, e.place",
            args![id],
        )
        .await?;
    rows.iter().map(event).collect()
}

/// Notes which actions of a flag are in force, in their order.
pub async fn set_in_force(
    conn: &mut dyn Conn,
    id: FindingId,
    record: RecordId,
    in_force: bool,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE flag_events SET in_force = $3 WHERE flag = $1 AND record = $2",
        args![id, record, in_force],
    )
    .await?;
    Ok(())
}

fn event(row: &Row) -> Result<FlagEvent, StoreError> {
    let action: String = row.get("action")?;
    Ok(FlagEvent {
        record: row.get("record")?,
        by: By { user: row.get("by_user")?, at: row.get("at")? },
        action: serde_json::from_str(&action).map_err(StoreError::Json)?,
        in_force: row.get("in_force")?,
    })
}
