//! Small networks drawn by hand.

#![allow(clippy::unwrap_used)]

use roads::{Barrier, Graph, MAX_SNAP_M, Node, Point, Profile, Roads, Tags, Way};

/// A point `x`, `y` metres from 9.5 E 47.1 N (a metre is 1e-7 degrees times 89.9 and 131.8).
fn at(x: f64, y: f64) -> Point {
    Point::from_degrees(9.5 + x / 75_692.0, 47.1 + y / 111_195.0).unwrap()
}

fn way(id: i64, tags: &[(&str, &str)], nodes: &[(i64, f64, f64)]) -> Way {
    let nodes = nodes.iter().map(|(id, x, y)| Node { id: *id, at: at(*x, *y) }).collect();
    Way { id, nodes, tags: tags.iter().copied().collect() }
}

fn street(id: i64, nodes: &[(i64, f64, f64)]) -> Way {
    way(id, &[("highway", "residential")], nodes)
}

/// Seconds and metres between two places.
fn between(graph: &Graph, from: Point, to: Point) -> Option<(f64, f64)> {
    let [from, to] = [from, to].map(|point| graph.snap(point, MAX_SNAP_M).unwrap());
    let matrix = graph.matrix(&[from], &[to]);
    let path = graph.path(&from, &to);
    assert_eq!(path.as_ref().map(|p| (p.seconds, p.metres)), matrix.seconds(0, 0).zip(matrix.metres(0, 0)));
    if let Some(path) = &path {
        assert_eq!((path.points[0], *path.points.last().unwrap()), (from.at, to.at));
        let length: f64 = path.points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        assert!((length - path.metres).abs() < 0.1, "line of {length} m for a way of {} m", path.metres);
    }
    matrix.seconds(0, 0).zip(matrix.metres(0, 0))
}

#[test]
fn ways_that_only_continue_each_other_become_one_edge() {
    let ways = [
        street(1, &[(1, 0.0, 0.0), (2, 100.0, 0.0), (3, 200.0, 10.0)]),
        street(2, &[(5, 400.0, 0.0), (4, 300.0, 0.0), (3, 200.0, 10.0)]),
    ];
    let graph = Graph::build(&ways, &[], Profile::Foot).unwrap();
    assert_eq!((graph.nodes(), graph.edges(), graph.components()), (2, 1, 1));
}

#[test]
fn a_ring_with_no_branch_is_one_edge_and_can_be_walked_both_ways() {
    let ways = [
        street(1, &[(1, 0.0, 0.0), (2, 100.0, 0.0), (3, 100.0, 100.0)]),
        street(2, &[(3, 100.0, 100.0), (4, 0.0, 100.0), (1, 0.0, 0.0)]),
    ];
    let graph = Graph::build(&ways, &[], Profile::Foot).unwrap();
    assert_eq!((graph.nodes(), graph.edges()), (1, 1));
    let (_, metres) = between(&graph, at(90.0, 0.0), at(10.0, 100.0)).unwrap();
    assert!((metres - 200.0).abs() < 0.5, "{metres}");
    let (_, metres) = between(&graph, at(10.0, 0.0), at(0.0, 90.0)).unwrap();
    assert!((metres - 100.0).abs() < 0.5, "{metres}");
}

#[test]
fn crossing_lines_without_a_shared_node_do_not_meet() {
    let bridge =
        [street(1, &[(1, -100.0, 0.0), (2, 100.0, 0.0)]), street(2, &[(3, 0.0, -100.0), (4, 0.0, 100.0)])];
    let graph = Graph::build(&bridge, &[], Profile::Foot).unwrap();
    assert_eq!(graph.components(), 2);
    assert_eq!(between(&graph, at(-50.0, 0.0), at(0.0, 50.0)), None);
}

#[test]
fn an_e_bike_rides_a_one_way_street_along_and_is_pushed_against_it() {
    let ways = [way(1, &[("highway", "residential"), ("oneway", "yes")], &[(1, 0.0, 0.0), (2, 150.0, 0.0)])];
    let graph = Graph::build(&ways, &[], Profile::Ebike).unwrap();
    let (along, _) = between(&graph, at(0.0, 0.0), at(150.0, 0.0)).unwrap();
    let (against, _) = between(&graph, at(150.0, 0.0), at(0.0, 0.0)).unwrap();
    assert!((along - 36.0).abs() < 0.2 && (against - 135.0).abs() < 0.5, "{along} {against}");
}

#[test]
fn an_e_bike_does_not_turn_round_on_a_way_where_it_is_neither_ridden_nor_pushed_back() {
    let one_way = [("highway", "residential"), ("oneway", "yes"), ("foot", "no")];
    let ways = [way(1, &one_way, &[(1, 0.0, 0.0), (2, 150.0, 0.0)])];
    let graph = Graph::build(&ways, &[], Profile::Ebike).unwrap();
    assert!(between(&graph, at(50.0, 0.0), at(100.0, 0.0)).is_some());
    assert_eq!(between(&graph, at(100.0, 0.0), at(50.0, 0.0)), None);
}

#[test]
fn a_wall_across_a_path_stops_everybody_and_a_stile_stops_wheels() {
    let ways = [street(1, &[(1, 0.0, 0.0), (2, 100.0, 0.0), (3, 200.0, 0.0)])];
    let barrier = |kind: &str| [Barrier { node: 2, tags: Tags::from_iter([("barrier", kind)]) }];
    let crossing = |profile, kind: &str| {
        let graph = Graph::build(&ways, &barrier(kind), profile).unwrap();
        between(&graph, at(50.0, 0.0), at(150.0, 0.0)).is_some()
    };
    assert!(!crossing(Profile::Foot, "wall") && !crossing(Profile::Ebike, "wall"));
    assert!(crossing(Profile::Foot, "stile") && !crossing(Profile::Ebike, "stile"));
    assert!(crossing(Profile::Foot, "gate") && crossing(Profile::Ebike, "gate"));
}

#[test]
fn a_door_is_snapped_past_an_island_to_the_street() {
    let ways = [
        street(1, &[(1, -2_000.0, 0.0), (2, 2_000.0, 0.0)]),
        way(2, &[("highway", "footway")], &[(3, 0.0, 50.0), (4, 20.0, 50.0)]),
    ];
    let graph = Graph::build(&ways, &[], Profile::Foot).unwrap();
    let snap = graph.snap(at(10.0, 45.0), MAX_SNAP_M).unwrap();
    assert!(snap.at.distance_m(at(10.0, 0.0)) < 0.1 && snap.away_cm.abs_diff(4_500) < 20, "{snap:?}");
    assert!(graph.snap(at(10.0, 45.0), 20.0).is_some(), "the island serves where nothing else is near");
    assert_eq!(graph.snap(at(0.0, 1_500.0), MAX_SNAP_M), None);
}

#[test]
fn the_same_ways_in_another_order_give_the_same_bytes() {
    let mut ways = vec![
        street(1, &[(1, 0.0, 0.0), (2, 100.0, 0.0), (3, 200.0, 10.0)]),
        street(2, &[(2, 100.0, 0.0), (4, 100.0, 300.0)]),
        street(3, &[(4, 100.0, 300.0), (1, 0.0, 0.0)]),
    ];
    let bytes = Roads::build(&ways, &[]).unwrap().to_bytes();
    ways.reverse();
    assert_eq!(Roads::build(&ways, &[]).unwrap().to_bytes(), bytes);
    assert_eq!(Roads::from_bytes(&bytes).unwrap().to_bytes(), bytes);
}

#[test]
fn bytes_cut_off_anywhere_are_refused() {
    let ways =
        [street(1, &[(1, 0.0, 0.0), (2, 100.0, 0.0)]), street(2, &[(2, 100.0, 0.0), (3, 100.0, 90.0)])];
    let bytes = Roads::build(&ways, &[]).unwrap().to_bytes();
    for length in 0..bytes.len() {
        assert!(Roads::from_bytes(&bytes[..length]).is_err(), "accepted {length} of {} bytes", bytes.len());
    }
}
