//! Counts of owed visits and of visitors' days, for those who look after coverage.

use super::{Conn, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::class::Class;
use domain::id::{DwellingId, StationId, UserId};
use std::collections::HashMap;

/// Owed visits of a village that a station serves.
#[derive(Clone, Debug)]
pub struct VillageCount {
    /// The station.
    pub station: StationId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Let dwellings.
    pub dwellings: i64,
    /// Owed in the periods that hold the day.
    pub owed: i64,
    /// Of these done.
    pub done: i64,
    /// Of these excused.
    pub excused: i64,
    /// Open although their period is over.
    pub overdue: i64,
}

/// Counts by station and village on `day`.
pub async fn villages(
    conn: &mut dyn Conn,
    stations: &[StationId],
    day: NaiveDate,
) -> Result<Vec<VillageCount>, StoreError> {
    let rows = conn
        .rows(
            "SELECT s.station, s.village AS code, COALESCE(v.name, s.village) AS name,
               (SELECT COUNT(*) FROM dwellings d JOIN properties p ON p.town = d.town AND p.id = d.property
                WHERE p.village = s.village AND d.let_since IS NOT NULL) AS dwellings,
               COALESCE(c.owed, 0) AS owed, COALESCE(c.done, 0) AS done, COALESCE(c.excused, 0) AS excused,
               COALESCE(c.overdue, 0) AS overdue
             FROM station_villages s
             LEFT JOIN villages v ON v.code = s.village
             LEFT JOIN (
               SELECT p.village,
                 SUM(CASE WHEN o.period_to >= $2 THEN 1 ELSE 0 END) AS owed,
                 SUM(CASE WHEN o.period_to >= $2 AND o.state IN ('done', 'late') THEN 1 ELSE 0 END) AS done,
                 SUM(CASE WHEN o.period_to >= $2 AND o.state = 'excused' THEN 1 ELSE 0 END) AS excused,
                 SUM(CASE WHEN o.period_to < $2 AND o.state = 'open' THEN 1 ELSE 0 END) AS overdue
               FROM owed_visits o
               JOIN dwellings d ON d.town = o.town AND d.id = o.dwelling
               JOIN properties p ON p.town = d.town AND p.id = d.property
               WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND o.period_from <= $2
                 AND (o.period_to >= $2 OR o.state = 'open')
               GROUP BY p.village) c ON c.village = s.village
             WHERE s.station IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY name, code",
            args![list(stations)?, day],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(VillageCount {
                station: row.get("station")?,
                code: row.get("code")?,
                name: row.get("name")?,
                dwellings: row.get("dwellings")?,
                owed: row.get("owed")?,
                done: row.get("done")?,
                excused: row.get("excused")?,
                overdue: row.get("overdue")?,
            })
        })
        .collect()
}

/// An owed visit whose period is over.
#[derive(Clone, Debug)]
pub struct Overdue {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village: String,
    /// The station that owes it.
    pub station: StationId,
    /// The class it is owed under.
    pub class: Class,
    /// Last day of its period.
    pub period_to: NaiveDate,
    /// Attempts in the period or after it that settled nothing.
    pub attempts: i64,
}

/// The longest overdue, at most `limit`.
pub async fn overdue(
    conn: &mut dyn Conn,
    stations: &[StationId],
    day: NaiveDate,
    limit: i64,
) -> Result<Vec<Overdue>, StoreError> {
    let rows = conn
        .rows(
            "SELECT o.dwelling, TRIM(p.name || ' ' || d.door) AS address, COALESCE(v.name, p.village) AS village,
               o.station, o.class, o.period_to,
               (SELECT COUNT(*) FROM visits x
                WHERE x.dwelling = o.dwelling AND NOT x.settles AND x.on_date >= o.period_from) AS attempts
             FROM owed_visits o
             JOIN dwellings d ON d.town = o.town AND d.id = o.dwelling
             JOIN properties p ON p.town = d.town AND p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND o.state = 'open'
               AND o.period_to < $2
             ORDER BY o.period_to, p.village, p.name, d.door LIMIT $3",
            args![list(stations)?, day, limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Overdue {
                dwelling: row.get("dwelling")?,
                address: row.get("address")?,
                village: row.get("village")?,
                station: row.get("station")?,
                class: word::read(row, "class")?,
                period_to: row.get("period_to")?,
                attempts: row.get("attempts")?,
            })
        })
        .collect()
}

/// What a visitor's visits of a day came to: those that settle something, and attempts.
pub async fn days(
    conn: &mut dyn Conn,
    stations: &[StationId],
    day: NaiveDate,
) -> Result<HashMap<UserId, (i64, i64)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT visitor, SUM(CASE WHEN settles THEN 1 ELSE 0 END) AS settled,
               SUM(CASE WHEN settles THEN 0 ELSE 1 END) AS attempts
             FROM visits
             WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND on_date = $2
             GROUP BY visitor",
            args![list(stations)?, day],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("visitor")?, (row.get("settled")?, row.get("attempts")?)))).collect()
}

/// When each account's phone last spoke with the server.
pub async fn synced(conn: &mut dyn Conn) -> Result<HashMap<UserId, Time>, StoreError> {
    let rows = conn
        .rows(
            "SELECT s.user_id, MAX(d.seen_at) AS seen_at FROM sessions s JOIN devices d ON d.id = s.device
             WHERE d.seen_at IS NOT NULL GROUP BY s.user_id",
            args![],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("user_id")?, row.get("seen_at")?))).collect()
}

/// The dwellings at which a visit or attempt of a day has arrived.
pub async fn visited(
    conn: &mut dyn Conn,
    station: StationId,
    day: NaiveDate,
) -> Result<Vec<DwellingId>, StoreError> {
    let rows = conn
        .rows("SELECT DISTINCT dwelling FROM visits WHERE station = $1 AND on_date = $2", args![station, day])
        .await?;
    rows.iter().map(|row| row.get("dwelling")).collect()
}

/// Stops planned for a day, by visitor.
pub async fn planned(
    conn: &mut dyn Conn,
    stations: &[StationId],
    day: NaiveDate,
) -> Result<HashMap<UserId, u32>, StoreError> {
    let rows = conn
        .rows(
            "SELECT r.visitor, r.body FROM plan_rounds r JOIN plans p ON p.town = r.town AND p.id = r.plan
             WHERE p.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND p.on_date = $2 AND p.in_use",
            args![list(stations)?, day],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let body: String = row.get("body")?;
            let round: serde_json::Value = serde_json::from_str(&body).map_err(StoreError::Json)?;
            let stops = round["stops"].as_array().map_or(0, Vec::len);
            Ok((row.get("visitor")?, u32::try_from(stops).unwrap_or(u32::MAX)))
        })
        .collect()
}
