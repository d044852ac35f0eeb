//! `cargo bench -p roads`: a thousand doors in a made-up city of 150 × 150 crossings, the hierarchy
//! against plain Dijkstra over every node. Prints seconds and their ratio.

#![allow(clippy::unwrap_used)]

use roads::{Graph, MAX_SNAP_M, Node, Point, Profile, Snap, Tags, Way};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::time::Instant;

const SIDE: usize = 150;
const DOORS: usize = 1_000;

/// Numbers that look random and are the same every time (Lehmer 1951, Park and Miller 1988).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as usize % limit
    }
}

fn crossing(x: usize, y: usize) -> Node {
    let bend = (x * 31 + y * 17) % 13;
    let at = Point {
        lon: 1_214_000_000 + (x * 12_000 + bend * 400) as i32,
        lat: 316_000_000 + (y * 11_000 + bend * 300) as i32,
    };
    Node { id: (x * SIDE + y) as i64, at }
}

/// Streets between neighbours, one in five left out.
fn city(numbers: &mut Numbers) -> Vec<Way> {
    let mut ways = Vec::new();
    for (x, y) in (0..SIDE).flat_map(|x| (0..SIDE).map(move |y| (x, y))) {
        for (next_x, next_y) in [(x + 1, y), (x, y + 1)] {
            if next_x < SIDE && next_y < SIDE && numbers.below(5) > 0 {
                let nodes = vec![crossing(x, y), crossing(next_x, next_y)];
                let id = ways.len() as i64;
                ways.push(Way { id, nodes, tags: Tags::from_iter([("highway", "residential")]) });
            }
        }
    }
    ways
}

/// Costs from a node to all others, without any preparation.
fn dijkstra(arcs: &HashMap<i64, Vec<(i64, u64)>>, from: i64) -> HashMap<i64, u64> {
    let mut best = HashMap::from([(from, 0)]);
    let mut queue = BinaryHeap::from([Reverse((0, from))]);
    while let Some(Reverse((cost, node))) = queue.pop() {
        if cost > best[&node] {
            continue;
        }
        for (next, length) in &arcs[&node] {
            let known = best.entry(*next).or_insert(u64::MAX);
            if cost + length < *known {
                *known = cost + length;
                queue.push(Reverse((cost + length, *next)));
            }
        }
    }
    best
}

fn main() {
    let mut numbers = Numbers(7);
    let ways = city(&mut numbers);
    let started = Instant::now();
    let graph = Graph::build(&ways, &[], Profile::Foot).unwrap();
    println!(
        "build      {:8.3} s  {} nodes, {} edges",
        started.elapsed().as_secs_f64(),
        graph.nodes(),
        graph.edges()
    );

    let doors: Vec<Node> = (0..DOORS).map(|_| crossing(numbers.below(SIDE), numbers.below(SIDE))).collect();
    let started = Instant::now();
    let snaps: Vec<Snap> = doors.iter().filter_map(|door| graph.snap(door.at, MAX_SNAP_M)).collect();
    println!("snap       {:8.3} s  {} doors", started.elapsed().as_secs_f64(), snaps.len());

    let started = Instant::now();
    let matrix = graph.matrix(&snaps, &snaps);
    let fast = started.elapsed().as_secs_f64();
    println!("matrix     {fast:8.3} s  {} × {}", snaps.len(), matrix.columns);

    let mut arcs: HashMap<i64, Vec<(i64, u64)>> = HashMap::new();
    for way in &ways {
        let [a, b] = [way.nodes[0], way.nodes[1]];
        let length = (a.at.distance_m(b.at) * 100.0).round() as u64;
        arcs.entry(a.id).or_default().push((b.id, length));
        arcs.entry(b.id).or_default().push((a.id, length));
    }
    // A tenth of the rows is enough to know what all would take.
    let rows = DOORS / 10;
    let started = Instant::now();
    let reached: usize = doors
        .iter()
        .take(rows)
        .filter(|d| arcs.contains_key(&d.id))
        .map(|d| dijkstra(&arcs, d.id).len())
        .sum();
    let slow = started.elapsed().as_secs_f64() * DOORS as f64 / rows as f64;
    println!("dijkstra   {slow:8.3} s  (from {rows} rows, {reached} nodes reached)");
    println!("ratio      {:8.1}", slow / fast);
}
