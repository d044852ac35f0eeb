//! Where a search begins and goes on from: nothing, known routes, or the best plan of another island.

use super::near::Near;
use super::problem::{Problem, Shape};
use super::search::Search;
use super::state::State;
use super::timing;
use std::sync::Arc;

/// The best plan so far and its score.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub score: Score,
    /// Visits of each route and their spots.
    pub routes: Vec<Vec<(u32, u32)>>,
    pub absent: Vec<u32>,
}

/// Weights of the stops left out, then what the routes cost.
pub(super) type Score = (i64, i64);

impl<'p> Search<'p> {
    /// An island that begins with all stops put in, one after the other.
    pub fn new(problem: &'p Problem, near: Arc<Near>, seed: u64) -> Self {
        let mut search = Self::empty(problem, near, seed);
        match problem.shape {
            Shape::Plain => search.start::<false, false>(),
            Shape::Timed => search.start::<true, false>(),
            Shape::Rich => search.start::<true, true>(),
        }
        search
    }

    /// An island that begins with known routes of a rich problem and puts in what they leave out.
    pub fn resume(problem: &'p Problem, near: Arc<Near>, seed: u64, known: &Best) -> Self {
        let mut search = Self::empty(problem, near, seed);
        search.load::<true, true>(known);
        search.start::<true, true>();
        search
    }

    /// Goes on from known routes.
    pub fn adopt(&mut self, known: &Best) {
        match self.state.problem.shape {
            Shape::Plain => self.load::<false, false>(known),
            Shape::Timed => self.load::<true, false>(known),
            Shape::Rich => self.load::<true, true>(known),
        }
        self.keep_best();
    }

    fn load<const TIMED: bool, const RICH: bool>(&mut self, known: &Best) {
        let problem = self.state.problem;
        self.state = State::new(problem);
        for (route, visits) in (0..).zip(&known.routes) {
            let mut after = self.state.start(route);
            for &(visit, spot) in visits {
                self.state.nodes[visit as usize].spot = spot;
                self.state.link::<RICH>(visit, after);
                self.state.visited[(visit / problem.days) as usize] |= 1 << (visit % problem.days);
                after = visit;
            }
            if TIMED {
                timing::reschedule::<RICH>(&mut self.state, route);
            }
        }
        self.absent.clone_from(&known.absent);
        self.weight = self.weight_of(&self.absent);
        self.stale = (0..problem.vehicles.len() as u32).collect();
        self.is_stale.fill(true);
    }

    /// Puts all stops in, one after the other.
    fn start<const TIMED: bool, const RICH: bool>(&mut self) {
        self.state.begin();
        let mut all = std::mem::take(&mut self.absent);
        self.sort(&mut all);
        for stop in all {
            if self.put::<TIMED, RICH>(stop) {
                self.weight -= self.state.problem.stops[stop as usize].weight;
            } else {
                self.absent.push(stop);
            }
        }
        let arcs = self.state.problem.stops.len().max(1);
        self.mean_arc = self.state.cost as f64 / arcs as f64;
        self.mark_stale();
        self.keep_best();
    }

    pub(super) fn mark_stale(&mut self) {
        for &route in &self.state.touched {
            if !self.is_stale[route as usize] {
                self.is_stale[route as usize] = true;
                self.stale.push(route);
            }
        }
    }

    pub(super) fn keep_best(&mut self) {
        for route in self.stale.drain(..) {
            self.is_stale[route as usize] = false;
            let kept = &mut self.best.routes[route as usize];
            kept.clear();
            kept.extend(self.state.visits(route).map(|v| (v, self.state.nodes[v as usize].spot)));
        }
        self.best.absent.clone_from(&self.absent);
        self.best.score = self.score();
    }
}
