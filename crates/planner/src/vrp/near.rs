//! Which stops are worth looking at from a stop.

use super::problem::{FAR, NONE, Problem};

/// Neighbours of every stop, nearest first.
pub(super) struct Near {
    /// Beside whom a stop may be put.
    pub beside: Vec<Vec<Beside>>,
    /// Who is taken out together with a stop.
    pub around: Vec<Vec<u32>>,
}

/// A neighbour and the arcs to and from it, the cheapest where there are several faces.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    pub stop: u32,
    pub to: i32,
    pub from: i32,
    /// At least the two arcs of a place after the neighbour, if no nearer neighbour is on its other side:
    /// that one's look sees the same place.
    pub least_after: i32,
    /// The same before the neighbour.
    pub least_before: i32,
}

/// How many neighbours a stop is put beside.
const BESIDE: usize = 40;
/// The same where vehicles differ: the route that suits a stop may then not be the nearest one.
const BESIDE_MIXED: usize = 150;
/// How many neighbours may be taken out together.
const AROUND: usize = 100;
/// A minute of waiting counts as this part of a minute on the way (Vidal et al., 2013).
const WAIT_DIVISOR: i64 = 5;

impl Near {
    pub fn new(problem: &Problem) -> Self {
        let stops = problem.stops.len() as u32;
        let list = |measure: &dyn Fn(u32, u32) -> i64, most: usize| -> Vec<Vec<u32>> {
            (0..stops).map(|c| nearest(stops, c, most, measure)).collect()
        };
        let both = |c: u32, j: u32| i64::from(cheapest(problem, c, j)) + i64::from(cheapest(problem, j, c));
        let timed = |c: u32, j: u32| both(c, j) + 2 * waiting(problem, c, j).min(waiting(problem, j, c));
        let mixed = problem.kinds.iter().any(|&kind| kind >= problem.days);
        let beside = list(&timed, if mixed { BESIDE_MIXED } else { BESIDE });
        Self {
            beside: (0..).zip(&beside).map(|(c, near)| sides(problem, c, near)).collect(),
            around: list(&both, AROUND),
        }
    }
}

/// The arc from one stop to another, between their faces that suit it best.
fn cheapest(problem: &Problem, from: u32, to: u32) -> i32 {
    let pairs = problem.spots_of(from).flat_map(|own| problem.spots_of(to).map(move |other| (own, other)));
    pairs.map(|(own, other)| problem.travels[0].cost(own, other)).min().unwrap_or(0)
}

/// Neighbours of a stop with their arcs, from the farthest to the nearest for what is least beyond each.
fn sides(problem: &Problem, c: u32, near: &[u32]) -> Vec<Beside> {
    let travel = &problem.travels[0];
    let mut is_near = vec![false; problem.stops.len()];
    near.iter().chain([&c]).for_each(|&j| is_near[j as usize] = true);
    let is_beyond = |&spot: &u32| {
        let stop = problem.stop_at[spot as usize];
        stop == NONE || !is_near[stop as usize]
    };
    let mut least = (FAR, FAR);
    for spot in (0..problem.stop_at.len() as u32).filter(is_beyond) {
        for own in problem.spots_of(c) {
            least = (least.0.min(travel.cost(own, spot)), least.1.min(travel.cost(spot, own)));
        }
    }
    let mut found = Vec::with_capacity(near.len());
    for &stop in near.iter().rev() {
        let (to, from) = (cheapest(problem, c, stop), cheapest(problem, stop, c));
        found.push(Beside { stop, to, from, least_after: from + least.0, least_before: to + least.1 });
        least = (least.0.min(to), least.1.min(from));
    }
    found.reverse();
    found
}

fn nearest(stops: u32, c: u32, most: usize, measure: &dyn Fn(u32, u32) -> i64) -> Vec<u32> {
    let mut all: Vec<(i64, u32)> = (0..stops).filter(|&j| j != c).map(|j| (measure(c, j), j)).collect();
    if all.len() > most {
        all.select_nth_unstable(most);
        all.truncate(most);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, j)| j).collect()
}

/// How long one waits at least when going from one stop to another, scaled; far when the second
/// closes before one can be there.
fn waiting(problem: &Problem, from: u32, to: u32) -> i64 {
    let (a, b) = (&problem.stops[from as usize], &problem.stops[to as usize]);
    let (Some(first), Some(last)) = (a.windows.first(), a.windows.last()) else { return 0 };
    let (Some(opens), Some(closes)) = (b.windows.first(), b.windows.last()) else { return 0 };
    let way = i64::from(a.service) + i64::from(problem.travels[0].time(from, to));
    if i64::from(first.0) + way > i64::from(closes.1) {
        return i64::from(i32::MAX);
    }
    (i64::from(opens.0) - i64::from(last.1) - way).max(0) / WAIT_DIVISOR
}
