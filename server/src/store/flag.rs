//! Flags: findings before an officer, and every action on them.

mod event;
mod list;

pub use event::{FlagEvent, add_event, events, remove_events, set_in_force};
pub use list::{Listed, list_found_by, list_open, list_over, listed};

use super::{Conn, Row, StoreError, list as json_list, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::finding::{Category, Severity};
use domain::flag::FlagState;
use domain::id::{DwellingId, FindingId, StationId, UserId};
use domain::triage::FlagReason;

/// A flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// The finding's id.
    pub id: FindingId,
    /// The station that serves the dwelling.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Why triage sent it.
    pub reason: FlagReason,
    /// How serious.
    pub severity: Severity,
    /// What it is about.
    pub category: Category,
    /// Readable only by finder, reviewing officer and referred department.
    pub restricted: bool,
    /// It went straight to a department because the person wished it: no officer reads it.
    pub straight: bool,
    /// Who found it.
    pub found_by: UserId,
    /// When it reached the server.
    pub raised_at: Time,
    /// Until when the department has time.
    pub deadline: Option<Time>,
    /// Where it stands.
    pub state: FlagState,
    /// Actions in force so far: two officers who saw the same version cannot both act.
    pub version: i64,
    /// When an officer's screen first showed it.
    pub seen_at: Option<Time>,
    /// When the alarm went out.
    pub alarmed_at: Option<Time>,
    /// When it went to the supervisor.
    pub escalated_at: Option<Time>,
}

/// Adds a flag; one whose finding is flagged already stays as it is. Answers whether it is new.
pub async fn add(conn: &mut dyn Conn, flag: &FlagRow) -> Result<bool, StoreError> {
    let added = conn
        .execute(
            "INSERT INTO flags (town, id, station, dwelling, reason, severity, category, restricted, straight,
               raised_at, deadline, state, state_body, version, seen_at, alarmed_at, escalated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             ON CONFLICT DO NOTHING",
            args![
                &flag.town,
                flag.id,
                flag.station,
                flag.dwelling,
                word::word(&flag.reason)?,
                word::word(&flag.severity)?,
                word::word(&flag.category)?,
                flag.restricted,
                flag.straight,
                flag.raised_at,
                flag.deadline,
                flag.state.key(),
                json(&flag.state)?,
                flag.version,
                flag.seen_at,
                flag.alarmed_at,
                flag.escalated_at
            ],
        )
        .await?;
    Ok(added > 0)
}

/// Writes what a corrected finding says now; where the flag stands stays.
pub async fn correct(conn: &mut dyn Conn, flag: &FlagRow) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE flags SET reason = $2, severity = $3, category = $4, restricted = $5, deadline = $6 WHERE id = $1",
        args![
            flag.id,
            word::word(&flag.reason)?,
            word::word(&flag.severity)?,
            word::word(&flag.category)?,
            flag.restricted,
            flag.deadline
        ],
    )
    .await?;
    Ok(())
}

/// Notes where a flag stands after `version` actions in force.
pub async fn set_state(
    conn: &mut dyn Conn,
    id: FindingId,
    state: &FlagState,
    version: i64,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE flags SET state = $2, state_body = $3, version = $4 WHERE id = $1",
        args![id, state.key(), json(state)?, version],
    )
    .await?;
    Ok(())
}

/// One flag, restricted or not: the caller says who may read it.
pub async fn by_id(conn: &mut dyn Conn, id: FindingId) -> Result<Option<FlagRow>, StoreError> {
    let row = conn
        .row("SELECT g.*, f.found_by FROM flags g JOIN findings f ON f.id = g.id WHERE g.id = $1", args![id])
        .await?;
    row.as_ref().map(flag).transpose()
}

/// The flags of a dwelling.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<FlagRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT g.*, f.found_by FROM flags g JOIN findings f ON f.id = g.id
             WHERE g.dwelling = $1 ORDER BY g.raised_at, g.id",
            args![dwelling],
        )
        .await?;
    rows.iter().map(flag).collect()
}

/// Notes that an officer's screen has shown these flags. Answers those that no screen had shown.
pub async fn see(conn: &mut dyn Conn, ids: &[FindingId], at: Time) -> Result<Vec<FindingId>, StoreError> {
    let rows = conn
        .rows(
            "UPDATE flags SET seen_at = $2
             WHERE seen_at IS NULL AND id IN (SELECT unhex(atom, '-') FROM json_each($1)) RETURNING id",
            args![json_list(ids)?, at],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Notes that the alarm of a flag went out.
pub async fn alarm(conn: &mut dyn Conn, id: FindingId, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE flags SET alarmed_at = $2 WHERE id = $1 AND alarmed_at IS NULL", args![id, at])
        .await?;
    Ok(())
}

/// Sends a flag that nobody accepted to the supervisor. Answers whether it had not gone before.
pub async fn escalate(conn: &mut dyn Conn, id: FindingId, at: Time) -> Result<bool, StoreError> {
    let changed = conn
        .execute(
            "UPDATE flags SET escalated_at = $2 WHERE id = $1 AND escalated_at IS NULL AND state = 'flagged'",
            args![id, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Takes a dwelling's flags out of the view, before it is built again.
pub async fn clear(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    conn.execute(
        "DELETE FROM flag_events WHERE flag IN (SELECT id FROM flags WHERE dwelling = $1)",
        args![dwelling],
    )
    .await?;
    conn.execute("DELETE FROM flags WHERE dwelling = $1", args![dwelling]).await?;
    Ok(())
}

/// Gives a flag built again what no record tells: when it was seen, alarmed and escalated.
pub async fn keep_times(conn: &mut dyn Conn, old: &FlagRow) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE flags SET seen_at = $2, alarmed_at = $3, escalated_at = $4 WHERE id = $1",
        args![old.id, old.seen_at, old.alarmed_at, old.escalated_at],
    )
    .await?;
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::Json)
}

fn flag(row: &Row) -> Result<FlagRow, StoreError> {
    let state: String = row.get("state_body")?;
    Ok(FlagRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        reason: word::read(row, "reason")?,
        severity: word::read(row, "severity")?,
        category: word::read(row, "category")?,
        restricted: row.get("restricted")?,
        straight: row.get("straight")?,
        found_by: row.get("found_by")?,
        raised_at: row.get("raised_at")?,
        deadline: row.get("deadline")?,
        state: serde_json::from_str(&state).map_err(StoreError::Json)?,
        version: row.get("version")?,
        seen_at: row.get("seen_at")?,
        alarmed_at: row.get("alarmed_at")?,
        escalated_at: row.get("escalated_at")?,
    })
}
