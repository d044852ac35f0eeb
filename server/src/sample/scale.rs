//! How large a sample is.

use serde::{Deserialize, Serialize};

/// How large a sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The bundled place as it is: eleven villages, about 2,400 dwellings, four months.
    Country,
    /// A county of so many planned dwellings, two years: villages with Chongming's names and codes,
    /// on the bundled place's roads and buildings.
    County {
        /// Planned dwellings; stations, people and villages follow in proportion.
        dwellings: usize,
    },
}

/// Planned dwellings of the county.
const DWELLINGS: usize = 40_000;
/// What so many dwellings have.
const VILLAGES: usize = 361;
const STATIONS: usize = 60;
const OFFICERS: usize = 50;

impl Scale {
    /// The county as it is: 40,000 planned dwellings, 361 villages, 60 stations.
    pub const COUNTY: Self = Self::County { dwellings: DWELLINGS };
}

/// Villages of a county of so many dwellings: there are no more names than 361.
pub(super) fn villages(dwellings: usize) -> usize {
    in_proportion(VILLAGES, dwellings).min(VILLAGES)
}

/// Its stations.
pub(super) fn stations(dwellings: usize) -> usize {
    in_proportion(STATIONS, dwellings)
}

/// Its officers: fewer than stations, some serve two.
pub(super) fn officers(stations: usize) -> usize {
    (OFFICERS * stations).div_ceil(STATIONS)
}

fn in_proportion(count: usize, dwellings: usize) -> usize {
    ((count * dwellings + DWELLINGS / 2) / DWELLINGS).max(1)
}
