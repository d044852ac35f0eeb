//! Meetings: who was called, the agenda, minutes.

pub mod action;
mod open;

pub use open::open;

use super::{Conn, Row, StoreError, Tx, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::finding::Department;
use domain::hours::Minutes;
use domain::id::{MeetingId, PropertyId, UserId};
use domain::meeting::{Item, MeetingKind, MeetingState};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// Identity.
    pub id: MeetingId,
    /// Which kind.
    pub kind: MeetingKind,
    /// The town whose stations it concerns; none: the whole county.
    pub town: Option<TownCode>,
    /// The employer's or venue's lodging.
    pub property: Option<PropertyId>,
    /// The day.
    pub on: NaiveDate,
    /// From when to when.
    pub hours: Minutes,
    /// The room.
    pub place: String,
    /// Departments that are asked to come.
    pub departments: Vec<Department>,
    /// Where it stands.
    pub state: MeetingState,
    /// While it is called what was said by hand; from the minutes on the whole agenda.
    pub agenda: Vec<Item>,
    /// The minutes.
    pub minutes: Option<String>,
    /// Who called it.
    pub called_by: UserId,
    /// When.
    pub called_at: Time,
    /// Who filed it, when.
    pub filed: Option<(UserId, Time)>,
}

/// Calls a meeting. The caller audits.
pub async fn call(tx: &mut Tx, row: &MeetingRow, attendees: &[UserId]) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO meetings (id, kind, town, property, on_date, from_minute, to_minute, place, departments, state,
           agenda, called_by, called_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            row.id,
            word::word(&row.kind)?,
            row.town.clone(),
            row.property,
            row.on,
            row.hours.0,
            row.hours.1,
            &row.place,
            list(&row.departments)?,
            word::word(&row.state)?,
            list(&row.agenda)?,
            row.called_by,
            row.called_at
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO meeting_attendees (meeting, user_id)
         SELECT $1, unhex(atom, '-') FROM json_each($2) WHERE true ON CONFLICT DO NOTHING",
        args![row.id, list(attendees)?],
    )
    .await?;
    Ok(())
}

/// Writes the agenda, the minutes and the state of a meeting that is not filed, and who files it now.
/// Answers false where it is filed already: then nothing is written. The caller audits.
pub async fn keep(tx: &mut Tx, row: &MeetingRow) -> Result<bool, StoreError> {
    let (filed_by, filed_at) = row.filed.unzip();
    let kept = tx
        .execute(
            "UPDATE meetings SET state = $2, agenda = $3, minutes = $4, filed_by = $5, filed_at = $6
             WHERE id = $1 AND state <> 'filed'",
            args![
                row.id,
                word::word(&row.state)?,
                list(&row.agenda)?,
                row.minutes.clone(),
                filed_by,
                filed_at
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// One meeting.
pub async fn by_id(conn: &mut dyn Conn, id: MeetingId) -> Result<Option<MeetingRow>, StoreError> {
    let row = conn.row("SELECT * FROM meetings WHERE id = $1", args![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The meetings that an account called or is asked to come to, the latest first.
pub async fn of_user(
    conn: &mut dyn Conn,
    user: UserId,
    since: NaiveDate,
) -> Result<Vec<MeetingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT m.* FROM meetings m
             WHERE (m.called_by = $1
               OR m.id IN (SELECT meeting FROM meeting_attendees WHERE user_id = $1)) AND m.on_date >= $2
             ORDER BY m.on_date DESC, m.from_minute DESC, m.id",
            args![user, since],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The meetings of a town, or of the county and all its towns, the latest first.
pub async fn of_area(
    conn: &mut dyn Conn,
    town: Option<&TownCode>,
    since: NaiveDate,
) -> Result<Vec<MeetingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM meetings WHERE ($1 = '' OR town = $1) AND on_date >= $2
             ORDER BY on_date DESC, from_minute DESC, id",
            args![town.map_or("", |town| town.0.as_str()), since],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Who was asked to come, by name.
pub async fn attendees(conn: &mut dyn Conn, id: MeetingId) -> Result<Vec<UserId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT a.user_id FROM meeting_attendees a JOIN users u ON u.id = a.user_id
             WHERE a.meeting = $1 ORDER BY u.name",
            args![id],
        )
        .await?;
    rows.iter().map(|row| row.get("user_id")).collect()
}

/// Erases the meetings before a day with their attendees and actions, open ones too; answers how many.
pub async fn erase(conn: &mut dyn Conn, before: NaiveDate) -> Result<u64, StoreError> {
    conn.execute(
        "DELETE FROM meeting_actions WHERE meeting IN (SELECT id FROM meetings WHERE on_date < $1)",
        args![before],
    )
    .await?;
    conn.execute(
        "DELETE FROM meeting_attendees WHERE meeting IN (SELECT id FROM meetings WHERE on_date < $1)",
        args![before],
    )
    .await?;
    conn.execute("DELETE FROM meetings WHERE on_date < $1", args![before]).await
}

fn read(row: &Row) -> Result<MeetingRow, StoreError> {
    let (filed_by, filed_at): (Option<UserId>, Option<Time>) = (row.get("filed_by")?, row.get("filed_at")?);
    let (departments, agenda): (String, String) = (row.get("departments")?, row.get("agenda")?);
    Ok(MeetingRow {
        id: row.get("id")?,
        kind: word::read(row, "kind")?,
        town: row.get("town")?,
        property: row.get("property")?,
        on: row.get("on_date")?,
        hours: (row.get("from_minute")?, row.get("to_minute")?),
        place: row.get("place")?,
        departments: serde_json::from_str(&departments).map_err(StoreError::Json)?,
        state: word::read(row, "state")?,
        agenda: serde_json::from_str(&agenda).map_err(StoreError::Json)?,
        minutes: row.get("minutes")?,
        called_by: row.get("called_by")?,
        called_at: row.get("called_at")?,
        filed: filed_by.zip(filed_at),
    })
}
