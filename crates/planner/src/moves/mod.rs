//! Moves of the local search. Each is a file with three verbs: what it gains, whether it is
//! valid, and how it is made. The cheap question comes first; nothing changes before `apply`.

mod relocate;
mod reorder;
mod swap;
mod two_opt;
mod two_opt_star;
mod walk;

use crate::Effort;
use crate::state::{Node, State};
use walk::Walk;

/// A change of one or two routes.
pub(crate) trait Move: Sized {
    /// Every move of the kind between two routes (which may be the same).
    fn candidates(state: &State, a: usize, b: usize) -> Vec<Self>;
    /// Seconds saved, re-entries counted as [`crate::state::REENTRY`].
    fn gain(&self, state: &State) -> i64;
    /// Whether properties stay whole, visitors are able and the days possible.
    fn is_valid(&self, state: &State) -> bool;
    /// Makes the move.
    fn apply(&self, state: &mut State);
}

/// Applies the best move between each two routes until none gains or the effort is over.
pub(crate) fn descend(state: &mut State, effort: &mut Effort<'_>) {
    let count = state.routes.len();
    let mut changed = vec![true; count];
    while changed.contains(&true) {
        let was = std::mem::replace(&mut changed, vec![false; count]);
        for a in 0..count {
            if effort.is_over() {
                return;
            }
            for b in a..count {
                if (was[a] || was[b] || changed[a] || changed[b]) && improve_pair(state, a, b) {
                    (changed[a], changed[b]) = (true, true);
                }
            }
        }
    }
}

fn improve_pair(state: &mut State, a: usize, b: usize) -> bool {
    let mut any = false;
    any |= improve::<relocate::Relocate>(state, a, b);
    any |= improve::<swap::Swap>(state, a, b);
    any |= improve::<two_opt_star::TwoOptStar>(state, a, b);
    any |= improve::<two_opt::TwoOpt>(state, a, b);
    any | improve::<reorder::Reorder>(state, a, b)
}

fn improve<M: Move>(state: &mut State, a: usize, b: usize) -> bool {
    let mut any = false;
    loop {
        let mut best: Option<(i64, M)> = None;
        for found in M::candidates(state, a, b) {
            let gain = found.gain(state);
            if gain > best.as_ref().map_or(0, |(most, _)| *most) && found.is_valid(state) {
                best = Some((gain, found));
            }
        }
        let Some((_, found)) = best else { return any };
        found.apply(state);
        any = true;
    }
}

/// What the routes cost now, minus what they would cost walked like this.
fn gain_of(state: &State, walks: &[Walk]) -> i64 {
    walks.iter().fold(walks.iter().map(|w| state.routes[w.route].price).sum(), |left: i64, walk| {
        left - walk.price(state, left)
    })
}

fn make(state: &mut State, walks: &[(usize, Vec<Node>)]) {
    for (route, nodes) in walks {
        state.set_route(*route, nodes.clone());
    }
}

/// The walks as orders that no longer borrow the state.
fn orders(state: &State, walks: &[Walk]) -> Vec<(usize, Vec<Node>)> {
    walks.iter().map(|w| (w.route, w.nodes(state).collect())).collect()
}

/// Whether none of blocks `from..to` of a route is tied to a joint visit.
fn is_free(state: &State, route: usize, from: usize, to: usize) -> bool {
    state.routes[route].nodes[from..to].iter().all(|n| !state.is_bound(n.block))
}
