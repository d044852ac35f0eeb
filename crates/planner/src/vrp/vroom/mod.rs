//! VROOM's JSON, in and out, so that who uses VROOM can switch: jobs, vehicles, breaks, skills,
//! priorities and matrices in, routes with steps and what is left out, with a reason, out.
//! Format: `docs/API.md` of the repository VROOM-Project/vroom, version 1.15.

mod fleet;
mod group;
mod input;
mod output;
mod places;
mod reader;
mod tell;
#[cfg(test)]
mod tests;

pub use output::{Output, output};
pub use reader::vroom;

use super::Problem;
use input::Input;
use places::Way;

/// A day read from VROOM's JSON.
#[derive(Clone, Debug)]
pub struct Day {
    /// The problem.
    pub problem: Problem,
    input: Input,
    /// The jobs of each spot in their order; none where routes start and end.
    members: Vec<Vec<usize>>,
    /// The ways of travelling, as the problem numbers them.
    ways: Vec<Way>,
    /// What is taken off all times of the file.
    epoch: i64,
    /// What one unit of the file's cost is in the problem's.
    scale: i64,
}
