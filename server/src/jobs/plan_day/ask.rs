//! What is asked of the planning of days, what comes of it, and why it can fail.

use crate::store::StoreError;
use crate::store::plan::{PlanRow, PlannedRound, Unassigned};
use chrono::NaiveDate;
use domain::area::Station;
use domain::id::{StationId, UserId};
use domain::plan::Change;
use domain::role::Role;
use std::time::Instant;

/// What to plan.
#[derive(Clone, Debug)]
pub struct Ask {
    /// One station; none: every one.
    pub station: Option<StationId>,
    /// The first day.
    pub from: NaiveDate,
    /// How many days.
    pub days: u32,
    /// How long to search.
    pub limit: Limit,
    /// Seed of the search.
    pub seed: u64,
    /// Stations planned at the same time.
    pub threads: usize,
    /// Who asks; none: a command or the night.
    pub by: Option<(UserId, Role)>,
}

/// How long to search.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// The whole run, reading and saving included, is over by then.
    Until(Instant),
    /// Steps for each station and day; no clock is read.
    Iterations(u32),
}

/// What was planned and saved.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Steps of all searches.
    pub iterations: u32,
    /// By station, in the order of their names.
    pub stations: Vec<StationPlan>,
}

/// What was planned for one station.
#[derive(Clone, Debug)]
pub struct StationPlan {
    /// The station.
    pub station: Station,
    /// Each day's version and rounds.
    pub days: Vec<(PlanRow, Vec<PlannedRound>)>,
    /// What each day changes of the version before.
    pub changes: Vec<(NaiveDate, Changed)>,
    /// What none of the days holds.
    pub unassigned: Vec<Unassigned>,
}

/// What changes in a visitor's round.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The visitor's name; empty where the account is gone.
    pub name: String,
    /// What.
    pub change: Change,
}

/// Why days cannot be planned.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Travel times need a map.
    #[error("no map is in use: import one first")]
    NoMap,
    /// The stored graph cannot be read.
    #[error("the road graph of the map in use: {0}")]
    Graph(#[from] roads::ReadError),
    /// No such station.
    #[error("there is no station {0}")]
    NoStation(StationId),
    /// The station's zone is no zone.
    #[error("unknown time zone: {0}")]
    Zone(String),
    /// The register cannot be planned.
    #[error("the day is no valid problem: {0}")]
    Problem(#[from] planner::ProblemError),
    /// The check refused a plan. Nothing was saved.
    #[error("the plan of {date} breaks a rule: {breach}")]
    Breach {
        /// The day.
        date: NaiveDate,
        /// The rule.
        breach: planner::check::Breach,
    },
    /// The planning thread died.
    #[error("the planning thread stopped")]
    Thread,
}
