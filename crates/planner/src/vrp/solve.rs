//! The way in: a problem, a budget and a seed give an answer.

use super::islands::{self, Island, Runner, in_turn};
use super::near::Near;
use super::problem::Problem;
use super::search::Search;
use std::sync::Arc;

/// How long to search.
#[derive(Clone, Copy)]
pub enum Budget<'a> {
    /// So many rounds of ruin and recreate an island, rounded up to whole batches; reads no clock.
    Iterations(u64),
    /// Until the caller, asked now and then, no longer answers the share of the time used (0 to 1).
    Share(&'a (dyn Fn() -> Option<f64> + Sync)),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The stops of each vehicle, in the problem's order of vehicles.
    pub routes: Vec<Vec<u32>>,
    /// The spot of each of these: the stop itself, or another of its faces.
    pub spots: Vec<Vec<u32>>,
    /// Stops left out.
    pub absent: Vec<u32>,
    /// What the routes cost.
    pub cost: i64,
    /// Rounds searched on all islands.
    pub iterations: u64,
}

/// Searches the cheapest routes that leave out least.
pub fn solve(problem: &Problem, seed: u64, budget: Budget<'_>) -> Answer {
    solve_on(problem, seed, budget, (1, &in_turn), &mut |_| ())
}

/// Searches on several islands, at least one; `seen` hears the cost of the best answer now and then.
/// The answer depends on their number, but not on the runner.
pub fn solve_on(
    problem: &Problem,
    seed: u64,
    budget: Budget<'_>,
    (count, runner): (usize, Runner<'_>),
    seen: &mut dyn FnMut(i64),
) -> Answer {
    let near = Arc::new(Near::new(problem));
    let island = |at| Island(Search::new(problem, near.clone(), seed.wrapping_add(at)));
    let mut all: Vec<Island> = (0..count.max(1) as u64).map(island).collect();
    match budget {
        Budget::Iterations(most) => {
            let share = |done| (done < most).then(|| done as f64 / most as f64);
            islands::search(&mut all, &share, runner, seen);
        }
        Budget::Share(share) => islands::search(&mut all, &|_| share(), runner, seen),
    }
    let iterations = all.iter().map(|island| island.0.iterations).sum();
    let best = islands::best(&all);
    if problem.villages > 0 && !best.absent.is_empty() {
        let open = problem.without_villages();
        let fill = Search::resume(&open, Arc::new(Near::new(&open)), seed, best);
        return answer(&open, &fill.best, iterations);
    }
    answer(problem, best, iterations)
}

fn answer(problem: &Problem, best: &super::begin::Best, iterations: u64) -> Answer {
    let all = |of: &dyn Fn(&(u32, u32)) -> u32| -> Vec<Vec<u32>> {
        best.routes.iter().map(|r| r.iter().map(of).collect()).collect()
    };
    let (routes, spots) = (all(&|visit| visit.0 / problem.days), all(&|visit| visit.1));
    Answer { routes, spots, absent: best.absent.clone(), cost: best.score.1, iterations }
}
