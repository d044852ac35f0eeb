//! A village without a boundary gets the hull of its dwellings.

use geo::{ConvexHull, Coord, LineString, MultiPoint, MultiPolygon, Polygon};

/// Room around the outermost doors, metres: a yard's width.
const ROOM_M: f64 = 25.0;
/// Corners of the round that replaces a door.
const CORNERS: u32 = 8;

/// The convex hull of `doors` (degrees) with some room around it, so that a single door has an
/// area too; none without doors.
pub fn hull(doors: &[Coord<f64>]) -> Option<MultiPolygon<f64>> {
    let around = doors.iter().flat_map(|door| {
        let lat = ROOM_M / 111_195.0;
        let lon = lat / door.y.to_radians().cos().max(0.01);
        (0..CORNERS).map(move |corner| {
            let angle = f64::from(corner) * std::f64::consts::TAU / f64::from(CORNERS);
            geo::Point::new(door.x + lon * angle.cos(), door.y + lat * angle.sin())
        })
    });
    let corners = MultiPoint(around.collect());
    let hull: Polygon<f64> = corners.convex_hull();
    let is_area = |ring: &LineString<f64>| ring.0.len() >= 4;
    is_area(hull.exterior()).then(|| MultiPolygon(vec![hull]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Contains;

    #[test]
    fn a_hull_holds_every_door_and_nothing_far_away() {
        let doors =
            [(9.51, 47.14), (9.53, 47.14), (9.52, 47.15), (9.52, 47.142)].map(|(x, y)| Coord { x, y });
        let area = hull(&doors).unwrap();
        assert!(doors.iter().all(|door| area.contains(door)));
        assert!(!area.contains(&Coord { x: 9.51, y: 47.15 }));
    }

    #[test]
    fn one_door_has_an_area_and_none_has_none() {
        let door = Coord { x: 121.4, y: 31.6 };
        assert!(hull(&[door]).is_some_and(|area| area.contains(&door)));
        assert_eq!(hull(&[]), None);
    }
}
