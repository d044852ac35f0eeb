//! 会议: meetings of four kinds. What is open makes the agenda, minutes and actions come of it, and no
//! meeting decides a class.
//!
//! An agenda names files and counts, never a person. Restricted findings are no part of it: with and
//! without one it is the same to the byte ([`agenda`]).

mod agenda;

pub use agenda::{Item, Open, OpenFlag, Shown, agenda, shown};

use crate::hours::Minutes;
use crate::problem::Problem;
use crate::role::Role;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Characters of the longest minutes.
pub const LONGEST_MINUTES: usize = 5_000;
/// Characters of the longest action or item said by hand.
pub const LONGEST_ITEM: usize = 200;
/// Characters of the longest name of a room.
pub const LONGEST_PLACE: usize = 40;
/// Days ahead for which a meeting is called, and within which an action is due.
const AHEAD_DAYS: u64 = 366;
/// The last minute of a day.
const MIDNIGHT: u16 = 24 * 60;

/// Which of the scheme's meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// 派出所例会: the stations of a town.
    PoliceStation,
    /// 区（县）例会.
    County,
    /// 用工单位、场所月度例会: one lodging, with filed minutes.
    Employer,
    /// 部门联席会议: the departments that flags are referred to.
    Joint,
}

impl MeetingKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::PoliceStation, Self::County, Self::Employer, Self::Joint];

    /// Who may call it. `county`: the account's area is the whole county, not a town or less.
    pub fn may_call(self, role: Role, county: bool) -> bool {
        match self {
            Self::PoliceStation => !county && matches!(role, Role::Officer | Role::Supervisor),
            Self::County => county && role == Role::Supervisor,
            Self::Employer => !county && matches!(role, Role::Officer | Role::Coordinator),
            Self::Joint => role == Role::Supervisor,
        }
    }

    /// Who is asked to come.
    pub fn may_attend(self, role: Role) -> bool {
        match self {
            Self::PoliceStation => role.works_at_station(),
            Self::County | Self::Joint => matches!(role, Role::Officer | Role::Supervisor),
            Self::Employer => role.works_at_station() || role == Role::Warden,
        }
    }
}

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// 已召集: the agenda still follows what is open.
    Called,
    /// 已召开: there are minutes, and the agenda is what it was then.
    Held,
    /// 已归档: nothing of it changes any more.
    Filed,
}

impl MeetingState {
    /// Refuses a change of a filed meeting.
    pub fn check_open(self) -> Result<(), Problem> {
        if self == Self::Filed { Err(Problem::InvalidTransition) } else { Ok(()) }
    }

    /// Minutes are written, or written anew, on the day or later.
    pub fn hold(self, on: NaiveDate, today: NaiveDate) -> Result<Self, Problem> {
        self.check_open()?;
        if today < on { Err(Problem::InvalidTransition) } else { Ok(Self::Held) }
    }

    /// What has minutes is filed, once.
    pub fn file(self) -> Result<Self, Problem> {
        if self == Self::Held { Ok(Self::Filed) } else { Err(Problem::InvalidTransition) }
    }
}

/// Refuses a meeting of the past, of the far future, or without a length; names the field.
pub fn check_time(on: NaiveDate, (from, to): Minutes, today: NaiveDate) -> Result<(), Problem> {
    let malformed = |place: &str| Err(Problem::Malformed { place: place.to_owned() });
    if on < today || on > today + Days::new(AHEAD_DAYS) {
        return malformed("on");
    }
    if from >= to || to > MIDNIGHT { malformed("hours") } else { Ok(()) }
}

/// Refuses an action that was due before its meeting, or is in the far future.
pub fn check_due(due: NaiveDate, on: NaiveDate) -> Result<(), Problem> {
    if due < on || due > on + Days::new(AHEAD_DAYS) {
        return Err(Problem::Malformed { place: "due".to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
