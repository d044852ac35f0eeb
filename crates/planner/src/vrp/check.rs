//! Whether an answer keeps every rule, found out without the search's bookkeeping.

use super::drive::drive;
use super::problem::{Problem, Vehicle};
use super::solve::Answer;

/// A rule an answer breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The days on which a stop is served are none of its sets, or it is served twice on one.
    Days(u32),
    /// A stop is both served and left out, or neither.
    Count(u32),
    /// The spots of a route are not those of its stops.
    Spots(usize),
    /// A vehicle may not serve a stop of its route.
    Serves(usize),
    /// A window, the shift, a break or the room is missed.
    Drive(usize),
    /// A route is longer than allowed.
    Limits(usize),
    /// A route enters a village twice.
    Village(usize),
    /// The cost is not what the routes cost.
    Cost,
}

/// All breaches of an answer; empty when it is valid. Villages are judged only if `villages` says so.
pub fn check(problem: &Problem, answer: &Answer, villages: bool) -> Vec<Breach> {
    let mut breaches = days(problem, answer);
    let mut cost = 0;
    let routes = answer.routes.iter().zip(&answer.spots);
    for (index, (vehicle, (route, spots))) in problem.vehicles().iter().zip(routes).enumerate() {
        let faces = |&spot: &u32| problem.stop_at[spot as usize];
        if !spots.iter().map(faces).eq(route.iter().copied()) {
            breaches.push(Breach::Spots(index));
        }
        if route.is_empty() {
            continue;
        }
        let sums = sums(problem, vehicle, spots);
        cost += sums.cost + i64::from(vehicle.fixed);
        if vehicle.serves.as_ref().is_some_and(|s| route.iter().any(|&stop| !s[stop as usize])) {
            breaches.push(Breach::Serves(index));
        }
        if drive(problem, vehicle, spots).is_none() {
            breaches.push(Breach::Drive(index));
        }
        if sums.work > vehicle.most_work
            || sums.travel > vehicle.most_travel
            || sums.distance > vehicle.most_distance
        {
            breaches.push(Breach::Limits(index));
        }
        if villages && !enters_once(problem, route) {
            breaches.push(Breach::Village(index));
        }
    }
    if cost != answer.cost {
        breaches.push(Breach::Cost);
    }
    breaches
}

fn days(problem: &Problem, answer: &Answer) -> Vec<Breach> {
    let mut served = vec![vec![]; problem.stops().len()];
    for (vehicle, route) in problem.vehicles().iter().zip(&answer.routes) {
        route.iter().for_each(|&stop| served[stop as usize].push(vehicle.day));
    }
    let mut breaches = vec![];
    for (stop, days) in (0..).zip(&served) {
        let set = days.iter().fold(0u32, |set, day| set | 1 << day);
        if days.is_empty() != answer.absent.contains(&stop) {
            breaches.push(Breach::Count(stop));
        }
        let known = problem.stops()[stop as usize].combinations.contains(&set);
        if !days.is_empty() && (!known || set.count_ones() as usize != days.len()) {
            breaches.push(Breach::Days(stop));
        }
    }
    breaches
}

struct Sums {
    cost: i64,
    work: i64,
    travel: i64,
    distance: i64,
}

fn sums(problem: &Problem, vehicle: &Vehicle, spots: &[u32]) -> Sums {
    let travel = problem.travel(vehicle);
    let mut sums = Sums { cost: 0, work: 0, travel: 0, distance: 0 };
    let mut at = vehicle.start;
    for &next in spots.iter().chain([&vehicle.end]) {
        sums.cost += i64::from(travel.cost(at, next));
        sums.travel += i64::from(travel.time(at, next));
        sums.distance += i64::from(travel.distance(at, next));
        at = next;
    }
    let service = |&spot: &u32| i64::from(problem.stop_of(spot).service);
    sums.work = sums.travel + spots.iter().map(service).sum::<i64>();
    sums
}

fn enters_once(problem: &Problem, route: &[u32]) -> bool {
    let mut entered: Vec<_> = route.iter().map(|&stop| problem.stops()[stop as usize].village).collect();
    entered.dedup();
    entered.retain(Option::is_some);
    let all = entered.len();
    entered.sort_unstable();
    entered.dedup();
    entered.len() == all
}
