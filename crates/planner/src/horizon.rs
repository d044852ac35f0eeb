//! Which owed visits a day takes on, so that the days of a period are alike.
//!
//! Days are numbers (any count of civil days). The rule, in order: what is overdue and what has
//! no later working day is due today; then the day's level share is filled, nearly ended periods
//! first, from one village after another and there from the nearest property to the next. A
//! property that is visited at all is visited whole.

mod share;

use crate::plan::Reason;
use crate::problem::Urgency;
use crate::{Matrix, RoleSet};
use serde::{Deserialize, Serialize};
use share::Filling;

/// With so many later working days left, or fewer, a period counts as nearly over.
const SOON: u32 = 2;

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
    /// Last day of its period.
    pub until: i32,
    /// First day that keeps the soft spacing to the last visit.
    pub not_before: i32,
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

/// Why a visit is due today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Its period is over.
    Overdue,
    /// Its period has no later working day.
    LastDay,
    /// Its period is nearly over.
    Soon,
    /// Part of the day's level share.
    Share,
    /// Its property is visited anyway.
    SameProperty,
}

/// What the day does with an owed visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Take it on.
    Today(Urgency, Turn),
    /// Not today.
    Later(Reason),
}

/// Decides for every visit, in the order given. `matrix` says which doors are near each other.
/// Visits that cannot be made whatever the day are taken on, so that the plan says why.
pub fn choose(dues: &[Due], calendar: &Calendar, matrix: &Matrix) -> Vec<Choice> {
    if calendar.seconds(false, calendar.today) == 0 {
        return dues.iter().map(|due| taken_on(due, calendar, Turn::Share)).collect();
    }
    let mut filling = Filling::new(dues, calendar, matrix);
    filling.take_pressing();
    filling.fill_share(true);
    filling.fill_share(false);
    let turn = |i: usize| filling.turn(i);
    let choice = |(i, due): (usize, &Due)| match turn(i) {
        Some(turn) => taken_on(due, calendar, turn),
        None if due.is_spaced(calendar) => Choice::Later(Reason::Spacing),
        None => Choice::Later(Reason::NoTime),
    };
    dues.iter().enumerate().map(choice).collect()
}

fn taken_on(due: &Due, calendar: &Calendar, turn: Turn) -> Choice {
    let urgency = match due.pressing(calendar) {
        Some(Turn::LastDay) => Urgency::Urgent,
        _ if due.hazard => Urgency::Urgent,
        Some(_) => Urgency::Overdue,
        None if due.is_soon(calendar) => Urgency::Soon,
        None => Urgency::Level,
    };
    Choice::Today(urgency, turn)
}

impl Due {
    /// Overdue, or today is its period's last working day.
    fn pressing(&self, calendar: &Calendar) -> Option<Turn> {
        match self.later_days(calendar) {
            _ if self.until < calendar.today => Some(Turn::Overdue),
            0 => Some(Turn::LastDay),
            _ => None,
        }
    }

    fn is_soon(&self, calendar: &Calendar) -> bool {
        self.later_days(calendar) <= SOON
    }

    /// Too soon after the last visit, while the period has a working day that is not.
    fn is_spaced(&self, calendar: &Calendar) -> bool {
        let days = calendar.days(self.partner.is_some());
        self.not_before > calendar.today
            && days.iter().any(|(day, s)| *s > 0 && (self.not_before..=self.until).contains(day))
    }

    /// Working days after today that its period still has.
    fn later_days(&self, calendar: &Calendar) -> u32 {
        let days = calendar.days(self.partner.is_some()).iter();
        days.filter(|(day, s)| *s > 0 && calendar.today < *day && *day <= self.until).count() as u32
    }

    /// Whether some visitor could reach it today at all.
    fn is_possible(&self) -> bool {
        self.place.is_some() && !self.had_contact
    }
}

impl Calendar {
    fn days(&self, joint: bool) -> &[(i32, i64)] {
        if joint { &self.partners } else { &self.work }
    }

    fn seconds(&self, joint: bool, day: i32) -> i64 {
        self.days(joint).iter().filter(|(d, _)| *d == day).map(|(_, s)| s).sum()
    }

    /// The share of work due until `day` that falls on today, rounded up.
    fn share(&self, joint: bool, work_s: i64, until: i32) -> i64 {
        let later = self.days(joint).iter().filter(|(day, _)| (self.today..=until).contains(day));
        let all: i64 = later.map(|(_, s)| s).sum();
        let today = self.seconds(joint, self.today);
        if all == 0 { work_s } else { (work_s * today + all - 1) / all }
    }
}

#[cfg(test)]
mod tests;
