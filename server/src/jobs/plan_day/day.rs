//! One day of one station: choose, plan, check, and say it in the store's words. Pure but for the
//! effort that the search grants.

use super::PlanError;
use super::hours;
use super::inputs::{AHEAD_DAYS, Inputs};
use super::pose::{self, Meaning};
use super::round;
use super::search::Search;
use super::ways::Ways;
use crate::store::ledger::OpenVisit;
use crate::store::plan::{PlannedRound, Unassigned};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::cadence::{self, Visitors};
use domain::id::OwedId;
use domain::plan::LeftOut;
use planner::horizon::{self, Calendar, Choice, Due, Turn};
use planner::{Plan, Reason, RoleSet, Urgency};

/// A planned day.
pub(super) struct Day {
    /// Owed visits that were open, chosen or not.
    pub open: usize,
    pub rounds: Vec<PlannedRound>,
    pub unassigned: Vec<Unassigned>,
}

/// Plans the day.
pub(super) fn plan(
    inputs: &Inputs,
    ways: &Ways,
    date: NaiveDate,
    search: &mut Search,
) -> Result<Day, PlanError> {
    let (chosen, later) = choose(inputs, date);
    let open = chosen.len() + later.len();
    let (problem, meaning) = pose::pose(inputs, ways, date, chosen)?;
    let plan = search.solve(&problem, pose::before(&meaning).as_ref());
    let breaches = planner::check::check(&problem, &plan);
    if let Some(breach) = breaches.into_iter().next() {
        return Err(PlanError::Breach { date, breach });
    }
    let rounds = round::rounds(&problem, &plan, &meaning);
    Ok(Day { open, rounds, unassigned: left_out(&plan, &meaning, later) })
}

/// A visit that the day takes on.
pub(super) type Chosen = (OpenVisit, Urgency, Turn);

/// A visit that waits, and why.
type Later = (OpenVisit, Reason);

/// The visits that the day takes on, and the others with a reason.
fn choose(inputs: &Inputs, date: NaiveDate) -> (Vec<Chosen>, Vec<Later>) {
    let (open, dues): (Vec<OpenVisit>, Vec<Due>) =
        inputs.open.iter().filter_map(|open| Some((*open, due(inputs, open, date)?))).unzip();
    let choices = horizon::choose(&dues, &calendar(inputs, date), &inputs.doors);
    let (mut chosen, mut later) = (vec![], vec![]);
    for ((open, due), choice) in open.into_iter().zip(&dues).zip(choices) {
        match choice {
            Choice::Today(urgency, turn) => chosen.push((open, urgency, turn)),
            // It waits for other hours than those that failed, not for its spacing.
            Choice::Later(Reason::Spacing) if due.not_before > spaced(inputs, &open) => {
                later.push((open, Reason::NoTime));
            }
            Choice::Later(reason) => later.push((open, reason)),
            Choice::Ahead => {}
        }
    }
    (chosen, later)
}

fn due(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Option<Due> {
    let (index, property) = inputs.numbered_property(open)?;
    let rule = inputs.rule(open)?;
    let hours = hours::first_day(inputs, open, date).map_or(i32::MIN, |day| day.num_days_from_ce());
    Some(Due {
        household: inputs.household(open),
        had_contact: had_contact(inputs, open, date),
        place: property.at.map(|_| *index),
        property: *index,
        village: inputs.village(&property.village),
        service_s: rule.minutes as i32 * 60,
        from: open.owed.period.from.num_days_from_ce(),
        until: open.owed.period.to.num_days_from_ce(),
        not_before: spaced(inputs, open).max(hours),
        asked_for: inputs.appointment(open, date).map(|a| a.on.num_days_from_ce()),
        planned: inputs.seen_on(open, date).map(|(on, seen)| (on.num_days_from_ce(), turn(seen))),
        hazard: matches!(rule.visitors, Visitors::OfficerWith(_)),
        partner: partner(rule.visitors),
    })
}

fn turn(turn: domain::plan::Turn) -> Turn {
    match turn {
        domain::plan::Turn::Appointment => Turn::Appointment,
        domain::plan::Turn::Overdue => Turn::Overdue,
        domain::plan::Turn::LastDay => Turn::LastDay,
        domain::plan::Turn::Soon => Turn::Soon,
        domain::plan::Turn::Share => Turn::Share,
        domain::plan::Turn::SameProperty => Turn::SameProperty,
    }
}

/// The first day that keeps the spacing to the last contact.
fn spaced(inputs: &Inputs, open: &OpenVisit) -> i32 {
    let spacing = i64::from(cadence::soft_spacing_days(open.owed.class));
    let last = inputs.contacts.get(&open.dwelling).and_then(|days| days.iter().max());
    last.map_or(i32::MIN, |day| (*day + TimeDelta::days(spacing)).num_days_from_ce())
}

pub(super) fn had_contact(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> bool {
    let third = cadence::third_of_month(date);
    inputs.contacts.get(&open.dwelling).is_some_and(|days| days.iter().any(|day| third.contains(*day)))
}

pub(super) fn partner(visitors: Visitors) -> Option<RoleSet> {
    matches!(visitors, Visitors::OfficerWith(_)).then(|| RoleSet::of(&[planner::Role::Officer]))
}

fn calendar(inputs: &Inputs, date: NaiveDate) -> Calendar {
    let days: Vec<NaiveDate> = (0..=AHEAD_DAYS).map(|n| date + TimeDelta::days(n)).collect();
    let work = |officers| days.iter().map(|d| (d.num_days_from_ce(), inputs.seconds(*d, officers))).collect();
    Calendar { today: date.num_days_from_ce(), work: work(false), partners: work(true) }
}

fn left_out(plan: &Plan, meaning: &Meaning, later: Vec<(OpenVisit, Reason)>) -> Vec<Unassigned> {
    let planned = plan.left_out.iter().map(|l| (meaning.visits[l.visit as usize].0, l.reason));
    let mut all: Vec<Unassigned> =
        planned.chain(later).map(|(open, reason)| unassigned(&open, reason)).collect();
    all.sort_by_key(|u| -> OwedId { u.owed });
    all
}

fn unassigned(open: &OpenVisit, reason: Reason) -> Unassigned {
    let reason = LeftOut::from_key(reason.name()).unwrap_or(LeftOut::NoTime);
    Unassigned { owed: open.id, dwelling: open.dwelling, reason }
}
