//! The rest of a day in a new order, with the planner's rules and its check.

use domain::area::VillageCode;
use domain::id::PropertyId;
use domain::plan::LeftOut;
use domain::reorder::{Ask, Leg, Order, Rest};
use domain::{Position, role::TravelMode};
use planner::{
    Effort, LocalSearch, Matrix, Mode, Plan, Problem, ProblemError, Role, RoleSet, Solver, Span, Urgency,
    Visit, Visitor, problem::VISITING_HOURS,
};
use roads::{Graph, MAX_SNAP_M, Point, Snap};
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
    let snaps: Vec<Option<Snap>> = places(ask).map(|at| snap(graph, at)).collect();
    let problem = pose(graph, ask, &snaps)?;
    let plan = LocalSearch.solve(&problem, None, 1, Effort::Iterations(rounds));
    match planner::check::check(&problem, &plan).into_iter().next() {
        Some(breach) => Err(ReorderError::Breach(breach)),
        None => Ok(order(graph, ask, &snaps, &plan)),
    }
}

fn places(ask: &Ask) -> impl Iterator<Item = Position> + '_ {
    [ask.from, ask.to].into_iter().chain(ask.rest.iter().map(|rest| rest.at))
}

fn snap(graph: &Graph, at: Position) -> Option<Snap> {
    graph.snap(Point::from_degrees(at.lon, at.lat)?, MAX_SNAP_M)
}

fn pose(graph: &Graph, ask: &Ask, snaps: &[Option<Snap>]) -> Result<Problem, ProblemError> {
    let matrix = matrix(graph, snaps)?;
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
    Problem::new(vec![visitor], visits.collect(), [matrix.clone(), matrix])
}

fn visit(rest: &Rest, n: u32, property: u32, village: u32) -> Visit {
    Visit {
        household: n,
        had_contact: false,
        place: Some(FIRST_DOOR + n),
        property,
        village,
        window: rest.begins_s.map_or(VISITING_HOURS, |at| Span { from: at, to: at }),
        service_s: rest.service_s,
        urgency: match (rest.is_urgent, rest.is_late) {
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

/// Whole seconds between all places, rounded up as the server rounds them.
fn matrix(graph: &Graph, snaps: &[Option<Snap>]) -> Result<Matrix, ProblemError> {
    let known: Vec<Snap> = snaps.iter().flatten().copied().collect();
    let mut next = 0..;
    let rows: Vec<Option<usize>> = snaps.iter().map(|snap| snap.and_then(|_| next.next())).collect();
    let times = graph.matrix(&known, &known);
    let seconds = |from: Option<usize>, to: Option<usize>| Some(times.seconds(from?, to?)?.ceil() as u32);
    let all: Vec<Option<u32>> = rows.iter().flat_map(|&a| rows.iter().map(move |&b| seconds(a, b))).collect();
    Matrix::new(snaps.len() as u32, &all)
}

fn order(graph: &Graph, ask: &Ask, snaps: &[Option<Snap>], plan: &Plan) -> Order {
    let mut router = graph.router();
    let mut at = FROM;
    let mut legs = vec![];
    for stop in plan.rounds.iter().flat_map(|round| &round.stops) {
        let door = FIRST_DOOR + stop.visit;
        let path = match (snaps[at as usize], snaps[door as usize]) {
            (Some(from), Some(to)) if from != to => router.path(&from, &to),
            _ => None,
        };
        legs.push(Leg {
            owed: ask.rest[stop.visit as usize].owed,
            travel_s: stop.travel_s,
            walk_m: path.as_ref().map_or(0, |path| path.metres.round() as i32),
            arrive_s: stop.arrive,
            depart_s: stop.depart,
            way: path.map_or(vec![], |path| path.points.iter().map(|point| position(*point)).collect()),
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

fn position(point: Point) -> Position {
    let [lon, lat] = point.degrees();
    Position { lon, lat }
}
