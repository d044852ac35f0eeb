//! A plan: rounds with their times, and a reason for every visit left out.

use crate::Score;
use serde::{Deserialize, Serialize};

/// Everybody's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Rounds of visitors who have stops, in the order of the problem's visitors.
    pub rounds: Vec<Round>,
    /// Visits that no round holds, in the order of the problem's visits.
    pub left_out: Vec<LeftOut>,
    /// How good it is.
    pub score: Score,
}

/// One visitor's day. Times are seconds after midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Index of the visitor.
    pub visitor: u32,
    /// Leaves the start.
    pub start: i32,
    /// Is at the end.
    pub end: i32,
    /// Travel from the last stop to the end.
    pub return_s: i32,
    /// Stops in order.
    pub stops: Vec<Stop>,
}

/// One door of a round: `arrive` is the departure before plus `travel_s`; the visit starts at
/// `arrive + wait_s` and ends at `depart`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Index of the visit.
    pub visit: u32,
    /// Travel from the stop before.
    pub travel_s: i32,
    /// Waiting at the door.
    pub wait_s: i32,
    /// Arrival.
    pub arrive: i32,
    /// Departure.
    pub depart: i32,
    /// The visitor who is there too.
    pub joint_with: Option<u32>,
    /// The round was in this village before, then elsewhere.
    pub reentry: bool,
}

/// A visit without a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Index of the visit.
    pub visit: u32,
    /// Why.
    pub reason: Reason,
}

/// Why a visit is in no round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The shifts are full, or the day's level share is reached.
    NoTime,
    /// Nobody at the station may make it.
    NoSkill,
    /// No way leads there and back.
    Unreachable,
    /// The property has no position yet.
    NoPosition,
    /// A joint visit without its second visitor.
    NoPartner,
    /// Too soon after the last visit, and the period has a later working day.
    Spacing,
    /// The household had its contact of this third of the month.
    Ceiling,
    /// Who could make it is away that day.
    Absent,
}

impl Reason {
    /// The name in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoTime => "no_time",
            Self::NoSkill => "no_skill",
            Self::Unreachable => "unreachable",
            Self::NoPosition => "no_position",
            Self::NoPartner => "no_partner",
            Self::Spacing => "spacing",
            Self::Ceiling => "ceiling",
            Self::Absent => "absent",
        }
    }
}
