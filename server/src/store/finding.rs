//! Findings: a view of their records and of the visits that saw them gone.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::finding::{Category, Severity};
use domain::id::{DwellingId, FindingId, RecordId, StationId, UserId};
use domain::round::OpenFinding;
use std::collections::HashSet;

/// A finding. Its note stays in the record's encrypted body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: FindingId,
    /// The station that serves the dwelling.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The record that tells of it.
    pub record: RecordId,
    /// The visit or attempt it was made at.
    pub visit: RecordId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// Readable only by finder, reviewing officer and referred department.
    pub restricted: bool,
    /// Who found it.
    pub found_by: UserId,
    /// When.
    pub found_at: Time,
    /// The station's civil date.
    pub found_on: NaiveDate,
    /// The day a visit saw it gone.
    pub gone_on: Option<NaiveDate>,
}

impl FindingRow {
    /// As a stop and a phone's files show it while it is open.
    pub fn open(&self) -> OpenFinding {
        let Self { id, category, severity, found_on, .. } = *self;
        OpenFinding { finding: id, category, severity, since: found_on }
    }
}

/// Writes a finding, over what its record gave before; whether it is gone stays.
pub async fn put(conn: &mut dyn Conn, finding: &FindingRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO findings (town, id, station, dwelling, record, visit, category, severity, restricted, found_by,
           found_at, found_on, gone_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (town, id) DO UPDATE SET category = excluded.category, severity = excluded.severity,
           restricted = excluded.restricted",
        args![
            &finding.town,
            finding.id,
            finding.station,
            finding.dwelling,
            finding.record,
            finding.visit,
            word::word(&finding.category)?,
            word::word(&finding.severity)?,
            finding.restricted,
            finding.found_by,
            finding.found_at,
            finding.found_on,
            finding.gone_on
        ],
    )
    .await?;
    Ok(())
}

/// One finding, restricted or not: the caller says who may read it.
pub async fn by_id(conn: &mut dyn Conn, id: FindingId) -> Result<Option<FindingRow>, StoreError> {
    let row = conn.row("SELECT * FROM findings WHERE id = $1", args![id]).await?;
    row.as_ref().map(finding).transpose()
}

/// Findings of a dwelling, the latest last, without the restricted ones.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<FindingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM findings WHERE dwelling = $1 AND NOT restricted ORDER BY found_at, id",
            args![dwelling],
        )
        .await?;
    rows.iter().map(finding).collect()
}

/// Findings still open in these dwellings, without the restricted ones.
pub async fn open_of(conn: &mut dyn Conn, dwellings: &[DwellingId]) -> Result<Vec<FindingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM findings
             WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1)) AND NOT restricted AND gone_on IS NULL
             ORDER BY found_at, id",
            args![list(dwellings)?],
        )
        .await?;
    rows.iter().map(finding).collect()
}

/// In which of these dwellings an urgent physical danger is open: it allows a second contact.
pub async fn urgent_open(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<HashSet<DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT DISTINCT dwelling FROM findings
             WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND NOT restricted AND severity = 'urgent' AND gone_on IS NULL",
            args![list(dwellings)?],
        )
        .await?;
    rows.iter().map(|row| row.get("dwelling")).collect()
}

/// Sets which findings of its dwelling a visit saw gone: `gone`, and no others. Restricted ones are
/// not a visitor's to close.
pub async fn set_gone(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    visit: RecordId,
    on: NaiveDate,
    gone: &[FindingId],
) -> Result<(), StoreError> {
    conn.execute("UPDATE findings SET gone_on = NULL, gone_by = NULL WHERE gone_by = $1", args![visit])
        .await?;
    conn.execute(
        "UPDATE findings SET gone_on = $3, gone_by = $2
         WHERE dwelling = $1 AND NOT restricted AND found_on <= $3 AND gone_by IS NULL
           AND id IN (SELECT unhex(atom, '-') FROM json_each($4))",
        args![dwelling, visit, on, list(gone)?],
    )
    .await?;
    Ok(())
}

/// The records of findings that these visits saw gone: who erases the visits erases them too.
pub async fn closed_by(conn: &mut dyn Conn, visits: &[RecordId]) -> Result<Vec<RecordId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT record FROM findings WHERE gone_by IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(visits)?],
        )
        .await?;
    rows.iter().map(|row| row.get("record")).collect()
}

/// Takes a dwelling's findings out of the view, before it is built again.
pub async fn clear(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    conn.execute("DELETE FROM findings WHERE dwelling = $1", args![dwelling]).await?;
    Ok(())
}

fn finding(row: &Row) -> Result<FindingRow, StoreError> {
    Ok(FindingRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        record: row.get("record")?,
        visit: row.get("visit")?,
        category: word::read(row, "category")?,
        severity: word::read(row, "severity")?,
        restricted: row.get("restricted")?,
        found_by: row.get("found_by")?,
        found_at: row.get("found_at")?,
        found_on: row.get("found_on")?,
        gone_on: row.get("gone_on")?,
    })
}
