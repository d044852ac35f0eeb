//! Areas as GeoJSON (RFC 7946).

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::Deserialize;
use serde_json::{Value, json};

/// An area as a geometry, to 1e-6 degrees (a decimetre).
pub fn geojson(area: &MultiPolygon<f64>) -> Value {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let ring =
        |line: &LineString<f64>| line.0.iter().map(|c| json!([round(c.x), round(c.y)])).collect::<Vec<_>>();
    let polygons: Vec<Vec<Vec<Value>>> = area
        .0
        .iter()
        .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect())
        .collect();
    json!({ "type": "MultiPolygon", "coordinates": polygons })
}

#[derive(Deserialize)]
struct Area {
    coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

/// Reads what [`geojson`] wrote; none of anything else.
pub fn area(geometry: &str) -> Option<MultiPolygon<f64>> {
    let area: Area = serde_json::from_str(geometry).ok()?;
    let ring = |points: Vec<[f64; 2]>| LineString(points.into_iter().map(|[x, y]| Coord { x, y }).collect());
    let polygon = |rings: Vec<Vec<[f64; 2]>>| {
        let mut rings = rings.into_iter().map(ring);
        Some(Polygon::new(rings.next()?, rings.collect()))
    };
    area.coordinates.into_iter().map(polygon).collect()
}
