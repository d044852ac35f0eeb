//! What a supervisor prepares a meeting with: coverage and overdue by station and village.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::Time;
use domain::class::Class;
use domain::id::{DwellingId, StationId, UserId};
use domain::role::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Counts of owed visits whose period holds the day, and of older ones still open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Let dwellings with a file.
    pub dwellings: u32,
    /// Owed in the current periods.
    pub owed: u32,
    /// Of these done.
    pub done: u32,
    /// Of these excused.
    pub excused: u32,
    /// Open although their period is over.
    pub overdue: u32,
}

impl Count {
    /// Done or excused of what is owed, whole percent; none where nothing is owed.
    pub fn percent(self) -> Option<u32> {
        (self.done + self.excused).saturating_mul(100).checked_div(self.owed)
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            dwellings: self.dwellings + other.dwellings,
            owed: self.owed + other.owed,
            done: self.done + other.done,
            excused: self.excused + other.excused,
            overdue: self.overdue + other.overdue,
        }
    }
}

/// One village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageCoverage {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its counts.
    pub count: Count,
}

/// One station with its villages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationCoverage {
    /// Identity.
    pub id: StationId,
    /// Name.
    pub name: String,
    /// The sum of its villages.
    pub count: Count,
    /// Its villages.
    pub villages: Vec<VillageCoverage>,
}

/// A visitor's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorDay {
    /// Account.
    pub user: UserId,
    /// Name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Station.
    pub station_name: String,
    /// Stops planned for the day.
    pub planned: u32,
    /// Visits received that settle something.
    pub settled: u32,
    /// Attempts received.
    pub attempts: u32,
    /// When the visitor's phone last spoke with the server: the figures are as of then.
    pub synced_at: Option<Time>,
}

/// An enrolled phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Name given at enrolment.
    pub name: String,
    /// Station.
    pub station_name: String,
    /// Last heard of.
    pub seen_at: Option<Time>,
    /// How far its clock is off, milliseconds.
    pub offset_ms: Option<i64>,
    /// Signed out for good.
    pub revoked: bool,
}

/// An owed visit whose period is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverdueRow {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// Station.
    pub station_name: String,
    /// The class it is owed under.
    pub class: Class,
    /// Last day of its period.
    pub period_to: NaiveDate,
    /// Attempts that settled nothing.
    pub attempts: u32,
}

/// Coverage of the account's area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The civil day it is of.
    pub today: NaiveDate,
    /// The server's clock.
    pub now: Time,
    /// Stations.
    pub stations: Vec<StationCoverage>,
    /// The day of each visitor.
    pub visitors: Vec<VisitorDay>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// The longest overdue, at most 200.
    pub overdue: Vec<OverdueRow>,
    /// Villages as GeoJSON with `code`, `name`, `percent` and `overdue` a feature.
    pub map: String,
}

/// What a supervisor asks.
#[async_trait::async_trait]
pub trait CoverageDesk: Send + Sync {
    /// Coverage now, of one station or the whole area.
    async fn coverage(&self, station: Option<StationId>) -> Answer<Coverage>;
}

/// [`CoverageDesk::coverage`].
#[server(prefix = "/desk/fn", endpoint = "coverage", input = Json, output = Json)]
pub async fn read_coverage(station: Option<StationId>) -> Result<Coverage, DeskError> {
    super::desk::<dyn CoverageDesk>()?.coverage(station).await
}
