//! Two blocks of different rounds, or of one, change places.

use super::walk::Walk;
use super::{Move, gain_of, is_free, make, orders};
use crate::state::State;

pub(super) struct Swap {
    routes: [usize; 2],
    at: [usize; 2],
    backwards: [bool; 2],
}

impl Swap {
    fn walks<'s>(&self, state: &'s State) -> Vec<Walk<'s>> {
        let ([a, b], [i, j]) = (self.routes, self.at);
        let (one, other) = (&state.routes[a].nodes, &state.routes[b].nodes);
        let none = (&one[..0], false);
        let coming = [(&other[j..=j], self.backwards[0]), (&one[i..=i], self.backwards[1])];
        if a == b {
            let then = [coming[0], (&one[i + 1..j], false), coming[1]];
            return vec![Walk { route: a, keep: i, then, rest: j + 1 }];
        }
        vec![
            Walk { route: a, keep: i, then: [coming[0], none, none], rest: i + 1 },
            Walk { route: b, keep: j, then: [coming[1], none, none], rest: j + 1 },
        ]
    }
}

impl Move for Swap {
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self> {
        let mut found = vec![];
        for i in 0..state.routes[a].nodes.len() {
            let from = if a == b { i + 1 } else { 0 };
            for j in from..state.routes[b].nodes.len() {
                for backwards in [[false, false], [false, true], [true, false], [true, true]] {
                    found.push(Self { routes: [a, b], at: [i, j], backwards });
                }
            }
        }
        found
    }

    fn gain(&self, state: &State) -> i64 {
        gain_of(state, &self.walks(state))
    }

    fn is_valid(&self, state: &State) -> bool {
        (0..2).all(|side| is_free(state, self.routes[side], self.at[side], self.at[side] + 1))
            && self.walks(state).iter().all(|w| w.is_possible(state))
    }

    fn apply(&self, state: &mut State) {
        let orders = orders(state, &self.walks(state));
        make(state, &orders);
    }
}
