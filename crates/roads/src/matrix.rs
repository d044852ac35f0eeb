//! Times and distances between many points.

use crate::cost::Cost;
use crate::graph::Graph;
use crate::search::{Search, Wanted, best_arrival};
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

    fn push(&mut self, cost: Option<Cost>) {
        let cost = cost.unwrap_or(Cost { ms: UNREACHABLE, cm: UNREACHABLE });
        self.millis.push(cost.ms);
        self.centimetres.push(cost.cm);
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
        let mut search = Search::new(self);
        let mut wanted = Wanted::ends_of(self, to);
        for origin in from {
            search.run(origin, &mut wanted);
            for destination in to {
                let around = best_arrival(self, destination, |node| search.cost(node)).map(|(cost, _)| cost);
                matrix.push(around.into_iter().chain(self.along(origin, destination)).min());
            }
        }
        matrix
    }
}
