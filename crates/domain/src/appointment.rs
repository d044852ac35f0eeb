//! 约访: a visit fixed to the day that its household asked for.
//!
//! A dwelling has at most one; a new one takes the place of the old. It fixes the visit that the
//! dwelling owes on that day, it adds none.

use crate::hours::{Minutes, VISITING};
use crate::id::UserId;
use crate::problem::Problem;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days ahead for which one may be made: the longest period.
const AHEAD_DAYS: u64 = 62;
/// The shortest span of hours: a visit, and some minutes of grace.
const SHORTEST: u16 = 30;

/// Why a visit is fixed. No other reason is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentReason {
    /// 住户约定.
    HouseholdAsked,
    /// 翻译同行.
    InterpreterComes,
    /// 约定复查.
    FollowUp,
}

impl AppointmentReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::HouseholdAsked, Self::InterpreterComes, Self::FollowUp];
}

/// When, by whom and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// The day.
    pub on: NaiveDate,
    /// The hours; none: any of that day's.
    pub hours: Option<Minutes>,
    /// Who is to come; none: anyone who may.
    pub visitor: Option<UserId>,
    /// Why.
    pub reason: AppointmentReason,
}

impl Appointment {
    /// Refuses a day that is past or too far, and hours outside those in which households are
    /// visited; names the field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Problem> {
        let malformed = |place: &str| Err(Problem::Malformed { place: place.to_owned() });
        if self.on < today || self.on > today + Days::new(AHEAD_DAYS) {
            return malformed("on");
        }
        let (opens, closes) = VISITING;
        match self.hours {
            Some((from, to)) if from < opens || to > closes || to < from.saturating_add(SHORTEST) => {
                malformed("hours")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: u32, hours: Option<Minutes>) -> Appointment {
        let on = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        Appointment { on, hours, visitor: None, reason: AppointmentReason::HouseholdAsked }
    }

    #[test]
    fn a_day_to_come_within_visiting_hours_is_taken() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(on(24, None).check(today), Ok(()));
        assert_eq!(on(30, Some((1080, 1200))).check(today), Ok(()));
    }

    #[test]
    fn a_past_or_distant_day_and_the_night_are_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let place = |a: Appointment| match a.check(today) {
            Err(Problem::Malformed { place }) => place,
            other => panic!("{other:?}"),
        };
        assert_eq!(place(on(23, None)), "on");
        assert_eq!(place(Appointment { on: today + Days::new(63), ..on(24, None) }), "on");
        for hours in [(420, 600), (1140, 1260), (600, 610), (700, 600)] {
            assert_eq!(place(on(24, Some(hours))), "hours");
        }
    }
}
