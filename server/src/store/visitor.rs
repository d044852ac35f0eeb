//! Visitors: accounts that walk rounds, with what planning needs of them.

use super::{Conn, Row, StoreError, word};
use crate::args;
use chrono::{Datelike, NaiveDate};
use domain::Position;
use domain::area::{Station, TownCode, VillageCode};
use domain::id::{StationId, UserId};
use domain::role::{Role, TravelMode};
use std::collections::BTreeMap;

/// An account that walks rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitorRow {
    /// Identity.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Its town; none: the whole county.
    pub town: Option<TownCode>,
    /// Its station.
    pub station: Option<StationId>,
    /// Villages of its own.
    pub villages: Vec<VillageCode>,
    /// How it travels.
    pub mode: TravelMode,
    /// Minutes after midnight of the shift's start and end.
    pub shift: (u16, u16),
    /// Bit 0 is Monday.
    pub work_days: u8,
    /// Where its day starts and ends, if not at the station.
    pub start: Option<Position>,
    /// First and last day of each absence.
    pub absences: Vec<(NaiveDate, NaiveDate)>,
}

impl VisitorRow {
    /// Whether it works on that day.
    pub fn works_on(&self, date: NaiveDate) -> bool {
        let weekday = date.weekday().num_days_from_monday();
        self.work_days & (1 << weekday) != 0
            && !self.absences.iter().any(|(from, to)| (*from..=*to).contains(&date))
    }

    /// Whether it serves the station: its own; else one of its villages'; else its town's.
    pub fn serves(&self, station: &Station) -> bool {
        match (&self.station, self.role, &self.town) {
            (Some(own), _, _) => *own == station.id,
            (None, role, _) if role != Role::Officer => false,
            _ if !self.villages.is_empty() => self.villages.iter().any(|v| station.villages.contains(v)),
            (None, _, Some(town)) => *town == station.town,
            (None, _, None) => true,
        }
    }
}

/// Every visitor who has not left, by name.
pub async fn all(conn: &mut dyn Conn) -> Result<Vec<VisitorRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, name, role, town, station, mode, shift_start, shift_end, work_days, start_lon, start_lat
             FROM users WHERE left_at IS NULL AND role IN ('coordinator', 'patrol', 'officer')
             ORDER BY name, id",
            args![],
        )
        .await?;
    let mut visitors = rows.iter().map(visitor).collect::<Result<Vec<_>, _>>()?;
    let place: BTreeMap<UserId, usize> = visitors.iter().enumerate().map(|(i, v)| (v.id, i)).collect();
    let villages = conn.rows("SELECT user_id, village FROM user_villages ORDER BY village", args![]).await?;
    for row in &villages {
        if let Some(at) = place.get(&row.get("user_id")?) {
            visitors[*at].villages.push(row.get("village")?);
        }
    }
    let absences = conn.rows("SELECT user_id, from_date, to_date FROM user_absences", args![]).await?;
    for row in &absences {
        if let Some(at) = place.get(&row.get("user_id")?) {
            visitors[*at].absences.push((row.get("from_date")?, row.get("to_date")?));
        }
    }
    Ok(visitors)
}

fn visitor(row: &Row) -> Result<VisitorRow, StoreError> {
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get("start_lon")?, row.get("start_lat")?);
    let work_days: u32 = row.get("work_days")?;
    Ok(VisitorRow {
        id: row.get("id")?,
        name: row.get("name")?,
        role: word::read(row, "role")?,
        town: row.get("town")?,
        station: row.get("station")?,
        villages: vec![],
        mode: word::read(row, "mode")?,
        shift: (row.get("shift_start")?, row.get("shift_end")?),
        work_days: work_days as u8,
        start: lon.zip(lat).map(|(lon, lat)| Position { lon, lat }),
        absences: vec![],
    })
}
