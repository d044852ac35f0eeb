//! A route driven minute by minute: when each stop and break begins, and whether all can be kept.

use super::problem::{Break, Problem, Vehicle};
use super::timing::begin;

/// One thing done on a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub what: Deed,
    /// When the vehicle is there, or when a break begins to be possible.
    pub arrival: i32,
    /// How long it then waits.
    pub waiting: i32,
    /// How long setting up takes then.
    pub setup: i32,
    /// When it is done.
    pub done: i32,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Serves the stop of a spot.
    Serve(u32),
    /// Makes a break, by its place in the vehicle's list.
    Rest(usize),
    /// Reaches the end.
    End,
}

/// Whether sums and windows say too little about this vehicle's routes.
pub(super) fn is_needed(problem: &Problem, vehicle: &Vehicle) -> bool {
    !vehicle.breaks.is_empty() || problem.is_mixed
}

/// Drives a vehicle past spots of stops in their order, each thing as early as it can be; breaks are made in
/// their order, as late as that costs nothing. None when a window, the shift or the room is missed.
pub fn drive(problem: &Problem, vehicle: &Vehicle, spots: &[u32]) -> Option<Vec<Step>> {
    if !fits_loads(problem, vehicle, spots) {
        return None;
    }
    let travel = problem.travel(vehicle);
    let (mut at, mut now, mut place) = (vehicle.start, vehicle.shift.0, None);
    let mut steps = Vec::with_capacity(spots.len() + vehicle.breaks.len() + 1);
    let mut rests = vehicle.breaks.iter().enumerate().peekable();
    for &spot in spots {
        let of = problem.stop_of(spot);
        let way = travel.time(at, spot);
        let setup = if of.place.is_some() && of.place == place { 0 } else { of.setup };
        let stay = setup + of.service;
        while let Some(&(index, rest)) = rests.peek() {
            let served = begin(of, now + way)? + stay;
            if !must_rest(rest, (now, served), way, stay) {
                break;
            }
            now = make(rest, index, now, &mut steps)?;
            rests.next();
        }
        let arrival = now + way;
        let start = begin(of, arrival)?;
        now = start + stay;
        steps.push(Step { what: Deed::Serve(spot), arrival, waiting: start - arrival, setup, done: now });
        (at, place) = (spot, of.left_at);
    }
    for (index, rest) in rests {
        now = make(rest, index, now, &mut steps)?;
    }
    let arrival = now + travel.time(at, vehicle.end);
    steps.push(Step { what: Deed::End, arrival, waiting: 0, setup: 0, done: arrival });
    (arrival <= vehicle.shift.1).then_some(steps)
}

/// Whether the break must come before the next stop: it fits into the wait there, or would be too late
/// after it.
fn must_rest(rest: &Break, (now, served): (i32, i32), way: i32, stay: i32) -> bool {
    let after_wait = rest_from(rest, now).is_some_and(|start| start + rest.service + way + stay <= served);
    after_wait || rest_from(rest, served).is_none()
}

fn rest_from(rest: &Break, time: i32) -> Option<i32> {
    if rest.windows.is_empty() {
        return Some(time);
    }
    rest.windows.iter().find(|w| time <= w.1).map(|w| time.max(w.0))
}

fn make(rest: &Break, index: usize, now: i32, steps: &mut Vec<Step>) -> Option<i32> {
    let start = rest_from(rest, now)?;
    let done = start + rest.service;
    steps.push(Step { what: Deed::Rest(index), arrival: now, waiting: start - now, setup: 0, done });
    Some(done)
}

/// Whether at no time more is on board than fits: deliveries from the start, collections to the end.
fn fits_loads(problem: &Problem, vehicle: &Vehicle, spots: &[u32]) -> bool {
    (0..problem.dims).all(|dim| {
        let amounts = |&spot: &u32| {
            let stop = problem.stop_of(spot);
            (i64::from(stop.deliver[dim]), i64::from(stop.collect[dim]))
        };
        let room = i64::from(vehicle.capacity[dim]);
        let mut load: i64 = spots.iter().map(|spot| amounts(spot).0).sum();
        let mut fits = load <= room;
        for (deliver, collect) in spots.iter().map(amounts) {
            load += collect - deliver;
            fits &= load <= room;
        }
        fits
    })
}
