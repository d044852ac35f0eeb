//! Contraction hierarchies (Geisberger, Sanders, Schultes and Delling 2008): nodes are taken out
//! of the graph one by one, the least important first, and what went through them becomes a
//! shortcut. A query then only climbs: from its start along arcs to more important nodes, and
//! from its end against them.

use crate::cost::Cost;
use crate::graph::Arcs;
use crate::hierarchy::{Climb, Climbs, Hierarchy, PackedVia, Via};
use crate::witness::Witness;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Takes out all nodes, each when it is the least important that is left.
pub(crate) fn contract(nodes: u32, arcs: &Arcs) -> Hierarchy {
    let mut contraction = Contraction::new(nodes, arcs);
    let mut queue: BinaryHeap<Reverse<(i64, u32)>> =
        (0..nodes).map(|node| Reverse((contraction.priority(node), node))).collect();
    let mut rank = vec![0; nodes as usize];
    let mut next = 0;
    while let Some(Reverse((_, node))) = queue.pop() {
        // What was taken out since may have changed its place in the line.
        let now = contraction.priority(node);
        if queue.peek().is_some_and(|Reverse(other)| (now, node) > *other) {
            queue.push(Reverse((now, node)));
        } else {
            contraction.take_out(node);
            rank[node as usize] = next;
            next += 1;
        }
    }
    // Every node was taken out: what is left of its arcs leads upward.
    let forward = by_rank(&rank, contraction.out);
    let backward = by_rank(&rank, contraction.into);
    Hierarchy { rank, forward, backward }
}

/// Renames nodes by their rank and puts the rows in its order.
fn by_rank(rank: &[u32], rows: Vec<Vec<Climb>>) -> Climbs {
    let mut by_rank = vec![Vec::new(); rows.len()];
    for (node, row) in rows.into_iter().enumerate() {
        by_rank[rank[node] as usize] = row;
    }
    let mut all = Climbs { at: vec![0], climbs: Vec::new() };
    for row in by_rank {
        all.climbs.extend(row.into_iter().map(|climb| {
            let via = match climb.via.get() {
                Via::Node(middle) => PackedVia::of(Via::Node(rank[middle as usize])),
                Via::Segment { .. } => climb.via,
            };
            Climb { to: rank[climb.to as usize], via, ..climb }
        }));
        all.at.push(all.climbs.len() as u32);
    }
    all
}

/// A way through a node that no other way is as good as.
struct Shortcut {
    from: u32,
    to: u32,
    cost: Cost,
}

/// The graph that is left, and for nodes taken out their arcs to those that were left then.
struct Contraction {
    out: Vec<Vec<Climb>>,
    into: Vec<Vec<Climb>>,
    /// How many contractions deep a node's neighbourhood is: keeps the hierarchy flat.
    depth: Vec<u32>,
    witness: Witness,
    /// Of the node that [`Self::priority`] was asked for last.
    shortcuts: Vec<Shortcut>,
}

impl Contraction {
    fn new(nodes: u32, arcs: &Arcs) -> Self {
        let empty = || vec![Vec::new(); nodes as usize];
        let mut contraction = Self {
            out: empty(),
            into: empty(),
            depth: vec![0; nodes as usize],
            witness: Witness::new(nodes),
            shortcuts: Vec::new(),
        };
        for node in 0..nodes {
            for arc in arcs.leaving(node).iter().filter(|arc| arc.head != node) {
                let via = Via::Segment { segment: arc.segment, forward: arc.forward };
                contraction.join(node, arc.head, arc.cost, PackedVia::of(via));
            }
        }
        contraction
    }

    /// Adds an arc, or makes the one that is there cheaper.
    fn join(&mut self, from: u32, to: u32, cost: Cost, via: PackedVia) {
        put(&mut self.out[from as usize], Climb { to, cost, via });
        put(&mut self.into[to as usize], Climb { to: from, cost, via });
    }

    /// Smaller goes first: few shortcuts for many arcs saved, and even depth.
    fn priority(&mut self, node: u32) -> i64 {
        self.find_shortcuts(node);
        let saved = self.out[node as usize].len() + self.into[node as usize].len();
        2 * self.shortcuts.len() as i64 - saved as i64 + i64::from(self.depth[node as usize])
    }

    /// Takes out the node that [`Self::priority`] was asked for last.
    fn take_out(&mut self, node: u32) {
        let via = PackedVia::of(Via::Node(node));
        for Shortcut { from, to, cost } in std::mem::take(&mut self.shortcuts) {
            self.join(from, to, cost, via);
        }
        let depth = self.depth[node as usize] + 1;
        for index in 0..self.out[node as usize].len() {
            let next = self.out[node as usize][index].to as usize;
            self.into[next].retain(|climb| climb.to != node);
            self.depth[next] = self.depth[next].max(depth);
        }
        for index in 0..self.into[node as usize].len() {
            let before = self.into[node as usize][index].to as usize;
            self.out[before].retain(|climb| climb.to != node);
            self.depth[before] = self.depth[before].max(depth);
        }
    }

    fn find_shortcuts(&mut self, node: u32) {
        self.shortcuts.clear();
        let onward = &self.out[node as usize];
        let Some(dearest) = onward.iter().map(|climb| climb.cost).max() else { return };
        for from in &self.into[node as usize] {
            if onward.iter().all(|to| to.to == from.to) {
                continue;
            }
            self.witness.run(&self.out, from.to, node, onward, from.cost.plus(dearest));
            for to in onward.iter().filter(|to| to.to != from.to) {
                let cost = from.cost.plus(to.cost);
                if self.witness.cost(to.to) > cost {
                    self.shortcuts.push(Shortcut { from: from.to, to: to.to, cost });
                }
            }
        }
    }
}

fn put(climbs: &mut Vec<Climb>, new: Climb) {
    match climbs.iter_mut().find(|climb| climb.to == new.to) {
        Some(known) if new.cost < known.cost => *known = new,
        Some(_) => {}
        None => climbs.push(new),
    }
}
