//! An answer in VROOM's JSON.

use super::Day;
use super::tell::Teller;
use crate::vrp::Answer;
use crate::vrp::drive::{Deed, drive};
use crate::vrp::problem;
use serde::Serialize;

/// VROOM's answer.
#[derive(Clone, Debug, Serialize)]
pub struct Output {
    code: u32,
    summary: Summary,
    unassigned: Vec<Unassigned>,
    routes: Vec<Route>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Summary {
    cost: i64,
    routes: usize,
    unassigned: usize,
    delivery: Vec<i64>,
    pickup: Vec<i64>,
    #[serde(flatten)]
    sums: Sums,
    violations: [(); 0],
}

/// What both the summary and each route add up.
#[derive(Clone, Debug, Default, Serialize)]
struct Sums {
    setup: i64,
    service: i64,
    duration: i64,
    waiting_time: i64,
    priority: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
struct Unassigned {
    id: u64,
    r#type: &'static str,
    location: Option<[f64; 2]>,
    location_index: Option<usize>,
    description: Option<String>,
    reason: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Route {
    vehicle: u64,
    cost: i64,
    delivery: Vec<i64>,
    pickup: Vec<i64>,
    #[serde(flatten)]
    sums: Sums,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    steps: Vec<Told>,
    violations: [(); 0],
}

/// One step of a route.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Told {
    pub r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_index: Option<usize>,
    pub setup: i64,
    pub service: i64,
    pub waiting_time: i64,
    pub arrival: i64,
    pub duration: i64,
    pub load: Vec<i64>,
    pub violations: [(); 0],
}

/// Tells an answer as VROOM does. Routes begin as late as costs nothing.
pub fn output(day: &Day, answer: &Answer) -> Output {
    let used = answer.routes.iter().enumerate().filter(|(_, stops)| !stops.is_empty());
    let routes: Vec<Route> = used.filter_map(|(at, _)| route(day, at, &answer.spots[at])).collect();
    let mut summary = Summary { routes: routes.len(), ..Summary::default() };
    for route in &routes {
        summary.cost += route.cost;
        add(&mut summary.delivery, &route.delivery, 1);
        add(&mut summary.pickup, &route.pickup, 1);
        summary.sums.add(&route.sums);
    }
    let unassigned: Vec<Unassigned> = answer.absent.iter().flat_map(|&stop| left_out(day, stop)).collect();
    summary.unassigned = unassigned.len();
    Output { code: 0, summary, unassigned, routes }
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.setup += other.setup;
        self.service += other.service;
        self.duration += other.duration;
        self.waiting_time += other.waiting_time;
        self.priority += other.priority;
        self.distance = match (self.distance, other.distance) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
        };
    }
}

pub(super) fn add(sums: &mut Vec<i64>, amounts: &[i64], sign: i64) {
    sums.resize(sums.len().max(amounts.len()), 0);
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        *sum += sign * amount;
    }
}

fn left_out(day: &Day, stop: u32) -> impl Iterator<Item = Unassigned> + '_ {
    let reason = reason(day, stop);
    day.members[stop as usize].iter().map(move |&job| {
        let job = &day.input.jobs[job];
        Unassigned {
            id: job.id,
            r#type: "job",
            location: job.location,
            location_index: job.location_index,
            description: job.description.clone(),
            reason,
        }
    })
}

/// Why a stop is left out: what not even a vehicle with nothing else to do could keep.
fn reason(day: &Day, stop: u32) -> &'static str {
    let problem = &day.problem;
    let of = &problem.stops()[stop as usize];
    let serves = |v: &&problem::Vehicle| v.serves.as_ref().is_none_or(|serves| serves[stop as usize]);
    let able: Vec<_> = problem.vehicles().iter().filter(serves).collect();
    let reaches = |v: &&problem::Vehicle| {
        let travel = problem.travel(v);
        travel.time(v.start, stop).max(travel.time(stop, v.end)) < problem::FAR
    };
    let carries = |v: &&problem::Vehicle| {
        v.capacity.iter().zip(&of.deliver).all(|(most, amount)| amount <= most)
            && v.capacity.iter().zip(&of.collect).all(|(most, amount)| amount <= most)
    };
    if able.is_empty() {
        "no_skill"
    } else if !able.iter().any(reaches) {
        "unreachable"
    } else if !able.iter().any(carries) {
        "no_capacity"
    } else {
        "no_time"
    }
}

fn route(day: &Day, at: usize, spots: &[u32]) -> Option<Route> {
    let (vehicle, asked) = (&day.problem.vehicles()[at], &day.input.vehicles[at]);
    let driven = drive(&day.problem, vehicle, spots)?;
    let jobs = || spots.iter().flat_map(|&spot| &day.members[spot as usize]).map(|&job| &day.input.jobs[job]);
    let mut route = Route {
        vehicle: asked.id,
        cost: (cost(day, vehicle, spots) as f64 / day.scale as f64).round() as i64,
        delivery: vec![],
        pickup: vec![],
        sums: Sums::default(),
        description: asked.description.clone(),
        steps: vec![],
        violations: [],
    };
    for job in jobs() {
        add(&mut route.delivery, &job.delivery, 1);
        add(&mut route.pickup, &job.pickup, 1);
        route.sums.service += job.service;
        route.sums.priority += i64::from(job.priority);
    }
    let mut teller =
        Teller { day, vehicle, load: route.delivery.clone(), duration: 0, now: 0, steps: vec![] };
    teller.start(asked, &driven);
    let mut from = vehicle.start;
    for step in &driven {
        match step.what {
            Deed::Serve(spot) => {
                teller.stop(step, from, spot);
                from = spot;
            }
            Deed::Rest(index) => teller.rest(step, &asked.breaks[index]),
            Deed::End => teller.end(step, from, asked),
        }
    }
    route.sums.setup = teller.steps.iter().map(|s| s.setup).sum();
    route.sums.waiting_time = teller.steps.iter().map(|s| s.waiting_time).sum();
    route.sums.duration = teller.duration;
    route.sums.service += asked.breaks.iter().map(|b| b.service).sum::<i64>();
    route.sums.distance = distance(day, vehicle, spots);
    route.steps = teller.steps;
    Some(route)
}

fn cost(day: &Day, vehicle: &problem::Vehicle, spots: &[u32]) -> i64 {
    let travel = day.problem.travel(vehicle);
    i64::from(vehicle.fixed) + sum(vehicle, spots, |a, b| travel.cost(a, b))
}

fn distance(day: &Day, vehicle: &problem::Vehicle, spots: &[u32]) -> Option<i64> {
    let travel = day.problem.travel(vehicle);
    travel.distance.is_some().then(|| sum(vehicle, spots, |a, b| travel.distance(a, b)))
}

fn sum(vehicle: &problem::Vehicle, spots: &[u32], arc: impl Fn(u32, u32) -> i32) -> i64 {
    let mut at = vehicle.start;
    let mut sum = 0;
    for &next in spots.iter().chain([&vehicle.end]) {
        sum += i64::from(arc(at, next));
        at = next;
    }
    sum
}
