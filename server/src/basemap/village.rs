//! Where a village lies on a map.

use super::{geojson, hull};
use crate::store::map::VillageShape;
use geo::Coord;
use serde_json::Value;

/// The village's boundary from the map as a GeoJSON geometry, else the hull of its properties; none
/// for a village with neither.
pub fn village_area(shape: &VillageShape) -> Option<Value> {
    match &shape.boundary {
        Some(boundary) => serde_json::from_str(boundary).ok(),
        None => {
            let doors: Vec<Coord<f64>> =
                shape.doors.iter().map(|at| Coord { x: at.lon, y: at.lat }).collect();
            Some(geojson(&hull(&doors)?))
        }
    }
}
