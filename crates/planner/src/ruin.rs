//! Takes blocks out of neighbouring routes, so that construction can put them back better
//! (slack induction by string removals: Christiaens and Vanden Berghe, 2020).

use crate::block::{Kind, Model};
use crate::joint;
use crate::rng::Rng;
use crate::state::State;

/// Neighbours kept a block.
const NEAR: usize = 100;
/// Blocks removed on average, and at most from one route.
const REMOVED: u32 = 10;
const STRING: u32 = 10;
/// Once in so many times a whole village leaves a route.
const VILLAGE_ONCE_IN: u32 = 10;
/// Once in so many times the seed's round and a neighbouring one begin anew: villages change
/// hands that no string could free.
const ROUNDS_ONCE_IN: u32 = 20;

/// For each block the others, nearest first.
pub(crate) struct Neighbours(Vec<Vec<u32>>);

impl Neighbours {
    pub(crate) fn new(model: &Model) -> Self {
        let Some(who) = model.problem.visitors().iter().find(|v| v.present) else { return Self(vec![]) };
        let matrix = model.problem.matrix(who.mode);
        let place = |b: u32| model.visit(model.blocks[b as usize].visits[0]).place.unwrap_or(0);
        let plain: Vec<u32> = (0..model.blocks.len() as u32)
            .filter(|&b| model.blocks[b as usize].kind != Kind::Partner)
            .collect();
        let near = |block: u32| {
            let mut others: Vec<(i32, u32)> =
                plain.iter().map(|&other| (matrix.cost(place(block), place(other)), other)).collect();
            let kept = NEAR.min(others.len());
            if kept < others.len() {
                others.select_nth_unstable(kept);
            }
            others.truncate(kept);
            others.sort_unstable();
            others.into_iter().map(|(_, other)| other).collect()
        };
        Self((0..model.blocks.len() as u32).map(near).collect())
    }
}

/// Removes blocks around a random one and says which no route holds now, these included.
pub(crate) fn ruin(state: &mut State, near: &Neighbours, rng: &mut Rng) -> Vec<u32> {
    let held: u32 = state.routes.iter().map(|r| r.nodes.len() as u32).sum();
    if held > 0 {
        let seed = rng.below(state.model.blocks.len() as u32);
        let chosen = if rng.once_in(ROUNDS_ONCE_IN) {
            rounds(state, near, seed)
        } else if rng.once_in(VILLAGE_ONCE_IN) {
            villages(state, near, seed, rng)
        } else {
            strings(state, near, seed, held, rng)
        };
        let mut all: Vec<u32> = chosen.iter().flat_map(|&b| joint::bound_together(state, b)).collect();
        all.sort_unstable();
        all.dedup();
        state.remove(&all);
    }
    (0..state.model.blocks.len() as u32).filter(|&b| state.route_of[b as usize].is_none()).collect()
}

/// A string of blocks from each of a few routes near the seed.
fn strings(state: &State, near: &Neighbours, seed: u32, held: u32, rng: &mut Rng) -> Vec<u32> {
    let used = state.routes.iter().filter(|r| !r.nodes.is_empty()).count() as u32;
    let longest = STRING.min(held / used.max(1)).max(1);
    let count = 1 + rng.below((4 * REMOVED / (1 + longest)).max(1));
    let (mut ruined, mut chosen): (Vec<u32>, Vec<u32>) = (vec![], vec![]);
    for &block in &near.0[seed as usize] {
        if ruined.len() as u32 >= count {
            break;
        }
        let Some(route) = state.route_of[block as usize] else { continue };
        if ruined.contains(&route) {
            continue;
        }
        ruined.push(route);
        let nodes = &state.routes[route as usize].nodes;
        let length = (1 + rng.below(longest)).min(nodes.len() as u32);
        let Some(at) = nodes.iter().position(|n| n.block == block) else { continue };
        let first = (at as u32).saturating_sub(rng.below(length)).min(nodes.len() as u32 - length) as usize;
        chosen.extend(nodes[first..first + length as usize].iter().map(|n| n.block));
    }
    chosen
}

/// All blocks of the two routes that pass nearest to the seed.
fn rounds(state: &State, near: &Neighbours, seed: u32) -> Vec<u32> {
    let mut routes: Vec<u32> = vec![];
    for &block in &near.0[seed as usize] {
        match state.route_of[block as usize] {
            Some(route) if !routes.contains(&route) && routes.len() < 2 => routes.push(route),
            _ => {}
        }
    }
    routes.iter().flat_map(|&r| state.routes[r as usize].nodes.iter().map(|n| n.block)).collect()
}

/// All that two neighbouring routes do in the seed's village.
fn villages(state: &State, near: &Neighbours, seed: u32, rng: &mut Rng) -> Vec<u32> {
    let village = |b: u32| state.model.blocks[b as usize].village;
    let wanted = village(seed);
    let count = 1 + rng.below(2) as usize;
    let mut routes: Vec<u32> = vec![];
    for &block in near.0[seed as usize].iter().filter(|&&b| village(b) == wanted) {
        match state.route_of[block as usize] {
            Some(route) if !routes.contains(&route) && routes.len() < count => routes.push(route),
            _ => {}
        }
    }
    let held = routes.iter().flat_map(|&r| state.routes[r as usize].nodes.iter().map(|n| n.block));
    held.filter(|&b| village(b) == wanted).collect()
}
