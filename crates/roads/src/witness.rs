//! A short search for ways around a node that is to be taken out.

use crate::cost::Cost;
use crate::hierarchy::Climb;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Arcs that a search for a way around a node may try; beyond that a shortcut too many is cheaper
/// than the search. Our choice, by measurement on the sample extract and on a dense city.
const WITNESS_LIMIT: usize = 300;

/// Reusable memory of such searches.
pub(crate) struct Witness {
    cost: Vec<Cost>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
}

impl Witness {
    pub(crate) fn new(nodes: u32) -> Self {
        Self { cost: vec![Cost::INFINITE; nodes as usize], touched: Vec::new(), queue: BinaryHeap::new() }
    }

    /// Cost of a way found to `node`; infinite where none was found.
    pub(crate) fn cost(&self, node: u32) -> Cost {
        self.cost[node as usize]
    }

    /// Searches from `from` over `out` past `without`, for ways to the ends of `onward` that cost
    /// at most `most`.
    pub(crate) fn run(&mut self, out: &[Vec<Climb>], from: u32, without: u32, onward: &[Climb], most: Cost) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = Cost::INFINITE;
        }
        self.queue.clear();
        self.reach(from, Cost::default());
        let (mut tried, mut left) = (0, onward.len());
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            left -= usize::from(onward.iter().any(|arc| arc.to == node));
            if left == 0 || tried > WITNESS_LIMIT {
                break;
            }
            tried += out[node as usize].len();
            for arc in out[node as usize].iter().filter(|arc| arc.to != without) {
                let further = cost.plus(arc.cost);
                if further <= most {
                    self.reach(arc.to, further);
                }
            }
        }
    }

    fn reach(&mut self, node: u32, cost: Cost) {
        let known = &mut self.cost[node as usize];
        if cost < *known {
            if *known == Cost::INFINITE {
                self.touched.push(node);
            }
            *known = cost;
            self.queue.push(Reverse((cost, node)));
        }
    }
}
