//! Up to three blocks in a row move to another place, in their own round or in another's.

use super::walk::Walk;
use super::{Move, gain_of, is_free, make, orders};
use crate::state::State;

/// Longest row of blocks that moves together.
const LONGEST: usize = 3;

pub(super) struct Relocate {
    from: usize,
    first: usize,
    length: usize,
    to: usize,
    /// The block of the target route before which they go.
    at: usize,
    backwards: bool,
}

impl Relocate {
    fn walks<'s>(&self, state: &'s State) -> Vec<Walk<'s>> {
        let Self { from, first, length, to, at, backwards } = *self;
        let (own, last) = (&state.routes[from].nodes, first + length);
        let moved = (&own[first..last], backwards);
        let none = (&own[..0], false);
        if from != to {
            let left = Walk { route: from, keep: first, then: [none; 3], rest: last };
            return vec![left, Walk { route: to, keep: at, then: [moved, none, none], rest: at }];
        }
        vec![match at < first {
            true => Walk { route: to, keep: at, then: [moved, (&own[at..first], false), none], rest: last },
            false => Walk { route: to, keep: first, then: [(&own[last..at], false), moved, none], rest: at },
        }]
    }

    fn between(state: &State, from: usize, to: usize) -> Vec<Self> {
        let mut found = vec![];
        let count = state.routes[from].nodes.len();
        for length in 1..=LONGEST.min(count) {
            for first in 0..=count - length {
                let is_elsewhere = |at: &usize| from != to || *at < first || *at > first + length;
                for at in (0..=state.routes[to].nodes.len()).filter(is_elsewhere) {
                    for backwards in [false, true] {
                        found.push(Self { from, first, length, to, at, backwards });
                    }
                }
            }
        }
        found
    }
}

impl Move for Relocate {
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self> {
        let mut found = Self::between(state, a, b);
        if a != b {
            found.extend(Self::between(state, b, a));
        }
        found
    }

    fn gain(&self, state: &State) -> i64 {
        gain_of(state, &self.walks(state))
    }

    fn is_valid(&self, state: &State) -> bool {
        is_free(state, self.from, self.first, self.first + self.length)
            && !state.parts_a_property(&state.routes[self.to], self.at)
            && self.walks(state).iter().all(|w| w.is_possible(state))
    }

    fn apply(&self, state: &mut State) {
        let orders = orders(state, &self.walks(state));
        make(state, &orders);
    }
}
