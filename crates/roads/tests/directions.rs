//! Where a walker is told to turn.

#![allow(clippy::unwrap_used)]

use roads::{Graph, MAX_SNAP_M, Node, Point, Profile, Step, Tags, Turn, Way, WayKind};

/// A point `x`, `y` metres from 9.5 E 47.1 N.
fn at(x: f64, y: f64) -> Point {
    Point::from_degrees(9.5 + x / 75_692.0, 47.1 + y / 111_195.0).unwrap()
}

fn way(id: i64, tags: &[(&str, &str)], nodes: &[(i64, f64, f64)]) -> Way {
    let nodes = nodes.iter().map(|(id, x, y)| Node { id: *id, at: at(*x, *y) }).collect();
    Way { id, nodes, tags: Tags::from_iter(tags.iter().copied()) }
}

fn street(name: &str) -> [(&str, &str); 2] {
    [("highway", "residential"), ("name", name)]
}

fn steps(ways: &[Way], from: Point, to: Point) -> Vec<Step> {
    let graph = Graph::build(ways, &[], Profile::Foot).unwrap();
    let [from, to] = [from, to].map(|point| graph.snap(point, MAX_SNAP_M).unwrap());
    let mut router = graph.router();
    let (steps, path) = (router.steps(&from, &to).unwrap(), router.path(&from, &to).unwrap());
    let total = |part: fn(&Step) -> f64| steps.iter().map(part).sum::<f64>();
    assert!((total(|step| step.metres) - path.metres).abs() < 0.1);
    assert!((total(|step| step.seconds) - path.seconds).abs() < 0.1);
    assert!(steps.windows(2).all(|pair| pair[0].at < pair[1].at));
    steps
}

fn told(steps: &[Step]) -> Vec<(Turn, &str, WayKind, f64)> {
    steps.iter().map(|step| (step.turn, step.name.as_str(), step.kind, step.metres.round())).collect()
}

#[test]
fn a_street_of_another_name_is_told_and_bends_of_the_same_street_are_not() {
    let ways = [
        way(1, &street("Feldweg"), &[(1, 0.0, 0.0), (2, 100.0, 0.0), (3, 200.0, 40.0)]),
        way(2, &street("幸福路"), &[(3, 200.0, 40.0), (4, 160.0, 140.0)]),
        way(3, &street("Au"), &[(3, 200.0, 40.0), (5, 300.0, 80.0)]),
    ];
    let there = steps(&ways, at(0.0, 0.0), at(160.0, 140.0));
    let wanted =
        [(Turn::Depart, "Feldweg", WayKind::Street, 208.0), (Turn::Left, "幸福路", WayKind::Street, 108.0)];
    assert_eq!(told(&there), wanted);
    assert!((there[0].heading - 90.0).abs() < 0.5, "{}", there[0].heading);

    let back = steps(&ways, at(160.0, 140.0), at(0.0, 0.0));
    let wanted =
        [(Turn::Depart, "幸福路", WayKind::Street, 108.0), (Turn::Right, "Feldweg", WayKind::Street, 208.0)];
    assert_eq!(told(&back), wanted);

    let on = steps(&ways, at(0.0, 0.0), at(300.0, 80.0));
    assert_eq!(told(&on)[1], (Turn::Straight, "Au", WayKind::Street, 108.0));
}

#[test]
fn stairs_are_told_even_straight_on_and_turns_of_ways_without_a_name_at_their_crossing() {
    let path = [("highway", "footway")];
    let ways = [
        way(1, &path, &[(1, 0.0, 0.0), (2, 0.0, 50.0)]),
        way(2, &[("highway", "steps")], &[(2, 0.0, 50.0), (3, 0.0, 70.0)]),
        way(3, &path, &[(3, 0.0, 70.0), (4, 0.0, 120.0), (5, 0.0, 170.0)]),
        way(4, &path, &[(4, 0.0, 120.0), (6, 60.0, 120.0)]),
    ];
    let wanted = [
        (Turn::Depart, "", WayKind::Path, 50.0),
        (Turn::Straight, "", WayKind::Steps, 20.0),
        (Turn::Straight, "", WayKind::Path, 50.0),
        (Turn::Right, "", WayKind::Path, 60.0),
    ];
    assert_eq!(told(&steps(&ways, at(0.0, 0.0), at(60.0, 120.0))), wanted);
}

#[test]
fn within_one_stretch_there_is_one_step_and_none_to_where_one_is() {
    let ways = [way(1, &street("Au"), &[(1, 0.0, 0.0), (2, 100.0, 0.0)])];
    let back = steps(&ways, at(80.0, 3.0), at(20.0, 3.0));
    assert_eq!(told(&back), [(Turn::Depart, "Au", WayKind::Street, 60.0)]);
    assert!((back[0].heading - 270.0).abs() < 0.5, "{}", back[0].heading);
    assert!(steps(&ways, at(50.0, 3.0), at(50.0, 3.0)).is_empty());
}
