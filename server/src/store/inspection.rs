//! Figures of inspection: counted while a month runs, frozen when it is closed.

mod frozen;
mod live;
mod work;

pub use work::{WorkRow, work};

use super::{Conn, Row, StoreError, list, setting};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::{TownCode, VillageCode};
use domain::id::StationId;
use domain::inspection::{Month, Tally};
use std::collections::HashMap;

/// The setting that names the last month whose figures are frozen.
const CLOSED: &str = "figures_closed";

type Span = (Month, Month);

/// Figures of a station in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct StationMonth {
    /// The station.
    pub station: StationId,
    /// The month.
    pub month: Month,
    /// Its figures.
    pub tally: Tally,
}

/// Figures of a village of a station in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageMonth {
    /// The station.
    pub station: StationId,
    /// The village.
    pub village: VillageCode,
    /// The month.
    pub month: Month,
    /// Its figures.
    pub tally: Tally,
}

/// Figures of these stations by month: as they were frozen, and as they stand on `day` where a month is
/// not closed.
pub async fn by_station(
    conn: &mut dyn Conn,
    stations: &[StationId],
    (from, to): Span,
    day: NaiveDate,
) -> Result<Vec<StationMonth>, StoreError> {
    let mut rows = frozen::by_station(conn, stations, (from, to)).await?;
    for month in open(conn, (from, to)).await? {
        let counted = live::by_station(conn, stations, month, day).await?;
        rows.extend(counted.into_iter().map(|(station, tally)| StationMonth { station, month, tally }));
    }
    Ok(rows)
}

/// The same by village: what a station's villages come to is what [`by_station`] says of it.
pub async fn by_village(
    conn: &mut dyn Conn,
    stations: &[StationId],
    (from, to): Span,
    day: NaiveDate,
) -> Result<Vec<VillageMonth>, StoreError> {
    let mut rows = frozen::by_village(conn, stations, (from, to)).await?;
    for month in open(conn, (from, to)).await? {
        rows.extend(counted(conn, stations, month, day).await?);
    }
    Ok(rows)
}

async fn counted(
    conn: &mut dyn Conn,
    stations: &[StationId],
    month: Month,
    day: NaiveDate,
) -> Result<Vec<VillageMonth>, StoreError> {
    let counted = live::by_village(conn, stations, month, day).await?;
    let row = |((station, village), tally)| VillageMonth { station, village, month, tally };
    Ok(counted.into_iter().map(row).collect())
}

/// The months of a span that are not frozen.
async fn open(conn: &mut dyn Conn, (from, to): Span) -> Result<Vec<Month>, StoreError> {
    let closed = closed(conn).await?;
    Ok(closed.map_or(from, |closed| from.max(closed.next())).until(to).collect())
}

/// The last month whose figures are frozen.
pub async fn closed(conn: &mut dyn Conn) -> Result<Option<Month>, StoreError> {
    Ok(setting::get(conn, CLOSED).await?.and_then(|month| month.parse().ok()))
}

/// The first month in which a visit was owed.
pub async fn first(conn: &mut dyn Conn) -> Result<Option<Month>, StoreError> {
    let row = conn.row("SELECT MIN(period_to) AS first FROM owed_visits", args![]).await?;
    let first: Option<NaiveDate> = row.map_or(Ok(None), |row| row.get("first"))?;
    Ok(first.map(Month::of))
}

/// Freezes the figures of a month as they stand on `day`; what is frozen stays as it is.
pub async fn freeze(conn: &mut dyn Conn, month: Month, day: NaiveDate) -> Result<(), StoreError> {
    let stations = super::station::all(conn).await?;
    let towns: HashMap<StationId, TownCode> = stations.into_iter().map(|s| (s.id, s.town)).collect();
    let ids: Vec<StationId> = towns.keys().copied().collect();
    let rows = counted(conn, &ids, month, day).await?;
    frozen::add(conn, &towns, &rows).await?;
    setting::set(conn, CLOSED, &month.to_string()).await
}

fn month_of(row: &Row) -> Result<Month, StoreError> {
    let month: String = row.get("month")?;
    month.parse().map_err(|_| StoreError::Column { column: "month", wanted: "Month" })
}

/// Villages of these stations, with their names, by name.
pub async fn villages(
    conn: &mut dyn Conn,
    stations: &[StationId],
) -> Result<Vec<(StationId, VillageCode, String)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT s.station, s.village, COALESCE(v.name, s.village) AS name FROM station_villages s
             LEFT JOIN villages v ON v.code = s.village
             WHERE s.station IN (SELECT unhex(atom, '-') FROM json_each($1)) ORDER BY name, s.village",
            args![list(stations)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("station")?, row.get("village")?, row.get("name")?))).collect()
}

/// Until when each of these stations is known for certain: when that phone of it spoke with the server
/// which has been away longest.
pub async fn synced(
    conn: &mut dyn Conn,
    stations: &[StationId],
) -> Result<HashMap<StationId, Time>, StoreError> {
    let rows = conn
        .rows(
            "SELECT station, MIN(seen_at) AS seen_at FROM devices
             WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND revoked_at IS NULL
               AND seen_at IS NOT NULL
             GROUP BY station",
            args![list(stations)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("station")?, row.get("seen_at")?))).collect()
}
