//! Joint visits: two visitors at one door from the same minute. When a pair is inserted, its
//! minutes are fixed in both routes; from then on the routes are independent of each other.

use crate::block::{Block, Pair};
use crate::construction::{may_insert, reentries_added};
use crate::state::{Node, Route, Shape, Spot, State};
use std::rc::Rc;

/// The route that already holds another block of the same property and pair.
pub(crate) fn property_route(state: &State, block: u32) -> Option<usize> {
    let pair = state.model.pairs[state.model.blocks[block as usize].pair? as usize];
    let other = if block == pair.lead { pair.plain? } else { pair.lead };
    state.route_of[other as usize].map(|route| route as usize)
}

/// Every block that must leave its route together with this one.
pub(crate) fn bound_together(state: &State, block: u32) -> Vec<u32> {
    match state.model.blocks[block as usize].pair {
        None => vec![block],
        Some(pair) => {
            let Pair { lead, partner, plain } = state.model.pairs[pair as usize];
            [Some(lead), Some(partner), plain].into_iter().flatten().collect()
        }
    }
}

struct Place {
    route: usize,
    at: usize,
    reentries: i32,
    ready: i32,
}

/// Inserts a pair at the earliest minute both can make, where both days grow least.
pub(crate) fn insert(state: &mut State, lead: u32) {
    let Some(pair) = state.model.blocks[lead as usize].pair else { return };
    let Pair { lead, partner, .. } = state.model.pairs[pair as usize];
    let beside = property_route(state, lead);
    let (leads, partners) = (places(state, lead, beside), places(state, partner, None));
    let mut best: Option<(i64, [Spot; 2], [Shape; 2])> = None;
    for a in &leads {
        for b in partners.iter().filter(|b| b.route != a.route) {
            let Some(pins) = minutes(state, lead, [a, b]) else { continue };
            let shapes = [lead, partner].map(|block| {
                let order = state.shapes[block as usize].order.clone();
                state.shape(order, pins.clone())
            });
            let added = added_cost(state, lead, a, &shapes[0])
                .zip(added_cost(state, partner, b, &shapes[1]))
                .map(|(x, y)| x + y);
            if let Some(added) = added
                && best.as_ref().is_none_or(|(least, ..)| added < *least)
            {
                best =
                    Some((added, [a, b].map(|p| Spot { route: p.route, at: p.at, flipped: false }), shapes));
            }
        }
    }
    if let Some((_, spots, shapes)) = best {
        for ((block, spot), shape) in [lead, partner].into_iter().zip(spots).zip(shapes) {
            state.shapes[block as usize] = Rc::new(shape);
            state.insert(block, spot);
        }
    }
}

/// Where a block may go in each route, and when its visitor can be at the door.
fn places(state: &State, block: u32, beside: Option<usize>) -> Vec<Place> {
    let of = &state.model.blocks[block as usize];
    let door = state.model.visit(of.visits[0]).place.unwrap_or(0);
    let mut found = vec![];
    for (visitor, route) in state.routes.iter().enumerate() {
        if !of.allowed[visitor] || beside.is_some_and(|b| b != visitor) {
            continue;
        }
        let matrix = state.model.problem.matrix(state.model.problem.visitors()[visitor].mode);
        for at in (0..=route.nodes.len()).filter(|&at| may_join(state, of, route, at, beside.is_some())) {
            let before = &route.front[at];
            let ready = before.done_at() + matrix.cost(before.last, door);
            found.push(Place { route: visitor, at, reentries: reentries_added(state, of, route, at), ready });
        }
    }
    found
}

/// A partner counts no missed visit of its own, but a joint visit is as pressing for both.
fn may_join(state: &State, of: &Block, route: &Route, at: usize, beside: bool) -> bool {
    let mut pressing = of.clone();
    pressing.missed[0] += 1;
    may_insert(state, &pressing, route, at, beside)
}

/// When each visit of the pair starts: as soon as the slower of the two is there.
fn minutes(state: &State, lead: u32, [a, b]: [&Place; 2]) -> Option<Vec<i32>> {
    let order = &state.shapes[lead as usize].order;
    let modes = [a, b].map(|p| state.model.problem.visitors()[p.route].mode);
    let mut ready = a.ready.max(b.ready);
    let mut pins = vec![];
    for (i, &v) in order.iter().enumerate() {
        let visit = state.model.visit(v);
        let start = ready.max(visit.window.from);
        if start + visit.service_s > visit.window.to {
            return None;
        }
        pins.push(start);
        let next = order.get(i + 1).and_then(|&n| state.model.visit(n).place).unwrap_or(0);
        let way = modes.map(|m| state.model.problem.matrix(m).cost(visit.place.unwrap_or(0), next));
        ready = start + visit.service_s + way[0].max(way[1]);
    }
    Some(pins)
}

fn added_cost(state: &State, block: u32, place: &Place, shape: &Shape) -> Option<i64> {
    let route = &state.routes[place.route];
    let mode = state.model.problem.visitors()[place.route].mode;
    let stretch = shape.stretch_for(mode);
    let there = state.join(place.route, &route.front[place.at], stretch);
    let day = state.join(place.route, &there, &route.back[place.at]);
    debug_assert!(state.route_of[block as usize].is_none());
    let price = state.price_of(place.route, &day, route.reentries + place.reentries, false);
    (day.warp == 0).then_some(price - route.price)
}

/// Moves every joint visit to the earliest minute that both routes now allow.
pub(crate) fn advance(state: &mut State) {
    let mut pairs: Vec<Pair> = state.model.pairs.clone();
    pairs.retain(|p| state.route_of[p.lead as usize].is_some());
    pairs.sort_by_key(|p| state.shapes[p.lead as usize].pins.first().copied());
    for Pair { lead, partner, .. } in pairs {
        let [Some(a), Some(b)] = [lead, partner].map(|block| place_of(state, block)) else { continue };
        let Some(pins) = minutes(state, lead, [&a, &b]) else { continue };
        if pins >= state.shapes[lead as usize].pins {
            continue;
        }
        for (block, at) in [(lead, a), (partner, b)] {
            let order = state.shapes[block as usize].order.clone();
            state.shapes[block as usize] = Rc::new(state.shape(order, pins.clone()));
            let nodes: Vec<Node> = state.routes[at.route].nodes.clone();
            state.set_route(at.route, nodes);
        }
    }
}

fn place_of(state: &State, block: u32) -> Option<Place> {
    let route = state.route_of[block as usize]? as usize;
    let at = state.routes[route].nodes.iter().position(|n| n.block == block)?;
    let door = state.model.visit(state.model.blocks[block as usize].visits[0]).place?;
    let before = &state.routes[route].front[at];
    let mode = state.model.problem.visitors()[route].mode;
    let ready = before.done_at() + state.model.problem.matrix(mode).cost(before.last, door);
    Some(Place { route, at, reentries: 0, ready })
}
