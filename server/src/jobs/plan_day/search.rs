//! How long the search of each day may take.

use super::ask::Limit;
use planner::{Before, Effort, LocalSearch, Plan, Problem, Solver};
use std::time::{Duration, Instant};

/// Steps of the search for each pair of the day's visits: beyond that it gains next to nothing.
const STEPS_A_PAIR: u32 = 4;
/// A small day has these at least.
const FEWEST_STEPS: u32 = 500;
/// Part of the time left that the searches may have; reading and saving have the rest.
const SEARCHING: f64 = 0.8;

/// Grants every day to come an equal part of the time that is left.
pub(super) struct Search {
    limit: Limit,
    /// Searches to come.
    left: u32,
    seed: u64,
    steps: u32,
}

impl Search {
    pub(super) fn new(limit: Limit, searches: u32, seed: u64) -> Self {
        Self { limit, left: searches, seed, steps: 0 }
    }

    /// Steps so far.
    pub(super) fn steps(&self) -> u32 {
        self.steps
    }

    /// Plans one day, from the plan that visitors have seen where there is one.
    pub(super) fn solve(&mut self, problem: &Problem, before: Option<&Before>) -> Plan {
        let left = self.left.max(1);
        self.left = left - 1;
        let seed = self.seed;
        match self.limit {
            Limit::Iterations(all) => {
                self.steps = self.steps.saturating_add(all);
                LocalSearch.solve(problem, before, seed, Effort::Iterations(all))
            }
            Limit::Until(end) => {
                let began = Instant::now();
                let time = end.saturating_duration_since(began).mul_f64(SEARCHING) / left;
                let visits = problem.visits().len() as u32;
                let most = visits.saturating_pow(2).saturating_mul(STEPS_A_PAIR).max(FEWEST_STEPS);
                let mut steps = 0;
                let mut used = || {
                    steps += 1;
                    share(began.elapsed(), time).max(u128::from(steps) * 1024 / u128::from(most)).min(1024)
                        as u32
                };
                let plan = LocalSearch.solve(problem, before, seed, Effort::Used(&mut used));
                self.steps = self.steps.saturating_add(steps);
                plan
            }
        }
    }
}

/// In 1,024ths.
fn share(used: Duration, of: Duration) -> u128 {
    used.as_micros() * 1024 / of.as_micros().max(1)
}
