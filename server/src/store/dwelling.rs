//! Dwellings: one file each.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::area::{TownCode, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DwellingId, PropertyId, StationId};
use serde::Serialize;

/// A dwelling with where its row is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DwellingRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// The station that serves it.
    pub station: StationId,
    /// The dwelling.
    pub dwelling: Dwelling,
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: DwellingId,
    property: PropertyId,
    station: StationId,
    door: &'a str,
    label: &'a str,
    class: Class,
    class_since: NaiveDate,
    let_since: Option<NaiveDate>,
    lease: String,
    tax: String,
    registered: NaiveDate,
}

/// Adds dwellings; one whose id exists stays as it is. A door that its property has already is
/// refused by a constraint. Labels are kept by [`label::add_all`](super::label::add_all).
pub async fn add_all(conn: &mut dyn Conn, dwellings: &[DwellingRow]) -> Result<u64, StoreError> {
    let lines = dwellings.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    conn.execute(
        "INSERT INTO dwellings (town, id, property, station, door, label, class, class_since, let_since,
           lease_paper, tax_paper, registered)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'property', '-'),
           unhex(value->>'station', '-'), value->>'door', value->>'label', value->>'class',
           value->>'class_since', value->>'let_since', value->>'lease', value->>'tax', value->>'registered'
         FROM json_each($1) WHERE true
         ON CONFLICT (town, id) DO NOTHING",
        args![list(&lines)?],
    )
    .await
}

fn line(row: &DwellingRow) -> Result<Line<'_>, StoreError> {
    let dwelling = &row.dwelling;
    Ok(Line {
        town: &row.town,
        id: dwelling.id,
        property: dwelling.property,
        station: row.station,
        door: &dwelling.door,
        label: &dwelling.label,
        class: dwelling.class,
        class_since: dwelling.class_since,
        let_since: dwelling.let_since,
        lease: word::word(&dwelling.papers.lease)?,
        tax: word::word(&dwelling.papers.tax)?,
        registered: dwelling.registered,
    })
}

fn dwelling(row: &Row) -> Result<DwellingRow, StoreError> {
    Ok(DwellingRow {
        town: row.get("town")?,
        station: row.get("station")?,
        dwelling: Dwelling {
            id: row.get("id")?,
            property: row.get("property")?,
            door: row.get("door")?,
            label: row.get("label")?,
            class: word::read(row, "class")?,
            class_since: row.get("class_since")?,
            let_since: row.get("let_since")?,
            papers: Papers { lease: word::read(row, "lease_paper")?, tax: word::read(row, "tax_paper")? },
            registered: row.get("registered")?,
        },
    })
}

/// One dwelling.
pub async fn by_id(conn: &mut dyn Conn, id: DwellingId) -> Result<Option<DwellingRow>, StoreError> {
    let row = conn
        .row(
            "SELECT town, id, property, station, door, label, class, class_since, let_since, lease_paper,
               tax_paper, registered
             FROM dwellings WHERE id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(dwelling).transpose()
}

/// The dwelling whose door bears this label now; a replaced label opens none.
pub async fn by_label(conn: &mut dyn Conn, label: &str) -> Result<Option<DwellingRow>, StoreError> {
    let row = conn
        .row(
            "SELECT town, id, property, station, door, label, class, class_since, let_since, lease_paper,
               tax_paper, registered
             FROM dwellings WHERE label = $1",
            args![label],
        )
        .await?;
    row.as_ref().map(dwelling).transpose()
}

/// The dwellings of a station, by property and door.
pub async fn of_station(conn: &mut dyn Conn, station: StationId) -> Result<Vec<DwellingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT town, id, property, station, door, label, class, class_since, let_since, lease_paper,
               tax_paper, registered
             FROM dwellings WHERE station = $1 ORDER BY property, door",
            args![station],
        )
        .await?;
    rows.iter().map(dwelling).collect()
}

/// The dwellings of a property, by door.
pub async fn of_property(conn: &mut dyn Conn, property: PropertyId) -> Result<Vec<DwellingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT town, id, property, station, door, label, class, class_since, let_since, lease_paper,
               tax_paper, registered
             FROM dwellings WHERE property = $1 ORDER BY door",
            args![property],
        )
        .await?;
    rows.iter().map(dwelling).collect()
}

/// The dwellings of these villages, by property and door.
pub async fn of_villages(
    conn: &mut dyn Conn,
    villages: &[VillageCode],
) -> Result<Vec<DwellingRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.town, d.id, d.property, d.station, d.door, d.label, d.class, d.class_since, d.let_since,
               d.lease_paper, d.tax_paper, d.registered
             FROM dwellings d JOIN properties p ON p.id = d.property
             WHERE p.village IN (SELECT atom FROM json_each($1)) ORDER BY d.property, d.door",
            args![list(villages)?],
        )
        .await?;
    rows.iter().map(dwelling).collect()
}

/// Puts a dwelling into a class from a day on. The caller adds the change to its history.
pub async fn set_class(
    conn: &mut dyn Conn,
    id: DwellingId,
    class: Class,
    since: NaiveDate,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE dwellings SET class = $2, class_since = $3 WHERE id = $1",
        args![id, word::word(&class)?, since],
    )
    .await?;
    Ok(())
}

/// Says since when a dwelling is let, or that it is not.
pub async fn set_let(
    conn: &mut dyn Conn,
    id: DwellingId,
    since: Option<NaiveDate>,
) -> Result<(), StoreError> {
    conn.execute("UPDATE dwellings SET let_since = $2 WHERE id = $1", args![id, since]).await?;
    Ok(())
}

/// The dwellings whose address and door mark read exactly so: more than one where places bear the same
/// name.
pub async fn at_address(conn: &mut dyn Conn, address: &str) -> Result<Vec<DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id FROM dwellings d JOIN properties p ON p.id = d.property
             WHERE p.name || ' ' || d.door = $1 ORDER BY d.id LIMIT 2",
            args![address],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}
