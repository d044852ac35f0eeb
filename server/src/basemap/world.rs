//! Web Mercator: the world as a square from 0 to 1, west to east and north to south (EPSG:3857).

use geo::Coord;
use std::f64::consts::PI;

/// A point of the square.
pub(super) type Spot = [f64; 2];

/// Latitude at which the square ends.
const LAST_LATITUDE: f64 = 85.051_128_779_806_59;

pub(super) fn spot(degrees: Coord<f64>) -> Spot {
    let sine = degrees.y.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians().sin();
    let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI);
    [degrees.x / 360.0 + 0.5, y]
}

/// West, north, east, south of some points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub(super) low: Spot,
    pub(super) high: Spot,
}

impl Extent {
    pub(super) fn of<'a>(spots: impl Iterator<Item = &'a Spot>) -> Self {
        let start = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        spots.fold(start, |extent, [x, y]| Self {
            low: [extent.low[0].min(*x), extent.low[1].min(*y)],
            high: [extent.high[0].max(*x), extent.high[1].max(*y)],
        })
    }

    /// Columns and rows of the tiles of `zoom` that it touches, `margin` tiles around it counted.
    pub(super) fn tiles(&self, zoom: u8, margin: f64) -> impl Iterator<Item = (u32, u32)> + use<> {
        let side = f64::from(1_u32 << zoom);
        let index = |value: f64| (value.floor().max(0.0) as u32).min((1 << zoom) - 1);
        let first = self.low.map(|value| index(value * side - margin));
        let last = self.high.map(|value| index(value * side + margin));
        (first[0]..=last[0]).flat_map(move |x| (first[1]..=last[1]).map(move |y| (x, y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_world_is_the_middle_of_the_square() {
        let [x, y] = spot(Coord { x: 0.0, y: 0.0 });
        assert!((x - 0.5).abs() < 1e-12 && (y - 0.5).abs() < 1e-12);
        let [x, y] = spot(Coord { x: 180.0, y: -90.0 });
        assert!((x - 1.0).abs() < 1e-12 && (y - 1.0).abs() < 1e-9);
    }
}
