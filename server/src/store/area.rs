//! Towns and villages.

use super::{Conn, Row, StoreError, list};
use crate::args;
use domain::area::{Town, TownCode, Village, VillageCode};
use domain::id::StationId;

/// A village with the station that serves it.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageRow {
    /// Code, name, town.
    pub village: Village,
    /// GeoJSON geometry in WGS 84, where the map has one.
    pub boundary: Option<String>,
    /// The station that serves it, if any does.
    pub station: Option<StationId>,
}

fn village(row: &Row) -> Result<VillageRow, StoreError> {
    Ok(VillageRow {
        village: Village { code: row.get("code")?, name: row.get("name")?, town: row.get("town")? },
        boundary: row.get("boundary")?,
        station: row.get("station")?,
    })
}

/// Adds towns; a known code takes the name of the list.
pub async fn put_towns(conn: &mut dyn Conn, towns: &[Town]) -> Result<u64, StoreError> {
    conn.execute(
        "INSERT INTO towns (code, name)
         SELECT value->>'code', value->>'name' FROM json_each($1) WHERE true
         ON CONFLICT (code) DO UPDATE SET name = excluded.name",
        args![list(towns)?],
    )
    .await
}

/// Adds villages; a known code takes the name of the list and keeps its town and boundary.
pub async fn put_villages(conn: &mut dyn Conn, villages: &[Village]) -> Result<u64, StoreError> {
    conn.execute(
        "INSERT INTO villages (town, code, name)
         SELECT value->>'town', value->>'code', value->>'name' FROM json_each($1) WHERE true
         ON CONFLICT (code) DO UPDATE SET name = excluded.name",
        args![list(villages)?],
    )
    .await
}

/// Every town, by code.
pub async fn towns(conn: &mut dyn Conn) -> Result<Vec<Town>, StoreError> {
    let rows = conn.rows("SELECT code, name FROM towns ORDER BY code", args![]).await?;
    rows.iter().map(|row| Ok(Town { code: row.get("code")?, name: row.get("name")? })).collect()
}

/// Every village, by code.
pub async fn villages(conn: &mut dyn Conn) -> Result<Vec<VillageRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.town, v.code, v.name, v.boundary, s.station
             FROM villages v LEFT JOIN station_villages s ON s.village = v.code ORDER BY v.code",
            args![],
        )
        .await?;
    rows.iter().map(village).collect()
}

/// The villages of these codes, by code; unknown codes are left out.
pub async fn villages_of(conn: &mut dyn Conn, codes: &[VillageCode]) -> Result<Vec<VillageRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.town, v.code, v.name, v.boundary, s.station
             FROM villages v LEFT JOIN station_villages s ON s.village = v.code
             WHERE v.code IN (SELECT atom FROM json_each($1)) ORDER BY v.code",
            args![list(codes)?],
        )
        .await?;
    rows.iter().map(village).collect()
}

/// The town that a village belongs to.
pub async fn town_of(conn: &mut dyn Conn, code: &VillageCode) -> Result<Option<TownCode>, StoreError> {
    let row = conn.row("SELECT town FROM villages WHERE code = $1", args![code]).await?;
    row.map(|row| row.get("town")).transpose()
}
