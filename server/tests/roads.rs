//! Matrices and paths of real extracts, cell by cell against plain Dijkstra.

#![allow(clippy::unwrap_used, reason = "a test")]

mod oracle;

use oracle::{Plain, agrees};
use roads::{Graph, MAX_SNAP_M, Profile, Snap};
use server::import::osm::Network;
use std::path::Path;

fn check(extract: &str, profile: Profile, doors: usize) {
    let network = Network::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(extract)).unwrap();
    let graph = Graph::build(&network.ways, &network.barriers, profile).unwrap();
    let plain = Plain::of(&network.ways, &network.barriers, profile);
    let at_node = |door: usize| graph.snap(plain.nodes[door].at, MAX_SNAP_M).filter(|snap| snap.away_cm == 0);
    // Where the node lies on an island the engine prefers the street beside it.
    let (doors, snaps): (Vec<usize>, Vec<Snap>) =
        plain.doors(doors).into_iter().filter_map(|door| Some((door, at_node(door)?))).unzip();
    assert!(snaps.len() > 40, "{} doors", snaps.len());

    let matrix = graph.matrix(&snaps, &snaps);
    let mut router = graph.router();
    for (row, door) in doors.iter().enumerate() {
        let best = plain.from(*door);
        for (column, other) in doors.iter().enumerate() {
            let (seconds, place) = (best[*other].0, (extract, profile, *door, *other));
            let answer = matrix.seconds(row, column);
            assert!(agrees(answer, seconds), "{place:?}: {answer:?}, not {seconds}");
            if (row + column) % 29 == 0 {
                let path = router.path(&snaps[row], &snaps[column]);
                let told = path.as_ref().map(|path| (path.seconds, path.metres));
                assert_eq!(told, answer.zip(matrix.metres(row, column)), "{place:?}");
                let line = path.map_or(0.0, |path| length_m(&path.points));
                let metres = matrix.metres(row, column).unwrap_or_default();
                // Half a centimetre for each of a few hundred stretches.
                assert!((line - metres).abs() < 0.5, "{place:?}: a line of {line} m for {metres} m");
            }
        }
    }
}

fn length_m(points: &[roads::Point]) -> f64 {
    points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
}

#[test]
fn a_country_is_measured_as_plain_dijkstra_does() {
    for profile in Profile::ALL {
        check("assets/sample/liechtenstein.osm.pbf", profile, 60);
    }
}

#[test]
fn a_dense_city_is_measured_as_plain_dijkstra_does() {
    for profile in Profile::ALL {
        check("tests/fixtures/osm/campo-grande.osm.gz", profile, 60);
    }
}
