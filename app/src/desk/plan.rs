//! The day's rounds of a station (当日走访单).

use super::{Answer, DeskError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::Time;
use domain::id::{DwellingId, StationId, UserId};
use domain::plan::{LeftOut as LeftOutReason, Why};
use domain::role::{Role, TravelMode};
use domain::round::Cadence;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// One stop of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStop {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address or name of the property.
    pub property_name: String,
    /// Door mark.
    pub door: String,
    /// Village.
    pub village_name: String,
    /// How often the dwelling is visited.
    pub cadence: Cadence,
    /// The period is over.
    pub late: bool,
    /// When the visit is planned to begin.
    pub begins: DateTime<FixedOffset>,
    /// Travel from the stop before, seconds.
    pub travel_s: u32,
    /// The other visitor of a joint visit.
    pub joint_with: Option<String>,
    /// Why today, why here.
    pub why: Why,
    /// A visit or attempt of the day has arrived.
    pub visited: bool,
}

/// One visitor's round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRound {
    /// Account.
    pub visitor: UserId,
    /// Name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Start and end of the shift.
    pub shift: (DateTime<FixedOffset>, DateTime<FixedOffset>),
    /// Stops in order.
    pub stops: Vec<PlanStop>,
    /// All travel, seconds.
    pub travel_s: u32,
    /// All travel, metres.
    pub walk_m: u32,
}

/// An owed visit that the day leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// What the version in use changes of one visitor's round in the version before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChange {
    /// Whose round.
    pub name: String,
    /// Visits added, removed and moved.
    pub counts: [usize; 3],
}

/// A station's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDay {
    /// Station.
    pub station: StationId,
    /// Stations that this account may choose.
    pub stations: Vec<(StationId, String)>,
    /// The civil date.
    pub date: NaiveDate,
    /// Version in use; none where the day is not planned.
    pub version: Option<i64>,
    /// When it was planned.
    pub made_at: Option<Time>,
    /// Rounds, by visitor's name.
    pub rounds: Vec<PlanRound>,
    /// What is left out, with its reason.
    pub left_out: Vec<LeftOut>,
    /// What the version changes of the one before, by visitor's name.
    pub changes: Vec<PlanChange>,
    /// A new plan is being made.
    pub planning: bool,
    /// This account may ask for a new one.
    pub may_plan: bool,
}

/// What the office asks of plans.
#[async_trait::async_trait]
pub trait PlanDesk: Send + Sync {
    /// The day of a station; of the account's own, and today, where none is named.
    async fn day(&self, station: Option<StationId>, date: Option<NaiveDate>) -> Answer<PlanDay>;
    /// Asks for a new version of the day.
    async fn again(&self, station: StationId, date: NaiveDate) -> Answer<PlanDay>;
}

/// [`PlanDesk::day`].
#[server(prefix = "/desk/fn", endpoint = "plan_day", input = Json, output = Json)]
pub async fn read_plan(station: Option<StationId>, date: Option<NaiveDate>) -> Result<PlanDay, DeskError> {
    super::desk::<dyn PlanDesk>()?.day(station, date).await
}

/// [`PlanDesk::again`].
#[server(prefix = "/desk/fn", endpoint = "plan_again", input = Json, output = Json)]
pub async fn plan_again(station: StationId, date: NaiveDate) -> Result<PlanDay, DeskError> {
    super::desk::<dyn PlanDesk>()?.again(station, date).await
}
