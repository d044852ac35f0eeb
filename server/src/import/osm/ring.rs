//! Joins the ways of a multipolygon into closed rings (wiki, "Relation:multipolygon").

use super::raw::{Member, Raw, RawRelation};
use geo::{Contains, Coord, LineString, MultiPolygon, Polygon};
use roads::Point;
use std::collections::{BTreeMap, BTreeSet};

/// The area of a relation, and whether every one of its ways is there and closes.
pub(super) struct Assembled {
    pub(super) area: MultiPolygon<f64>,
    pub(super) is_whole: bool,
}

/// Joins outer and inner ways; what does not close is left out.
pub(super) fn assemble(raw: &Raw, relation: &RawRelation) -> Assembled {
    let (inner, outer): (Vec<&Member>, Vec<&Member>) = relation.members.iter().partition(|m| m.is_inner);
    let (outer, whole_outside) = rings(raw, &outer);
    let (inner, whole_inside) = rings(raw, &inner);
    let mut holes: Vec<Vec<LineString<f64>>> = vec![Vec::new(); outer.len()];
    for hole in inner {
        let around = outer.iter().position(|ring| is_inside(ring, &hole));
        if let Some(index) = around {
            holes[index].push(hole);
        }
    }
    let polygons = outer.into_iter().zip(holes).map(|(ring, holes)| Polygon::new(ring, holes));
    let is_whole = whole_outside && whole_inside;
    Assembled { area: MultiPolygon(polygons.collect()), is_whole }
}

fn is_inside(ring: &LineString<f64>, hole: &LineString<f64>) -> bool {
    let around = Polygon::new(ring.clone(), vec![]);
    hole.0.first().is_some_and(|corner| around.contains(corner)) || hole.0.iter().any(|c| around.contains(c))
}

/// Closed rings of nodes, and whether nothing was left over.
fn rings(raw: &Raw, members: &[&Member]) -> (Vec<LineString<f64>>, bool) {
    let lines: Vec<&[i64]> = members
        .iter()
        .filter_map(|m| raw.way(m.way))
        .map(|way| way.refs.as_slice())
        .filter(|r| r.len() > 1)
        .collect();
    let mut is_whole = lines.len() == members.len();
    let mut ends: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        for end in [line[0], line[line.len() - 1]] {
            ends.entry(end).or_default().insert(index);
        }
    }
    let mut rings = Vec::new();
    let mut is_used = vec![false; lines.len()];
    for seed in 0..lines.len() {
        if is_used[seed] {
            continue;
        }
        let nodes = follow(seed, &lines, &ends, &mut is_used);
        let points: Option<Vec<Coord<f64>>> = nodes.iter().map(|node| raw.point(*node).map(coord)).collect();
        match points {
            Some(points) if nodes.first() == nodes.last() && nodes.len() >= 4 => {
                rings.push(LineString(points))
            }
            _ => is_whole = false,
        }
    }
    (rings, is_whole)
}

/// Appends ways to `seed` until it closes or nothing fits.
fn follow(
    seed: usize,
    lines: &[&[i64]],
    ends: &BTreeMap<i64, BTreeSet<usize>>,
    is_used: &mut [bool],
) -> Vec<i64> {
    is_used[seed] = true;
    let mut nodes = lines[seed].to_vec();
    while let (Some(first), Some(last)) = (nodes.first().copied(), nodes.last().copied()) {
        if first == last {
            break;
        }
        let next = ends.get(&last).and_then(|at| at.iter().copied().find(|index| !is_used[*index]));
        let Some(next) = next else { break };
        is_used[next] = true;
        let line = lines[next];
        if line[0] == last {
            nodes.extend_from_slice(&line[1..]);
        } else {
            nodes.extend(line.iter().rev().skip(1));
        }
    }
    nodes
}

/// A point in degrees, as geometry wants it.
pub(crate) fn coord(point: Point) -> Coord<f64> {
    let [x, y] = point.degrees();
    Coord { x, y }
}
