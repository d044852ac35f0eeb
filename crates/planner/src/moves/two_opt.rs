//! A stretch of a round is walked the other way round (Croes, 1958).

use super::walk::Walk;
use super::{Move, gain_of, make, orders};
use crate::state::State;

pub(super) struct TwoOpt {
    route: usize,
    from: usize,
    to: usize,
}

impl TwoOpt {
    fn walk<'s>(&self, state: &'s State) -> Walk<'s> {
        let own = &state.routes[self.route].nodes;
        let none = (&own[..0], false);
        let then = [(&own[self.from..self.to], true), none, none];
        Walk { route: self.route, keep: self.from, then, rest: self.to }
    }
}

impl Move for TwoOpt {
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self> {
        let count = if a == b { state.routes[a].nodes.len() } else { 0 };
        let pairs = (0..count).flat_map(|from| (from + 1..=count).map(move |to| (from, to)));
        pairs.map(|(from, to)| Self { route: a, from, to }).collect()
    }

    fn gain(&self, state: &State) -> i64 {
        gain_of(state, &[self.walk(state)])
    }

    fn is_valid(&self, state: &State) -> bool {
        let route = &state.routes[self.route];
        !state.parts_a_property(route, self.from)
            && !state.parts_a_property(route, self.to)
            && self.walk(state).is_possible(state)
    }

    fn apply(&self, state: &mut State) {
        let orders = orders(state, &[self.walk(state)]);
        make(state, &orders);
    }
}
