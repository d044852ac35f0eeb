//! The duty roster: an officer and a phone for each day of the week of a station.

use super::{Conn, StoreError};
use crate::args;
use domain::area::TownCode;
use domain::id::{StationId, UserId};

/// Who is on duty on a day of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// 0 is Monday.
    pub weekday: u32,
    /// The officer.
    pub officer: UserId,
    /// The number to call.
    pub phone: String,
}

/// The roster of a station.
pub async fn of_station(conn: &mut dyn Conn, station: StationId) -> Result<Vec<DutyRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT weekday, user_id, phone FROM duty_roster WHERE station = $1 ORDER BY weekday",
            args![station],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let weekday: i64 = row.get("weekday")?;
            Ok(DutyRow {
                weekday: u32::try_from(weekday).unwrap_or_default(),
                officer: row.get("user_id")?,
                phone: row.get("phone")?,
            })
        })
        .collect()
}

/// The number of a station on a day of the week.
pub async fn phone(
    conn: &mut dyn Conn,
    station: StationId,
    weekday: u32,
) -> Result<Option<String>, StoreError> {
    let rows = of_station(conn, station).await?;
    Ok(rows
        .into_iter()
        .find(|row| row.weekday == weekday)
        .map(|row| row.phone)
        .filter(|phone| !phone.is_empty()))
}

/// Puts an officer and a phone on a day.
pub async fn set(
    conn: &mut dyn Conn,
    town: &TownCode,
    station: StationId,
    duty: &DutyRow,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO duty_roster (town, station, weekday, user_id, phone) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (town, station, weekday) DO UPDATE SET user_id = excluded.user_id, phone = excluded.phone",
        args![town, station, duty.weekday, duty.officer, &duty.phone],
    )
    .await?;
    Ok(())
}

/// Leaves a day without duty.
pub async fn clear(conn: &mut dyn Conn, station: StationId, weekday: u32) -> Result<(), StoreError> {
    conn.execute("DELETE FROM duty_roster WHERE station = $1 AND weekday = $2", args![station, weekday])
        .await?;
    Ok(())
}
