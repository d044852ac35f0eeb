//! What visitors saw of an earlier plan of the day, and how much of it a new one keeps.

use crate::block::{Kind, Model};
use crate::state::{Node, State};
use std::rc::Rc;

/// Seconds of work and travel that a plan must save for each property it moves to another visitor,
/// another place of the round or another minute: what people have prepared for is worth that.
const WORTH_S: i64 = 300;

/// An earlier plan of the same day, in the visits and visitors of the new problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Visitor, and the visits of the round in order, each with the second at which it began.
    pub rounds: Vec<(u32, Vec<(u32, i32)>)>,
}

/// The earlier plan in blocks.
pub(crate) struct Kept {
    /// By block: the visitor, and the place in the round.
    home: Vec<Option<(u32, u32)>>,
    /// By block: its visits in the order in which they were planned, new ones last.
    order: Vec<Vec<u32>>,
    /// By block of a joint visit: when each of these began; empty where one is new.
    pins: Vec<Vec<i32>>,
}

impl Kept {
    pub(crate) fn new(model: &Model, before: &Before) -> Self {
        let mut kept = Self {
            home: vec![None; model.blocks.len()],
            order: model.blocks.iter().map(|block| block.visits.clone()).collect(),
            pins: vec![vec![]; model.blocks.len()],
        };
        for (visitor, stops) in &before.rounds {
            for (b, block) in model.blocks.iter().enumerate() {
                let place = |visit: u32| stops.iter().position(|(v, _)| *v == visit);
                let first = block.visits.iter().filter_map(|&v| place(v)).min();
                let Some(first) = first.filter(|_| kept.home[b].is_none()) else { continue };
                if !block.allowed.get(*visitor as usize).is_some_and(|allowed| *allowed) {
                    continue;
                }
                kept.home[b] = Some((*visitor, first as u32));
                kept.order[b].sort_by_key(|&v| (place(v).unwrap_or(usize::MAX), v));
                if block.kind != Kind::Plain {
                    let pins = kept.order[b].iter().map(|&v| place(v).map(|at| stops[at].1));
                    kept.pins[b] = pins.collect::<Option<_>>().unwrap_or_default();
                }
            }
        }
        kept
    }

    /// Puts what the earlier plan held into an empty one, as far as the day still allows it.
    pub(crate) fn restore(&self, state: &mut State) {
        for visitor in 0..state.routes.len() {
            let at_home = |b: &usize| self.home[*b].is_some_and(|(of, _)| of as usize == visitor);
            let mut blocks: Vec<usize> = (0..self.home.len()).filter(at_home).collect();
            blocks.sort_by_key(|&b| self.home[b]);
            let mut nodes: Vec<Node> = vec![];
            for b in blocks {
                if state.model.blocks[b].kind != Kind::Plain && self.pins[b].is_empty() {
                    continue;
                }
                state.shapes[b] = Rc::new(state.shape(self.order[b].clone(), self.pins[b].clone()));
                nodes.push(Node { block: b as u32, flipped: false });
                let (day, _) = state.weigh(visitor, nodes.iter().copied());
                if day.warp > 0 {
                    nodes.pop();
                }
            }
            state.lay(visitor, nodes);
        }
        self.part_half_pairs(state);
    }

    /// A joint visit needs both of its visitors at the same minutes.
    fn part_half_pairs(&self, state: &mut State) {
        for pair in state.model.pairs.clone() {
            let [lead, partner] = [pair.lead, pair.partner].map(|b| b as usize);
            let both = state.route_of[lead].is_some() && state.route_of[partner].is_some();
            if !both || self.pins[lead] != self.pins[partner] || self.order[lead] != self.order[partner] {
                state.remove(&[pair.lead, pair.partner]);
            }
        }
    }

    /// What the changes are worth, seconds: what is left out for something else is one too.
    pub(crate) fn price(&self, state: &State) -> i64 {
        let routes = state.routes.iter().enumerate();
        let moved: i64 = routes.map(|(visitor, route)| self.moved(state, visitor as u32, &route.nodes)).sum();
        let gone =
            self.home.iter().zip(&state.route_of).filter(|(home, route)| home.is_some() && route.is_none());
        WORTH_S * (moved + gone.count() as i64)
    }

    /// Properties of a round that are not where, or not as, they were.
    fn moved(&self, state: &State, visitor: u32, nodes: &[Node]) -> i64 {
        let known = nodes.iter().filter(|n| self.home[n.block as usize].is_some()).count();
        let own = nodes.iter().filter_map(|n| self.home[n.block as usize].filter(|(of, _)| *of == visitor));
        let changed = |n: &&Node| self.home[n.block as usize].is_some() && self.is_changed(state, n);
        let in_order = longest_rise(own.map(|(_, place)| place));
        (known - in_order + nodes.iter().filter(changed).count()) as i64
    }

    fn is_changed(&self, state: &State, node: &Node) -> bool {
        let (shape, b) = (&state.shapes[node.block as usize], node.block as usize);
        let is_turned = node.flipped && shape.pins.is_empty() && shape.order.len() > 1;
        is_turned || shape.order != self.order[b] || shape.pins != self.pins[b]
    }
}

/// Length of the longest rising subsequence.
fn longest_rise(places: impl Iterator<Item = u32>) -> usize {
    let mut ends: Vec<u32> = vec![];
    for place in places {
        match ends.partition_point(|end| *end < place) {
            at if at == ends.len() => ends.push(place),
            at => ends[at] = place,
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests;
