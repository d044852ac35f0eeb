//! Properties.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Position;
use domain::area::{TownCode, VillageCode};
use domain::id::{PropertyId, StationId};
use domain::property::Property;
use serde::Serialize;

/// A property with what the register keeps beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// The property.
    pub property: Property,
    /// The day it was registered.
    pub registered: NaiveDate,
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: PropertyId,
    station: StationId,
    village: &'a VillageCode,
    name: &'a str,
    kind: String,
    lon: Option<f64>,
    lat: Option<f64>,
    registered: NaiveDate,
}

/// Adds properties; one whose id or name in its village exists stays as it is.
pub async fn add_all(conn: &mut dyn Conn, properties: &[PropertyRow]) -> Result<u64, StoreError> {
    let lines = properties.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    conn.execute(
        "INSERT INTO properties (town, id, station, village, name, kind, lon, lat, registered)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'station', '-'), value->>'village',
           value->>'name', value->>'kind', CAST(value->>'lon' AS DOUBLE PRECISION),
           CAST(value->>'lat' AS DOUBLE PRECISION), value->>'registered'
         FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING",
        args![list(&lines)?],
    )
    .await
}

fn line(row: &PropertyRow) -> Result<Line<'_>, StoreError> {
    Ok(Line {
        town: &row.town,
        id: row.property.id,
        station: row.property.station,
        village: &row.property.village,
        name: &row.property.name,
        kind: word::word(&row.property.kind)?,
        lon: row.property.at.map(|at| at.lon),
        lat: row.property.at.map(|at| at.lat),
        registered: row.registered,
    })
}

fn property(row: &Row) -> Result<PropertyRow, StoreError> {
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get("lon")?, row.get("lat")?);
    Ok(PropertyRow {
        town: row.get("town")?,
        property: Property {
            id: row.get("id")?,
            station: row.get("station")?,
            village: row.get("village")?,
            name: row.get("name")?,
            kind: word::read(row, "kind")?,
            at: lon.zip(lat).map(|(lon, lat)| Position { lon, lat }),
        },
        registered: row.get("registered")?,
    })
}

/// One property.
pub async fn by_id(conn: &mut dyn Conn, id: PropertyId) -> Result<Option<PropertyRow>, StoreError> {
    let row = conn
        .row(
            "SELECT town, id, station, village, name, kind, lon, lat, registered
             FROM properties WHERE id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(property).transpose()
}

/// The property of that name in a village.
pub async fn by_name(
    conn: &mut dyn Conn,
    village: &VillageCode,
    name: &str,
) -> Result<Option<PropertyRow>, StoreError> {
    let row = conn
        .row(
            "SELECT town, id, station, village, name, kind, lon, lat, registered
             FROM properties WHERE village = $1 AND name = $2",
            args![village, name],
        )
        .await?;
    row.as_ref().map(property).transpose()
}

/// The properties of a station, by village and name.
pub async fn of_station(conn: &mut dyn Conn, station: StationId) -> Result<Vec<PropertyRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT town, id, station, village, name, kind, lon, lat, registered
             FROM properties WHERE station = $1 ORDER BY village, name",
            args![station],
        )
        .await?;
    rows.iter().map(property).collect()
}

/// The properties of these villages, by village and name.
pub async fn of_villages(
    conn: &mut dyn Conn,
    villages: &[VillageCode],
) -> Result<Vec<PropertyRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT town, id, station, village, name, kind, lon, lat, registered
             FROM properties WHERE village IN (SELECT atom FROM json_each($1)) ORDER BY village, name",
            args![list(villages)?],
        )
        .await?;
    rows.iter().map(property).collect()
}
