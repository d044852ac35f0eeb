//! Simulated annealing over ruin and recreate, one island of it.

use super::begin::{Best, Score};
use super::near::Near;
use super::problem::{Problem, Shape};
use super::state::State;
use crate::rng::Rng;
use std::sync::Arc;

/// The temperature at the beginning, in mean arcs of the first plan.
const HOT: f64 = 1.0;
/// The temperature at the end, a stop, and its bounds: large problems get few rounds a stop, which are
/// better spent while there is still movement.
const COLD_A_STOP: f64 = 0.000_075;
const COLDEST: f64 = 0.015;
const LEAST_COLD: f64 = 0.08;
/// One round in so many may open a route though there is room elsewhere; with windows, every one.
const OPENS: u32 = 10;

/// One island.
pub(super) struct Search<'p> {
    pub state: State<'p>,
    pub near: Arc<Near>,
    /// Costs of arcs into a stop, row by row; empty where they are those out of it.
    pub into: Vec<i32>,
    pub size: u32,
    pub rng: Rng,
    pub removed: Vec<u32>,
    pub ruined: Vec<bool>,
    pub used_routes: u32,
    pub visits: u32,
    pub next_blink: u32,
    pub best: Best,
    /// Whether an empty route is looked at even if there is room elsewhere.
    pub open_routes: bool,
    /// A place must cost less than this.
    pub ceiling: i32,
    pub absent: Vec<u32>,
    pub absent_before: Vec<u32>,
    /// How often a stop was left out.
    pub absences: Vec<u64>,
    pub weight: i64,
    pub mean_arc: f64,
    pub stale: Vec<u32>,
    pub is_stale: Vec<bool>,
    pub keys: Vec<(i64, u32)>,
    pub iterations: u64,
}

impl<'p> Search<'p> {
    pub(super) fn empty(problem: &'p Problem, near: Arc<Near>, seed: u64) -> Self {
        let state = State::new(problem);
        let travel = &problem.travels[0];
        let size = travel.size;
        let mut into: Vec<i32> = (0..size * size).map(|at| travel.cost(at % size, at / size)).collect();
        if into == travel.cost {
            into = vec![];
        }
        let stops = problem.stops.len();
        let routes = problem.vehicles.len();
        Self {
            state,
            near,
            into,
            size,
            rng: Rng::new(seed),
            removed: vec![],
            ruined: vec![false; routes],
            used_routes: 0,
            visits: 0,
            next_blink: 0,
            best: Best { score: (i64::MAX, i64::MAX), routes: vec![vec![]; routes], absent: vec![] },
            open_routes: true,
            ceiling: i32::MAX,
            absent: (0..stops as u32).collect(),
            absent_before: vec![],
            absences: vec![0; stops],
            weight: problem.stops.iter().map(|s| s.weight).sum(),
            mean_arc: 1.0,
            stale: vec![],
            is_stale: vec![false; routes],
            keys: vec![],
            iterations: 0,
        }
    }

    pub(super) fn score(&self) -> Score {
        (self.weight, self.state.cost)
    }

    /// Runs rounds while `progress` of the number of rounds done answers a share from 0 to 1.
    pub fn run(&mut self, progress: &mut dyn FnMut(u64) -> Option<f64>) {
        match self.state.problem.shape {
            Shape::Plain => self.rounds::<false, false>(progress),
            Shape::Timed => self.rounds::<true, false>(progress),
            Shape::Rich => self.rounds::<true, true>(progress),
        }
    }

    fn rounds<const TIMED: bool, const RICH: bool>(&mut self, progress: &mut dyn FnMut(u64) -> Option<f64>) {
        let stops = self.state.problem.stops.len() as f64;
        let cold = self.mean_arc * (COLD_A_STOP * stops).clamp(COLDEST, LEAST_COLD);
        let hot = HOT * self.mean_arc;
        while let Some(share) = progress(self.iterations) {
            let temperature = hot * super::power::power(cold / hot, share);
            self.used_routes = self.state.routes.iter().filter(|r| r.count > 0).count() as u32;
            self.visits = self.state.routes.iter().map(|r| r.count).sum();
            for _ in 0..32 {
                self.round::<TIMED, RICH>(temperature);
            }
            self.iterations += 32;
        }
    }

    fn round<const TIMED: bool, const RICH: bool>(&mut self, temperature: f64) {
        let before = self.score();
        self.state.begin();
        self.ruin::<TIMED, RICH>();
        let mut wanted = std::mem::take(&mut self.removed);
        self.weight += self.weight_of(&wanted);
        std::mem::swap(&mut self.absent, &mut self.absent_before);
        self.absent.clear();
        self.want_absent(&mut wanted);
        self.sort(&mut wanted);
        self.open_routes = TIMED || self.rng.once_in(OPENS);
        let limit = before.1 as f64 + temperature * self.rng.exponential() as f64 / EXPONENTIAL_MEAN;
        let bounded = self.absent_before.is_empty();
        let mut aborted = false;
        for &stop in &wanted {
            if bounded {
                let left = limit as i64 + 1 - self.state.cost;
                self.ceiling = left.clamp(0, i64::from(i32::MAX)) as i32;
            }
            if self.put::<TIMED, RICH>(stop) {
                self.weight -= self.state.problem.stops[stop as usize].weight;
            } else if bounded {
                aborted = true;
                break;
            } else {
                self.absent.push(stop);
            }
        }
        self.ceiling = i32::MAX;
        let gone = before.0 - self.weight;
        let accepted = !aborted && self.accepts(gone, limit);
        if accepted {
            self.mark_stale();
            if self.score() < self.best.score {
                self.keep_best();
            }
        } else {
            self.state.undo::<TIMED, RICH>();
            self.weight = before.0;
            self.restore_visited(&wanted);
            std::mem::swap(&mut self.absent, &mut self.absent_before);
        }
        self.removed = wanted;
    }

    pub(super) fn weight_of(&self, stops: &[u32]) -> i64 {
        stops.iter().map(|&s| self.state.problem.stops[s as usize].weight).sum()
    }

    fn accepts(&mut self, gone: i64, limit: f64) -> bool {
        if gone != 0 {
            let accepted = gone > 0 || self.is_rarer();
            self.count_absences();
            return accepted;
        }
        if !self.absent.is_empty() {
            let rarer = self.is_rarer();
            self.count_absences();
            if rarer {
                return true;
            }
        }
        self.state.cost as f64 <= limit
    }

    fn restore_visited(&mut self, stops: &[u32]) {
        for &stop in stops {
            let days = self.state.problem.days;
            let on = |day: &u32| self.state.nodes[self.state.node(stop, *day) as usize].route != u32::MAX;
            self.state.visited[stop as usize] = (0..days).filter(on).fold(0, |set, day| set | 1 << day);
        }
    }
}

/// The mean of [`Rng::exponential`].
const EXPONENTIAL_MEAN: f64 = 1477.0;

#[cfg(test)]
mod tests;
