//! Contraction hierarchies (Geisberger et al. 2008): nodes are taken out of the graph one by one,
//! the least important first, and what went through them becomes a shortcut. A query then only
//! climbs: from its start along arcs to more important nodes, and from its end against them.

use crate::cost::Cost;
use crate::graph::Arcs;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Nodes that a search for a way around a node may settle; beyond that a shortcut too many is
/// cheaper than the search. Our choice, by measurement on the sample extract.
const WITNESS_LIMIT: usize = 60;

/// An arc to a more important node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Climb {
    pub(crate) to: u32,
    pub(crate) cost: Cost,
}

/// Arcs upward, by the node they leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Climbs {
    pub(crate) at: Vec<u32>,
    pub(crate) climbs: Vec<Climb>,
}

impl Climbs {
    pub(crate) fn from(&self, node: u32) -> &[Climb] {
        let node = node as usize;
        &self.climbs[self.at[node] as usize..self.at[node + 1] as usize]
    }

    fn of(rows: Vec<Vec<Climb>>) -> Self {
        let mut all = Self { at: vec![0], climbs: Vec::new() };
        for row in rows {
            all.climbs.extend(row);
            all.at.push(all.climbs.len() as u32);
        }
        all
    }
}

/// The hierarchy: upward along the arcs, and upward against them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hierarchy {
    pub(crate) forward: Climbs,
    pub(crate) backward: Climbs,
}

impl Hierarchy {
    pub(crate) fn of(nodes: u32, arcs: &Arcs) -> Self {
        let mut contraction = Contraction::new(nodes, arcs);
        let mut queue: BinaryHeap<Reverse<(i64, u32)>> =
            (0..nodes).map(|node| Reverse((contraction.priority(node), node))).collect();
        while let Some(Reverse((_, node))) = queue.pop() {
            // What was taken out since may have changed its place in the line.
            let now = contraction.priority(node);
            if queue.peek().is_some_and(|Reverse(next)| (now, node) > *next) {
                queue.push(Reverse((now, node)));
            } else {
                contraction.take_out(node);
            }
        }
        // Every node was taken out: what is left of its arcs leads upward.
        Self { forward: Climbs::of(contraction.out), backward: Climbs::of(contraction.into) }
    }
}

/// The graph that is left, and for nodes taken out their arcs to those that were left then.
struct Contraction {
    out: Vec<Vec<Climb>>,
    into: Vec<Vec<Climb>>,
    /// How many contractions deep a node's neighbourhood is: keeps the hierarchy flat.
    depth: Vec<u32>,
    witness: Witness,
}

impl Contraction {
    fn new(nodes: u32, arcs: &Arcs) -> Self {
        let empty = || vec![Vec::new(); nodes as usize];
        let mut contraction = Self {
            out: empty(),
            into: empty(),
            depth: vec![0; nodes as usize],
            witness: Witness::new(nodes),
        };
        for node in 0..nodes {
            for arc in arcs.leaving(node).iter().filter(|arc| arc.head != node) {
                contraction.join(node, arc.head, arc.cost);
            }
        }
        contraction
    }

    /// Adds an arc, or makes the one that is there cheaper.
    fn join(&mut self, from: u32, to: u32, cost: Cost) {
        put(&mut self.out[from as usize], to, cost);
        put(&mut self.into[to as usize], from, cost);
    }

    /// Smaller goes first: few shortcuts for many arcs saved, and even depth.
    fn priority(&mut self, node: u32) -> i64 {
        let mut added = 0;
        self.for_each_shortcut(node, |_, _, _| added += 1);
        let saved = self.out[node as usize].len() + self.into[node as usize].len();
        2 * added - saved as i64 + i64::from(self.depth[node as usize])
    }

    fn take_out(&mut self, node: u32) {
        let mut shortcuts = Vec::new();
        self.for_each_shortcut(node, |from, to, cost| shortcuts.push((from, to, cost)));
        for (from, to, cost) in shortcuts {
            self.join(from, to, cost);
        }
        let depth = self.depth[node as usize] + 1;
        let ends = |climbs: &[Climb]| climbs.iter().map(|climb| climb.to as usize).collect::<Vec<_>>();
        for next in ends(&self.out[node as usize]) {
            self.into[next].retain(|climb| climb.to != node);
            self.depth[next] = self.depth[next].max(depth);
        }
        for before in ends(&self.into[node as usize]) {
            self.out[before].retain(|climb| climb.to != node);
            self.depth[before] = self.depth[before].max(depth);
        }
    }

    /// Calls `each` with every way through `node` that no other way is as good as.
    fn for_each_shortcut(&mut self, node: u32, mut each: impl FnMut(u32, u32, Cost)) {
        let onward = &self.out[node as usize];
        let Some(dearest) = onward.iter().map(|climb| climb.cost).max() else { return };
        for from in &self.into[node as usize] {
            self.witness.run(&self.out, from.to, node, from.cost.plus(dearest));
            for to in onward.iter().filter(|to| to.to != from.to) {
                let through = from.cost.plus(to.cost);
                if self.witness.cost[to.to as usize] > through {
                    each(from.to, to.to, through);
                }
            }
        }
    }
}

fn put(climbs: &mut Vec<Climb>, to: u32, cost: Cost) {
    match climbs.iter_mut().find(|climb| climb.to == to) {
        Some(known) => known.cost = known.cost.min(cost),
        None => climbs.push(Climb { to, cost }),
    }
}

/// A short search for ways around a node.
struct Witness {
    cost: Vec<Cost>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
}

impl Witness {
    fn new(nodes: u32) -> Self {
        Self { cost: vec![Cost::INFINITE; nodes as usize], touched: Vec::new(), queue: BinaryHeap::new() }
    }

    fn run(&mut self, out: &[Vec<Climb>], from: u32, without: u32, most: Cost) {
        for node in self.touched.drain(..) {
            self.cost[node as usize] = Cost::INFINITE;
        }
        self.queue.clear();
        self.reach(from, Cost::default());
        let mut settled = 0;
        while let Some(Reverse((cost, node))) = self.queue.pop() {
            if cost > self.cost[node as usize] {
                continue;
            }
            settled += 1;
            if cost > most || settled > WITNESS_LIMIT {
                break;
            }
            for arc in out[node as usize].iter().filter(|arc| arc.to != without) {
                self.reach(arc.to, cost.plus(arc.cost));
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
