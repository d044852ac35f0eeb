//! Slow, obvious answers that judge the fast ones.

use crate::cost::Cost;
use crate::{Graph, MAX_SNAP_M, Node, Point, Profile, Roads, Snap, Tags, UNREACHABLE, Way};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// All pairs of junctions by Floyd and Warshall.
fn floyd_warshall(graph: &Graph) -> Vec<Vec<Cost>> {
    let (nodes, arcs) = (graph.nodes(), graph.parts.arcs());
    let mut best = vec![vec![Cost::INFINITE; nodes]; nodes];
    for (node, row) in best.iter_mut().enumerate() {
        row[node] = Cost::default();
        for arc in arcs.leaving(node as u32) {
            let known = &mut row[arc.head as usize];
            *known = arc.cost.min(*known);
        }
    }
    for middle in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                best[from][to] = best[from][to].min(best[from][middle].plus(best[middle][to]));
            }
        }
    }
    best
}

/// From one point on a way to another, over the costs between junctions.
fn between(graph: &Graph, best: &[Vec<Cost>], from: &Snap, to: &Snap) -> Cost {
    let ends = |snap: &Snap| [graph.parts.from[snap.segment as usize], graph.parts.to[snap.segment as usize]];
    let ([start, end], [first, last]) = (ends(from), ends(to));
    let mut cheapest = graph.along(from, to).unwrap_or(Cost::INFINITE);
    for (out, leave) in [(end, graph.leave(from, true)), (start, graph.leave(from, false))] {
        for (into, arrive) in [(first, graph.arrive(to, true)), (last, graph.arrive(to, false))] {
            if let (Some(leave), Some(arrive)) = (leave, arrive) {
                let whole = leave.plus(best[out as usize][into as usize]).plus(arrive);
                cheapest = cheapest.min(whole);
            }
        }
    }
    cheapest
}

fn node(index: usize) -> Node {
    // A grid of 8 columns, bent a little so that no two ways are equally long by construction.
    let (column, row) = (index % 8, index / 8);
    let at = Point {
        lon: 95_000_000 + (column * 20_000 + row * row * 137) as i32,
        lat: 471_000_000 + (row * 20_000 + column * column * 91) as i32,
    };
    Node { id: index as i64 + 1, at }
}

/// Ways over at most 40 nodes with kinds that differ in speed, direction and access.
fn ways() -> impl Strategy<Value = Vec<Way>> {
    const KINDS: [&[(&str, &str)]; 6] = [
        &[("highway", "residential")],
        &[("highway", "residential"), ("oneway", "yes")],
        &[("highway", "residential"), ("oneway", "yes"), ("foot", "no")],
        &[("highway", "footway")],
        &[("highway", "track")],
        &[("highway", "steps")],
    ];
    let way = (0..KINDS.len(), prop::collection::vec(0..40_usize, 2..6));
    prop::collection::vec(way, 1..30).prop_map(|ways| {
        let way = |(id, (kind, nodes)): (i64, (usize, Vec<usize>))| Way {
            id,
            nodes: nodes.into_iter().map(node).collect(),
            tags: KINDS[kind].iter().copied().collect::<Tags>(),
        };
        (1..).zip(ways).map(way).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn the_hierarchy_answers_as_floyd_and_warshall_do(ways in ways(), profile in 0..2_usize) {
        let Ok(graph) = Graph::build(&ways, &[], Profile::ALL[profile]) else { return Ok(()) };
        let best = floyd_warshall(&graph);
        let doors: Vec<Snap> = (0..40).step_by(3).filter_map(|i| graph.snap(node(i).at, MAX_SNAP_M)).collect();
        let matrix = graph.matrix(&doors, &doors);
        for (i, from) in doors.iter().enumerate() {
            for (j, to) in doors.iter().enumerate() {
                let wanted = between(&graph, &best, from, to);
                let at = i * doors.len() + j;
                let got = Cost::new(matrix.millis[at], matrix.centimetres[at]).min(Cost::INFINITE);
                prop_assert_eq!(got, wanted, "from {:?} to {:?} over {:?}", from, to, &graph.parts);
                let path = graph.path(from, to);
                prop_assert_eq!(path.is_some(), matrix.millis[at] != UNREACHABLE);
                if let Some(path) = path {
                    prop_assert_eq!(Some(path.seconds), matrix.seconds(i, j));
                    prop_assert_eq!(Some(path.metres), matrix.metres(i, j));
                    let length: f64 = path.points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
                    prop_assert!((length - path.metres).abs() < 1.0, "a line of {} m for {} m", length, path.metres);
                    let steps = graph.router().steps(from, to).unwrap_or_default();
                    let told: f64 = steps.iter().map(|step| step.metres).sum();
                    prop_assert!((told - length).abs() < 0.01, "steps of {} m for {} m", told, length);
                    prop_assert!(steps.iter().all(|step| step.at + 1 < path.points.len()));
                }
            }
        }
    }

    #[test]
    fn a_part_answers_as_the_whole_does(ways in ways(), chosen in prop::collection::vec(0..40_usize, 1..6)) {
        let Ok(graph) = Graph::build(&ways, &[], Profile::Ebike) else { return Ok(()) };
        let points: Vec<Point> = chosen.into_iter().map(|index| node(index).at).collect();
        // Half of what it takes to have the whole network, so that there is an outside.
        let Some(part) = graph.around(&points, 250.0) else { return Ok(()) };
        let snaps = |graph: &Graph| -> Vec<Option<Snap>> {
            points.iter().map(|point| graph.snap(*point, 250.0)).collect()
        };
        let places = |snaps: &[Option<Snap>]| -> Vec<Option<(Point, u32, u32)>> {
            snaps.iter().map(|snap| snap.map(|snap| (snap.at, snap.along_cm, snap.away_cm))).collect()
        };
        let (whole_snaps, part_snaps) = (snaps(&graph), snaps(&part));
        prop_assert_eq!(places(&whole_snaps), places(&part_snaps));
        let [whole_snaps, part_snaps] = [whole_snaps, part_snaps].map(|s| s.into_iter().flatten().collect::<Vec<_>>());
        prop_assert_eq!(graph.matrix(&whole_snaps, &whole_snaps), part.matrix(&part_snaps, &part_snaps));
        prop_assert!(part.edges() <= graph.edges());
        let again = Graph::from_bytes(&part.to_bytes()).map(|again| again.to_bytes());
        prop_assert_eq!(again, Ok(part.to_bytes()));
    }

    #[test]
    fn the_nearest_way_is_the_nearest_of_all(ways in ways(), x in 0..200_000_i32, y in 0..150_000_i32) {
        let Ok(graph) = Graph::build(&ways, &[], Profile::Foot) else { return Ok(()) };
        let door = Point { lon: 95_000_000 + x, lat: 471_000_000 + y };
        let plane = crate::point::Plane::at(door);
        let distance = |a: Point, b: Point| {
            let ([ax, ay], [bx, by]) = (plane.metres(a), plane.metres(b));
            let square = (bx - ax).powi(2) + (by - ay).powi(2);
            let share = if square > 0.0 { -(ax * (bx - ax) + ay * (by - ay)) / square } else { 0.0 };
            let share = share.clamp(0.0, 1.0);
            (ax + share * (bx - ax)).hypot(ay + share * (by - ay))
        };
        let near = (0..graph.edges() as u32).filter(|segment| graph.components.is_large[*segment as usize]);
        let nearest = near
            .flat_map(|segment| graph.parts.line(segment).windows(2))
            .map(|pair| distance(pair[0], pair[1]))
            .fold(f64::INFINITY, f64::min);
        match graph.snap(door, MAX_SNAP_M) {
            Some(snap) if nearest <= MAX_SNAP_M => {
                prop_assert!((f64::from(snap.away_cm) / 100.0 - nearest).abs() < 0.02);
            }
            snap => prop_assert!(nearest > MAX_SNAP_M, "{:?}, nearest {}", snap, nearest),
        }
    }

    #[test]
    fn what_is_stored_comes_back_and_damage_is_refused(ways in ways(), at in 0..10_000_usize, bit in 0..8) {
        let Ok(roads) = Roads::build(&ways, &[]) else { return Ok(()) };
        let mut bytes = roads.to_bytes();
        prop_assert_eq!(Roads::from_bytes(&bytes).map(|again| again.to_bytes()), Ok(bytes.clone()));
        let at = at % bytes.len();
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(Roads::from_bytes(&bytes).is_err());
    }

    #[test]
    fn whatever_passes_the_check_sum_never_panics(ways in ways(), at in 0..10_000_usize, to: u8) {
        let Ok(roads) = Roads::build(&ways, &[]) else { return Ok(()) };
        let mut bytes = roads.to_bytes();
        let content = bytes.len() - 8;
        bytes[at % content] = to;
        let sum = crate::bytes::check_sum(&bytes[..content]);
        bytes[content..].copy_from_slice(&sum.to_le_bytes());
        if let Ok(read) = Roads::from_bytes(&bytes) {
            for graph in Profile::ALL.map(|profile| read.graph(profile)) {
                let doors: Vec<Snap> =
                    (0..40).step_by(7).filter_map(|i| graph.snap(node(i).at, MAX_SNAP_M)).collect();
                graph.matrix(&doors, &doors);
                let mut router = graph.router();
                doors.iter().for_each(|from| doors.iter().for_each(|to| drop(router.path(from, to))));
            }
        }
    }
}
