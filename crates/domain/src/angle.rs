//! Sine and cosine of the angles that places on earth come to, without the tables that the standard ones
//! bring along for angles of any size: those would be a hundredth of the phone's bundle.

use std::f64::consts::{FRAC_PI_2, PI};

/// 1/3!, 1/5!, …, 1/21! with changing signs: the Taylor series, whose next term is below 1e-18.
const SERIES: [f64; 10] = [
    -1.0 / 6.0,
    1.0 / 120.0,
    -1.0 / 5_040.0,
    1.0 / 362_880.0,
    -1.0 / 39_916_800.0,
    1.0 / 6_227_020_800.0,
    -1.0 / 1_307_674_368_000.0,
    1.0 / 355_687_428_096_000.0,
    -1.0 / 121_645_100_408_832_000.0,
    1.0 / 51_090_942_171_709_440_000.0,
];

/// Sine of an angle in radians, to 1e-11 below 10,000.
pub fn sin(angle: f64) -> f64 {
    let half_turns = (angle / PI + 0.5).floor();
    let rest = angle - half_turns * PI;
    let square = rest * rest;
    let series = SERIES.iter().rev().fold(0.0, |sum, factor| (sum + factor) * square);
    let sine = rest + rest * series;
    if half_turns as i64 % 2 == 0 { sine } else { -sine }
}

/// Cosine of an angle in radians, as exact.
pub fn cos(angle: f64) -> f64 {
    sin(angle + FRAC_PI_2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_are_the_standard_ones(angle in -10_000.0f64..10_000.0) {
            prop_assert!((sin(angle) - angle.sin()).abs() < 1e-11, "{} {}", sin(angle), angle.sin());
            prop_assert!((cos(angle) - angle.cos()).abs() < 1e-11, "{} {}", cos(angle), angle.cos());
        }
    }
}
