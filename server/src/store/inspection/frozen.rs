//! Figures as they were when their month was closed.

use super::{Span, StationMonth, VillageMonth, month_of};
use crate::args;
use crate::store::{Conn, Row, StoreError, list};
use domain::area::{TownCode, VillageCode};
use domain::id::StationId;
use domain::inspection::{Flow, Month, Share, Stock, Tally};
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    station: StationId,
    village: &'a VillageCode,
    month: Month,
    counts: [u32; 16],
}

pub(super) async fn add(
    conn: &mut dyn Conn,
    towns: &HashMap<StationId, TownCode>,
    rows: &[VillageMonth],
) -> Result<(), StoreError> {
    let lines: Vec<Line<'_>> = rows.iter().filter_map(|row| line(towns.get(&row.station)?, row)).collect();
    conn.execute(
        "INSERT INTO figures (town, station, village, month, dwellings, let_dwellings, papers, overdue_10,
           overdue_30, overdue_60, overdue_more, owed, done, late, excused, visits, noticed, checked, compared,
           agreed)
         SELECT value->>'town', unhex(value->>'station', '-'), value->>'village', value->>'month',
           CAST(value->'counts'->>0 AS BIGINT), CAST(value->'counts'->>1 AS BIGINT),
           CAST(value->'counts'->>2 AS BIGINT), CAST(value->'counts'->>3 AS BIGINT),
           CAST(value->'counts'->>4 AS BIGINT), CAST(value->'counts'->>5 AS BIGINT),
           CAST(value->'counts'->>6 AS BIGINT), CAST(value->'counts'->>7 AS BIGINT),
           CAST(value->'counts'->>8 AS BIGINT), CAST(value->'counts'->>9 AS BIGINT),
           CAST(value->'counts'->>10 AS BIGINT), CAST(value->'counts'->>11 AS BIGINT),
           CAST(value->'counts'->>12 AS BIGINT), CAST(value->'counts'->>13 AS BIGINT),
           CAST(value->'counts'->>14 AS BIGINT), CAST(value->'counts'->>15 AS BIGINT)
         FROM json_each($1) WHERE true
         ON CONFLICT DO NOTHING",
        args![list(&lines)?],
    )
    .await?;
    Ok(())
}

fn line<'a>(town: &'a TownCode, row: &'a VillageMonth) -> Option<Line<'a>> {
    let Tally { flow, stock } = row.tally;
    let [overdue_10, overdue_30, overdue_60, overdue_more] = stock.overdue;
    let counts = [
        stock.dwellings,
        stock.papers.whole,
        stock.papers.part,
        overdue_10,
        overdue_30,
        overdue_60,
        overdue_more,
        flow.owed,
        flow.done,
        flow.late,
        flow.excused,
        flow.notices.whole,
        flow.notices.part,
        flow.checked,
        flow.agreement.whole,
        flow.agreement.part,
    ];
    Some(Line { town, station: row.station, village: &row.village, month: row.month, counts })
}

/// By station: what its villages came to.
pub(super) async fn by_station(
    conn: &mut dyn Conn,
    stations: &[StationId],
    (from, to): Span,
) -> Result<Vec<StationMonth>, StoreError> {
    let rows = conn
        .rows(
            "SELECT station, month, CAST(SUM(dwellings) AS BIGINT) AS dwellings,
               CAST(SUM(let_dwellings) AS BIGINT) AS let_dwellings,
               CAST(SUM(papers) AS BIGINT) AS papers,
               CAST(SUM(overdue_10) AS BIGINT) AS overdue_10,
               CAST(SUM(overdue_30) AS BIGINT) AS overdue_30,
               CAST(SUM(overdue_60) AS BIGINT) AS overdue_60,
               CAST(SUM(overdue_more) AS BIGINT) AS overdue_more,
               CAST(SUM(owed) AS BIGINT) AS owed,
               CAST(SUM(done) AS BIGINT) AS done,
               CAST(SUM(late) AS BIGINT) AS late,
               CAST(SUM(excused) AS BIGINT) AS excused,
               CAST(SUM(visits) AS BIGINT) AS visits,
               CAST(SUM(noticed) AS BIGINT) AS noticed,
               CAST(SUM(checked) AS BIGINT) AS checked,
               CAST(SUM(compared) AS BIGINT) AS compared,
               CAST(SUM(agreed) AS BIGINT) AS agreed
             FROM figures
             WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND month >= $2 AND month <= $3
             GROUP BY station, month",
            args![list(stations)?, from.to_string(), to.to_string()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StationMonth { station: row.get("station")?, month: month_of(row)?, tally: tally(row)? })
        })
        .collect()
}

/// By village.
pub(super) async fn by_village(
    conn: &mut dyn Conn,
    stations: &[StationId],
    (from, to): Span,
) -> Result<Vec<VillageMonth>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM figures
             WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND month >= $2 AND month <= $3",
            args![list(stations)?, from.to_string(), to.to_string()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (station, village) = (row.get("station")?, row.get("village")?);
            Ok(VillageMonth { station, village, month: month_of(row)?, tally: tally(row)? })
        })
        .collect()
}

fn tally(row: &Row) -> Result<Tally, StoreError> {
    let share = |part, whole| Ok::<_, StoreError>(Share { part: row.get(part)?, whole: row.get(whole)? });
    let flow = Flow {
        owed: row.get("owed")?,
        done: row.get("done")?,
        late: row.get("late")?,
        excused: row.get("excused")?,
        notices: share("noticed", "visits")?,
        checked: row.get("checked")?,
        agreement: share("agreed", "compared")?,
    };
    let stock = Stock {
        dwellings: row.get("dwellings")?,
        papers: share("papers", "let_dwellings")?,
        overdue: [
            row.get("overdue_10")?,
            row.get("overdue_30")?,
            row.get("overdue_60")?,
            row.get("overdue_more")?,
        ],
    };
    Ok(Tally { flow, stock })
}
