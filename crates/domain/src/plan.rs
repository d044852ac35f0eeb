//! Plans: why a stop is in a round, and why an owed visit is in none.

mod change;

pub use change::{Change, changes};

use crate::hours::Part;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why an owed visit is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The household asked for this day.
    Appointment,
    /// Its period is over.
    Overdue,
    /// Its period has no later working day.
    LastDay,
    /// Its period is nearly over.
    Soon,
    /// Part of the day's level share of the period.
    Share,
    /// Its property is visited anyway.
    SameProperty,
}

/// Why a stop stands where it does in its round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Here {
    /// The round begins with it.
    First,
    /// In the property of the stop before.
    SameProperty,
    /// In the village of the stop before.
    SameVillage,
    /// The round goes on to another village.
    NextVillage,
}

/// What earlier attempts at the door taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    /// Nobody was home in this part of the day; another is tried.
    Other(Part),
    /// Nobody was home in this part of the day either; no shift reaches an untried one until the
    /// period ends, so the one that failed longest ago comes again.
    Again(Part),
}

/// Why a stop is in a round: a key with its data; `app::words::plan` says it as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Why today.
    pub turn: Turn,
    /// Last day of the period.
    pub until: NaiveDate,
    /// Officer and staff come together, because a serious hazard is open.
    pub joint: bool,
    /// The round was in this village before, then elsewhere: otherwise a pressing visit would be
    /// left out.
    pub reentry: bool,
    /// Why at these hours, where an earlier attempt failed.
    #[serde(default)]
    pub tried: Option<Tried>,
    /// Why here; none in plans made before this was kept.
    #[serde(default)]
    pub here: Option<Here>,
    /// Minutes of travel from the stop before, rounded up.
    #[serde(default)]
    pub way_min: u16,
}

/// Why an owed visit is in no round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// 时间不够: the shifts are full, or the day's level share is reached.
    NoTime,
    /// 无合适人员.
    NoSkill,
    /// 道路不通.
    Unreachable,
    /// 没有位置.
    NoPosition,
    /// 无同行人员.
    NoPartner,
    /// 间隔太短.
    Spacing,
    /// 本旬已接触.
    Ceiling,
    /// 人员不在岗.
    Absent,
}

impl LeftOut {
    /// Every reason, in the order of the declaration.
    pub const ALL: [Self; 8] = [
        Self::NoTime,
        Self::NoSkill,
        Self::Unreachable,
        Self::NoPosition,
        Self::NoPartner,
        Self::Spacing,
        Self::Ceiling,
        Self::Absent,
    ];

    /// The name in the store and on the wire.
    pub fn key(self) -> &'static str {
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

    /// The reason of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}
