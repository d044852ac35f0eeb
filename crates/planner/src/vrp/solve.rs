//! The way in: a problem, a budget and a seed give an answer.

use super::near::Near;
use super::problem::Problem;
use super::search::Search;
use std::rc::Rc;

/// How long to search.
pub enum Budget<'a> {
    /// So many rounds of ruin and recreate, rounded up to whole batches; reads no clock.
    Iterations(u64),
    /// Until the caller, asked now and then, no longer answers the share of the time used (0 to 1).
    Share(&'a mut dyn FnMut() -> Option<f64>),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The stops of each vehicle, in the problem's order of vehicles.
    pub routes: Vec<Vec<u32>>,
    /// Stops left out.
    pub absent: Vec<u32>,
    /// What the routes cost.
    pub cost: i64,
    /// Rounds searched.
    pub iterations: u64,
}

/// Searches the cheapest routes that leave out least.
pub fn solve(problem: &Problem, seed: u64, budget: Budget) -> Answer {
    let near = Rc::new(Near::new(problem));
    let mut search = Search::new(problem, near, seed);
    match budget {
        Budget::Iterations(most) => {
            search.run(&mut |done| (done < most).then(|| done as f64 / most as f64));
        }
        Budget::Share(share) => search.run(&mut |_| share()),
    }
    if problem.villages > 0 && !search.best.absent.is_empty() {
        let open = problem.without_villages();
        let near = Rc::new(Near::new(&open));
        let mut fill = Search::resume(&open, near, seed, &search.best);
        fill.iterations = search.iterations;
        return answer(&open, &fill);
    }
    answer(problem, &search)
}

fn answer(problem: &Problem, search: &Search) -> Answer {
    let stop = |node: &u32| node / problem.days;
    let routes = search.best.routes.iter().map(|r| r.iter().map(stop).collect()).collect();
    let (_, cost) = search.best.score;
    Answer { routes, absent: search.best.absent.clone(), cost, iterations: search.iterations }
}
