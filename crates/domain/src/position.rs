//! Positions in WGS 84.

use crate::angle::{cos, sin};
use serde::{Deserialize, Serialize};

/// A point in WGS 84 degrees; `[lon, lat]` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct Position {
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// Degrees north, −90 to 90.
    pub lat: f64,
}

impl From<[f64; 2]> for Position {
    fn from([lon, lat]: [f64; 2]) -> Self {
        Self { lon, lat }
    }
}

impl From<Position> for [f64; 2] {
    fn from(p: Position) -> Self {
        [p.lon, p.lat]
    }
}

impl Position {
    /// Whether the numbers are a place on earth.
    pub fn is_valid(self) -> bool {
        self.lon.abs() <= 180.0 && self.lat.abs() <= 90.0
    }

    /// Great-circle distance in metres (haversine, mean radius 6,371,008.8 m, IUGG 1980).
    pub fn distance_m(self, other: Self) -> f64 {
        const RADIUS_M: f64 = 6_371_008.8;
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = (b - a) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let h = sin(half_lat).powi(2) + cos(a) * cos(b) * sin(half_lon).powi(2);
        2.0 * RADIUS_M * h.sqrt().min(1.0).asin()
    }
}
