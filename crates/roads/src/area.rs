//! The part of a graph around some points, small enough for a phone, that answers between them as
//! the whole does.

use crate::Point;
use crate::cost::Cost;
use crate::graph::{Graph, Parts};
use crate::hierarchy::Hierarchy;
use crate::label::{Label, Run};
use crate::sweep::{LANES, Sweep};
use std::collections::HashMap;

impl Graph {
    /// The ways within `margin_m` metres of any of `points`, and those beyond over which the
    /// quickest ways between them lead. `None` where there are none.
    ///
    /// With a margin of [`crate::MAX_SNAP_M`] or more, snaps of `points` and the times and
    /// distances between them are those of the whole graph.
    pub fn around(&self, points: &[Point], margin_m: f64) -> Option<Self> {
        let mut kept = self.near(points, margin_m);
        if !kept.contains(&true) {
            return None;
        }
        for segment in self.detours(&kept) {
            kept[segment as usize] = true;
        }
        Some(self.only(&kept))
    }

    /// By segment: whether a part of it is near.
    fn near(&self, points: &[Point], margin_m: f64) -> Vec<bool> {
        let mut kept = vec![false; self.edges()];
        for point in points {
            self.for_each_within(*point, margin_m, |segment| kept[segment as usize] = true);
        }
        kept
    }

    /// What the quickest ways from an edge of the kept part to another lead over where they are
    /// quicker than any within. A way between two kept points leaves the part over one of its
    /// edges and enters it over another: with these segments no such way is lost.
    fn detours(&self, kept: &[bool]) -> Vec<u32> {
        let edges = self.edge_nodes(kept);
        let part = self.only(kept);
        let numbers = numbers(&self.parts, kept);
        let ranks: Vec<u32> = edges.iter().map(|node| self.rank(*node)).collect();
        let part_ranks: Vec<u32> = edges.iter().map(|node| part.rank(numbers[node])).collect();
        let whole = costs(&self.hierarchy, &ranks);
        let within = costs(&part.hierarchy, &part_ranks);

        let (mut router, mut segments) = (self.router(), Vec::new());
        for (cell, _) in whole.iter().zip(&within).enumerate().filter(|(_, (whole, within))| whole < within) {
            let (from, to) = (ranks[cell / ranks.len()], ranks[cell % ranks.len()]);
            let over = router.over([(from, Cost::default())], [(to, Cost::default())], Cost::INFINITE);
            segments.extend(over.into_iter().flat_map(|over| over.segments).map(|(segment, _)| segment));
        }
        segments
    }

    /// The junctions where kept segments meet others.
    fn edge_nodes(&self, kept: &[bool]) -> Vec<u32> {
        let mut meets = vec![[false; 2]; self.nodes()];
        for (segment, is_kept) in kept.iter().enumerate() {
            for node in [self.parts.from[segment], self.parts.to[segment]] {
                meets[node as usize][usize::from(*is_kept)] = true;
            }
        }
        (0..).zip(meets).filter(|(_, meets)| *meets == [true; 2]).map(|(node, _)| node).collect()
    }

    /// The graph of the kept segments alone.
    fn only(&self, kept: &[bool]) -> Self {
        let numbers = numbers(&self.parts, kept);
        let mut parts = Parts {
            junctions: numbers.len() as u32,
            shape_at: vec![0],
            run_at: vec![0],
            names: vec![String::new()],
            ..Parts::default()
        };
        let (mut names, mut is_large) = (HashMap::from([(0, 0)]), Vec::new());
        for segment in (0..self.edges()).filter(|segment| kept[*segment]) {
            parts.from.push(numbers[&self.parts.from[segment]]);
            parts.to.push(numbers[&self.parts.to[segment]]);
            parts.cm.push(self.parts.cm[segment]);
            parts.forward_ms.push(self.parts.forward_ms[segment]);
            parts.backward_ms.push(self.parts.backward_ms[segment]);
            parts.shape.extend_from_slice(self.parts.line(segment as u32));
            parts.shape_at.push(parts.shape.len() as u32);
            for Run { first, label: Label { kind, name } } in self.parts.runs(segment as u32) {
                let name = *names.entry(*name).or_insert_with(|| {
                    parts.names.push(self.parts.names[*name as usize].clone());
                    parts.names.len() as u32 - 1
                });
                parts.runs.push(Run { first: *first, label: Label { kind: *kind, name } });
            }
            parts.run_at.push(parts.runs.len() as u32);
            is_large.push(self.components.is_large[segment]);
        }
        let mut part = Self::from_parts(parts);
        // What is an island is a question of the whole.
        part.components.is_large = is_large;
        part
    }
}

/// New numbers for the ends of kept segments, in the order of the segments.
fn numbers(parts: &Parts, kept: &[bool]) -> HashMap<u32, u32> {
    let mut numbers = HashMap::new();
    for segment in (0..kept.len()).filter(|segment| kept[*segment]) {
        for node in [parts.from[segment], parts.to[segment]] {
            let next = numbers.len() as u32;
            numbers.entry(node).or_insert(next);
        }
    }
    numbers
}

/// Costs from each to each, row by row.
fn costs(hierarchy: &Hierarchy, ranks: &[u32]) -> Vec<Cost> {
    let mut sweep = Sweep::to(hierarchy, ranks.iter().copied());
    let mut costs = Vec::with_capacity(ranks.len() * ranks.len());
    for origins in ranks.chunks(LANES) {
        let seeds: Vec<Vec<(u32, Cost)>> =
            origins.iter().map(|rank| vec![(*rank, Cost::default())]).collect();
        sweep.pass(&seeds);
        for lane in 0..origins.len() {
            costs.extend(ranks.iter().map(|rank| sweep.row(*rank)[lane]));
        }
    }
    costs
}
