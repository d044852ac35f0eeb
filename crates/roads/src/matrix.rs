//! Times and distances between many points.

use crate::climb::{Buckets, Climber};
use crate::cost::Cost;
use crate::graph::Graph;
use crate::snap::Snap;

/// What a matrix holds where there is no way.
pub const UNREACHABLE: u32 = u32::MAX;

/// Times and distances; rows are origins, columns destinations, both in the order asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Destinations.
    pub columns: usize,
    /// Row by row, milliseconds; [`UNREACHABLE`] where there is no way.
    pub millis: Vec<u32>,
    /// Row by row, centimetres along the quickest way; [`UNREACHABLE`] likewise.
    pub centimetres: Vec<u32>,
}

impl Matrix {
    /// Seconds from one to the other.
    pub fn seconds(&self, from: usize, to: usize) -> Option<f64> {
        known(self.millis[from * self.columns + to]).map(|ms| ms / 1_000.0)
    }

    /// Metres along the quickest way.
    pub fn metres(&self, from: usize, to: usize) -> Option<f64> {
        known(self.centimetres[from * self.columns + to]).map(|cm| cm / 100.0)
    }
}

fn known(value: u32) -> Option<f64> {
    (value != UNREACHABLE).then_some(f64::from(value))
}

impl Graph {
    /// The quickest ways from each of `from` to each of `to`. Rows do not depend on each other: a
    /// caller with several processors asks for some of them on each.
    pub fn matrix(&self, from: &[Snap], to: &[Snap]) -> Matrix {
        let cells = from.len() * to.len();
        let mut matrix = Matrix {
            columns: to.len(),
            millis: Vec::with_capacity(cells),
            centimetres: Vec::with_capacity(cells),
        };
        let seeds: Vec<Vec<(u32, Cost)>> = to.iter().map(|snap| self.arrivals(snap)).collect();
        let buckets = Buckets::of(&self.hierarchy, self.parts.junctions, &seeds);
        let mut climber = Climber::new(self.parts.junctions);
        for origin in from {
            let mut row: Vec<Cost> =
                to.iter().map(|snap| self.along(origin, snap).unwrap_or(Cost::INFINITE)).collect();
            buckets.row(&mut climber, &self.hierarchy, &self.departures(origin), &mut row);
            matrix.millis.extend(row.iter().map(|cost| cost.ms));
            matrix.centimetres.extend(row.iter().map(|cost| cost.cm));
        }
        matrix
    }

    /// The ends of a point's segment that can be reached from it, with their costs.
    pub(crate) fn departures(&self, from: &Snap) -> Vec<(u32, Cost)> {
        let ends = [(true, &self.parts.to), (false, &self.parts.from)];
        let reached = ends.into_iter().filter_map(|(forward, end)| {
            self.leave(from, forward).map(|cost| (end[from.segment as usize], cost))
        });
        reached.collect()
    }

    /// The ends of a point's segment from which it can be reached, with their costs.
    fn arrivals(&self, to: &Snap) -> Vec<(u32, Cost)> {
        let ends = [(true, &self.parts.from), (false, &self.parts.to)];
        let left = ends.into_iter().filter_map(|(forward, end)| {
            self.arrive(to, forward).map(|cost| (end[to.segment as usize], cost))
        });
        left.collect()
    }
}
