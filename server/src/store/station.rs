//! Stations and the villages they serve.

use super::{Conn, Row, StoreError, Tx, list, word};
use crate::args;
use chrono_tz::Tz;
use domain::Position;
use domain::area::{Station, TownCode, VillageCode};
use domain::id::StationId;
use uuid::Uuid;

/// What rows of the register carry while no station serves their village.
pub const NONE_YET: StationId = StationId(Uuid::nil());

/// Adds a station with its keys, and gives it what its villages already have in the register.
/// Fails with a constraint when another station serves one of the villages.
pub async fn add(tx: &mut Tx, station: &Station) -> Result<(), StoreError> {
    let (public, secret) = tx.vault().station_pair(station.id.0)?;
    let at = tx.now();
    tx.vault().make_keys(tx, at, &[(station.town.clone(), station.id.0)]).await?;
    tx.execute(
        "INSERT INTO stations (town, id, name, mode, lon, lat, zone, seal_public, seal_secret)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            &station.town,
            station.id,
            &station.name,
            word::word(&station.mode)?,
            station.at.lon,
            station.at.lat,
            &station.zone,
            public,
            secret,
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO station_villages (town, station, village)
         SELECT $1, $2, atom FROM json_each($3)",
        args![&station.town, station.id, list(&station.villages)?],
    )
    .await?;
    take_over(tx, station).await
}

/// Properties and dwellings that waited for a station.
async fn take_over(tx: &mut Tx, station: &Station) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE properties SET station = $1
         WHERE station = $2 AND village IN (SELECT atom FROM json_each($3))",
        args![station.id, NONE_YET, list(&station.villages)?],
    )
    .await?;
    tx.execute(
        "UPDATE dwellings SET station = $1
         WHERE station = $2 AND property IN (SELECT id FROM properties WHERE station = $1)",
        args![station.id, NONE_YET],
    )
    .await?;
    Ok(())
}

/// One station.
pub async fn by_id(conn: &mut dyn Conn, id: StationId) -> Result<Option<Station>, StoreError> {
    Ok(all(conn).await?.into_iter().find(|station| station.id == id))
}

/// The zone of a station's civil dates; none for one that is not there or names no zone.
pub async fn zone(conn: &mut dyn Conn, id: StationId) -> Result<Option<Tz>, StoreError> {
    let row = conn.row("SELECT zone FROM stations WHERE id = $1", args![id]).await?;
    let name: Option<String> = row.map(|row| row.get("zone")).transpose()?;
    Ok(name.and_then(|name| name.parse().ok()))
}

/// Every station, by name.
pub async fn all(conn: &mut dyn Conn) -> Result<Vec<Station>, StoreError> {
    let villages =
        conn.rows("SELECT station, village FROM station_villages ORDER BY village", args![]).await?;
    let served: Vec<(StationId, VillageCode)> = villages
        .iter()
        .map(|row| Ok((row.get("station")?, row.get("village")?)))
        .collect::<Result<_, StoreError>>()?;
    let rows = conn
        .rows("SELECT town, id, name, mode, lon, lat, zone FROM stations ORDER BY name, id", args![])
        .await?;
    rows.iter().map(|row| station(row, &served)).collect()
}

fn station(row: &Row, served: &[(StationId, VillageCode)]) -> Result<Station, StoreError> {
    let id: StationId = row.get("id")?;
    Ok(Station {
        id,
        town: row.get("town")?,
        name: row.get("name")?,
        mode: word::read(row, "mode")?,
        at: Position { lon: row.get("lon")?, lat: row.get("lat")? },
        zone: row.get("zone")?,
        villages: served.iter().filter(|(s, _)| *s == id).map(|(_, v)| v.clone()).collect(),
    })
}

/// The public key to which phones of the station seal rows (SEC1 point).
pub async fn seal_public(conn: &mut dyn Conn, id: StationId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = conn.row("SELECT seal_public FROM stations WHERE id = $1", args![id]).await?;
    row.map(|row| row.get("seal_public")).transpose()
}

/// The wrapped secret of that key, which the vault opens.
pub async fn seal_secret(conn: &mut dyn Conn, id: StationId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = conn.row("SELECT seal_secret FROM stations WHERE id = $1", args![id]).await?;
    row.map(|row| row.get("seal_secret")).transpose()
}

/// The town and the station that a village's rows are kept under; `NONE_YET` while none serves it.
pub async fn of_village(
    conn: &mut dyn Conn,
    code: &VillageCode,
) -> Result<Option<(TownCode, StationId)>, StoreError> {
    let row = conn
        .row(
            "SELECT v.town, s.station FROM villages v
             LEFT JOIN station_villages s ON s.village = v.code WHERE v.code = $1",
            args![code],
        )
        .await?;
    row.map(|row| Ok((row.get("town")?, row.get::<Option<StationId>>("station")?.unwrap_or(NONE_YET))))
        .transpose()
}
