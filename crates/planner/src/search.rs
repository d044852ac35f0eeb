//! The engine: construction, local search, then ruin and recreate with simulated annealing.

use crate::block::Model;
use crate::construction::insert_all;
use crate::keep::Kept;
use crate::rng::Rng;
use crate::ruin::{Neighbours, ruin};
use crate::state::State;
use crate::{Before, Effort, Plan, Problem, Solver, joint, moves, schedule};

/// Construction overlooks one place in so many while it recreates.
const BLINK: u32 = 100;
/// At the start a round of average legs may grow by this share of a leg, in 1,024ths.
const FIRST_HEAT: i64 = 512;
/// At the end by this share.
const LAST_HEAT: i64 = 8;

/// Share of the effort, in 1,024ths, after which the best plan is only polished.
const UNTIL: u32 = 980;

/// Construction with local search and ruin-and-recreate.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalSearch;

impl Solver for LocalSearch {
    fn solve(&self, problem: &Problem, before: Option<&Before>, seed: u64, effort: Effort<'_>) -> Plan {
        let Some(pause) = problem.pause() else { return search(problem, before, seed, effort) };
        let before = before.map(|before| pause.close_before(before));
        pause.open(search(&pause.close(problem), before.as_ref(), seed, effort))
    }
}

fn search(problem: &Problem, before: Option<&Before>, seed: u64, mut effort: Effort<'_>) -> Plan {
    let model = Model::new(problem);
    let kept = before.map(|before| Kept::new(&model, before));
    let mut rng = Rng::new(seed);
    let mut state = State::empty(&model);
    let rank = |state: &State| rank(state, kept.as_ref());
    if let Some(kept) = &kept {
        kept.restore(&mut state);
    }
    let restored = state.clone();
    let waiting: Vec<u32> = (0..).zip(&state.route_of).filter(|(_, r)| r.is_none()).map(|(b, _)| b).collect();
    insert_all(&mut state, &waiting, 0, &mut rng);
    // A pressing visit may have come in at the price of something that counts more.
    let begun = if rank(&restored) < rank(&state) { restored } else { state };
    let best = improve(begun, &rank, &mut rng, &mut effort);
    let mut polished = best.clone();
    joint::advance(&mut polished);
    moves::descend(&mut polished, &mut effort);
    let is_worth_it = rank(&polished) < rank(&best);
    schedule::plan(if is_worth_it { &polished } else { &best })
}

type Rank = (u32, u32, u32, u32, u32, i64);

/// How good a plan is, with what it changes of an earlier one.
fn rank(state: &State, kept: Option<&Kept>) -> Rank {
    let mut rank = state.rank();
    rank.5 += kept.map_or(0, |kept| kept.price(state));
    rank
}

fn improve<'m, 'p>(
    mut state: State<'m, 'p>,
    rank: &dyn Fn(&State) -> Rank,
    rng: &mut Rng,
    effort: &mut Effort<'_>,
) -> State<'m, 'p> {
    let near = Neighbours::new(state.model);
    let leg = state.price / (1 + state.routes.iter().map(|r| r.nodes.len() as i64).sum::<i64>());
    let (mut best, mut now) = (state.clone(), rank(&state));
    let mut least = now;
    for step in 0.. {
        let used = effort.used(step);
        if used >= UNTIL || state.model.blocks.is_empty() {
            break;
        }
        let mut next = state.clone();
        let mut waiting = ruin(&mut next, &near, rng);
        rng.shuffle(&mut waiting);
        insert_all(&mut next, &waiting, BLINK, rng);
        let found = rank(&next);
        if is_accepted(now, found, heat(leg, used * 1024 / UNTIL), rng) {
            (state, now) = (next, found);
            if now < least {
                (best, least) = (state.clone(), now);
            }
        }
    }
    best
}

/// Seconds by which a plan may be worse, falling with the square of the effort left.
fn heat(leg: i64, used: u32) -> i64 {
    let left = i64::from(1024 - used);
    leg * (FIRST_HEAT * left * left / (1024 * 1024) + LAST_HEAT)
}

/// Never a plan that misses more; one that costs more with a chance that falls with its cost.
fn is_accepted(a: Rank, b: Rank, heat: i64, rng: &mut Rng) -> bool {
    let missed = |r: Rank| (r.0, r.1, r.2, r.3, r.4);
    match missed(b).cmp(&missed(a)) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => b.5 - a.5 < heat * rng.exponential() / (1024 * 1024),
    }
}
