//! Figures counted from the rows, a statement a kind, whatever the number of stations.

use crate::args;
use crate::store::{Conn, Row, StoreError, list};
use chrono::{NaiveDate, TimeDelta};
use domain::area::VillageCode;
use domain::id::StationId;
use domain::inspection::{AGES, Month, Share, Tally};
use std::collections::BTreeMap;

/// What is counted, by one kind of place.
struct Statements {
    /// Dwellings and their papers.
    stock: &'static str,
    /// What is open and over on a day, by age.
    overdue: &'static str,
    /// Owed visits whose period ends in a month.
    owed: &'static str,
    /// Visits of a month at a door where a notice can be left: a household, or a closed door.
    noticed: &'static str,
    /// Spot checks of a month at which facts were compared.
    checked: &'static str,
}

/// By station: indices hold all that is read.
const BY_STATION: Statements = Statements {
    stock: "SELECT d.station, COUNT(*) AS dwellings, COUNT(d.let_since) AS let_dwellings,
               SUM(CASE WHEN d.let_since IS NOT NULL AND d.lease_paper IN ('done', 'not_needed')
                     AND d.tax_paper IN ('done', 'not_needed') THEN 1 ELSE 0 END) AS papers
             FROM dwellings d
             WHERE d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
             GROUP BY d.station",
    overdue: "SELECT o.station,
               SUM(CASE WHEN o.period_to >= $3 THEN 1 ELSE 0 END) AS overdue_10,
               SUM(CASE WHEN o.period_to >= $4 AND o.period_to < $3 THEN 1 ELSE 0 END) AS overdue_30,
               SUM(CASE WHEN o.period_to >= $5 AND o.period_to < $4 THEN 1 ELSE 0 END) AS overdue_60,
               SUM(CASE WHEN o.period_to < $5 THEN 1 ELSE 0 END) AS overdue_more
             FROM owed_visits o
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND o.state = 'open' AND o.period_to < $2
             GROUP BY o.station",
    owed: "SELECT o.station, COUNT(*) AS owed,
               SUM(CASE WHEN o.state = 'done' THEN 1 ELSE 0 END) AS done,
               SUM(CASE WHEN o.state = 'late' THEN 1 ELSE 0 END) AS late,
               SUM(CASE WHEN o.state = 'excused' THEN 1 ELSE 0 END) AS excused
             FROM owed_visits o
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND o.period_to >= $2 AND o.period_to <= $3
             GROUP BY o.station",
    noticed: "SELECT v.station, COUNT(*) AS visits,
               SUM(CASE WHEN EXISTS (SELECT 1 FROM notices n WHERE n.visit = v.id) THEN 1 ELSE 0 END) AS noticed
             FROM visits v
             WHERE v.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND v.on_date >= $2 AND v.on_date <= $3
               AND v.outcome IN ('met', 'entered', 'refused', 'nobody_home')
             GROUP BY v.station",
    checked: "SELECT c.station, COUNT(DISTINCT c.dwelling) AS checked,
               CAST(SUM(c.compared) AS BIGINT) AS compared, CAST(SUM(c.agreed) AS BIGINT) AS agreed
             FROM spot_checks c
             WHERE c.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND c.on_date >= $2 AND c.on_date <= $3 AND c.compared > 0
             GROUP BY c.station",
};

/// By village.
const BY_VILLAGE: Statements = Statements {
    stock: "SELECT d.station, p.village, COUNT(*) AS dwellings, COUNT(d.let_since) AS let_dwellings,
               SUM(CASE WHEN d.let_since IS NOT NULL AND d.lease_paper IN ('done', 'not_needed')
                     AND d.tax_paper IN ('done', 'not_needed') THEN 1 ELSE 0 END) AS papers
             FROM dwellings d
             JOIN properties p ON p.id = d.property
             WHERE d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
             GROUP BY d.station, p.village",
    overdue: "SELECT o.station, p.village,
               SUM(CASE WHEN o.period_to >= $3 THEN 1 ELSE 0 END) AS overdue_10,
               SUM(CASE WHEN o.period_to >= $4 AND o.period_to < $3 THEN 1 ELSE 0 END) AS overdue_30,
               SUM(CASE WHEN o.period_to >= $5 AND o.period_to < $4 THEN 1 ELSE 0 END) AS overdue_60,
               SUM(CASE WHEN o.period_to < $5 THEN 1 ELSE 0 END) AS overdue_more
             FROM owed_visits o
             JOIN dwellings d ON d.id = o.dwelling JOIN properties p ON p.id = d.property
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND o.state = 'open' AND o.period_to < $2
             GROUP BY o.station, p.village",
    owed: "SELECT o.station, p.village, COUNT(*) AS owed,
               SUM(CASE WHEN o.state = 'done' THEN 1 ELSE 0 END) AS done,
               SUM(CASE WHEN o.state = 'late' THEN 1 ELSE 0 END) AS late,
               SUM(CASE WHEN o.state = 'excused' THEN 1 ELSE 0 END) AS excused
             FROM owed_visits o
             JOIN dwellings d ON d.id = o.dwelling JOIN properties p ON p.id = d.property
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND o.period_to >= $2 AND o.period_to <= $3
             GROUP BY o.station, p.village",
    noticed: "SELECT v.station, p.village, COUNT(*) AS visits,
               SUM(CASE WHEN EXISTS (SELECT 1 FROM notices n WHERE n.visit = v.id) THEN 1 ELSE 0 END) AS noticed
             FROM visits v
             JOIN dwellings d ON d.id = v.dwelling JOIN properties p ON p.id = d.property
             WHERE v.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND v.on_date >= $2 AND v.on_date <= $3
               AND v.outcome IN ('met', 'entered', 'refused', 'nobody_home')
             GROUP BY v.station, p.village",
    checked: "SELECT c.station, p.village, COUNT(DISTINCT c.dwelling) AS checked,
               CAST(SUM(c.compared) AS BIGINT) AS compared, CAST(SUM(c.agreed) AS BIGINT) AS agreed
             FROM spot_checks c
             JOIN dwellings d ON d.id = c.dwelling JOIN properties p ON p.id = d.property
             WHERE c.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND c.on_date >= $2 AND c.on_date <= $3 AND c.compared > 0
             GROUP BY c.station, p.village",
};

/// Figures of a month by station, as they stand on `day`.
pub(super) async fn by_station(
    conn: &mut dyn Conn,
    stations: &[StationId],
    month: Month,
    day: NaiveDate,
) -> Result<BTreeMap<StationId, Tally>, StoreError> {
    count(conn, &BY_STATION, (stations, month, day), |row| row.get("station")).await
}

/// Figures of a month by village of each station, as they stand on `day`.
pub(super) async fn by_village(
    conn: &mut dyn Conn,
    stations: &[StationId],
    month: Month,
    day: NaiveDate,
) -> Result<BTreeMap<(StationId, VillageCode), Tally>, StoreError> {
    count(conn, &BY_VILLAGE, (stations, month, day), |row| Ok((row.get("station")?, row.get("village")?)))
        .await
}

async fn count<P: Ord + Send>(
    conn: &mut dyn Conn,
    statements: &'static Statements,
    (stations, month, day): (&[StationId], Month, NaiveDate),
    place: impl Fn(&Row) -> Result<P, StoreError> + Send,
) -> Result<BTreeMap<P, Tally>, StoreError> {
    let (stations, since) = (list(stations)?, AGES.map(|days| day - TimeDelta::days(days)));
    let within = || args![&stations, month.first(), month.last()];
    let mut places: BTreeMap<P, Tally> = BTreeMap::new();
    for row in &conn.rows(statements.stock, args![&stations]).await? {
        let stock = &mut places.entry(place(row)?).or_default().stock;
        stock.dwellings = row.get("dwellings")?;
        stock.papers = Share { part: row.get("papers")?, whole: row.get("let_dwellings")? };
    }
    for row in &conn.rows(statements.overdue, args![&stations, day, since[0], since[1], since[2]]).await? {
        let ages = ["overdue_10", "overdue_30", "overdue_60", "overdue_more"];
        let overdue = &mut places.entry(place(row)?).or_default().stock.overdue;
        for (count, age) in overdue.iter_mut().zip(ages) {
            *count = row.get(age)?;
        }
    }
    for row in &conn.rows(statements.owed, within()).await? {
        let flow = &mut places.entry(place(row)?).or_default().flow;
        (flow.owed, flow.done) = (row.get("owed")?, row.get("done")?);
        (flow.late, flow.excused) = (row.get("late")?, row.get("excused")?);
    }
    for row in &conn.rows(statements.noticed, within()).await? {
        let flow = &mut places.entry(place(row)?).or_default().flow;
        flow.notices = Share { part: row.get("noticed")?, whole: row.get("visits")? };
    }
    for row in &conn.rows(statements.checked, within()).await? {
        let flow = &mut places.entry(place(row)?).or_default().flow;
        flow.checked = row.get("checked")?;
        flow.agreement = Share { part: row.get("agreed")?, whole: row.get("compared")? };
    }
    Ok(places)
}
