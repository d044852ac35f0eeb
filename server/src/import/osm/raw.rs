//! An extract as it was read: nodes, ways and relations with the tags that Rounds understands.

use roads::{Point, Tags};

/// A way's nodes by number, and its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawWay {
    /// Identity.
    pub id: i64,
    /// Its nodes.
    pub refs: Vec<i64>,
    /// What it is.
    pub tags: Tags,
}

/// A way in a relation; other members say nothing about areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The way.
    pub way: i64,
    /// Whether it bounds a hole.
    pub is_inner: bool,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRelation {
    /// Identity.
    pub id: i64,
    /// Its ways.
    pub members: Vec<Member>,
    /// What it is.
    pub tags: Tags,
}

/// Everything read. Sorted by identity, each once: the file's order does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// Where each node is.
    pub points: Vec<(i64, Point)>,
    /// What some of them are.
    pub nodes: Vec<(i64, Tags)>,
    /// Ways.
    pub ways: Vec<RawWay>,
    /// Relations with ways.
    pub relations: Vec<RawRelation>,
}

impl Raw {
    /// Where a node is, if the extract holds it.
    pub fn point(&self, node: i64) -> Option<Point> {
        self.points.binary_search_by_key(&node, |(id, _)| *id).ok().map(|index| self.points[index].1)
    }

    /// The way of a number.
    pub fn way(&self, id: i64) -> Option<&RawWay> {
        self.ways.binary_search_by_key(&id, |way| way.id).ok().map(|index| &self.ways[index])
    }

    /// The line of a way in runs: a node that the extract does not hold breaks it.
    pub fn runs(&self, way: &RawWay) -> Vec<Vec<(i64, Point)>> {
        let mut runs = vec![Vec::new()];
        for node in &way.refs {
            match (self.point(*node), runs.last_mut()) {
                (Some(point), Some(run)) => run.push((*node, point)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| run.len() >= 2);
        runs
    }

    /// The line of a way that is whole.
    pub fn line(&self, way: &RawWay) -> Option<Vec<Point>> {
        way.refs.iter().map(|node| self.point(*node)).collect()
    }

    pub(super) fn add_node(&mut self, id: i64, point: Option<Point>, tags: Tags) {
        let Some(point) = point else { return };
        self.points.push((id, point));
        if !tags.0.is_empty() {
            self.nodes.push((id, tags));
        }
    }

    /// A later version of an element in the file replaces an earlier one.
    pub(super) fn sort(&mut self) {
        keep_last(&mut self.points, |(id, _)| *id);
        keep_last(&mut self.nodes, |(id, _)| *id);
        keep_last(&mut self.ways, |way| way.id);
        keep_last(&mut self.relations, |relation| relation.id);
    }
}

fn keep_last<T>(items: &mut Vec<T>, id: impl Fn(&T) -> i64) {
    items.sort_by_key(&id);
    items.reverse();
    items.dedup_by_key(|item| id(item));
    items.reverse();
}

/// Whether a tag is kept. What Rounds never asks for need not take a city's memory.
pub(super) fn is_understood(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "access",
        "admin_level",
        "amenity",
        "area",
        "barrier",
        "bicycle",
        "boundary",
        "bridge",
        "building",
        "cycleway",
        "duration",
        "foot",
        "highway",
        "junction",
        "landuse",
        "layer",
        "leisure",
        "locked",
        "motorroad",
        "name",
        "natural",
        "oneway",
        "place",
        "railway",
        "ramp:bicycle",
        "ref",
        "route",
        "sac_scale",
        "service",
        "surface",
        "tourism",
        "tunnel",
        "type",
        "vehicle",
        "water",
        "waterway",
    ];
    const PREFIXES: &[&str] = &["addr:", "cycleway:", "name:", "oneway:"];
    KEYS.binary_search(&key).is_ok() || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_version_of_an_element_replaces_an_earlier_one() {
        let mut raw = Raw::default();
        raw.add_node(7, Point::from_degrees(1.0, 1.0), Tags::default());
        raw.add_node(3, Point::from_degrees(3.0, 3.0), Tags::default());
        raw.add_node(7, Point::from_degrees(2.0, 2.0), Tags::default());
        raw.sort();
        assert_eq!(raw.points.len(), 2);
        assert_eq!(raw.point(7), Point::from_degrees(2.0, 2.0));
    }

    #[test]
    fn a_way_breaks_where_the_extract_ends() {
        let mut raw = Raw::default();
        for id in [1, 2, 4, 5, 7] {
            raw.add_node(id, Point::from_degrees(id as f64, 0.0), Tags::default());
        }
        let way = RawWay { id: 1, refs: (1..=7).collect(), tags: Tags::default() };
        let ids: Vec<Vec<i64>> =
            raw.runs(&way).into_iter().map(|run| run.into_iter().map(|(id, _)| id).collect()).collect();
        assert_eq!(ids, [vec![1, 2], vec![4, 5]]);
        assert_eq!(raw.line(&way), None);
    }
}
