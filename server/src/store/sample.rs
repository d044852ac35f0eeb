//! What only the sample writes in bulk, and the questions it asks before.

use super::owed_visit::OwedRow;
use super::{Conn, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::area::TownCode;
use domain::class::Class;
use domain::id::{DwellingId, OwedId, StationId, UserId};
use serde::Serialize;
use uuid::Uuid;

/// What a sample has, by kind: what `--json` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the count of its noun")]
pub struct Counts {
    pub villages: i64,
    pub stations: i64,
    pub users: i64,
    pub properties: i64,
    pub dwellings: i64,
    pub tenants: i64,
    pub owed_visits: i64,
    pub visits: i64,
    pub findings: i64,
    pub flags: i64,
    pub records: i64,
}

/// Counts everything.
pub async fn counts(conn: &mut dyn Conn) -> Result<Counts, StoreError> {
    let row = conn
        .row(
            "SELECT (SELECT count(*) FROM villages) AS villages, (SELECT count(*) FROM stations) AS stations,
               (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM properties) AS properties,
               (SELECT count(*) FROM dwellings) AS dwellings,
               (SELECT CAST(coalesce(sum(adults + children), 0) AS BIGINT) FROM tenancies
                WHERE moved_out IS NULL) AS tenants,
               (SELECT count(*) FROM owed_visits) AS owed_visits, (SELECT count(*) FROM visits) AS visits,
               (SELECT count(*) FROM findings) AS findings, (SELECT count(*) FROM flags) AS flags,
               (SELECT count(*) FROM records) AS records",
            args![],
        )
        .await?;
    let row = row.ok_or(StoreError::Column { column: "villages", wanted: "i64" })?;
    Ok(Counts {
        villages: row.get("villages")?,
        stations: row.get("stations")?,
        users: row.get("users")?,
        properties: row.get("properties")?,
        dwellings: row.get("dwellings")?,
        tenants: row.get("tenants")?,
        owed_visits: row.get("owed_visits")?,
        visits: row.get("visits")?,
        findings: row.get("findings")?,
        flags: row.get("flags")?,
        records: row.get("records")?,
    })
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: OwedId,
    station: StationId,
    dwelling: DwellingId,
    class: Class,
    from: NaiveDate,
    to: NaiveDate,
    state: String,
    settled_on: Option<NaiveDate>,
    settled_by: Option<Uuid>,
    reason: Option<String>,
    excuse: Option<String>,
}

/// Adds owed visits as they stand.
pub async fn add_owed(conn: &mut dyn Conn, owed: &[OwedRow]) -> Result<(), StoreError> {
    let lines = owed.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    conn.execute(
        "INSERT INTO owed_visits (town, id, station, dwelling, class, period_from, period_to, state, settled_on,
           settled_by, reason, excuse)
         SELECT value->>'town', unhex(value->>'id', '-'), unhex(value->>'station', '-'),
           unhex(value->>'dwelling', '-'), value->>'class', value->>'from', value->>'to', value->>'state',
           value->>'settled_on', unhex(value->>'settled_by', '-'), value->>'reason', value->>'excuse'
         FROM json_each($1)",
        args![list(&lines)?],
    )
    .await?;
    Ok(())
}

fn line(row: &OwedRow) -> Result<Line<'_>, StoreError> {
    Ok(Line {
        town: &row.town,
        id: row.id,
        station: row.station,
        dwelling: row.dwelling,
        class: row.owed.class,
        from: row.owed.period.from,
        to: row.owed.period.to,
        state: row.settled.map_or(Ok("open".to_owned()), |settled| word::word(&settled))?,
        settled_on: row.settled_on,
        settled_by: row.settled_by,
        reason: row.reason.map(|reason| word::word(&reason)).transpose()?,
        excuse: row.excuse.map(|e| serde_json::to_string(&e)).transpose().map_err(StoreError::Json)?,
    })
}

/// Puts one officer on duty at a station for every day of the week.
pub async fn set_duty(
    conn: &mut dyn Conn,
    town: &TownCode,
    station: StationId,
    officer: UserId,
    phone: &str,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO duty_roster (town, station, weekday, user_id, phone)
         SELECT $1, $2, CAST(value->>'weekday' AS BIGINT), $3, $4 FROM json_each($5)",
        args![
            town,
            station,
            officer,
            phone,
            list(&(0..7).map(|day| serde_json::json!({"weekday": day})).collect::<Vec<_>>())?
        ],
    )
    .await?;
    Ok(())
}
