//! Rows that may leave Rounds as a file. Their columns are chosen here: no headcount, contact,
//! finding, outcome, reason or other free text is ever read for an export.

use super::{Conn, StoreError};
use crate::args;
use chrono::NaiveDate;
use domain::id::StationId;

/// A dwelling of the register.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is its column")]
pub struct RegisterRow {
    pub village: String,
    pub village_name: String,
    pub property: String,
    pub kind: String,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub door: String,
    pub class: String,
    pub is_let: bool,
    pub lease: String,
    pub tax: String,
    pub registered: NaiveDate,
}

/// The dwellings of a station that were registered between two days, by village, property and door.
pub async fn register(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<RegisterRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.village, v.name AS village_name, p.name AS property, p.kind, p.lon, p.lat, d.door, d.class,
               d.let_since, d.lease_paper, d.tax_paper, d.registered
             FROM dwellings d JOIN properties p ON p.id = d.property JOIN villages v ON v.code = p.village
             WHERE d.station = $1 AND d.registered >= $2 AND d.registered <= $3
             ORDER BY p.village, p.name, d.door",
            args![station, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(RegisterRow {
                village: row.get("village")?,
                village_name: row.get("village_name")?,
                property: row.get("property")?,
                kind: row.get("kind")?,
                lon: row.get("lon")?,
                lat: row.get("lat")?,
                door: row.get("door")?,
                class: row.get("class")?,
                is_let: row.get::<Option<NaiveDate>>("let_since")?.is_some(),
                lease: row.get("lease_paper")?,
                tax: row.get("tax_paper")?,
                registered: row.get("registered")?,
            })
        })
        .collect()
}

/// An owed visit of the ledger.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is its column")]
pub struct LedgerRow {
    pub village: String,
    pub village_name: String,
    pub property: String,
    pub door: String,
    pub class: String,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub state: String,
    pub settled_on: Option<NaiveDate>,
}

/// The owed visits of a station whose period touches the days, by period, village, property, door.
pub async fn ledger(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<LedgerRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.village, v.name AS village_name, p.name AS property, d.door, o.class, o.period_from,
               o.period_to, o.state, o.settled_on
             FROM owed_visits o JOIN dwellings d ON d.id = o.dwelling JOIN properties p ON p.id = d.property
               JOIN villages v ON v.code = p.village
             WHERE o.station = $1 AND o.period_to >= $2 AND o.period_from <= $3
             ORDER BY o.period_from, o.period_to, p.village, p.name, d.door",
            args![station, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(LedgerRow {
                village: row.get("village")?,
                village_name: row.get("village_name")?,
                property: row.get("property")?,
                door: row.get("door")?,
                class: row.get("class")?,
                period_from: row.get("period_from")?,
                period_to: row.get("period_to")?,
                state: row.get("state")?,
                settled_on: row.get("settled_on")?,
            })
        })
        .collect()
}
