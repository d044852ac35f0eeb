//! When a door is knocked on: at the hours of an appointment, or at those that earlier attempts of
//! the period have left untried.

use super::inputs::Inputs;
use crate::store::ledger::OpenVisit;
use chrono::{NaiveDate, TimeDelta};
use domain::cadence::Visitors;
use domain::hours::{self, Minutes, Part};
use domain::plan::Tried;
use planner::Span;

/// The hours of one visit on one day.
pub(super) struct Hours {
    pub span: Span,
    /// What they were learned from; none where nothing has failed yet.
    pub tried: Option<Tried>,
}

/// The hours of the visit on `date`.
pub(super) fn on(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Hours {
    if let Some(asked_for) = inputs.appointment(open, date).filter(|a| a.on == date) {
        let span = asked_for.hours.map_or(planner::problem::VISITING_HOURS, seconds);
        return Hours { span, tried: None };
    }
    let failed = failed(inputs, open);
    let Some(last) = failed.last().copied() else {
        return Hours { span: planner::problem::VISITING_HOURS, tried: None };
    };
    let shifts = shifts(inputs, open, date);
    match hours::untried(&failed, &shifts) {
        Some(span) => Hours { span: seconds(span), tried: Some(Tried::Other(last)) },
        None => {
            let span = hours::again(&failed, &shifts).map_or(planner::problem::VISITING_HOURS, seconds);
            Hours { span, tried: Some(Tried::Again(last)) }
        }
    }
}

/// The first day from `date` on with hours worth trying: another day than the last attempt's, and
/// one on which a shift reaches hours that have not failed, while the period has such a day. None
/// where nothing has failed.
pub(super) fn first_day(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Option<NaiveDate> {
    let failed = failed(inputs, open);
    let (last, _) = inputs.attempts.get(&open.dwelling)?.last()?;
    if failed.is_empty() {
        return None;
    }
    let next = date.max(*last + TimeDelta::days(1));
    let days = (0..=(open.owed.period.to - next).num_days()).map(|n| next + TimeDelta::days(n));
    let fits = |day: &NaiveDate| hours::untried(&failed, &shifts(inputs, open, *day)).is_some();
    Some(days.into_iter().find(fits).unwrap_or(next))
}

/// Parts of the day of the attempts since the period began and since the last contact.
fn failed(inputs: &Inputs, open: &OpenVisit) -> Vec<Part> {
    let contact = inputs.contacts.get(&open.dwelling).and_then(|days| days.iter().max());
    let counts = |on: &NaiveDate| *on >= open.owed.period.from && contact.is_none_or(|day| on > day);
    let attempts = inputs.attempts.get(&open.dwelling).map_or(&[][..], Vec::as_slice);
    attempts.iter().filter(|(on, _)| counts(on)).map(|(_, part)| *part).collect()
}

/// Shifts on that day of those who may come to the door, or lead a joint visit to it.
fn shifts(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Vec<Minutes> {
    let (Some(rule), Some(property)) = (inputs.rule(open), inputs.property_of(open)) else { return vec![] };
    let (Visitors::One(roles) | Visitors::OfficerWith(roles)) = rule.visitors;
    let serves = |villages: &[_]| villages.is_empty() || villages.contains(&property.village);
    let able = inputs.visitors.iter().filter(|v| roles.contains(&v.role) && serves(&v.villages));
    able.filter(|v| inputs.works(v, date)).map(|v| v.shift).collect()
}

fn seconds((from, to): Minutes) -> Span {
    Span { from: i32::from(from) * 60, to: i32::from(to) * 60 }
}
