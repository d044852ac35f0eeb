//! Visits and attempts: a view of their records.

use super::{Conn, Row, StoreError, list};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::id::{DwellingId, RecordId, StationId, UserId};
use serde::Serialize;

/// A visit or an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// The record's id.
    pub id: RecordId,
    /// The station that serves the dwelling.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Who came.
    pub visitor: UserId,
    /// The other visitor of a joint visit.
    pub partner: Option<UserId>,
    /// The station's civil date.
    pub on_date: NaiveDate,
    /// Corrected moment.
    pub happened_at: Time,
    /// `met`, `entered`, `refused`, `vacated`, `nobody_home`, `cannot_reach` or `not_found`.
    pub outcome: String,
    /// It settles its period by itself.
    pub settles: bool,
    /// A household was contacted.
    pub is_contact: bool,
    /// An attempt that left a letter.
    pub letter: bool,
    /// `door_code`, `position` or `none`.
    pub evidence: String,
    /// It arrived on a later day.
    pub received_late: bool,
    /// The record that corrected it last.
    pub corrected_by: Option<RecordId>,
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: RecordId,
    station: StationId,
    dwelling: DwellingId,
    visitor: UserId,
    partner: Option<UserId>,
    on_date: NaiveDate,
    happened_at: i64,
    outcome: &'a str,
    settles: i64,
    is_contact: i64,
    letter: i64,
    evidence: &'a str,
    received_late: i64,
    corrected_by: Option<RecordId>,
}

/// Adds visits and attempts in one statement; one whose id exists stays as it is.
pub async fn add_all(conn: &mut dyn Conn, visits: &[VisitRow]) -> Result<(), StoreError> {
    let lines: Vec<Line<'_>> = visits.iter().map(line).collect();
    conn.execute(
        "INSERT INTO visits (town, id, station, dwelling, visitor, partner, on_date, happened_at, outcome, settles,
           is_contact, letter, evidence, received_late, corrected_by)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'station', '-'),
           unhex(value->>'dwelling', '-'), unhex(value->>'visitor', '-'), unhex(value->>'partner', '-'),
           value->>'on_date', CAST(value->>'happened_at' AS BIGINT), value->>'outcome',
           CAST(value->>'settles' AS BIGINT) = 1, CAST(value->>'is_contact' AS BIGINT) = 1,
           CAST(value->>'letter' AS BIGINT) = 1, value->>'evidence', CAST(value->>'received_late' AS BIGINT) = 1,
           unhex(value->>'corrected_by', '-')
         FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING",
        args![list(&lines)?],
    )
    .await?;
    Ok(())
}

fn line(row: &VisitRow) -> Line<'_> {
    Line {
        town: &row.town,
        id: row.id,
        station: row.station,
        dwelling: row.dwelling,
        visitor: row.visitor,
        partner: row.partner,
        on_date: row.on_date,
        happened_at: row.happened_at.timestamp_millis(),
        outcome: &row.outcome,
        settles: row.settles.into(),
        is_contact: row.is_contact.into(),
        letter: row.letter.into(),
        evidence: &row.evidence,
        received_late: row.received_late.into(),
        corrected_by: row.corrected_by,
    }
}

/// Writes a visit, over the one that its record gave before.
pub async fn put(conn: &mut dyn Conn, visit: &VisitRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO visits (town, id, station, dwelling, visitor, partner, on_date, happened_at, outcome, settles,
           is_contact, letter, evidence, received_late, corrected_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (town, id) DO UPDATE SET partner = excluded.partner, outcome = excluded.outcome,
           settles = excluded.settles, is_contact = excluded.is_contact, letter = excluded.letter,
           evidence = excluded.evidence, corrected_by = excluded.corrected_by",
        args![
            &visit.town,
            visit.id,
            visit.station,
            visit.dwelling,
            visit.visitor,
            visit.partner,
            visit.on_date,
            visit.happened_at,
            &visit.outcome,
            visit.settles,
            visit.is_contact,
            visit.letter,
            &visit.evidence,
            visit.received_late,
            visit.corrected_by
        ],
    )
    .await?;
    Ok(())
}

/// The visits and attempts of a dwelling, the latest last.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<VisitRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM visits WHERE dwelling = $1 ORDER BY happened_at, id", args![dwelling])
        .await?;
    rows.iter().map(visit).collect()
}

/// Contacts with the households of these dwellings on days from `from` to `to`, for the ceiling.
pub async fn contacts(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<VisitRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM visits
             WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND is_contact AND on_date >= $2 AND on_date <= $3
             ORDER BY happened_at, id",
            args![list(dwellings)?, from, to],
        )
        .await?;
    rows.iter().map(visit).collect()
}

/// Takes a dwelling's visits out of the view, before it is built again.
pub async fn clear(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    conn.execute("DELETE FROM visits WHERE dwelling = $1", args![dwelling]).await?;
    Ok(())
}

fn visit(row: &Row) -> Result<VisitRow, StoreError> {
    Ok(VisitRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        visitor: row.get("visitor")?,
        partner: row.get("partner")?,
        on_date: row.get("on_date")?,
        happened_at: row.get("happened_at")?,
        outcome: row.get("outcome")?,
        settles: row.get("settles")?,
        is_contact: row.get("is_contact")?,
        letter: row.get("letter")?,
        evidence: row.get("evidence")?,
        received_late: row.get("received_late")?,
        corrected_by: row.get("corrected_by")?,
    })
}
