//! Coordinate systems of maps in China. Rounds keeps WGS 84; GCJ-02 is an offset added to it by
//! decree, BD-09 a further one by Baidu. The formulas are the published reverse-engineered ones
//! (good to about a metre); outside the rectangle around China all three are taken as equal.

use crate::Position;
use crate::angle::{cos, sin};
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// A coordinate system that an import may state and a map app may want.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Crs {
    /// World Geodetic System 1984.
    #[default]
    Wgs84,
    /// 国测局坐标 (Amap, Tencent).
    Gcj02,
    /// 百度坐标.
    Bd09,
}

impl Crs {
    /// `at`, given in this system, in WGS 84.
    pub fn to_wgs84(self, at: Position) -> Position {
        match self {
            Self::Wgs84 => at,
            Self::Gcj02 => gcj02_to_wgs84(at),
            Self::Bd09 => gcj02_to_wgs84(bd09_to_gcj02(at)),
        }
    }

    /// `at`, given in WGS 84, in this system.
    pub fn from_wgs84(self, at: Position) -> Position {
        match self {
            Self::Wgs84 => at,
            Self::Gcj02 => wgs84_to_gcj02(at),
            Self::Bd09 => gcj02_to_bd09(wgs84_to_gcj02(at)),
        }
    }
}

impl std::str::FromStr for Crs {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "wgs84" => Ok(Self::Wgs84),
            "gcj02" => Ok(Self::Gcj02),
            "bd09" => Ok(Self::Bd09),
            other => Err(format!("{other}: wgs84, gcj02 or bd09 expected")),
        }
    }
}

fn in_china(at: Position) -> bool {
    (72.004..=137.8347).contains(&at.lon) && (0.8293..=55.8271).contains(&at.lat)
}

fn wgs84_to_gcj02(at: Position) -> Position {
    if !in_china(at) {
        return at;
    }
    // Krasovsky 1940: semi-major axis in metres and squared eccentricity.
    const AXIS_M: f64 = 6_378_245.0;
    const ECCENTRICITY2: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (at.lon - 105.0, at.lat - 35.0);
    let common = 20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI);
    let wave = |t: f64, a: f64, b: f64, c: f64, d: f64| {
        a * sin(t * PI) + b * sin(t / 3.0 * PI) + c * sin(t / 12.0 * PI) + d * sin(t * PI / 30.0)
    };
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + (common + wave(y, 20.0, 40.0, 160.0, 320.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + (common + wave(x, 20.0, 40.0, 150.0, 300.0)) * 2.0 / 3.0;
    let lat = at.lat.to_radians();
    let w2 = 1.0 - ECCENTRICITY2 * sin(lat).powi(2);
    let metres_a_degree_north = AXIS_M * (1.0 - ECCENTRICITY2) / (w2 * w2.sqrt()) * PI / 180.0;
    let metres_a_degree_east = AXIS_M / w2.sqrt() * cos(lat) * PI / 180.0;
    Position { lon: at.lon + east / metres_a_degree_east, lat: at.lat + north / metres_a_degree_north }
}

/// There is no closed form: the offset changes so slowly that three steps reach the last digit.
fn gcj02_to_wgs84(at: Position) -> Position {
    let mut guess = at;
    for _ in 0..4 {
        let there = wgs84_to_gcj02(guess);
        guess = Position { lon: guess.lon + at.lon - there.lon, lat: guess.lat + at.lat - there.lat };
    }
    guess
}

const BAIDU_TURN: f64 = PI * 3000.0 / 180.0;

fn gcj02_to_bd09(at: Position) -> Position {
    if !in_china(at) {
        return at;
    }
    let radius = at.lon.hypot(at.lat) + 0.000_02 * (at.lat * BAIDU_TURN).sin();
    let angle = at.lat.atan2(at.lon) + 0.000_003 * (at.lon * BAIDU_TURN).cos();
    Position { lon: radius * angle.cos() + 0.0065, lat: radius * angle.sin() + 0.006 }
}

fn bd09_to_gcj02(at: Position) -> Position {
    if !in_china(at) {
        return at;
    }
    let mut guess = at;
    for _ in 0..4 {
        let there = gcj02_to_bd09(guess);
        guess = Position { lon: guess.lon + at.lon - there.lon, lat: guess.lat + at.lat - there.lat };
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_known_point_of_shanghai_moves_as_published() {
        let wgs = Position { lon: 121.397_5, lat: 31.622_5 };
        let gcj = Crs::Gcj02.from_wgs84(wgs);
        assert!((400.0..700.0).contains(&wgs.distance_m(gcj)), "{gcj:?}");
        let bd = Crs::Bd09.from_wgs84(wgs);
        assert!((700.0..1500.0).contains(&wgs.distance_m(bd)), "{bd:?}");
    }

    #[test]
    fn places_outside_china_stay() {
        let bautzen = Position { lon: 14.42, lat: 51.18 };
        assert_eq!(Crs::Bd09.from_wgs84(bautzen), bautzen);
        assert_eq!(Crs::Gcj02.to_wgs84(bautzen), bautzen);
    }

    proptest! {
        #[test]
        fn there_and_back_is_within_a_centimetre(lon in 74.0f64..135.0, lat in 18.0f64..53.0) {
            let at = Position { lon, lat };
            for crs in [Crs::Gcj02, Crs::Bd09] {
                let back = crs.to_wgs84(crs.from_wgs84(at));
                prop_assert!(at.distance_m(back) < 0.01, "{crs:?} {at:?} {back:?}");
            }
        }
    }
}
