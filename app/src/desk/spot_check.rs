//! Spot checks: drawn by a supervisor, made by a second visitor who sees nothing of the first visit.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::id::{SpotCheckId, StationId};
use domain::inspection::{Month, Share};
use domain::property::PropertyKind;
use domain::spot_check::{CheckOutcome, CheckReport};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A check that this account has to make: where and until when, and nothing of the first visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckTask {
    /// Identity.
    pub id: SpotCheckId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// The last day.
    pub due_on: NaiveDate,
    /// What its checklist depends on.
    pub kind: PropertyKind,
}

/// A check as a supervisor follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// Identity.
    pub id: SpotCheckId,
    /// Address and door mark.
    pub address: String,
    /// Station.
    pub station_name: String,
    /// The month it was drawn from.
    pub month: Month,
    /// The seed of the draw: with it, the draw can be repeated.
    pub seed: u32,
    /// Who made the first visit.
    pub first: String,
    /// Who looks again.
    pub second: String,
    /// The last day.
    pub due_on: NaiveDate,
    /// Not made in time.
    pub late: bool,
    /// How it went: the day, the outcome, and the facts on which both agree.
    pub result: Option<(NaiveDate, CheckOutcome, Share)>,
}

/// Spot checks of the account's area, or its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotChecks {
    /// The civil day.
    pub today: NaiveDate,
    /// To be made by this account.
    pub tasks: Vec<CheckTask>,
    /// Followed by this account; at most 200.
    pub lines: Vec<CheckLine>,
    /// Stations from whose visits this account may draw; none where it may not.
    pub stations: Vec<(StationId, String)>,
}

/// What came of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// Its seed.
    pub seed: u32,
    /// How many visits it drew.
    pub drawn: usize,
}

/// What is asked of spot checks.
#[async_trait::async_trait]
pub trait SpotCheckDesk: Send + Sync {
    /// Those of the area, or those that this account makes.
    async fn spot_checks(&self) -> Answer<SpotChecks>;
    /// Draws from a station's visits of a month, by a seed of one's own or a random one.
    async fn draw(&self, station: StationId, month: Month, seed: Option<u32>) -> Answer<Draw>;
    /// Says how a check went.
    async fn report(&self, check: SpotCheckId, report: CheckReport) -> Answer<()>;
}

/// [`SpotCheckDesk::spot_checks`].
#[server(prefix = "/desk/fn", endpoint = "spot_checks", input = Json, output = Json)]
pub async fn read_spot_checks() -> Result<SpotChecks, DeskError> {
    super::desk::<dyn SpotCheckDesk>()?.spot_checks().await
}

/// [`SpotCheckDesk::draw`].
#[server(prefix = "/desk/fn", endpoint = "draw_spot_checks", input = Json, output = Json)]
pub async fn draw_spot_checks(
    station: StationId,
    month: Month,
    seed: Option<u32>,
) -> Result<Draw, DeskError> {
    super::desk::<dyn SpotCheckDesk>()?.draw(station, month, seed).await
}

/// [`SpotCheckDesk::report`].
#[server(prefix = "/desk/fn", endpoint = "report_spot_check", input = Json, output = Json)]
pub async fn report_spot_check(check: SpotCheckId, report: CheckReport) -> Result<(), DeskError> {
    super::desk::<dyn SpotCheckDesk>()?.report(check, report).await
}
