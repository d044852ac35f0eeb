//! The rest of a day in a new order, asked and answered on the phone: after a door that nobody opened,
//! for a detour, or to be home in time. Times are seconds after the civil midnight.

use crate::Position;
use crate::area::VillageCode;
use crate::id::{OwedId, PropertyId};
use crate::plan::LeftOut;
use crate::role::TravelMode;
use crate::round::{Round, Stop};
use chrono::{DateTime, FixedOffset, Timelike};
use serde::{Deserialize, Serialize};

/// What is left to do, from where and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Where the visitor is.
    pub from: Position,
    /// Where the day ends.
    pub to: Position,
    /// Now.
    pub now_s: i32,
    /// When the visitor must be at the end.
    pub home_by_s: i32,
    /// What is left, in any order.
    pub rest: Vec<Rest>,
}

/// A visit that is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rest {
    /// The owed visit.
    pub owed: OwedId,
    /// Its property: the doors of one follow each other.
    pub property: PropertyId,
    /// Its village: entered once.
    pub village: VillageCode,
    /// The door point.
    pub at: Position,
    /// Time at the door.
    pub service_s: i32,
    /// Agreed with the other visitor of a joint visit: it begins at this time and no other.
    pub begins_s: Option<i32>,
    /// Left out last.
    pub is_urgent: bool,
    /// Its period is over: left out after those that are not.
    pub is_late: bool,
}

/// The new order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// What can be done, in order.
    pub legs: Vec<Leg>,
    /// From the last door to the end, seconds.
    pub return_s: i32,
    /// What cannot.
    pub left_out: Vec<(OwedId, LeftOut)>,
}

/// One visit and the way there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The owed visit.
    pub owed: OwedId,
    /// Seconds from the door before.
    pub travel_s: i32,
    /// Metres from the door before.
    pub walk_m: i32,
    /// Arrival; a visit that is agreed begins later.
    pub arrive_s: i32,
    /// The visit is over.
    pub depart_s: i32,
    /// The way from the door before.
    pub way: Vec<Position>,
}

impl Ask {
    /// The rest of a round for someone who is at `from` at `now`: all stops but those done.
    pub fn of(round: &Round, is_done: impl Fn(&Stop) -> bool, from: Position, now_s: i32) -> Self {
        Self {
            mode: round.mode,
            from,
            to: round.start_at,
            now_s,
            home_by_s: second_of_day(round.shift_end),
            rest: round.stops.iter().filter(|stop| !is_done(stop)).map(rest).collect(),
        }
    }
}

fn rest(stop: &Stop) -> Rest {
    let service_s = stop.service_s as i32;
    let joint = stop.joint_with.is_some();
    Rest {
        owed: stop.owed,
        property: stop.property,
        village: stop.village.clone(),
        at: stop.at,
        service_s,
        begins_s: joint.then(|| second_of_day(stop.depart) - service_s),
        is_urgent: joint,
        is_late: stop.late,
    }
}

fn second_of_day(at: DateTime<FixedOffset>) -> i32 {
    at.num_seconds_from_midnight() as i32
}
