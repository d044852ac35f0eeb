//! Dijkstra's search from a point on a way.

use crate::cost::Cost;
use crate::graph::{Arc, Graph};
use crate::snap::Snap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Reusable memory of searches over one graph.
pub(crate) struct Search<'a> {
    graph: &'a Graph,
    cost: Vec<Cost>,
    via: Vec<Option<(u32, Arc)>>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        let (cost, via) = (vec![Cost::INFINITE; nodes], vec![None; nodes]);
        Self { graph, cost, via, touched: Vec::new(), queue: BinaryHeap::new() }
    }

    /// Searches until every node of `wanted` is reached for good or nothing is left.
    pub(crate) fn run(&mut self, from: &Snap, wanted: &mut Wanted) {
        self.reset();
        wanted.start();
        for (node, cost) in self.graph.departures(from) {
            self.reach(node, cost, None);
        }
        let graph = self.graph;
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            if wanted.settle(node) {
                break;
            }
            for arc in graph.arcs.leaving(node) {
                self.reach(arc.head, cost.plus(arc.cost), Some((node, *arc)));
            }
        }
    }

    /// Cost to a node, after [`Search::run`].
    pub(crate) fn cost(&self, node: u32) -> Cost {
        self.cost[node as usize]
    }

    /// The arcs from the start to `node` and, where there are none, the node itself.
    pub(crate) fn arcs_to(&self, node: u32) -> Vec<Arc> {
        let mut arcs = Vec::new();
        let mut at = node;
        while let Some((before, arc)) = self.via[at as usize] {
            arcs.push(arc);
            at = before;
        }
        arcs.reverse();
        arcs
    }

    fn reach(&mut self, node: u32, cost: Cost, via: Option<(u32, Arc)>) {
        let known = &mut self.cost[node as usize];
        if cost >= *known {
            return;
        }
        if *known == Cost::INFINITE {
            self.touched.push(node);
        }
        *known = cost;
        self.via[node as usize] = via;
        self.queue.push(Reverse((cost, node)));
    }

    fn reset(&mut self) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = Cost::INFINITE;
            self.via[node as usize] = None;
        }
        self.queue.clear();
    }
}

/// The nodes that a search is for; it ends when it has settled them all.
pub(crate) struct Wanted {
    is_wanted: Vec<bool>,
    count: usize,
    left: usize,
}

impl Wanted {
    pub(crate) fn ends_of(graph: &Graph, snaps: &[Snap]) -> Self {
        let mut is_wanted = vec![false; graph.nodes()];
        for snap in snaps {
            for end in [&graph.parts.from, &graph.parts.to] {
                is_wanted[end[snap.segment as usize] as usize] = true;
            }
        }
        let count = is_wanted.iter().filter(|wanted| **wanted).count();
        Self { is_wanted, count, left: count }
    }

    fn start(&mut self) {
        self.left = self.count;
    }

    /// Notes that `node` is settled; whether all are.
    fn settle(&mut self, node: u32) -> bool {
        self.left -= usize::from(self.is_wanted[node as usize]);
        self.left == 0
    }
}

/// The cheapest of the ways onto `to`'s segment, from costs at its ends, and through which end.
pub(crate) fn best_arrival(graph: &Graph, to: &Snap, cost_at: impl Fn(u32) -> Cost) -> Option<(Cost, bool)> {
    let ends = [(true, &graph.parts.from), (false, &graph.parts.to)];
    ends.into_iter()
        .filter_map(|(forward, end)| {
            let last = graph.arrive(to, forward)?;
            let cost = cost_at(end[to.segment as usize]).plus(last);
            (cost != Cost::INFINITE).then_some((cost, forward))
        })
        .min_by_key(|(cost, _)| *cost)
}
