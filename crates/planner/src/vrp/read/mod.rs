//! Readers of the public formats. Each answers an [`Instance`] or says what is wrong, where, and what
//! to do about it.

mod cordeau;
mod euclid;
mod fault;
mod solomon;
mod told;
mod vrplib;

pub use cordeau::cordeau;
pub use fault::Fault;
pub use solomon::solomon;
pub use told::{Told, Visits};
pub use vrplib::vrplib;

#[cfg(test)]
mod tests;

use super::Problem;

/// A problem with the names and measures of its file.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// The problem.
    pub problem: Problem,
    /// What one unit of the file's distance is in the problem's.
    pub scale: f64,
    /// The file's own distances between the depot (0) and the customers.
    pub exact: Exact,
}

/// How the file's distances follow from its positions.
#[derive(Clone, Debug)]
pub struct Exact {
    /// Positions, the depot first.
    pub points: Vec<(f64, f64)>,
    /// How a distance is rounded.
    pub rounding: Rounding,
}

/// How a distance is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest whole number.
    Nearest,
    /// Down to one decimal.
    Tenths,
    /// Not at all.
    Double,
}

impl Instance {
    /// The length of an answer's routes by the file's own distances.
    pub fn length(&self, routes: &[Vec<u32>]) -> f64 {
        let home = |route: &Vec<u32>| {
            let mut at = 0;
            let mut sum = 0.0;
            for next in route.iter().map(|&stop| stop as usize + 1).chain([0]) {
                sum += self.exact.distance(at, next);
                at = next;
            }
            sum
        };
        routes.iter().filter(|route| !route.is_empty()).map(home).sum()
    }
}

impl Exact {
    /// The distance between two points of the file.
    pub fn distance(&self, from: usize, to: usize) -> f64 {
        let ((ax, ay), (bx, by)) = (self.points[from], self.points[to]);
        let (dx, dy) = (ax - bx, ay - by);
        let length = (dx * dx + dy * dy).sqrt();
        match self.rounding {
            Rounding::Nearest => (length + 0.5).floor(),
            Rounding::Tenths => (length * 10.0).floor() / 10.0,
            Rounding::Double => length,
        }
    }
}
