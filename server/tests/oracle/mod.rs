//! Plain Dijkstra over every node of an extract, with nothing joined, contracted or rounded: slow,
//! obvious, and of the fast engine it knows only the tag rules.

use roads::{Barrier, Node, Point, Profile, Way, barrier_blocks, travel};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// The engine keeps whole milliseconds a stretch of way; over a few hundred stretches that adds up
/// to less than this, seconds.
pub const TOLERANCE_S: f64 = 0.05;

/// Seconds and metres of an arc, and where it leads.
type Arc = (usize, f64, f64);

pub struct Plain {
    pub nodes: Vec<Node>,
    arcs: Vec<Vec<Arc>>,
    is_blocked: Vec<bool>,
}

impl Plain {
    pub fn of(ways: &[Way], barriers: &[Barrier], profile: Profile) -> Self {
        let points: BTreeMap<i64, Point> =
            ways.iter().flat_map(|way| &way.nodes).map(|node| (node.id, node.at)).collect();
        let nodes: Vec<Node> = points.into_iter().map(|(id, at)| Node { id, at }).collect();
        let index = |id: i64| nodes.binary_search_by_key(&id, |node| node.id).unwrap();
        let mut arcs = vec![Vec::new(); nodes.len()];
        for way in ways {
            let travel = travel(profile, &way.tags);
            for pair in way.nodes.windows(2) {
                let metres = pair[0].at.distance_m(pair[1].at);
                let (from, to) = (index(pair[0].id), index(pair[1].id));
                for (from, to, speed) in [(from, to, travel.forward), (to, from, travel.backward)] {
                    if speed > 0 {
                        arcs[from].push((to, metres * 36.0 / f64::from(speed), metres));
                    }
                }
            }
        }
        let blocked: BTreeSet<i64> =
            barriers.iter().filter(|b| barrier_blocks(profile, &b.tags)).map(|b| b.node).collect();
        let is_blocked = nodes.iter().map(|node| blocked.contains(&node.id)).collect();
        Self { nodes, arcs, is_blocked }
    }

    /// Nodes that serve as doors: `count` of those that can be left and are no barrier, spread by
    /// Lehmer's generator (Park and Miller 1988).
    pub fn doors(&self, count: usize) -> Vec<usize> {
        let usable: Vec<usize> = (0..self.nodes.len())
            .filter(|node| !self.arcs[*node].is_empty() && !self.is_blocked[*node])
            .collect();
        let mut state = 7_u64;
        let next = |_| {
            state = state * 48_271 % 2_147_483_647;
            usable[state as usize % usable.len()]
        };
        (0..count).map(next).collect()
    }

    /// Seconds and metres of the quickest ways from a node to all; infinite where there is none.
    pub fn from(&self, start: usize) -> Vec<(f64, f64)> {
        let mut best = vec![(f64::INFINITY, f64::INFINITY); self.nodes.len()];
        best[start] = (0.0, 0.0);
        let mut queue = BinaryHeap::from([Reverse((0_u64, start))]);
        // Positive numbers are ordered as their bits are.
        while let Some(Reverse((bits, node))) = queue.pop() {
            let (seconds, metres) = best[node];
            if bits != seconds.to_bits() || self.is_blocked[node] {
                continue;
            }
            for (to, more_seconds, more_metres) in &self.arcs[node] {
                let through = (seconds + more_seconds, metres + more_metres);
                if through.0 < best[*to].0 {
                    best[*to] = through;
                    queue.push(Reverse((through.0.to_bits(), *to)));
                }
            }
        }
        best
    }
}

/// Whether an answer in seconds is that of the oracle.
pub fn agrees(answer: Option<f64>, seconds: f64) -> bool {
    match answer {
        Some(answer) => (answer - seconds).abs() <= TOLERANCE_S,
        None => seconds == f64::INFINITY,
    }
}
