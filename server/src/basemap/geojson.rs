//! Areas as GeoJSON (RFC 7946).

use geo::{LineString, MultiPolygon};
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
