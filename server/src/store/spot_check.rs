//! Spot checks (抽查): visits drawn to be made again by somebody else.

mod draw;

pub use draw::{Pool, pool};

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use domain::area::TownCode;
use domain::ceiling::Contact;
use domain::id::{DwellingId, RecordId, SpotCheckId, StationId, UserId};
use domain::inspection::{Month, Share};
use domain::property::PropertyKind;
use domain::spot_check::{CheckOutcome, CheckReport};

/// A spot check. What the second visitor sees is told by the desk: never the first visit.
#[derive(Clone, Debug, PartialEq)]
pub struct SpotCheckRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: SpotCheckId,
    /// The station whose visit is looked at.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The first visit.
    pub visit: RecordId,
    /// Who made it.
    pub first_visitor: UserId,
    /// Who looks again.
    pub visitor: UserId,
    /// The month it was drawn from.
    pub month: Month,
    /// The seed of the draw.
    pub seed: u32,
    /// Who drew.
    pub drawn_by: UserId,
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// The last day for it.
    pub due_on: NaiveDate,
    /// How it went: the day, the outcome, and the facts on which both visits agree; none before.
    pub result: Option<(NaiveDate, CheckOutcome, Share)>,
}

/// A spot check with where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedCheck {
    /// The check.
    pub row: SpotCheckRow,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village: String,
    /// What its checklist depends on.
    pub kind: PropertyKind,
}

/// Adds a spot check. Fails with [`StoreError::Constraint`] `spot_checks_visit` where the visit was
/// drawn before.
pub async fn add(conn: &mut dyn Conn, check: &SpotCheckRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO spot_checks (town, id, station, dwelling, visit, first_visitor, visitor, month, seed, drawn_by,
           drawn_on, due_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            &check.town,
            check.id,
            check.station,
            check.dwelling,
            check.visit,
            check.first_visitor,
            check.visitor,
            check.month.to_string(),
            check.seed,
            check.drawn_by,
            check.drawn_on,
            check.due_on
        ],
    )
    .await?;
    Ok(())
}

/// Notes how a check went; it is noted once. Answers whether it had not been before.
pub async fn report(
    conn: &mut dyn Conn,
    id: SpotCheckId,
    report: &CheckReport,
    agreement: Share,
) -> Result<bool, StoreError> {
    let answers = serde_json::to_string(&report.answers).map_err(StoreError::Json)?;
    let noted = conn
        .execute(
            "UPDATE spot_checks SET outcome = $2, on_date = $3, minute = $4, answers = $5, compared = $6,
               agreed = $7, is_contact = $8
             WHERE id = $1 AND outcome IS NULL",
            args![
                id,
                word::word(&report.outcome)?,
                report.on,
                report.minute,
                answers,
                agreement.whole,
                agreement.part,
                report.outcome.is_contact()
            ],
        )
        .await?;
    Ok(noted > 0)
}

/// One spot check.
pub async fn by_id(conn: &mut dyn Conn, id: SpotCheckId) -> Result<Option<PlacedCheck>, StoreError> {
    let row = conn
        .row(
            "SELECT c.*, TRIM(p.name || ' ' || d.door) AS address, COALESCE(v.name, p.village) AS village_name, p.kind
             FROM spot_checks c JOIN dwellings d ON d.id = c.dwelling JOIN properties p ON p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             WHERE c.id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(placed).transpose()
}

/// The spot checks at these stations, those to be made first; of one second visitor where it is named;
/// at most `limit`.
pub async fn of_stations(
    conn: &mut dyn Conn,
    stations: &[StationId],
    visitor: Option<UserId>,
    limit: i64,
) -> Result<Vec<PlacedCheck>, StoreError> {
    let rows = conn
        .rows(
            "SELECT c.*, TRIM(p.name || ' ' || d.door) AS address, COALESCE(v.name, p.village) AS village_name, p.kind
             FROM spot_checks c JOIN dwellings d ON d.id = c.dwelling JOIN properties p ON p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             WHERE c.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND ($2 IS NULL OR c.visitor = $2)
             ORDER BY CASE WHEN c.outcome IS NULL THEN 0 ELSE 1 END, c.due_on DESC, address, c.id
             LIMIT $3",
            args![list(stations)?, visitor, limit],
        )
        .await?;
    rows.iter().map(placed).collect()
}

/// Contacts that spot checks made with the households of these dwellings on days from `from` to `to`:
/// they count toward the ceiling.
pub async fn contacts(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CheckContact>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, dwelling, visitor, on_date, minute FROM spot_checks
             WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND is_contact AND on_date >= $2 AND on_date <= $3
             ORDER BY on_date, minute, id",
            args![list(dwellings)?, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(CheckContact {
                id: row.get("id")?,
                dwelling: row.get("dwelling")?,
                visitor: row.get("visitor")?,
                on: row.get("on_date")?,
                minute: row.get("minute")?,
            })
        })
        .collect()
}

/// A contact that a spot check made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckContact {
    /// The check.
    pub id: SpotCheckId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Who came.
    pub visitor: UserId,
    /// The station's civil date.
    pub on: NaiveDate,
    /// Minutes after midnight.
    pub minute: u16,
}

impl CheckContact {
    /// As the ceiling counts it.
    pub fn contact(&self) -> Contact {
        let midnight = self.on.and_time(NaiveTime::MIN);
        Contact {
            record: RecordId(self.id.0),
            at: midnight + TimeDelta::minutes(i64::from(self.minute)),
            visitors: vec![self.visitor],
            joint: false,
        }
    }
}

fn placed(row: &Row) -> Result<PlacedCheck, StoreError> {
    let month: String = row.get("month")?;
    let outcome: Option<String> = row.get("outcome")?;
    let result = match outcome {
        Some(_) => {
            let agreement = Share { part: row.get("agreed")?, whole: row.get("compared")? };
            Some((row.get("on_date")?, word::read(row, "outcome")?, agreement))
        }
        None => None,
    };
    let check = SpotCheckRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        visit: row.get("visit")?,
        first_visitor: row.get("first_visitor")?,
        visitor: row.get("visitor")?,
        month: month.parse().map_err(|_| StoreError::Column { column: "month", wanted: "Month" })?,
        seed: row.get("seed")?,
        drawn_by: row.get("drawn_by")?,
        drawn_on: row.get("drawn_on")?,
        due_on: row.get("due_on")?,
        result,
    };
    Ok(PlacedCheck {
        row: check,
        address: row.get("address")?,
        village: row.get("village_name")?,
        kind: word::read(row, "kind")?,
    })
}
