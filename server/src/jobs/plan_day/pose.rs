//! A day's visitors and visits as the planner's problem, and what the problem's indices stand for.

use super::PlanError;
use super::day::{Chosen, had_contact, partner};
use super::hours;
use super::inputs::Inputs;
use super::pause;
use super::ways::{self, Ways};
use crate::store::ledger::OpenVisit;
use crate::store::plan::{PlannedRound, PlannedStop};
use crate::store::visitor::VisitorRow;
use chrono::{NaiveDate, Timelike};
use domain::cadence::Visitors;
use domain::id::{OwedId, UserId};
use domain::plan::Tried;
use domain::role::Role;
use planner::horizon::Turn;
use planner::{Before, Mode, Problem, RoleSet, Span, Urgency, Visit, Visitor};
use std::collections::BTreeMap;

/// What a problem's indices stand for.
pub(super) struct Meaning<'i> {
    pub date: NaiveDate,
    pub inputs: &'i Inputs,
    /// By visit.
    pub visits: Vec<(OpenVisit, Turn, Option<Tried>)>,
    /// By place, the station's place.
    pub places: Vec<u32>,
    pub ways: &'i Ways<'i>,
}

/// The planner's problem of the day, and what its indices stand for.
pub(super) fn pose<'i>(
    inputs: &'i Inputs,
    ways: &'i Ways<'i>,
    date: NaiveDate,
    chosen: Vec<Chosen>,
) -> Result<(Problem, Meaning<'i>), PlanError> {
    let mut places = Places::default();
    let visitors: Vec<Visitor> =
        (0..).zip(&inputs.visitors).filter_map(|(n, v)| visitor(inputs, n, v, date, &mut places)).collect();
    let (mut visits, mut meant) = (vec![], vec![]);
    for (open, urgency, turn) in chosen {
        let hours = hours::on(inputs, &open, date);
        if let Some(visit) = visit(inputs, &open, urgency, date, hours.span, &mut places) {
            visits.push(visit);
            meant.push((open, turn, hours.tried));
        }
    }
    let matrices = [ways.seconds(Mode::Foot, &places.all)?, ways.seconds(Mode::Ebike, &places.all)?];
    let pause = pause::of(&visitors, &visits);
    let problem = Problem::new(visitors, visits, matrices)?.levelled();
    let problem = pause.into_iter().fold(problem, Problem::with_pause);
    Ok((problem, Meaning { date, inputs, visits: meant, places: places.all, ways }))
}

/// The visitor whom the day's appointment names; of one who has left, the appointment alone stays.
fn asked_for(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Option<u32> {
    let visitor = inputs.appointment(open, date).filter(|a| a.on == date)?.visitor?;
    inputs.visitors.iter().position(|v| v.id == visitor).map(|at| at as u32)
}

/// The rounds of the day that visitors have seen, in the problem's words; none where the day has no
/// plan yet.
pub(super) fn before(meaning: &Meaning) -> Option<Before> {
    let inputs = meaning.inputs;
    let seen = inputs.seen.get(&meaning.date)?;
    let visits: BTreeMap<OwedId, u32> = meaning.visits.iter().map(|(open, ..)| open.id).zip(0..).collect();
    let visitors: BTreeMap<UserId, u32> = inputs.visitors.iter().map(|v| v.id).zip(0..).collect();
    let stop = |stop: &PlannedStop| {
        Some((*visits.get(&stop.owed)?, stop.begins().num_seconds_from_midnight() as i32))
    };
    let round = |round: &PlannedRound| {
        Some((*visitors.get(&round.visitor)?, round.stops.iter().filter_map(stop).collect()))
    };
    Some(Before { rounds: seen.iter().filter_map(round).collect() })
}

/// The station's places that the day needs.
#[derive(Default)]
struct Places {
    all: Vec<u32>,
    known: BTreeMap<u32, u32>,
}

impl Places {
    fn index(&mut self, place: u32) -> u32 {
        let next = self.all.len() as u32;
        let index = *self.known.entry(place).or_insert(next);
        if index == next {
            self.all.push(place);
        }
        index
    }
}

fn visitor(
    inputs: &Inputs,
    number: usize,
    row: &VisitorRow,
    date: NaiveDate,
    places: &mut Places,
) -> Option<Visitor> {
    let role = match row.role {
        Role::Coordinator => planner::Role::Coordinator,
        Role::Patrol => planner::Role::Patrol,
        Role::Officer => planner::Role::Officer,
        _ => return None,
    };
    let start = places.index(inputs.starts[number]);
    let minutes = |m: u16| i32::from(m) * 60;
    Some(Visitor {
        role,
        mode: ways::mode(row.mode),
        shift: Span { from: minutes(row.shift.0), to: minutes(row.shift.1) },
        start,
        end: start,
        skills: 0,
        villages: row.villages.iter().map(|v| inputs.village(v)).collect(),
        present: inputs.works(row, date),
    })
}

fn visit(
    inputs: &Inputs,
    open: &OpenVisit,
    urgency: Urgency,
    date: NaiveDate,
    window: Span,
    places: &mut Places,
) -> Option<Visit> {
    let (index, property) = inputs.numbered_property(open)?;
    let rule = inputs.rule(open)?;
    let (Visitors::One(roles) | Visitors::OfficerWith(roles)) = rule.visitors;
    let roles: Vec<planner::Role> = roles
        .iter()
        .map(|role| if *role == Role::Patrol { planner::Role::Patrol } else { planner::Role::Coordinator })
        .collect();
    Some(Visit {
        household: inputs.household(open),
        had_contact: had_contact(inputs, open, date),
        place: inputs.place_of(*index).map(|place| places.index(place)),
        property: *index,
        village: inputs.village(&property.village),
        window,
        service_s: rule.minutes as i32 * 60,
        urgency,
        roles: RoleSet::of(&roles),
        skills: 0,
        partner: partner(rule.visitors),
        by: asked_for(inputs, open, date),
    })
}
