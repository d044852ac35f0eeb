//! A visitor's round for one day, as planned and as the phone shows it.

use crate::area::VillageCode;
use crate::finding::{Category, Severity};
use crate::hours::Minutes;
use crate::id::{DwellingId, FindingId, OwedId, PlanId, PropertyId, StationId, UserId};
use crate::property::PropertyKind;
use crate::role::TravelMode;
use crate::tenancy::Headcount;
use crate::{Position, Time};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// 当日走访单. `GET /api/v1/rounds/today`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// The plan version it comes from.
    pub plan: PlanId,
    /// Whose round.
    pub visitor: UserId,
    /// The station.
    pub station: StationId,
    /// The station's name.
    pub station_name: String,
    /// Phone of the officer on duty, called when an urgent finding has no receipt.
    pub duty_phone: Option<String>,
    /// The station's civil date.
    pub date: NaiveDate,
    /// The station's offset from UTC that day, seconds.
    pub utc_offset_s: i32,
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Start of the shift.
    pub shift_start: DateTime<FixedOffset>,
    /// End of the shift.
    pub shift_end: DateTime<FixedOffset>,
    /// The midday pause, after which a visit under way may end.
    #[serde(default)]
    pub pause: Option<Minutes>,
    /// Where the round starts and ends.
    pub start_at: Position,
    /// Stops in order.
    pub stops: Vec<Stop>,
    /// When it was planned.
    pub planned_at: Time,
}

/// One dwelling of a round, with the visit-relevant part of its file. No contact, no class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// The owed visit.
    pub owed: OwedId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Its property.
    pub property: PropertyId,
    /// The property's address or name.
    pub property_name: String,
    /// What the property is.
    pub property_kind: PropertyKind,
    /// Door mark.
    pub door: String,
    /// Code on the door label.
    pub label: String,
    /// Village code.
    pub village: VillageCode,
    /// Village name.
    pub village_name: String,
    /// How often the dwelling is visited: shown at the door instead of the class.
    pub cadence: Cadence,
    /// First and last day of the period the visit is owed for.
    pub period: (NaiveDate, NaiveDate),
    /// The period is over.
    pub late: bool,
    /// The door point.
    pub at: Position,
    /// Travel from the stop before, seconds.
    pub travel_s: u32,
    /// Travel from the stop before, metres.
    pub walk_m: u32,
    /// The way from the stop before, for the map.
    #[serde(default)]
    pub way: Vec<Position>,
    /// Planned arrival.
    pub arrive: DateTime<FixedOffset>,
    /// Planned departure.
    pub depart: DateTime<FixedOffset>,
    /// Time at the door, seconds; what is left between arrival and departure is waiting.
    #[serde(default)]
    pub service_s: u32,
    /// The visit was agreed for this day with the household.
    #[serde(default)]
    pub agreed: bool,
    /// The hours that it is to be made in: those agreed, or others than those at which nobody was home.
    /// None: any in which households are visited.
    #[serde(default)]
    pub hours: Option<Minutes>,
    /// The other visitor of a joint visit.
    pub joint_with: Option<Partner>,
    /// One plain sentence: why today, why here.
    pub why: String,
    /// Day of the last contact.
    pub last_visit: Option<NaiveDate>,
    /// Who lives there, counted; none when it stands empty.
    pub headcount: Option<Headcount>,
    /// Findings still open, restricted ones left out.
    pub open_findings: Vec<OpenFinding>,
}

impl Stop {
    /// When the visit is planned to begin: at arrival, or after a wait for a partner, an agreed hour or
    /// the pause.
    pub fn begins(&self) -> DateTime<FixedOffset> {
        self.depart - TimeDelta::seconds(i64::from(self.service_s))
    }

    /// Someone counts on the planned time: the household or the other visitor.
    pub fn is_agreed(&self) -> bool {
        self.agreed || self.joint_with.is_some()
    }
}

/// The other visitor of a joint visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Account.
    pub user: UserId,
    /// Name.
    pub name: String,
}

/// A finding still open, as a stop shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFinding {
    /// Identity.
    pub finding: FindingId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// Day it was found.
    pub since: NaiveDate,
}

/// How often a dwelling is visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// 两月一访.
    TwoMonths,
    /// 每月一访.
    Month,
    /// 每旬一访.
    ThirdOfMonth,
}
