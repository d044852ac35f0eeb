//! Which villages a station serves: whole villages that adjoin, within one town.

use serde::{Deserialize, Serialize};

/// Tenants of a station: about 1,000, by the county's opinion.
pub const TARGET: u32 = 1_000;
/// How far a station may be from [`TARGET`] without being explained, thousandths.
pub const TOLERANCE: u32 = 250;
/// What a village with fewer dwellings than [`CELL`] counts as: its own figure stays its own.
pub const FEW: u32 = 20;
/// Dwellings below which no figure of a village is shown.
pub const CELL: u32 = 10;

/// Why a proposed station is outside the tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    /// The town as a whole has too few tenants.
    SmallTown,
    /// Its villages adjoin no other of the town.
    CutOff,
    /// A village alone has too many tenants.
    LargeVillage,
    /// Whole villages come no nearer.
    WholeVillages,
}

/// A village's tenants as districting counts and shows them: to the nearest ten, and [`FEW`] where
/// there are fewer than [`CELL`] dwellings.
pub fn rounded(dwellings: u32, tenants: u32) -> u32 {
    if dwellings == 0 {
        0
    } else if dwellings < CELL {
        FEW
    } else {
        tenants.saturating_add(5) / 10 * 10
    }
}

/// How far a station is from [`TARGET`], percent of it, with its sign.
pub fn deviation(tenants: u32) -> i64 {
    (i64::from(tenants) - i64::from(TARGET)) * 100 / i64::from(TARGET)
}

/// Whether a station of so many tenants is outside the tolerance.
pub fn is_outside(tenants: u32) -> bool {
    tenants.abs_diff(TARGET) * 1_000 > TARGET * TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_more_or_less_is_within() {
        assert!([750, 1_000, 1_250].iter().all(|tenants| !is_outside(*tenants)));
        assert!([749, 1_251, 0].iter().all(|tenants| is_outside(*tenants)));
        assert_eq!([deviation(900), deviation(1_300)], [-10, 30]);
    }

    #[test]
    fn a_village_of_few_dwellings_shows_no_figure_of_its_own() {
        assert_eq!([rounded(0, 0), rounded(1, 2), rounded(9, 61)], [0, FEW, FEW]);
        assert_eq!([rounded(10, 34), rounded(40, 155)], [30, 160]);
    }
}
