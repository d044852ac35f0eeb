//! One day of one station: choose, plan, check, and say it in the store's words. Pure but for the
//! effort that the caller grants.

use super::PlanError;
use super::inputs::Inputs;
use super::round;
use super::ways::{self, Ways};
use crate::store::ledger::OpenVisit;
use crate::store::plan::{PlannedRound, Unassigned};
use crate::store::visitor::VisitorRow;
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::Position;
use domain::cadence::{self, Visitors};
use domain::id::OwedId;
use domain::plan::LeftOut;
use domain::role::Role;
use planner::horizon::{self, Calendar, Choice, Due, Turn};
use planner::{
    Effort, LocalSearch, Matrix, Mode, Plan, Problem, Reason, RoleSet, Solver, Span, Urgency, Visit, Visitor,
};
use roads::Roads;
use std::collections::BTreeMap;

/// Days ahead that the level share looks at: the longest period.
const AHEAD_DAYS: i64 = 62;
/// A straight line stands for the way when the day's visits are chosen: metres a second on foot.
const STRAIGHT_M_S: f64 = 1.2;

/// A planned day.
pub(super) struct Day {
    /// Owed visits that were open, chosen or not.
    pub open: usize,
    pub rounds: Vec<PlannedRound>,
    pub unassigned: Vec<Unassigned>,
}

/// What a problem's indices stand for.
pub(super) struct Meaning<'i> {
    pub date: NaiveDate,
    pub inputs: &'i Inputs,
    /// By visit.
    pub visits: Vec<(OpenVisit, Turn)>,
    /// By place.
    pub places: Vec<Position>,
    pub ways: Ways<'i>,
}

/// Plans the day.
pub(super) fn plan(
    inputs: &Inputs,
    roads: &Roads,
    date: NaiveDate,
    seed: u64,
    effort: Effort<'_>,
) -> Result<Day, PlanError> {
    let open: Vec<OpenVisit> = inputs
        .open
        .iter()
        .copied()
        .filter(|o| o.owed.period.from <= date && inputs.rule(o).is_some())
        .collect();
    let (chosen, later) = choose(inputs, &open, date)?;
    let (problem, meaning) = pose(inputs, roads, date, chosen)?;
    let plan = LocalSearch.solve(&problem, seed, effort);
    let breaches = planner::check::check(&problem, &plan);
    if let Some(breach) = breaches.into_iter().next() {
        return Err(PlanError::Breach { date, breach });
    }
    let rounds = round::rounds(&problem, &plan, &meaning);
    Ok(Day { open: open.len(), rounds, unassigned: left_out(&plan, &meaning, later) })
}

/// A visit that the day takes on.
type Chosen = (OpenVisit, Urgency, Turn);

/// A visit that waits, and why.
type Later = (OpenVisit, Reason);

/// The visits that the day takes on, and the others with a reason.
fn choose(
    inputs: &Inputs,
    open: &[OpenVisit],
    date: NaiveDate,
) -> Result<(Vec<Chosen>, Vec<Later>), PlanError> {
    let dues: Vec<Due> = open.iter().filter_map(|o| due(inputs, o, date)).collect();
    let choices = horizon::choose(&dues, &calendar(inputs, date), &straight(inputs)?);
    let (mut chosen, mut later) = (vec![], vec![]);
    for (open, choice) in open.iter().zip(choices) {
        match choice {
            Choice::Today(urgency, turn) => chosen.push((*open, urgency, turn)),
            Choice::Later(reason) => later.push((*open, reason)),
        }
    }
    Ok((chosen, later))
}

fn due(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> Option<Due> {
    let (index, property) = inputs.numbered_property(open)?;
    let rule = inputs.rule(open)?;
    let spacing = i64::from(cadence::soft_spacing_days(open.owed.class));
    let last = last_contact(inputs, open);
    Some(Due {
        household: inputs.household(open),
        had_contact: had_contact(inputs, open, date),
        place: property.at.map(|_| *index),
        property: *index,
        village: inputs.village(&property.village),
        service_s: rule.minutes as i32 * 60,
        until: open.owed.period.to.num_days_from_ce(),
        not_before: last.map_or(i32::MIN, |day| (day + TimeDelta::days(spacing)).num_days_from_ce()),
        hazard: matches!(rule.visitors, Visitors::OfficerWith(_)),
        partner: partner(rule.visitors),
    })
}

fn last_contact(inputs: &Inputs, open: &OpenVisit) -> Option<NaiveDate> {
    inputs.contacts.get(&open.dwelling).and_then(|days| days.iter().max().copied())
}

fn had_contact(inputs: &Inputs, open: &OpenVisit, date: NaiveDate) -> bool {
    let third = cadence::third_of_month(date);
    inputs.contacts.get(&open.dwelling).is_some_and(|days| days.iter().any(|day| third.contains(*day)))
}

fn partner(visitors: Visitors) -> Option<RoleSet> {
    matches!(visitors, Visitors::OfficerWith(_)).then(|| RoleSet::of(&[planner::Role::Officer]))
}

fn calendar(inputs: &Inputs, date: NaiveDate) -> Calendar {
    let days: Vec<NaiveDate> = (0..=AHEAD_DAYS).map(|n| date + TimeDelta::days(n)).collect();
    let work = |officers| days.iter().map(|d| (d.num_days_from_ce(), inputs.seconds(*d, officers))).collect();
    Calendar { today: date.num_days_from_ce(), work: work(false), partners: work(true) }
}

/// Straight-line walking seconds between properties, enough to say which are near each other.
fn straight(inputs: &Inputs) -> Result<Matrix, PlanError> {
    let mut at: Vec<Option<Position>> = vec![None; inputs.properties.len()];
    inputs.properties.values().for_each(|(index, property)| at[*index as usize] = property.at);
    let seconds = |a: &Option<Position>, b: &Option<Position>| {
        a.zip(*b).map(|(a, b)| (a.distance_m(b) / STRAIGHT_M_S) as u32)
    };
    let all: Vec<Option<u32>> = at.iter().flat_map(|a| at.iter().map(move |b| seconds(a, b))).collect();
    Ok(Matrix::new(at.len() as u32, &all)?)
}

/// The planner's problem of the day, and what its indices stand for.
fn pose<'i>(
    inputs: &'i Inputs,
    roads: &'i Roads,
    date: NaiveDate,
    chosen: Vec<Chosen>,
) -> Result<(Problem, Meaning<'i>), PlanError> {
    let mut places = Places::default();
    let visitors: Vec<Visitor> =
        inputs.visitors.iter().filter_map(|v| visitor(inputs, v, date, &mut places)).collect();
    let visits: Vec<Visit> = chosen
        .iter()
        .filter_map(|(open, urgency, _)| visit(inputs, open, *urgency, date, &mut places))
        .collect();
    let mut used: Vec<Mode> = visitors.iter().filter(|v| v.present).map(|v| v.mode).collect();
    used.dedup();
    let ways = Ways::new(roads, &places.all, &used);
    let matrices = [ways.seconds(Mode::Foot)?, ways.seconds(Mode::Ebike)?];
    let problem = Problem::new(visitors, visits, matrices)?.levelled();
    let visits = chosen.into_iter().map(|(open, _, turn)| (open, turn)).collect();
    Ok((problem, Meaning { date, inputs, visits, places: places.all, ways }))
}

#[derive(Default)]
struct Places {
    all: Vec<Position>,
    known: BTreeMap<[u64; 2], u32>,
}

impl Places {
    fn index(&mut self, at: Position) -> u32 {
        let next = self.all.len() as u32;
        let index = *self.known.entry([at.lon.to_bits(), at.lat.to_bits()]).or_insert(next);
        if index == next {
            self.all.push(at);
        }
        index
    }
}

fn visitor(inputs: &Inputs, row: &VisitorRow, date: NaiveDate, places: &mut Places) -> Option<Visitor> {
    let role = match row.role {
        Role::Coordinator => planner::Role::Coordinator,
        Role::Patrol => planner::Role::Patrol,
        Role::Officer => planner::Role::Officer,
        _ => return None,
    };
    let start = places.index(row.start.unwrap_or(inputs.station.at));
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
        place: property.at.map(|at| places.index(at)),
        property: *index,
        village: inputs.village(&property.village),
        window: planner::problem::VISITING_HOURS,
        service_s: rule.minutes as i32 * 60,
        urgency,
        roles: RoleSet::of(&roles),
        skills: 0,
        partner: partner(rule.visitors),
    })
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
