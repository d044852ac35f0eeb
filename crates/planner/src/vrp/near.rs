//! Which stops are worth looking at from a stop.

use super::problem::Problem;

/// Neighbours of every stop, nearest first.
pub(super) struct Near {
    /// Beside whom a stop may be put.
    pub beside: Vec<Vec<Beside>>,
    /// The cheapest arcs from and into a stop.
    pub least: Vec<(i32, i32)>,
    /// Who is taken out together with a stop.
    pub around: Vec<Vec<u32>>,
}

/// A neighbour and the arcs to and from it, the cheapest where there are several faces.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    pub stop: u32,
    pub to: i32,
    pub from: i32,
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
        let travel = &problem.travels[0];
        let cheapest = |c: u32, j: u32| {
            let pairs = problem.spots_of(c).flat_map(|from| problem.spots_of(j).map(move |to| (from, to)));
            pairs.map(|(from, to)| travel.cost(from, to)).min().unwrap_or(0)
        };
        let both = |c: u32, j: u32| i64::from(cheapest(c, j)) + i64::from(cheapest(j, c));
        let timed = |c: u32, j: u32| both(c, j) + 2 * waiting(problem, c, j).min(waiting(problem, j, c));
        let arcs = |c: usize, near: Vec<u32>| {
            let c = c as u32;
            near.into_iter()
                .map(|stop| Beside { stop, to: cheapest(c, stop), from: cheapest(stop, c) })
                .collect()
        };
        let least = |c: u32| {
            let others = || (0..travel.size).filter(move |&j| problem.stop_at[j as usize] != c);
            let arcs = |arc: &dyn Fn(u32, u32) -> i32| {
                let all = problem.spots_of(c).flat_map(|own| others().map(move |j| arc(own, j)));
                all.min().unwrap_or(0)
            };
            (arcs(&|own, j| travel.cost(own, j)), arcs(&|own, j| travel.cost(j, own)))
        };
        let mixed = problem.kinds.iter().any(|&kind| kind >= problem.days);
        let beside = list(&timed, if mixed { BESIDE_MIXED } else { BESIDE });
        Self {
            beside: beside.into_iter().enumerate().map(|(c, near)| arcs(c, near)).collect(),
            least: (0..stops).map(least).collect(),
            around: list(&both, AROUND),
        }
    }
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
