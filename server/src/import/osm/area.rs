//! Areas of an extract: closed ways and multipolygons, and which of them hold a point.

use super::raw::{Raw, RawWay};
use super::ring::{assemble, coord};
use geo::{BoundingRect, Centroid, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Polygon};
use roads::Tags;
use std::collections::BTreeMap;

/// A closed way or a multipolygon.
#[derive(Clone, Debug)]
pub struct Area {
    /// The element's number; a relation's is distinct from a way's only by `is_relation`.
    pub id: i64,
    /// A multipolygon or boundary, not a single way.
    pub is_relation: bool,
    /// What it is.
    pub tags: Tags,
    /// Where it is, degrees.
    pub shape: MultiPolygon<f64>,
    /// Every part of it is in the extract.
    pub is_whole: bool,
}

/// Every area of an extract: ways first, then relations, by number.
pub fn areas(raw: &Raw) -> Vec<Area> {
    let ways = raw.ways.iter().filter(|way| is_area(way)).filter_map(|way| {
        let ring: Vec<Coord<f64>> = raw.line(way)?.into_iter().map(coord).collect();
        let shape = MultiPolygon(vec![Polygon::new(LineString(ring), vec![])]);
        Some(Area { id: way.id, is_relation: false, tags: way.tags.clone(), shape, is_whole: true })
    });
    let kinds = ["multipolygon", "boundary"];
    let relations = raw.relations.iter().filter(|r| r.tags.get("type").is_some_and(|t| kinds.contains(&t)));
    let relations = relations.filter_map(|relation| {
        let joined = assemble(raw, relation);
        let shape = Some(joined.area).filter(|area| !area.0.is_empty())?;
        let (tags, is_whole) = (relation.tags.clone(), joined.is_whole);
        Some(Area { id: relation.id, is_relation: true, tags, shape, is_whole })
    });
    ways.chain(relations).collect()
}

/// A closed way is an area unless it is a road or a barrier that runs in a ring (wiki,
/// "Key:area").
fn is_area(way: &RawWay) -> bool {
    let is_closed = way.refs.len() >= 4 && way.refs.first() == way.refs.last();
    let is_line = ["highway", "barrier", "railway"].iter().any(|key| way.tags.get(key).is_some())
        && way.tags.get("building").is_none();
    is_closed && !way.tags.0.is_empty() && (!is_line || way.tags.is("area", "yes"))
}

impl Area {
    /// A point inside: the centre where that is inside.
    pub fn middle(&self) -> Option<Coord<f64>> {
        let centre = self.shape.centroid().filter(|centre| self.shape.contains(centre));
        centre.or_else(|| self.shape.interior_point()).map(|point| point.0)
    }
}

/// Finds the areas that hold a point, by cells of 0.005 degrees.
pub struct AreaIndex<'a> {
    areas: Vec<&'a Area>,
    cells: BTreeMap<(i32, i32), Vec<u32>>,
    /// Areas of more than [`Self::MANY`] cells are asked one by one.
    wide: Vec<u32>,
}

impl<'a> AreaIndex<'a> {
    const CELL: f64 = 0.005;
    const MANY: i64 = 4_096;

    /// An index of `areas`, which are answered in this order.
    pub fn new(areas: impl IntoIterator<Item = &'a Area>) -> Self {
        let mut index = Self { areas: areas.into_iter().collect(), cells: BTreeMap::new(), wide: Vec::new() };
        for (number, area) in (0_u32..).zip(&index.areas) {
            let Some(bounds) = area.shape.bounding_rect() else { continue };
            let (low, high) = (cell(bounds.min()), cell(bounds.max()));
            let size =
                (i64::from(high.0) - i64::from(low.0) + 1) * (i64::from(high.1) - i64::from(low.1) + 1);
            if size > Self::MANY {
                index.wide.push(number);
                continue;
            }
            for key in (low.0..=high.0).flat_map(|x| (low.1..=high.1).map(move |y| (x, y))) {
                index.cells.entry(key).or_default().push(number);
            }
        }
        index
    }

    /// The first area that holds `point`.
    pub fn holding(&self, point: Coord<f64>) -> Option<&'a Area> {
        let near = self.cells.get(&cell(point)).into_iter().flatten();
        let mut candidates: Vec<u32> = near.chain(&self.wide).copied().collect();
        candidates.sort_unstable();
        candidates
            .into_iter()
            .map(|number| self.areas[number as usize])
            .find(|area| area.shape.contains(&point))
    }
}

fn cell(point: Coord<f64>) -> (i32, i32) {
    ((point.x / AreaIndex::CELL).floor() as i32, (point.y / AreaIndex::CELL).floor() as i32)
}
