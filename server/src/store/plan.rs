//! Plans: versions of a station's rounds for a day, one of them in use.

mod save;

pub use save::{NewPlan, forget_superseded, save};

use super::{Conn, Row, StoreError, word};
use crate::args;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use domain::area::VillageCode;
use domain::class::Class;
use domain::hours::Minutes;
use domain::id::{DwellingId, OwedId, PlanId, PropertyId, StationId, UserId};
use domain::plan::{LeftOut, Why};
use domain::role::{Role, TravelMode};
use domain::{Position, Time};
use serde::{Deserialize, Serialize};

/// A round as planned, without what files hold. Times are civil, with the station's offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedRound {
    /// Whose.
    pub visitor: UserId,
    /// In which role.
    pub role: Role,
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Start and end of the shift.
    pub shift: [DateTime<FixedOffset>; 2],
    /// The midday pause, minutes of the day.
    #[serde(default)]
    pub pause: Option<Minutes>,
    /// Leaves the start.
    pub start: DateTime<FixedOffset>,
    /// Is at the end.
    pub end: DateTime<FixedOffset>,
    /// Where the round starts.
    pub start_at: Position,
    /// Where it ends.
    pub end_at: Position,
    /// All travel, the way back counted, seconds.
    pub travel_s: i64,
    /// The way back, seconds.
    pub return_s: i64,
    /// All travel, metres.
    pub walk_m: i64,
    /// Stops in order.
    pub stops: Vec<PlannedStop>,
}

impl PlannedRound {
    /// Whose, and the visits in order.
    pub fn order(&self) -> (UserId, Vec<OwedId>) {
        (self.visitor, self.stops.iter().map(|stop| stop.owed).collect())
    }
}

/// A stop as planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedStop {
    /// The owed visit.
    pub owed: OwedId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Its property.
    pub property: PropertyId,
    /// Its village.
    pub village: VillageCode,
    /// The class that demands the visit.
    pub class: Class,
    /// First and last day of the period.
    pub period: (NaiveDate, NaiveDate),
    /// The period is over.
    pub late: bool,
    /// The door point.
    pub at: Position,
    /// Travel from the stop before, seconds.
    pub travel_s: i64,
    /// Travel from the stop before, metres.
    pub walk_m: i64,
    /// Waiting at the door, seconds.
    pub wait_s: i64,
    /// Arrival.
    pub arrive: DateTime<FixedOffset>,
    /// Departure.
    pub depart: DateTime<FixedOffset>,
    /// Time at the door, seconds.
    pub service_s: i64,
    /// The hours that the visit is to be made in, where not any in which households are visited.
    #[serde(default)]
    pub hours: Option<Minutes>,
    /// The other visitor of a joint visit.
    pub joint_with: Option<UserId>,
    /// Why.
    pub why: Why,
    /// The way from the stop before.
    pub way: Vec<Position>,
}

impl PlannedStop {
    /// When the visit begins: at arrival, or after a wait.
    pub fn begins(&self) -> DateTime<FixedOffset> {
        self.arrive + TimeDelta::seconds(self.wait_s)
    }
}

/// An owed visit in no round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unassigned {
    /// The owed visit.
    pub owed: OwedId,
    /// Its dwelling.
    pub dwelling: DwellingId,
    /// Why.
    pub reason: LeftOut,
}

/// A plan without its rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// Identity.
    pub id: PlanId,
    /// The station.
    pub station: StationId,
    /// The day.
    pub on: NaiveDate,
    /// Counts from 1 for a station and day.
    pub version: i64,
    /// When it was made.
    pub made_at: Time,
    /// Versions of what it was made from.
    pub inputs: serde_json::Value,
}

/// The plan in use of a station and day.
pub async fn in_use(
    conn: &mut dyn Conn,
    station: StationId,
    on: NaiveDate,
) -> Result<Option<PlanRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, station, on_date, version, made_at, inputs FROM plans
             WHERE station = $1 AND on_date = $2 AND in_use",
            args![station, on],
        )
        .await?;
    row.as_ref().map(plan).transpose()
}

/// Days from `from` to `to` of a station with the versions of their plans that are kept.
#[cfg(test)]
pub async fn versions(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT on_date, version FROM plans WHERE station = $1 AND on_date >= $2 AND on_date <= $3
             ORDER BY on_date, version",
            args![station, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("on_date")?, row.get("version")?))).collect()
}

/// How many changes the station's register has seen: the version of what a plan is made from.
pub async fn change_seq(conn: &mut dyn Conn, station: StationId) -> Result<i64, StoreError> {
    let row = conn.row("SELECT change_seq FROM stations WHERE id = $1", args![station]).await?;
    row.map_or(Ok(0), |row| row.get("change_seq"))
}

/// The rounds of a plan, by visitor.
pub async fn rounds(conn: &mut dyn Conn, id: PlanId) -> Result<Vec<PlannedRound>, StoreError> {
    let rows = conn.rows("SELECT body FROM plan_rounds WHERE plan = $1 ORDER BY visitor", args![id]).await?;
    rows.iter().map(body).collect()
}

/// What a plan left out, by reason.
pub async fn unassigned(conn: &mut dyn Conn, id: PlanId) -> Result<Vec<Unassigned>, StoreError> {
    let rows = conn
        .rows(
            "SELECT owed, dwelling, reason FROM plan_unassigned WHERE plan = $1 ORDER BY reason, owed",
            args![id],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (owed, dwelling) = (row.get("owed")?, row.get("dwelling")?);
            Ok(Unassigned { owed, dwelling, reason: word::read(row, "reason")? })
        })
        .collect()
}

/// The round of a visitor on a day, with the plan in use that it is from.
pub async fn round_of(
    conn: &mut dyn Conn,
    visitor: UserId,
    on: NaiveDate,
) -> Result<Option<(PlanRow, PlannedRound)>, StoreError> {
    let row = conn
        .row(
            "SELECT p.id, p.station, p.on_date, p.version, p.made_at, p.inputs, r.body
             FROM plan_rounds r JOIN plans p ON p.id = r.plan
             WHERE r.visitor = $1 AND p.on_date = $2 AND p.in_use ORDER BY p.made_at DESC, p.id LIMIT 1",
            args![visitor, on],
        )
        .await?;
    row.map(|row| Ok((plan(&row)?, body(&row)?))).transpose()
}

/// The rounds of a visitor on days from `from` to `to`, each with the plan in use that it is from.
pub async fn rounds_of(
    conn: &mut dyn Conn,
    visitor: UserId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(PlanRow, PlannedRound)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.id, p.station, p.on_date, p.version, p.made_at, p.inputs, r.body
             FROM plan_rounds r JOIN plans p ON p.id = r.plan
             WHERE r.visitor = $1 AND p.on_date >= $2 AND p.on_date <= $3 AND p.in_use
             ORDER BY p.on_date, p.made_at DESC, p.id",
            args![visitor, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((plan(row)?, body(row)?))).collect()
}

/// The version before this one of the same station and day, if there was one.
pub async fn before(conn: &mut dyn Conn, plan: &PlanRow) -> Result<Option<PlanId>, StoreError> {
    let row = conn
        .row(
            "SELECT id FROM plans WHERE station = $1 AND on_date = $2 AND version < $3
             ORDER BY version DESC LIMIT 1",
            args![plan.station, plan.on, plan.version],
        )
        .await?;
    row.map(|row| row.get("id")).transpose()
}

/// The rounds in use of a station on days from `from` to `to`, by day and visitor.
pub async fn rounds_between(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, PlannedRound)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT p.on_date, r.body FROM plan_rounds r JOIN plans p ON p.id = r.plan
             WHERE p.station = $1 AND p.in_use AND p.on_date >= $2 AND p.on_date <= $3
             ORDER BY p.on_date, r.visitor",
            args![station, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("on_date")?, body(row)?))).collect()
}

fn plan(row: &Row) -> Result<PlanRow, StoreError> {
    let inputs: String = row.get("inputs")?;
    Ok(PlanRow {
        id: row.get("id")?,
        station: row.get("station")?,
        on: row.get("on_date")?,
        version: row.get("version")?,
        made_at: row.get("made_at")?,
        inputs: serde_json::from_str(&inputs).map_err(StoreError::Json)?,
    })
}

fn body(row: &Row) -> Result<PlannedRound, StoreError> {
    let body: String = row.get("body")?;
    serde_json::from_str(&body).map_err(StoreError::Json)
}
