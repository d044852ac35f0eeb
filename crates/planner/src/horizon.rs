//! Which owed visits a day takes on, so that the days to come are alike.
//!
//! Days are numbers (any count of civil days). The rule, in order: appointments and what has no
//! later working day are due today; so is what a plan of today that visitors have seen holds, while
//! what it holds for later days waits for them; then the day's level share is filled: overdue visits
//! first, nearly ended periods next, from one village after another and there from the nearest
//! property to the next. A property that is visited at all is visited whole, but for what may as well
//! go along when it is visited again: that is left to the share.

mod due;
mod level;
mod share;

pub use due::{Calendar, Due};

use crate::plan::Reason;
use crate::problem::Urgency;
use serde::{Deserialize, Serialize};
use share::Filling;

/// Why a visit is due today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// It is no question today: its period has not begun, or a plan of a later day holds it.
    Ahead,
}

/// Decides for every visit, in the order given; those whose period has yet to begin only say how
/// much work is to come. `doors` is where each place lies on a plane, metres: it says which are
/// near each other. Visits that cannot be made whatever the day are taken on, so that the plan
/// says why.
pub fn choose(dues: &[Due], calendar: &Calendar, doors: &[[i32; 2]]) -> Vec<Choice> {
    let works = calendar.works_today();
    let mut filling = Filling::new(dues, calendar, doors);
    if works {
        filling.take_pressing();
        filling.take_planned();
        filling.fill(true);
        filling.fill(false);
    }
    let choice = |(i, due): (usize, &Due)| match filling.turn(i) {
        _ if due.from > calendar.today => Choice::Ahead,
        _ if !works => taken_on(due, calendar, Turn::Share),
        Some(turn) => taken_on(due, calendar, turn),
        None if due.planned_later(calendar).is_some() => Choice::Ahead,
        None if due.is_spaced(calendar) => Choice::Later(Reason::Spacing),
        None if due.lacks_partner(calendar) => Choice::Later(Reason::NoPartner),
        None => Choice::Later(Reason::NoTime),
    };
    dues.iter().enumerate().map(choice).collect()
}

fn taken_on(due: &Due, calendar: &Calendar, turn: Turn) -> Choice {
    let urgency = match due.turn(calendar) {
        Some(Turn::LastDay | Turn::Appointment) => Urgency::Urgent,
        _ if due.hazard => Urgency::Urgent,
        Some(_) => Urgency::Overdue,
        None if due.is_soon(calendar) => Urgency::Soon,
        None => Urgency::Level,
    };
    Choice::Today(urgency, turn)
}

#[cfg(test)]
mod tests;
