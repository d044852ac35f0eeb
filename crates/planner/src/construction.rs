//! Puts blocks into routes where they cost least, the most urgent first.

use crate::block::{Block, Kind};
use crate::joint;
use crate::rng::Rng;
use crate::state::{Node, REENTRY, Route, Spot, State};

/// Inserts what no route holds, as far as it fits: joint visits first, because two days must
/// agree on them, then by urgency, in the order given. `blink` overlooks one place in so many,
/// which keeps repeated insertions from making the same plan (Christiaens and Vanden Berghe,
/// 2020); 0 overlooks none.
pub(crate) fn insert_all(state: &mut State, waiting: &[u32], blink: u32, rng: &mut Rng) {
    let model = state.model;
    let mut order: Vec<u32> = waiting.to_vec();
    order.sort_by_key(|&b| {
        let block = &model.blocks[b as usize];
        (block.kind != Kind::Lead, block.missed.iter().position(|&m| m > 0))
    });
    for block in order {
        match model.blocks[block as usize].kind {
            Kind::Plain => {
                if let Some(spot) = best_spot(state, block, blink, rng) {
                    state.insert(block, spot);
                }
            }
            Kind::Lead => joint::insert(state, block),
            Kind::Partner => {}
        }
    }
}

/// The cheapest place for a block of plain visits.
fn best_spot(state: &State, block: u32, blink: u32, rng: &mut Rng) -> Option<Spot> {
    let held_by = joint::property_route(state, block);
    let mut best: Option<(i64, Spot)> = None;
    for (visitor, route) in state.routes.iter().enumerate() {
        let of = &state.model.blocks[block as usize];
        if !of.allowed[visitor] || held_by.is_some_and(|held| held != visitor) {
            continue;
        }
        for at in 0..=route.nodes.len() {
            if (blink > 0 && rng.once_in(blink)) || !may_insert(state, of, route, at, held_by.is_some()) {
                continue;
            }
            for flipped in [false, true].into_iter().take(of.visits.len().min(2)) {
                let spot = Spot { route: visitor, at, flipped };
                if let Some(added) = cost_of(state, block, spot)
                    && best.is_none_or(|(least, _)| added < least)
                {
                    best = Some((added, spot));
                }
            }
        }
    }
    best.map(|(_, spot)| spot)
}

/// Whether the place keeps properties whole, and villages too unless the block is pressing.
pub(crate) fn may_insert(state: &State, of: &Block, route: &Route, at: usize, beside: bool) -> bool {
    if state.parts_a_property(route, at) {
        return false;
    }
    if beside && !touches_property(state, of, route, at) {
        return false;
    }
    let pressing = of.missed[0] + of.missed[1] > 0;
    pressing || reentries_added(state, of, route, at) <= 0
}

fn touches_property(state: &State, of: &Block, route: &Route, at: usize) -> bool {
    let property = |node: &Node| state.model.blocks[node.block as usize].property == of.property;
    at.checked_sub(1).and_then(|i| route.nodes.get(i)).is_some_and(property)
        || route.nodes.get(at).is_some_and(property)
}

/// How many more times the route enters a village again with the block at this place.
pub(crate) fn reentries_added(state: &State, of: &Block, route: &Route, at: usize) -> i32 {
    let village = |node: &Node| state.model.blocks[node.block as usize].village;
    let before = at.checked_sub(1).and_then(|i| route.nodes.get(i)).map(village);
    let after = route.nodes.get(at).map(village);
    let differs = |v: Option<u32>| v.is_some_and(|v| v != of.village);
    let was = before.is_some() && after.is_some() && before != after;
    let more_runs = match route.nodes.is_empty() {
        true => 1,
        false => i32::from(differs(before)) + i32::from(differs(after)) - i32::from(was),
    };
    more_runs - i32::from(route.visits_to[of.village as usize] == 0)
}

/// What the route costs more with the block there; none where the day becomes impossible.
#[inline]
fn cost_of(state: &State, block: u32, spot: Spot) -> Option<i64> {
    let route = &state.routes[spot.route];
    let node = Node { block, flipped: spot.flipped };
    let there = state.join(spot.route, &route.front[spot.at], state.stretch(spot.route, node));
    let day = state.join(spot.route, &there, &route.back[spot.at]);
    if day.warp > 0 {
        return None;
    }
    let of = &state.model.blocks[block as usize];
    let more = reentries_added(state, of, route, spot.at);
    debug_assert!(i64::from(more) * REENTRY < i64::MAX / 2);
    Some(state.price_of(spot.route, &day, route.reentries + more, false) - route.price)
}
