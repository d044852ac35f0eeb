//! A slow, obvious solver: every sharing out and every order of a handful of stops.

use super::check::check;
use super::drive::drive;
use super::problem::{Break, Problem, Stop, Travel, Vehicle};
use super::{Budget, solve};
use crate::rng::Rng;

const SPOTS: u32 = 7;

/// The least weight left out and, with it, the least cost.
fn best(problem: &Problem) -> (i64, i64) {
    let mut routes = vec![vec![]; problem.vehicles.len()];
    let mut best = (i64::MAX, i64::MAX);
    share(problem, 0, &mut routes, 0, &mut best);
    best
}

fn share(problem: &Problem, stop: usize, routes: &mut Vec<Vec<u32>>, out: i64, best: &mut (i64, i64)) {
    let Some(of) = problem.stops.get(stop) else {
        let costs: Option<i64> =
            problem.vehicles.iter().zip(routes.iter()).map(|(v, route)| cheapest(problem, v, route)).sum();
        *best = costs.map_or(*best, |cost| (*best).min((out, cost)));
        return;
    };
    share(problem, stop + 1, routes, out + of.weight, best);
    for &set in &of.combinations {
        on_days(problem, stop, set, routes, out, best);
    }
}

/// Gives the stop to one vehicle on each day of a set, in all ways.
fn on_days(
    problem: &Problem,
    stop: usize,
    set: u32,
    routes: &mut Vec<Vec<u32>>,
    out: i64,
    best: &mut (i64, i64),
) {
    if set == 0 {
        return share(problem, stop + 1, routes, out, best);
    }
    let day = set.trailing_zeros();
    for at in (0..problem.vehicles.len()).filter(|&at| problem.vehicles[at].day == day) {
        routes[at].push(stop as u32);
        on_days(problem, stop, set & !(1 << day), routes, out, best);
        routes[at].pop();
    }
}

fn cheapest(problem: &Problem, vehicle: &Vehicle, stops: &[u32]) -> Option<i64> {
    if stops.is_empty() {
        return Some(0);
    }
    let mut least = None;
    orders(&mut stops.to_vec(), 0, &mut |order| {
        least = [least, cost(problem, vehicle, order)].into_iter().flatten().min();
    });
    least
}

fn orders(items: &mut Vec<u32>, from: usize, seen: &mut impl FnMut(&[u32])) {
    if from == items.len() {
        return seen(items);
    }
    for at in from..items.len() {
        items.swap(from, at);
        orders(items, from + 1, seen);
        items.swap(from, at);
    }
}

fn cost(problem: &Problem, vehicle: &Vehicle, order: &[u32]) -> Option<i64> {
    let serves = |&stop: &u32| vehicle.serves.as_ref().is_none_or(|serves| serves[stop as usize]);
    if !order.iter().all(serves) || drive(problem, vehicle, order).is_none() {
        return None;
    }
    let travel = problem.travel(vehicle);
    let path: Vec<u32> = [vehicle.start].iter().chain(order).chain([&vehicle.end]).copied().collect();
    let way = path.windows(2).map(|w| i64::from(travel.cost(w[0], w[1]))).sum::<i64>();
    let work = way + order.iter().map(|&s| i64::from(problem.stops[s as usize].service)).sum::<i64>();
    (work <= vehicle.most_work).then_some(way + i64::from(vehicle.fixed))
}

/// A random problem of five stops; `rich` ones have skills, breaks, collections and fixed costs.
fn random(seed: u64, days: u32, rich: bool) -> Problem {
    let mut rng = Rng::new(seed);
    let points: Vec<(i32, i32)> = (0..SPOTS).map(|_| (rng.below(60) as i32, rng.below(60) as i32)).collect();
    let arc = |a: (i32, i32), b: (i32, i32)| (a.0 - b.0).abs() + (a.1 - b.1).abs();
    let cost = points.iter().flat_map(|&a| points.iter().map(move |&b| arc(a, b))).collect();
    let travel = Travel { size: SPOTS, cost, time: None, distance: None };
    let stops: Vec<Stop> = (0..SPOTS - 2).map(|_| stop(&mut rng, days, rich)).collect();
    let vehicle = |rng: &mut Rng, at: u32| Vehicle {
        travel: 0,
        start: SPOTS - 1 - at % 2,
        end: SPOTS - 1,
        shift: (0, 220),
        capacity: vec![8],
        most_work: 200,
        most_travel: i64::MAX,
        most_distance: i64::MAX,
        fixed: if rich { rng.below(10) as i32 } else { 0 },
        breaks: if rich { vec![Break { windows: vec![(60, 150)], service: 10 }] } else { vec![] },
        day: at % days,
        serves: rich.then(|| (0..SPOTS - 2).map(|_| !rng.once_in(6)).collect()),
    };
    let vehicles = (0..2).map(|at| vehicle(&mut rng, at)).collect();
    Problem::new(stops, vehicles, vec![travel], days).unwrap()
}

fn stop(rng: &mut Rng, days: u32, rich: bool) -> Stop {
    let opens = rng.below(120) as i32;
    let amount = 1 + rng.below(4) as i32;
    let collected = rich && rng.once_in(3);
    Stop {
        windows: if rng.once_in(2) { vec![(opens, opens + 60)] } else { vec![] },
        setup: 0,
        service: rng.below(8) as i32,
        deliver: vec![if collected { 0 } else { amount }],
        collect: vec![if collected { amount } else { 0 }],
        weight: 1 + i64::from(rng.below(3)),
        combinations: if days == 1 { vec![1] } else { vec![1 + rng.below(3), 1 << rng.below(2)] },
        village: None,
        place: None,
        left_at: None,
    }
}

fn agrees(problem: &Problem, seed: u64) {
    let answer = solve(problem, 1, Budget::Iterations(4_000));
    assert_eq!(check(problem, &answer, true), vec![], "seed {seed}");
    let out: i64 = answer.absent.iter().map(|&stop| problem.stops[stop as usize].weight).sum();
    assert_eq!((out, answer.cost), best(problem), "seed {seed}");
}

#[test]
fn small_problems_are_solved_to_the_optimum() {
    (0..40).for_each(|seed| agrees(&random(seed, 1, false), seed));
}

#[test]
fn small_rich_problems_are_solved_to_the_optimum() {
    (0..40).for_each(|seed| agrees(&random(seed, 1, true), seed));
}

#[test]
fn small_periodic_problems_are_solved_to_the_optimum() {
    (0..40).for_each(|seed| agrees(&random(seed, 2, false), seed));
}
