//! The rest of a day in a new order, with the planner's rules and its check.

use domain::area::VillageCode;
use domain::id::PropertyId;
use domain::plan::LeftOut;
use domain::reorder::{Ask, Leg, Order, Rest};
use domain::{Position, role::TravelMode};
use planner::{
    Effort, LocalSearch, Matrix, Mode, Pause, Plan, Problem, ProblemError, Role, RoleSet, Solver, Span,
    Urgency, Visit, Visitor,
};
use roads::{Graph, Places};
use std::collections::BTreeMap;

/// Where the visitor is, and where the day ends; doors follow.
const FROM: u32 = 0;
const TO: u32 = 1;
const FIRST_DOOR: u32 = 2;

/// Why there is no order.
#[derive(Debug, thiserror::Error)]
pub enum ReorderError {
    /// What was asked is no day.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The order found breaks a rule, and is not told.
    #[error("the new order breaks a rule: {0}")]
    Breach(planner::check::Breach),
}

/// Finds it within so many rounds of search.
pub fn reorder(graph: &Graph, ask: &Ask, rounds: u32) -> Result<Order, ReorderError> {
    let places = graph.places(degrees(ask));
    let problem = pose(ask, &places)?;
    let plan = LocalSearch.solve(&problem, None, 1, Effort::Iterations(rounds));
    match planner::check::check(&problem, &plan).into_iter().next() {
        Some(breach) => Err(ReorderError::Breach(breach)),
        None => Ok(order(ask, &places, &plan)),
    }
}

/// Where the visitor is, where the day ends, and the doors.
fn degrees(ask: &Ask) -> impl Iterator<Item = [f64; 2]> + '_ {
    [ask.from, ask.to].into_iter().chain(ask.rest.iter().map(|rest| rest.at)).map(<[f64; 2]>::from)
}

fn pose(ask: &Ask, places: &Places) -> Result<Problem, ProblemError> {
    let all: Vec<u32> = (0..FIRST_DOOR + ask.rest.len() as u32).collect();
    let matrix = Matrix::new(all.len() as u32, &places.table(&all))?;
    let visitor = Visitor {
        role: Role::Coordinator,
        mode: mode(ask.mode),
        shift: Span { from: ask.now_s, to: ask.home_by_s.max(ask.now_s) },
        start: FROM,
        end: TO,
        skills: 0,
        villages: vec![],
        present: true,
    };
    let mut properties: BTreeMap<PropertyId, u32> = BTreeMap::new();
    let mut villages: BTreeMap<&VillageCode, u32> = BTreeMap::new();
    let visits = (0..).zip(&ask.rest).map(|(n, rest)| {
        let (next_property, next_village) = (properties.len() as u32, villages.len() as u32);
        let property = *properties.entry(rest.property).or_insert(next_property);
        let village = *villages.entry(&rest.village).or_insert(next_village);
        visit(rest, n, property, village)
    });
    let problem = Problem::new(vec![visitor], visits.collect(), [matrix.clone(), matrix])?;
    let pause = ask.pause_s.map(|(at, to)| Pause { at, length: to - at });
    Ok(pause.into_iter().fold(problem, Problem::with_pause))
}

fn visit(rest: &Rest, n: u32, property: u32, village: u32) -> Visit {
    Visit {
        household: n,
        had_contact: false,
        place: Some(FIRST_DOOR + n),
        property,
        village,
        window: Span { from: rest.within_s.0, to: rest.within_s.1 },
        service_s: rest.service_s,
        urgency: match (rest.is_agreed, rest.is_late) {
            (true, _) => Urgency::Urgent,
            (_, true) => Urgency::Overdue,
            _ => Urgency::Level,
        },
        roles: RoleSet::of(&[Role::Coordinator]),
        skills: 0,
        partner: None,
        by: None,
    }
}

fn mode(mode: TravelMode) -> Mode {
    match mode {
        TravelMode::Foot => Mode::Foot,
        TravelMode::Ebike => Mode::Ebike,
    }
}

fn order(ask: &Ask, places: &Places, plan: &Plan) -> Order {
    let mut router = places.router();
    let mut at = FROM;
    let mut legs = vec![];
    for stop in plan.rounds.iter().flat_map(|round| &round.stops) {
        let door = FIRST_DOOR + stop.visit;
        let path = places.path(&mut router, at as usize, door as usize);
        legs.push(Leg {
            owed: ask.rest[stop.visit as usize].owed,
            travel_s: stop.travel_s,
            walk_m: path.as_ref().map_or(0, |path| path.metres.round() as i32),
            arrive_s: stop.arrive,
            depart_s: stop.depart,
            way: path.map_or(vec![], |path| path.degrees().map(Position::from).collect()),
        });
        at = door;
    }
    let left_out = plan.left_out.iter().map(|left| {
        let reason = LeftOut::from_key(left.reason.name()).unwrap_or(LeftOut::NoTime);
        (ask.rest[left.visit as usize].owed, reason)
    });
    Order {
        legs,
        return_s: plan.rounds.first().map_or(0, |round| round.return_s),
        left_out: left_out.collect(),
    }
}
