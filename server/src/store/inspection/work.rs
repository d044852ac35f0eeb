//! What visitors did, for themselves and for who supervises them.

use super::month_of;
use crate::args;
use crate::store::{Conn, StoreError, list};
use domain::id::{StationId, UserId};
use domain::inspection::{Month, Share};
use std::collections::BTreeMap;

/// A visitor's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// Who.
    pub visitor: UserId,
    /// The month.
    pub month: Month,
    /// Dwellings that were visited or tried.
    pub dwellings: u32,
    /// Visits that settle something.
    pub visits: u32,
    /// Attempts.
    pub attempts: u32,
    /// Owed visits that these settled in their period, of those that they settled.
    pub timeliness: Share,
    /// Those that left a notice, of visits and closed doors.
    pub notices: Share,
    /// Dwellings of these visits that a spot check looked at.
    pub checked: u32,
    /// Facts that spot checks compared, and those on which they agreed.
    pub agreement: Share,
}

/// The work of visitors at dwellings of these stations, or of one of them, by month.
pub async fn work(
    conn: &mut dyn Conn,
    stations: &[StationId],
    visitor: Option<UserId>,
    (from, to): (Month, Month),
) -> Result<Vec<WorkRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.visitor, SUBSTR(v.on_date, 1, 7) AS month, COUNT(DISTINCT v.dwelling) AS dwellings,
               SUM(CASE WHEN v.settles THEN 1 ELSE 0 END) AS visits,
               SUM(CASE WHEN v.settles THEN 0 ELSE 1 END) AS attempts,
               CAST(SUM((SELECT COUNT(*) FROM owed_visits o
                         WHERE o.settled_by = v.id AND o.state = 'done')) AS BIGINT) AS in_time,
               CAST(SUM((SELECT COUNT(*) FROM owed_visits o
                         WHERE o.settled_by = v.id AND o.state IN ('done', 'late'))) AS BIGINT) AS settled,
               SUM(CASE WHEN v.outcome IN ('met', 'entered', 'refused', 'nobody_home') THEN 1 ELSE 0 END) AS doors,
               SUM(CASE WHEN v.outcome IN ('met', 'entered', 'refused', 'nobody_home')
                     AND EXISTS (SELECT 1 FROM notices n WHERE n.visit = v.id) THEN 1 ELSE 0 END) AS noticed
             FROM visits v
             WHERE v.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND v.on_date >= $2 AND v.on_date <= $3 AND ($4 IS NULL OR v.visitor = $4)
             GROUP BY v.visitor, SUBSTR(v.on_date, 1, 7) ORDER BY v.visitor, month",
            args![list(stations)?, from.first(), to.last(), visitor],
        )
        .await?;
    let mut work = BTreeMap::new();
    for row in &rows {
        let key = (row.get("visitor")?, month_of(row)?);
        let row = WorkRow {
            dwellings: row.get("dwellings")?,
            visits: row.get("visits")?,
            attempts: row.get("attempts")?,
            timeliness: Share { part: row.get("in_time")?, whole: row.get("settled")? },
            notices: Share { part: row.get("noticed")?, whole: row.get("doors")? },
            ..WorkRow::none(key)
        };
        work.insert(key, row);
    }
    for (key, checked, agreement) in checks(conn, stations, visitor, (from, to)).await? {
        let row = work.entry(key).or_insert_with(|| WorkRow::none(key));
        (row.checked, row.agreement) = (checked, agreement);
    }
    Ok(work.into_values().collect())
}

impl WorkRow {
    fn none((visitor, month): (UserId, Month)) -> Self {
        let (timeliness, notices, agreement) = Default::default();
        Self {
            visitor,
            month,
            dwellings: 0,
            visits: 0,
            attempts: 0,
            timeliness,
            notices,
            checked: 0,
            agreement,
        }
    }
}

/// Spot checks of each visitor's visits, in the month of the check.
async fn checks(
    conn: &mut dyn Conn,
    stations: &[StationId],
    visitor: Option<UserId>,
    (from, to): (Month, Month),
) -> Result<Vec<((UserId, Month), u32, Share)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT first_visitor, SUBSTR(on_date, 1, 7) AS month, COUNT(*) AS checked,
               CAST(SUM(compared) AS BIGINT) AS compared, CAST(SUM(agreed) AS BIGINT) AS agreed
             FROM spot_checks
             WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND on_date >= $2 AND on_date <= $3
               AND ($4 IS NULL OR first_visitor = $4) AND compared > 0
             GROUP BY first_visitor, SUBSTR(on_date, 1, 7)",
            args![list(stations)?, from.first(), to.last(), visitor],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let share = Share { part: row.get("agreed")?, whole: row.get("compared")? };
            Ok(((row.get("first_visitor")?, month_of(row)?), row.get("checked")?, share))
        })
        .collect()
}
