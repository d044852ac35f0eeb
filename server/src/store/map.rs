//! Imported maps: the one in use, its blobs, its address points and village boundaries.

use super::{Conn, StoreError, blob, list};
use crate::args;
use domain::area::{TownCode, VillageCode};
use domain::id::StationId;
use domain::{Position, Time};
use serde::Serialize;
use uuid::Uuid;

/// Addresses a statement inserts at once.
const BATCH: usize = 5_000;

/// A map that was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRow {
    /// Identity; a plan's inputs name it.
    pub id: Uuid,
    /// Name of its file.
    pub name: String,
    /// Hash of the road graph.
    pub graph_sha256: String,
    /// Hash of the tiles.
    pub tiles_sha256: String,
    /// West, south, east, north, degrees.
    pub bounds: [f64; 4],
    /// Shown wherever the map is.
    pub attribution: String,
    /// When it was imported.
    pub imported_at: Time,
}

/// A map to store.
#[derive(Clone, Debug)]
pub struct NewMap {
    /// Name of its file.
    pub name: String,
    /// [`roads::Roads::to_bytes`].
    pub graph: Vec<u8>,
    /// A PMTiles archive.
    pub tiles: Vec<u8>,
    /// West, south, east, north, degrees.
    pub bounds: [f64; 4],
    /// Shown wherever the map is.
    pub attribution: &'static str,
    /// Its address points.
    pub addresses: Vec<MapAddress>,
    /// Its villages.
    pub villages: Vec<MapVillage>,
}

/// An address point of a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapAddress {
    /// Street and number, or place and number.
    pub address: String,
    /// The village around it, where the map has boundaries.
    pub village: Option<VillageCode>,
    /// Value of the building's tag; none for an address without one.
    pub building: Option<String>,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// A village with its boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct MapVillage {
    /// `osm-r<ID>`.
    pub code: VillageCode,
    /// Its name.
    pub name: String,
    /// Code and name of its town; none: [`TownCode::local`].
    pub town: Option<(TownCode, String)>,
    /// GeoJSON geometry.
    pub boundary: String,
}

/// The map in use, if one was imported.
pub async fn in_use(conn: &mut dyn Conn) -> Result<Option<MapRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, name, graph_sha256, tiles_sha256, bounds, attribution, imported_at
             FROM maps WHERE in_use ORDER BY imported_at DESC, id DESC",
            args![],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let bounds: String = row.get("bounds")?;
    Ok(Some(MapRow {
        id: row.get("id")?,
        name: row.get("name")?,
        graph_sha256: row.get("graph_sha256")?,
        tiles_sha256: row.get("tiles_sha256")?,
        bounds: serde_json::from_str(&bounds).map_err(StoreError::Json)?,
        attribution: row.get("attribution")?,
        imported_at: row.get("imported_at")?,
    }))
}

/// Stores a map and takes it into use in place of the one before, whose blobs and addresses go.
pub async fn replace(conn: &mut dyn Conn, id: Uuid, now: Time, map: NewMap) -> Result<(), StoreError> {
    let graph = blob::put(conn, "map_graph", map.graph).await?;
    let tiles = blob::put(conn, "map_tiles", map.tiles).await?;
    let bounds = serde_json::to_string(&map.bounds).map_err(StoreError::Json)?;
    conn.execute("UPDATE maps SET in_use = FALSE WHERE in_use", args![]).await?;
    conn.execute(
        "INSERT INTO maps (id, name, graph_sha256, tiles_sha256, bounds, attribution, imported_at, in_use)
         VALUES ($1, $2, $3, $4, $5, $6, $7, TRUE)",
        args![id, &map.name, &graph, &tiles, bounds, map.attribution, now],
    )
    .await?;
    conn.execute(
        "DELETE FROM blobs WHERE kind IN ('map_graph', 'map_tiles') AND sha256 NOT IN ($1, $2)",
        args![&graph, &tiles],
    )
    .await?;
    conn.execute("DELETE FROM map_addresses", args![]).await?;
    add_addresses(conn, id, &map.addresses).await?;
    put_villages(conn, &map.villages).await
}

async fn add_addresses(conn: &mut dyn Conn, map: Uuid, addresses: &[MapAddress]) -> Result<(), StoreError> {
    for (index, batch) in addresses.chunks(BATCH).enumerate() {
        let first = (index * BATCH) as u64;
        conn.execute(
            "INSERT INTO map_addresses (map, seq, address, village, building, lon, lat)
             SELECT $1, $2 + CAST(key AS BIGINT), value->>'address', value->>'village', value->>'building',
                    CAST(value->>'lon' AS DOUBLE PRECISION), CAST(value->>'lat' AS DOUBLE PRECISION)
             FROM json_each($3) WHERE true",
            args![map, first, list(batch)?],
        )
        .await?;
    }
    Ok(())
}

/// Villages of maps before that nobody uses go; those of this one come, or get their new boundary.
async fn put_villages(conn: &mut dyn Conn, villages: &[MapVillage]) -> Result<(), StoreError> {
    drop_unused(conn).await?;
    let local = (TownCode::local(), TownCode::local().0);
    for village in villages {
        let (town, town_name) = village.town.as_ref().unwrap_or(&local);
        conn.execute(
            "INSERT INTO towns (code, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![town, town_name],
        )
        .await?;
        conn.execute(
            "INSERT INTO villages (town, code, name, boundary) VALUES ($1, $2, $3, $4)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, boundary = excluded.boundary",
            args![town, &village.code, &village.name, &village.boundary],
        )
        .await?;
    }
    Ok(())
}

async fn drop_unused(conn: &mut dyn Conn) -> Result<(), StoreError> {
    conn.execute(
        "DELETE FROM villages WHERE code LIKE 'osm-r%'
           AND NOT EXISTS (SELECT 1 FROM station_villages s WHERE s.village = villages.code)
           AND NOT EXISTS (SELECT 1 FROM properties p WHERE p.village = villages.code)",
        args![],
    )
    .await?;
    Ok(())
}

/// Takes the map's villages away where nobody uses them, with their towns: its ways and addresses
/// stay, for villages that come from somewhere else.
pub async fn drop_villages(conn: &mut dyn Conn) -> Result<(), StoreError> {
    drop_unused(conn).await?;
    conn.execute(
        "UPDATE map_addresses SET village = NULL
         WHERE NOT EXISTS (SELECT 1 FROM villages v WHERE v.code = map_addresses.village)",
        args![],
    )
    .await?;
    conn.execute(
        "DELETE FROM towns WHERE NOT EXISTS (SELECT 1 FROM villages v WHERE v.town = towns.code)",
        args![],
    )
    .await?;
    Ok(())
}

/// A village, and the door points of one that has no boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageShape {
    /// Its code.
    pub code: VillageCode,
    /// Its name.
    pub name: String,
    /// The station that serves it.
    pub station: Option<StationId>,
    /// GeoJSON geometry, where a map had it.
    pub boundary: Option<String>,
    /// Where its properties stand, where there is no boundary.
    pub doors: Vec<Position>,
}

/// Villages with a boundary or with properties that stand somewhere, by code.
pub async fn village_shapes(conn: &mut dyn Conn) -> Result<Vec<VillageShape>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.code, v.name, v.boundary, s.station, p.lon, p.lat FROM villages v
             LEFT JOIN station_villages s ON s.village = v.code
             LEFT JOIN properties p ON p.village = v.code AND v.boundary IS NULL AND p.lon IS NOT NULL
             WHERE v.boundary IS NOT NULL OR p.lon IS NOT NULL ORDER BY v.code, p.id",
            args![],
        )
        .await?;
    let mut shapes: Vec<VillageShape> = Vec::new();
    for row in &rows {
        let code: VillageCode = row.get("code")?;
        if shapes.last().is_none_or(|last| last.code != code) {
            let (name, station, boundary) = (row.get("name")?, row.get("station")?, row.get("boundary")?);
            shapes.push(VillageShape { code, name, station, boundary, doors: Vec::new() });
        }
        let door = row.get::<Option<f64>>("lon")?.zip(row.get::<Option<f64>>("lat")?);
        if let (Some((lon, lat)), Some(shape)) = (door, shapes.last_mut()) {
            shape.doors.push(Position { lon, lat });
        }
    }
    Ok(shapes)
}
