//! The search of a hierarchy: from some nodes upward, to all that may be the top of a cheapest way.

use crate::cost::Cost;
use crate::hierarchy::{Climb, Climbs};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No arc: where a climb begins.
const NONE: u32 = u32::MAX;

/// Reusable memory of climbs over one hierarchy.
pub(crate) struct Climber {
    cost: Vec<Cost>,
    /// By which arc a node was reached: the node below and the arc's place in the row.
    by: Vec<(u32, u32)>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
}

impl Climber {
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            cost: vec![Cost::INFINITE; nodes],
            by: vec![(NONE, NONE); nodes],
            touched: Vec::new(),
            queue: BinaryHeap::new(),
        }
    }

    /// Climbs from `seeds` along `up` and tells `met` each node, with its cost, that the cheapest
    /// way may lead over, the cheapest first, until it says that dearer ones are of no use.
    /// A node that is reached more cheaply from above (`down`, turned round) is on no cheapest
    /// way: the climb ends there (stall on demand).
    pub(crate) fn run(
        &mut self,
        up: &Climbs,
        down: &Climbs,
        seeds: impl IntoIterator<Item = (u32, Cost)>,
        mut met: impl FnMut(u32, Cost) -> Go,
    ) {
        self.reset();
        for (node, cost) in seeds {
            self.reach(node, cost, (NONE, NONE));
        }
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            let above = down.from(node).iter().map(|climb| self.cost[climb.to as usize].plus(climb.cost));
            if above.min().is_some_and(|above| above < cost) {
                continue;
            }
            if met(node, cost) == Go::Home {
                break;
            }
            for (place, climb) in (0_u32..).zip(up.from(node)) {
                self.reach(climb.to, cost.plus(climb.cost), (node, place));
            }
        }
    }

    /// Cost of a node in the last climb; infinite where it was not reached.
    pub(crate) fn cost(&self, node: u32) -> Cost {
        self.cost[node as usize]
    }

    /// The arcs of the last climb that lead to `node`, the last first, each with the node below.
    pub(crate) fn arcs_to<'a>(
        &'a self,
        up: &'a Climbs,
        node: u32,
    ) -> impl Iterator<Item = (u32, Climb)> + 'a {
        let mut at = node;
        std::iter::from_fn(move || {
            let (below, place) = self.by[at as usize];
            (below != NONE).then(|| {
                at = below;
                (below, up.from(below)[place as usize])
            })
        })
    }

    fn reach(&mut self, node: u32, cost: Cost, by: (u32, u32)) {
        let known = &mut self.cost[node as usize];
        if cost < *known {
            if *known == Cost::INFINITE {
                self.touched.push(node);
            }
            *known = cost;
            self.by[node as usize] = by;
            self.queue.push(Reverse((cost, node)));
        }
    }

    fn reset(&mut self) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = Cost::INFINITE;
        }
        self.queue.clear();
    }
}

/// Whether a climb goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Go {
    On,
    Home,
}

impl Go {
    /// On while `cost` is less than `limit`.
    pub(crate) fn while_less(cost: Cost, limit: Cost) -> Self {
        if cost < limit { Self::On } else { Self::Home }
    }
}
