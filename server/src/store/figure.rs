//! Figures of a station's villages over some days. Whether one may be told is
//! [`domain::figure::told`]'s to say.

use super::{Conn, StoreError};
use crate::args;
use chrono::NaiveDate;
use domain::area::VillageCode;
use domain::id::StationId;

/// Figures of a village.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageFigure {
    /// Code.
    pub code: VillageCode,
    /// Name.
    pub name: String,
    /// Dwellings of the station in it: whether the counts may be told depends on them.
    pub dwellings: u32,
    /// Counts by name.
    pub counts: Vec<(&'static str, i64)>,
}

/// How the owed visits whose period touches the days stand, by village.
pub async fn ledger(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<VillageFigure>, StoreError> {
    let sql = "SELECT v.code, v.name, COUNT(DISTINCT d.id) AS dwellings, COUNT(o.id) AS owed,
           SUM(CASE WHEN o.state = 'done' THEN 1 ELSE 0 END) AS done,
           SUM(CASE WHEN o.state = 'late' THEN 1 ELSE 0 END) AS late,
           SUM(CASE WHEN o.state = 'excused' THEN 1 ELSE 0 END) AS excused,
           SUM(CASE WHEN o.state = 'open' THEN 1 ELSE 0 END) AS open
         FROM station_villages s JOIN villages v ON v.code = s.village
           LEFT JOIN properties p ON p.village = v.code AND p.station = s.station
           LEFT JOIN dwellings d ON d.property = p.id
           LEFT JOIN owed_visits o ON o.dwelling = d.id AND o.period_to >= $2 AND o.period_from <= $3
         WHERE s.station = $1 GROUP BY v.code, v.name ORDER BY v.code";
    figures(conn, sql, (station, from, to), &["owed", "done", "late", "excused", "open"]).await
}

/// The findings of these days that are not restricted, by village: all, and those that remain.
pub async fn findings(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<VillageFigure>, StoreError> {
    let sql = "SELECT v.code, v.name, COUNT(DISTINCT d.id) AS dwellings, COUNT(f.id) AS found,
           SUM(CASE WHEN f.id IS NOT NULL AND f.gone_on IS NULL THEN 1 ELSE 0 END) AS remaining
         FROM station_villages s JOIN villages v ON v.code = s.village
           LEFT JOIN properties p ON p.village = v.code AND p.station = s.station
           LEFT JOIN dwellings d ON d.property = p.id
           LEFT JOIN findings f
             ON f.dwelling = d.id AND f.found_on >= $2 AND f.found_on <= $3 AND NOT f.restricted
         WHERE s.station = $1 GROUP BY v.code, v.name ORDER BY v.code";
    figures(conn, sql, (station, from, to), &["found", "remaining"]).await
}

async fn figures(
    conn: &mut dyn Conn,
    sql: &'static str,
    (station, from, to): (StationId, NaiveDate, NaiveDate),
    names: &[&'static str],
) -> Result<Vec<VillageFigure>, StoreError> {
    let rows = conn.rows(sql, args![station, from, to]).await?;
    rows.iter()
        .map(|row| {
            let dwellings: i64 = row.get("dwellings")?;
            let counts = names.iter().map(|name| Ok((*name, row.get(name)?)));
            Ok(VillageFigure {
                code: row.get("code")?,
                name: row.get("name")?,
                dwellings: u32::try_from(dwellings).unwrap_or(u32::MAX),
                counts: counts.collect::<Result<_, StoreError>>()?,
            })
        })
        .collect()
}
