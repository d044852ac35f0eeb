//! Many-to-many over the hierarchy (Knopp et al. 2007): each destination's climb leaves its costs
//! in buckets at the nodes it meets; an origin's climb reads them there.

use crate::contraction::{Climbs, Hierarchy};
use crate::cost::Cost;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Costs to destinations, by node.
pub(crate) struct Buckets {
    at: Vec<u32>,
    entries: Vec<(u32, Cost)>,
}

impl Buckets {
    /// `seeds[i]`: the ends of destination i's segment, each with the cost from there.
    pub(crate) fn of(hierarchy: &Hierarchy, nodes: u32, seeds: &[Vec<(u32, Cost)>]) -> Self {
        let mut climb = Climber::new(nodes);
        let mut found: Vec<(u32, u32, Cost)> = Vec::new();
        for (destination, seeds) in (0_u32..).zip(seeds) {
            climb.run(&hierarchy.backward, &hierarchy.forward, seeds, |node, cost| {
                found.push((node, destination, cost));
            });
        }
        found.sort_unstable();
        let mut at = vec![0_u32; nodes as usize + 1];
        for (node, ..) in &found {
            at[*node as usize + 1] += 1;
        }
        for node in 1..at.len() {
            at[node] += at[node - 1];
        }
        Self { at, entries: found.into_iter().map(|(_, destination, cost)| (destination, cost)).collect() }
    }

    fn at(&self, node: u32) -> &[(u32, Cost)] {
        let node = node as usize;
        &self.entries[self.at[node] as usize..self.at[node + 1] as usize]
    }

    /// Lowers `row` to the cheapest ways from `seeds` to each destination.
    pub(crate) fn row(
        &self,
        climb: &mut Climber,
        hierarchy: &Hierarchy,
        seeds: &[(u32, Cost)],
        row: &mut [Cost],
    ) {
        climb.run(&hierarchy.forward, &hierarchy.backward, seeds, |node, cost| {
            for (destination, rest) in self.at(node) {
                let known = &mut row[*destination as usize];
                *known = cost.plus(*rest).min(*known);
            }
        });
    }
}

/// Reusable memory of climbs.
pub(crate) struct Climber {
    cost: Vec<Cost>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
}

impl Climber {
    pub(crate) fn new(nodes: u32) -> Self {
        Self { cost: vec![Cost::INFINITE; nodes as usize], touched: Vec::new(), queue: BinaryHeap::new() }
    }

    /// Climbs from `seeds` along `up` and tells `met` each node that the cheapest way may lead
    /// over. A node that is reached more cheaply from above (`down`, turned round) is on no
    /// cheapest way: the climb ends there (stall on demand).
    fn run(&mut self, up: &Climbs, down: &Climbs, seeds: &[(u32, Cost)], mut met: impl FnMut(u32, Cost)) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = Cost::INFINITE;
        }
        self.queue.clear();
        for (node, cost) in seeds {
            self.reach(*node, *cost);
        }
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            let above = down.from(node).iter().map(|climb| self.cost[climb.to as usize].plus(climb.cost));
            if above.min().is_some_and(|above| above < cost) {
                continue;
            }
            met(node, cost);
            for climb in up.from(node) {
                self.reach(climb.to, cost.plus(climb.cost));
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
