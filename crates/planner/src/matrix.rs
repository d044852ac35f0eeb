//! Travel times between places: all that a road map and the planner share.

use crate::problem::ProblemError;

/// What an impossible way counts inside the search: far beyond any shift, and a few of them
/// still fit an `i32`.
pub(crate) const FAR: i32 = 100_000_000;

/// The longest way that counts as a way, seconds: a day.
const LONGEST_S: u32 = 86_400;

/// Seconds from each place to each other, for one travel mode.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    size: u32,
    seconds: Vec<i32>,
}

impl Matrix {
    /// `seconds` holds `size` rows of `size` entries; `None` where there is no way. Entries over
    /// a day count as no way. Fails where the length is not `size²`.
    pub fn new(size: u32, seconds: &[Option<u32>]) -> Result<Self, ProblemError> {
        if u64::from(size) * u64::from(size) != seconds.len() as u64 {
            return Err(ProblemError::MatrixShape { places: size });
        }
        let known = |entry: &Option<u32>| match entry {
            Some(s) if *s <= LONGEST_S => i32::try_from(*s).unwrap_or(FAR),
            _ => FAR,
        };
        Ok(Self { size, seconds: seconds.iter().map(known).collect() })
    }

    /// Number of places.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Seconds from one place to another, `None` where there is no way.
    pub fn seconds(&self, from: u32, to: u32) -> Option<u32> {
        u32::try_from(self.cost(from, to)).ok().filter(|s| *s <= LONGEST_S)
    }

    /// As [`Matrix::seconds`], with [`FAR`] for no way.
    #[inline]
    pub(crate) fn cost(&self, from: u32, to: u32) -> i32 {
        self.seconds[from as usize * self.size as usize + to as usize]
    }
}
