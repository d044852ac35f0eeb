//! Rows that may leave Rounds as a file. Their columns are chosen here: no headcount, contact,
//! finding, outcome, reason or other free text is ever read for an export.

use super::{Conn, StoreError, word};
use crate::args;
use chrono::NaiveDate;
use domain::Position;
use domain::class::Class;
use domain::dwelling::PaperState;
use domain::finding::{Category, Severity};
use domain::id::StationId;
use domain::ledger::Settled;
use domain::property::PropertyKind;

/// A dwelling of the register.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is its column")]
pub struct RegisterRow {
    pub village: String,
    pub village_name: String,
    pub property: String,
    pub kind: PropertyKind,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub door: String,
    pub class: Class,
    pub is_let: bool,
    pub lease: PaperState,
    pub tax: PaperState,
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
                kind: word::read(row, "kind")?,
                lon: row.get("lon")?,
                lat: row.get("lat")?,
                door: row.get("door")?,
                class: word::read(row, "class")?,
                is_let: row.get::<Option<NaiveDate>>("let_since")?.is_some(),
                lease: word::read(row, "lease_paper")?,
                tax: word::read(row, "tax_paper")?,
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
    pub class: Class,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub settled: Option<Settled>,
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
                class: word::read(row, "class")?,
                period_from: row.get("period_from")?,
                period_to: row.get("period_to")?,
                settled: if row.get::<String>("state")? == "open" {
                    None
                } else {
                    Some(word::read(row, "state")?)
                },
                settled_on: row.get("settled_on")?,
            })
        })
        .collect()
}

/// A finding that is not restricted.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is its column")]
pub struct FindingRow {
    pub village: String,
    pub village_name: String,
    pub property: String,
    pub door: String,
    pub category: Category,
    pub severity: Severity,
    pub found_on: NaiveDate,
    pub gone_on: Option<NaiveDate>,
}

/// The findings of a station of these days, by day, village, property and door.
pub async fn findings(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<FindingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.village, v.name AS village_name, p.name AS property, d.door, f.category, f.severity,
               f.found_on, f.gone_on
             FROM findings f JOIN dwellings d ON d.id = f.dwelling JOIN properties p ON p.id = d.property
               JOIN villages v ON v.code = p.village
             WHERE f.station = $1 AND f.found_on >= $2 AND f.found_on <= $3 AND NOT f.restricted
             ORDER BY f.found_on, p.village, p.name, d.door, f.category, f.id",
            args![station, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(FindingRow {
                village: row.get("village")?,
                village_name: row.get("village_name")?,
                property: row.get("property")?,
                door: row.get("door")?,
                category: word::read(row, "category")?,
                severity: word::read(row, "severity")?,
                found_on: row.get("found_on")?,
                gone_on: row.get("gone_on")?,
            })
        })
        .collect()
}

/// A property on a map.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is its column")]
pub struct PropertyRow {
    pub village: String,
    pub village_name: String,
    pub name: String,
    pub kind: PropertyKind,
    pub at: Option<Position>,
    pub registered: NaiveDate,
}

/// The properties of a station that were registered between two days, by village and name.
pub async fn properties(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<PropertyRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.village, v.name AS village_name, p.name, p.kind, p.lon, p.lat, p.registered
             FROM properties p JOIN villages v ON v.code = p.village
             WHERE p.station = $1 AND p.registered >= $2 AND p.registered <= $3
             ORDER BY p.village, p.name",
            args![station, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let at = row.get::<Option<f64>>("lon")?.zip(row.get::<Option<f64>>("lat")?);
            Ok(PropertyRow {
                village: row.get("village")?,
                village_name: row.get("village_name")?,
                name: row.get("name")?,
                kind: word::read(row, "kind")?,
                at: at.map(|(lon, lat)| Position { lon, lat }),
                registered: row.get("registered")?,
            })
        })
        .collect()
}
