//! Doors of one property change order: a stretch of them is walked the other way round.

use super::Move;
use crate::segment::Segment;
use crate::state::State;
use std::rc::Rc;

pub(super) struct Reorder {
    route: usize,
    at: usize,
    order: Vec<u32>,
}

impl Reorder {
    fn day(&self, state: &State) -> Segment {
        let route = &state.routes[self.route];
        let mode = state.model.problem.visitors()[self.route].mode;
        let shape = state.shape(self.order.clone(), vec![]);
        let there = state.join(self.route, &route.front[self.at], shape.stretch_for(mode));
        state.join(self.route, &there, &route.back[self.at + 1])
    }
}

impl Move for Reorder {
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self> {
        let mut found = vec![];
        if a != b {
            return found;
        }
        for (at, node) in state.routes[a].nodes.iter().enumerate() {
            let shape = &state.shapes[node.block as usize];
            if !shape.pins.is_empty() || shape.order.len() < 3 {
                continue;
            }
            for from in 0..shape.order.len() - 1 {
                for to in from + 2..=shape.order.len() {
                    let mut order = shape.order.clone();
                    if node.flipped {
                        order.reverse();
                    }
                    order[from..to].reverse();
                    found.push(Self { route: a, at, order });
                }
            }
        }
        found
    }

    fn gain(&self, state: &State) -> i64 {
        let route = &state.routes[self.route];
        route.price - state.price_of(self.route, &self.day(state), route.reentries, false)
    }

    fn is_valid(&self, state: &State) -> bool {
        self.day(state).warp == 0
    }

    fn apply(&self, state: &mut State) {
        let mut nodes = state.routes[self.route].nodes.clone();
        let block = nodes[self.at].block as usize;
        nodes[self.at].flipped = false;
        state.shapes[block] = Rc::new(state.shape(self.order.clone(), vec![]));
        state.set_route(self.route, nodes);
    }
}
