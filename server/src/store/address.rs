//! What the map in use knows of addresses.

use super::{Conn, StoreError, list};
use crate::args;
use domain::Position;
use domain::area::VillageCode;

/// An address with its door point.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// Street and number, or place and number.
    pub address: String,
    /// Its village, where the map has boundaries.
    pub village: Option<VillageCode>,
    /// Value of the building tag; none for an address without a building.
    pub building: Option<String>,
    /// Its door point.
    pub at: Position,
}

/// West, south, east, north around the map in use; none without a map.
pub async fn bounds(conn: &mut dyn Conn) -> Result<Option<[f64; 4]>, StoreError> {
    let row =
        conn.row("SELECT bounds FROM maps WHERE in_use ORDER BY imported_at DESC LIMIT 1", args![]).await?;
    let text: Option<String> = row.map(|row| row.get("bounds")).transpose()?;
    text.map(|text| serde_json::from_str(&text).map_err(StoreError::Json)).transpose()
}

/// Addresses of the map in use that read exactly so.
pub async fn named(conn: &mut dyn Conn, names: &[&str]) -> Result<Vec<Address>, StoreError> {
    let rows = conn
        .rows(
            "SELECT a.address, a.village, a.building, a.lon, a.lat
             FROM map_addresses a JOIN maps m ON m.id = a.map
             WHERE m.in_use AND a.address IN (SELECT atom FROM json_each($1)) ORDER BY a.seq",
            args![list(names)?],
        )
        .await?;
    rows.iter().map(address).collect()
}

/// Every address of the map in use, in the map's order.
pub async fn all(conn: &mut dyn Conn) -> Result<Vec<Address>, StoreError> {
    let rows = conn
        .rows(
            "SELECT a.address, a.village, a.building, a.lon, a.lat
             FROM map_addresses a JOIN maps m ON m.id = a.map WHERE m.in_use ORDER BY a.seq",
            args![],
        )
        .await?;
    rows.iter().map(address).collect()
}

fn address(row: &super::Row) -> Result<Address, StoreError> {
    Ok(Address {
        address: row.get("address")?,
        village: row.get("village")?,
        building: row.get("building")?,
        at: Position { lon: row.get("lon")?, lat: row.get("lat")? },
    })
}
