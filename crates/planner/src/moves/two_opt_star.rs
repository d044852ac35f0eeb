//! Two rounds exchange what they do from some point on (Potvin and Rousseau, 1995).

use super::walk::Walk;
use super::{Move, gain_of, is_free, make, orders};
use crate::state::State;

pub(super) struct TwoOptStar {
    routes: [usize; 2],
    at: [usize; 2],
}

impl TwoOptStar {
    fn walks<'s>(&self, state: &'s State) -> Vec<Walk<'s>> {
        let ([a, b], [i, j]) = (self.routes, self.at);
        let (one, other) = (&state.routes[a].nodes, &state.routes[b].nodes);
        let none = (&one[..0], false);
        vec![
            Walk { route: a, keep: i, then: [(&other[j..], false), none, none], rest: one.len() },
            Walk { route: b, keep: j, then: [(&one[i..], false), none, none], rest: other.len() },
        ]
    }
}

impl Move for TwoOptStar {
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self> {
        if a == b {
            return vec![];
        }
        let (first, second) = (state.routes[a].nodes.len(), state.routes[b].nodes.len());
        let pairs = (0..=first).flat_map(|i| (0..=second).map(move |j| [i, j]));
        pairs.map(|at| Self { routes: [a, b], at }).collect()
    }

    fn gain(&self, state: &State) -> i64 {
        gain_of(state, &self.walks(state))
    }

    fn is_valid(&self, state: &State) -> bool {
        (0..2).all(|side| {
            let (route, at) = (self.routes[side], self.at[side]);
            is_free(state, route, at, state.routes[route].nodes.len())
                && !state.parts_a_property(&state.routes[route], at)
        }) && self.walks(state).iter().all(|w| w.is_possible(state))
    }

    fn apply(&self, state: &mut State) {
        let orders = orders(state, &self.walks(state));
        make(state, &orders);
    }
}
