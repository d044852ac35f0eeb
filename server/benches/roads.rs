//! `cargo bench -p server --bench roads`: the sample extract on one thread. Preparation, a thousand
//! by thousand matrix and single paths, medians of several runs; then every cell of a million
//! against plain Dijkstra. Arguments: extracts to take instead.

#![allow(clippy::unwrap_used, reason = "a bench")]

#[path = "../tests/oracle/mod.rs"]
mod oracle;

use oracle::{Plain, agrees};
use roads::{Graph, MAX_SNAP_M, Profile, Snap};
use server::import::osm::Network;
use server::process::peak_mb;
use std::path::{Path, PathBuf};
use std::time::Instant;

const DOORS: usize = 1_000;
const RUNS: usize = 11;
const PATHS: usize = 2_000;

fn main() {
    let mut extracts: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    if extracts.is_empty() {
        extracts.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/liechtenstein.osm.pbf"));
    }
    for (extract, profile) in
        extracts.iter().flat_map(|extract| Profile::ALL.map(|profile| (extract, profile)))
    {
        measure(extract, profile);
    }
}

fn measure(extract: &Path, profile: Profile) {
    let (mut read, mut build, mut matrix) = (Vec::new(), Vec::new(), Vec::new());
    let network = Network::read(extract).unwrap();
    let graph = Graph::build(&network.ways, &network.barriers, profile).unwrap();
    let plain = Plain::of(&network.ways, &network.barriers, profile);
    // A node on an island is put onto the street beside it, whose times are none of its own.
    let at_node = |door: usize| graph.snap(plain.nodes[door].at, MAX_SNAP_M).filter(|snap| snap.away_cm == 0);
    let exact = plain.doors(2 * DOORS).into_iter().filter_map(|door| Some((door, at_node(door)?)));
    let (doors, snaps): (Vec<usize>, Vec<Snap>) = exact.take(DOORS).unzip();
    for _ in 0..RUNS {
        let network = timed(&mut read, || Network::read(extract).unwrap());
        let graph = timed(&mut build, || Graph::build(&network.ways, &network.barriers, profile).unwrap());
        timed(&mut matrix, || graph.matrix(&snaps, &snaps));
    }
    println!("{} {profile:?}: {} nodes, {} edges", extract.display(), graph.nodes(), graph.edges());
    println!("  read    {:8.1} ms", median(&mut read) * 1e3);
    println!("  build   {:8.1} ms", median(&mut build) * 1e3);
    println!("  matrix  {:8.1} ms  {DOORS} × {DOORS}", median(&mut matrix) * 1e3);

    let (mut router, mut paths) = (graph.router(), Vec::new());
    for index in 0..PATHS {
        let (from, to) = (snaps[index % snaps.len()], snaps[(index * 37 + 11) % snaps.len()]);
        timed(&mut paths, || router.path(&from, &to));
    }
    println!("  path    {:8.1} µs  median of {PATHS}", median(&mut paths) * 1e6);
    println!("  memory  {:8.1} MB  the process at its most", peak_mb().unwrap_or_default());

    let matrix = graph.matrix(&snaps, &snaps);
    let (mut checked, mut wrong) = (0, 0);
    for (row, door) in doors.iter().enumerate() {
        let best = plain.from(*door);
        for (column, other) in doors.iter().enumerate() {
            checked += 1;
            wrong += usize::from(!agrees(matrix.seconds(row, column), best[*other].0));
        }
    }
    println!("  cells   {checked:8} compared with plain Dijkstra, {wrong} wrong");
}

fn timed<T>(seconds: &mut Vec<f64>, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    seconds.push(started.elapsed().as_secs_f64());
    done
}

fn median(seconds: &mut [f64]) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
