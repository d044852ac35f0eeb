//! A route as a move would leave it: an own beginning, some stretches, an own ending. What does
//! not change is not added up again.

use crate::segment::Segment;
use crate::state::{Node, State};

/// Blocks in a row, walked backwards if so marked.
pub(super) type Stretch<'s> = (&'s [Node], bool);

/// The order of one route after a move.
pub(super) struct Walk<'s> {
    pub route: usize,
    /// Own blocks kept at the beginning.
    pub keep: usize,
    /// Stretches in between; unused ones are empty.
    pub then: [Stretch<'s>; 3],
    /// The first own block of the ending.
    pub rest: usize,
}

impl<'s> Walk<'s> {
    fn between(&self) -> impl Iterator<Item = Node> + use<'s> {
        self.then.into_iter().flat_map(|(nodes, backwards)| {
            (0..nodes.len()).map(move |i| match backwards {
                false => nodes[i],
                true => {
                    let node = nodes[nodes.len() - 1 - i];
                    Node { block: node.block, flipped: !node.flipped }
                }
            })
        })
    }

    /// All blocks in order.
    pub(super) fn nodes(&self, state: &'s State) -> impl Iterator<Item = Node> + use<'s> {
        let own = &state.routes[self.route].nodes;
        let (first, last) = (&own[..self.keep], &own[self.rest..]);
        first.iter().copied().chain(self.between()).chain(last.iter().copied())
    }

    /// The day in this order.
    pub(super) fn day(&self, state: &State) -> Segment {
        let route = &state.routes[self.route];
        let so_far = self.between().fold(route.front[self.keep], |day, node| {
            state.join(self.route, &day, state.stretch(self.route, node))
        });
        state.join(self.route, &so_far, &route.back[self.rest])
    }

    /// Its price; re-entries are counted only where `bound` says that they can matter.
    pub(super) fn price(&self, state: &'s State, bound: i64) -> i64 {
        let day = self.day(state);
        let is_empty = self.nodes(state).next().is_none();
        let price = state.price_of(self.route, &day, 0, is_empty);
        if price >= bound {
            return price;
        }
        let (_, reentries) = state.weigh(self.route, self.nodes(state));
        state.price_of(self.route, &day, reentries, is_empty)
    }

    /// Whether the visitor may make all that comes new, and can in this order.
    pub(super) fn is_possible(&self, state: &State) -> bool {
        self.between().all(|n| state.model.blocks[n.block as usize].allowed[self.route])
            && self.day(state).warp == 0
    }
}
