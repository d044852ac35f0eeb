//! Villages as districting sees them, and moving one to another station.

use super::{Conn, StoreError, Tx, list};
use crate::args;
use domain::Position;
use domain::area::{Station, TownCode, VillageCode};
use domain::id::{DwellingId, StationId};

/// A village with what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageLoad {
    /// Code.
    pub code: VillageCode,
    /// Name.
    pub name: String,
    /// GeoJSON geometry, where a map has one.
    pub boundary: Option<String>,
    /// The station that serves it now.
    pub station: Option<StationId>,
    /// Files.
    pub dwellings: u32,
    /// People of their current tenancies.
    pub tenants: u32,
    /// The middle of its dwellings, where any stands on the map.
    pub middle: Option<Position>,
}

/// The villages of a town, by code.
pub async fn villages(conn: &mut dyn Conn, town: &TownCode) -> Result<Vec<VillageLoad>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.code, v.name, v.boundary, s.station, COUNT(d.id) AS dwellings,
               CAST(COALESCE(SUM(t.adults + t.children), 0) AS BIGINT) AS tenants,
               AVG(p.lon) AS lon, AVG(p.lat) AS lat
             FROM villages v
             LEFT JOIN station_villages s ON s.village = v.code
             LEFT JOIN properties p ON p.village = v.code
             LEFT JOIN dwellings d ON d.property = p.id
             LEFT JOIN tenancies t ON t.dwelling = d.id AND t.moved_out IS NULL
             WHERE v.town = $1
             GROUP BY v.code, v.name, v.boundary, s.station ORDER BY v.code",
            args![town],
        )
        .await?;
    let count = |n: i64| u32::try_from(n).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let (lon, lat): (Option<f64>, Option<f64>) = (row.get("lon")?, row.get("lat")?);
            Ok(VillageLoad {
                code: row.get("code")?,
                name: row.get("name")?,
                boundary: row.get("boundary")?,
                station: row.get("station")?,
                dwellings: count(row.get("dwellings")?),
                tenants: count(row.get("tenants")?),
                middle: lon.zip(lat).map(|(lon, lat)| Position { lon, lat }),
            })
        })
        .collect()
}

/// What is kept of dwellings under the station that serves them.
const OF_DWELLINGS: [&str; 8] = [
    "UPDATE dwellings SET station = $1 WHERE id IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE owed_visits SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE visits SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE findings SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE flags SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE spot_checks SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE notices SET station = $1 WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
    "UPDATE photos SET station = $1 WHERE finding IN (SELECT id FROM findings
       WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($2)))",
];

/// Has a station serve a village of its town, with everything that is kept of its dwellings. Phones of
/// the station before forget them at their next contact; plans made before stay as they are.
pub async fn serve(tx: &mut Tx, village: &VillageCode, station: &Station) -> Result<(), StoreError> {
    let before = super::station::of_village(tx, village).await?.map(|(_, before)| before);
    let dwellings = dwellings(tx, village).await?;
    tx.execute("DELETE FROM station_villages WHERE village = $1", args![village]).await?;
    tx.execute(
        "INSERT INTO station_villages (town, station, village) VALUES ($1, $2, $3)",
        args![&station.town, station.id, village],
    )
    .await?;
    tx.execute("UPDATE properties SET station = $1 WHERE village = $2", args![station.id, village]).await?;
    let moved = list(&dwellings)?;
    for sql in OF_DWELLINGS {
        tx.execute(sql, args![station.id, &moved]).await?;
    }
    for dwelling in dwellings {
        if let Some(before) = before {
            tx.change(before, "dwelling", dwelling, true).await?;
        }
        tx.change(station.id, "dwelling", dwelling, false).await?;
    }
    Ok(())
}

async fn dwellings(conn: &mut dyn Conn, village: &VillageCode) -> Result<Vec<DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id FROM dwellings d JOIN properties p ON p.id = d.property
             WHERE p.village = $1 ORDER BY d.id",
            args![village],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}
