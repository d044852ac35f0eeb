//! An owed visit and the working days it may be made on.

use super::Turn;
use crate::RoleSet;

/// With so many later working days left, or fewer, a period counts as nearly over.
const SOON: usize = 2;
/// Working days over which what is overdue is spread where its household owes nothing newer: two
/// weeks. On one day it would be a heap visited in haste.
const MADE_UP_WITHIN: usize = 10;

/// An owed visit, as far as the choice of its day goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whom it reaches.
    pub household: u32,
    /// The household had its contact of this third of the month.
    pub had_contact: bool,
    /// The door; none where no position is known.
    pub place: Option<u32>,
    /// Its property.
    pub property: u32,
    /// Its village.
    pub village: u32,
    /// Seconds at the door.
    pub service_s: i32,
    /// First day of its period.
    pub from: i32,
    /// Last day of its period.
    pub until: i32,
    /// First day that keeps the soft spacing to the last visit.
    pub not_before: i32,
    /// The day that the household asked for; one that is past counts no longer.
    pub asked_for: Option<i32>,
    /// Today or a later day on which a plan that visitors have seen holds it, and why.
    pub planned: Option<(i32, Turn)>,
    /// A serious hazard is open there.
    pub hazard: bool,
    /// Who must be there too; such visits are levelled over the days these work.
    pub partner: Option<RoleSet>,
}

/// Working time by day, today first. Days without work may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Today.
    pub today: i32,
    /// Day and seconds of those who lead visits.
    pub work: Vec<(i32, i64)>,
    /// Day and seconds of those who accompany joint visits.
    pub partners: Vec<(i32, i64)>,
}

impl Due {
    /// What makes it due today whatever the day's share, and that it is overdue.
    pub(super) fn turn(&self, calendar: &Calendar) -> Option<Turn> {
        match self.later_days(calendar) {
            _ if self.asked_for == Some(calendar.today) => Some(Turn::Appointment),
            _ if self.until < calendar.today => Some(Turn::Overdue),
            0 => Some(Turn::LastDay),
            _ => None,
        }
    }

    /// Due today whatever the day's share.
    pub(super) fn is_pressing(&self, calendar: &Calendar) -> bool {
        match self.turn(calendar) {
            Some(Turn::Overdue) => self.hazard,
            turn => turn.is_some(),
        }
    }

    pub(super) fn is_overdue(&self, calendar: &Calendar) -> bool {
        self.until < calendar.today
    }

    pub(super) fn is_soon(&self, calendar: &Calendar) -> bool {
        self.later_days(calendar) <= SOON
    }

    /// The day to come, if any, on which a plan holds it already.
    pub(super) fn planned_later(&self, calendar: &Calendar) -> Option<i32> {
        let in_time = |day: &i32| *day <= self.until || self.is_overdue(calendar);
        let day = self.planned.map(|(day, _)| day).filter(|day| *day > calendar.today && in_time(day));
        day.filter(|_| self.asked_for.is_none())
    }

    /// Its household is to be visited on a later day: the one it asked for, or one that keeps the
    /// spacing, while the period has such a working day.
    pub(super) fn is_spaced(&self, calendar: &Calendar) -> bool {
        if self.asked_for.is_some_and(|day| day >= calendar.today) {
            return self.asked_for > Some(calendar.today);
        }
        let days = calendar.days(self.partner.is_some());
        self.not_before > calendar.today
            && days.iter().any(|(day, s)| *s > 0 && (self.not_before..=self.until).contains(day))
    }

    /// A joint visit on a day without those who accompany it.
    pub(super) fn lacks_partner(&self, calendar: &Calendar) -> bool {
        self.partner.is_some() && calendar.seconds(true, calendar.today) == 0
    }

    /// As [`Self::lacks_partner`], while its period has a later day on which these work.
    pub(super) fn may_lack_partner(&self, calendar: &Calendar) -> bool {
        self.lacks_partner(calendar) && self.later_days(calendar) > 0
    }

    /// Working days after today that its period still has.
    fn later_days(&self, calendar: &Calendar) -> usize {
        let days = calendar.days(self.partner.is_some()).iter();
        days.filter(|(day, s)| *s > 0 && calendar.today < *day && *day <= self.until).count()
    }

    /// Whether some visitor could reach it today at all.
    pub(super) fn is_possible(&self) -> bool {
        self.place.is_some() && !self.had_contact
    }

    /// The first and the last of these working days, today's being 0, on which it may be made;
    /// `until` is the end of its period or, once that is over, of the household's running one.
    pub(super) fn days(&self, days: &[i32], calendar: &Calendar, until: i32) -> (usize, usize) {
        let end = days.len().saturating_sub(1);
        let fixed = self.asked_for.filter(|day| *day >= calendar.today);
        if let Some(fixed) = fixed.or(self.planned_later(calendar)) {
            let at = days.partition_point(|day| *day < fixed).min(end);
            return (at, at);
        }
        let waits = if self.is_spaced(calendar) { self.not_before } else { self.from };
        let first = days.partition_point(|day| *day < self.from.max(waits)).min(end);
        let last = match until < calendar.today {
            true => MADE_UP_WITHIN - 1,
            false => days.partition_point(|day| *day <= until).saturating_sub(1),
        };
        (first, last.min(end).max(first))
    }
}

impl Calendar {
    /// Whether anybody who leads visits works today.
    pub(super) fn works_today(&self) -> bool {
        self.seconds(false, self.today) > 0
    }

    fn days(&self, joint: bool) -> &[(i32, i64)] {
        if joint { &self.partners } else { &self.work }
    }

    pub(super) fn seconds(&self, joint: bool, day: i32) -> i64 {
        self.days(joint).iter().filter(|(d, _)| *d == day).map(|(_, s)| s).sum()
    }

    /// The days from today on that have working time, in order.
    pub(super) fn working(&self, joint: bool) -> Vec<i32> {
        let days = self.days(joint).iter().filter(|(day, s)| *s > 0 && *day >= self.today);
        days.map(|(day, _)| *day).collect()
    }
}
