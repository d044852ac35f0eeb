//! From tags to layers: the Shortbread schema, version 1.0, as far as our style draws it.

use super::feature::{Feature, Layer, Shape, Value, text};
use super::world::{Spot, spot};
use crate::import::osm::{Area, Extract, RawWay, coord};
use geo::{LineString, MultiPolygon};
use roads::Tags;
use std::collections::BTreeMap;

/// Everything that is drawn, in a stable order.
pub(super) fn features(extract: &Extract) -> Vec<Feature> {
    let levels = boundary_levels(extract);
    let mut features: Vec<Feature> = extract.areas.iter().flat_map(area).collect();
    for way in &extract.raw.ways {
        for run in extract.raw.runs(way) {
            let line: Vec<Spot> = run.into_iter().map(|(_, point)| spot(coord(point))).collect();
            features.extend(street(&way.tags, &line));
            features.extend(water_line(&way.tags, &line));
            features.extend(levels.get(&way.id).map(|level| boundary(*level, line)));
        }
    }
    features.extend(places(extract));
    features.extend(extract.addresses.iter().map(|address| Feature {
        layer: Layer::Addresses,
        min_zoom: 14,
        shape: Shape::Point(spot(address.at)),
        attributes: vec![text("housenumber", &address.number)],
    }));
    features
}

fn area(area: &Area) -> Vec<Feature> {
    let mut drawn = Vec::new();
    let mut add = |layer, min_zoom, kind: Option<&str>| {
        let attributes = kind.map(|kind| text("kind", kind)).into_iter().collect();
        drawn.push(Feature { layer, min_zoom, shape: rings(&area.shape), attributes });
    };
    if area.tags.get("building").is_some_and(|value| value != "no") {
        add(Layer::Buildings, 14, None);
    } else if let Some(kind) = water_kind(&area.tags) {
        add(Layer::WaterPolygons, 4, Some(kind));
    } else if let Some((kind, min_zoom)) = land_kind(&area.tags) {
        add(Layer::Land, min_zoom, Some(kind));
    }
    drawn
}

fn water_kind(tags: &Tags) -> Option<&'static str> {
    match (tags.get("natural"), tags.get("waterway"), tags.get("landuse")) {
        (Some("water"), ..) => Some("water"),
        (_, Some("riverbank" | "dock" | "canal"), _) => Some("river"),
        (_, _, Some("basin")) => Some("basin"),
        (_, _, Some("reservoir")) => Some("reservoir"),
        _ => None,
    }
}

/// Kind and first zoom of a piece of land.
fn land_kind(tags: &Tags) -> Option<(&'static str, u8)> {
    const KINDS: &[(&str, &str, &str, u8)] = &[
        ("landuse", "forest", "forest", 7),
        ("natural", "wood", "forest", 7),
        ("landuse", "residential", "residential", 10),
        ("landuse", "industrial", "industrial", 10),
        ("landuse", "commercial", "commercial", 10),
        ("landuse", "retail", "retail", 10),
        ("landuse", "farmland", "farmland", 10),
        ("landuse", "meadow", "meadow", 11),
        ("landuse", "grass", "grass", 11),
        ("landuse", "orchard", "orchard", 11),
        ("landuse", "vineyard", "vineyard", 11),
        ("landuse", "allotments", "allotments", 11),
        ("landuse", "farmyard", "farmyard", 12),
        ("landuse", "cemetery", "cemetery", 13),
        ("landuse", "recreation_ground", "recreation_ground", 11),
        ("leisure", "park", "park", 11),
        ("leisure", "garden", "garden", 13),
        ("leisure", "golf_course", "golf_course", 11),
        ("leisure", "pitch", "pitch", 13),
        ("leisure", "playground", "playground", 13),
        ("natural", "wetland", "wetland", 11),
        ("natural", "scrub", "scrub", 11),
        ("natural", "heath", "heath", 11),
        ("natural", "grassland", "grassland", 11),
        ("natural", "bare_rock", "bare_rock", 11),
        ("natural", "scree", "scree", 11),
        ("natural", "sand", "sand", 10),
        ("natural", "beach", "beach", 10),
        ("natural", "glacier", "glacier", 7),
    ];
    KINDS.iter().find(|(key, value, ..)| tags.is(key, value)).map(|(.., kind, zoom)| (*kind, *zoom))
}

/// A street and, where it has one, its name.
fn street(tags: &Tags, line: &[Spot]) -> Vec<Feature> {
    let Some((kind, min_zoom, is_rail)) = street_kind(tags) else { return Vec::new() };
    let flag =
        |key: &'static str| tags.get(key).filter(|value| *value != "no").map(|_| (key, Value::Flag(true)));
    let is_link = tags.get("highway").is_some_and(|highway| highway.ends_with("_link"));
    let mut attributes = vec![text("kind", kind)];
    attributes.extend(is_link.then_some(("link", Value::Flag(true))));
    attributes.extend(is_rail.then_some(("rail", Value::Flag(true))));
    attributes.extend([flag("tunnel"), flag("bridge")].into_iter().flatten());
    let feature = |layer, min_zoom, attributes| Feature {
        layer,
        min_zoom,
        shape: Shape::Lines(vec![line.to_vec()]),
        attributes,
    };
    let mut drawn = vec![feature(Layer::Streets, min_zoom, attributes)];
    if let (Some(name), false) = (tags.get("name"), is_rail) {
        let labels = vec![text("kind", kind), text("name", name)];
        drawn.push(feature(Layer::StreetLabels, min_zoom.max(12), labels));
    }
    drawn
}

/// Kind, first zoom and whether it is a railway.
fn street_kind(tags: &Tags) -> Option<(&'static str, u8, bool)> {
    if let Some("rail" | "light_rail" | "subway" | "tram" | "narrow_gauge") = tags.get("railway") {
        return Some(("rail", 10, true));
    }
    let highway = tags.get("highway")?;
    let (kind, min_zoom) = match highway.strip_suffix("_link").unwrap_or(highway) {
        "motorway" => ("motorway", 5),
        "trunk" => ("trunk", 6),
        "primary" => ("primary", 8),
        "secondary" => ("secondary", 9),
        "tertiary" => ("tertiary", 10),
        "unclassified" | "road" => ("unclassified", 12),
        "residential" => ("residential", 12),
        "living_street" => ("living_street", 12),
        "pedestrian" => ("pedestrian", 12),
        "service" => ("service", 13),
        "track" => ("track", 13),
        "footway" => ("footway", 13),
        "path" => ("path", 13),
        "cycleway" => ("cycleway", 13),
        "bridleway" => ("path", 13),
        "steps" => ("steps", 13),
        _ => return None,
    };
    Some((kind, min_zoom, false))
}

/// Rivers and their like, and coasts: an extract has the sea's edge as a line, not its area.
fn water_line(tags: &Tags, line: &[Spot]) -> Option<Feature> {
    let (kind, min_zoom) = match (tags.get("waterway"), tags.get("natural")) {
        (Some("river"), _) => ("river", 9),
        (Some("canal"), _) => ("canal", 9),
        (Some("stream"), _) => ("stream", 13),
        (Some("ditch" | "drain"), _) => ("ditch", 14),
        (_, Some("coastline")) => ("coastline", 4),
        _ => return None,
    };
    let attributes =
        std::iter::once(text("kind", kind)).chain(tags.get("name").map(|name| text("name", name)));
    let attributes = attributes.collect();
    Some(Feature { layer: Layer::WaterLines, min_zoom, shape: Shape::Lines(vec![line.to_vec()]), attributes })
}

/// The highest administrative level that each way bounds.
fn boundary_levels(extract: &Extract) -> BTreeMap<i64, u8> {
    let level = |tags: &Tags| {
        tags.get("admin_level")?.parse::<u8>().ok().filter(|_| tags.is("boundary", "administrative"))
    };
    let mut levels = BTreeMap::new();
    let mut note = |way: i64, level: u8| {
        levels.entry(way).and_modify(|known: &mut u8| *known = level.min(*known)).or_insert(level);
    };
    let own = |way: &RawWay| level(&way.tags).map(|level| (way.id, level));
    extract.raw.ways.iter().filter_map(own).for_each(|(way, level)| note(way, level));
    for relation in &extract.raw.relations {
        if let Some(level) = level(&relation.tags) {
            relation.members.iter().for_each(|member| note(member.way, level));
        }
    }
    levels
}

fn boundary(level: u8, line: Vec<Spot>) -> Feature {
    let min_zoom = match level {
        ..=4 => 2,
        5..=6 => 7,
        7..=8 => 10,
        _ => 12,
    };
    let attributes = vec![("admin_level", Value::Number(level.into()))];
    Feature { layer: Layer::Boundaries, min_zoom, shape: Shape::Lines(vec![line]), attributes }
}

fn places(extract: &Extract) -> Vec<Feature> {
    let place = |(id, tags): &(i64, Tags)| {
        let min_zoom = match tags.get("place")? {
            "city" => 6,
            "town" => 8,
            "village" | "suburb" => 10,
            "hamlet" | "quarter" => 12,
            "neighbourhood" | "isolated_dwelling" | "farm" | "locality" => 13,
            _ => return None,
        };
        let attributes = vec![text("kind", tags.get("place")?), text("name", tags.get("name")?)];
        let shape = Shape::Point(spot(coord(extract.raw.point(*id)?)));
        Some(Feature { layer: Layer::PlaceLabels, min_zoom, shape, attributes })
    };
    extract.raw.nodes.iter().filter_map(place).collect()
}

/// Outer rings clockwise on the screen, inner ones the other way: the rule of vector tiles 2.1.
fn rings(shape: &MultiPolygon<f64>) -> Shape {
    let ring = |line: &LineString<f64>, is_outer: bool| {
        let mut spots: Vec<Spot> = line.0.iter().map(|degrees| spot(*degrees)).collect();
        spots.pop();
        if (doubled_area(&spots) > 0.0) != is_outer {
            spots.reverse();
        }
        spots
    };
    let polygons = shape.0.iter().flat_map(|polygon| {
        let outer = std::iter::once(ring(polygon.exterior(), true));
        outer.chain(polygon.interiors().iter().map(|hole| ring(hole, false))).collect::<Vec<_>>()
    });
    Shape::Rings(polygons.collect())
}

/// Twice the area; positive where the ring runs clockwise on the screen.
pub(super) fn doubled_area(ring: &[Spot]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}
