//! Times and distances between many points.

use crate::cost::Cost;
use crate::graph::Graph;
use crate::snap::Snap;
use crate::sweep::{LANES, Row, Sweep};

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
            millis: vec![UNREACHABLE; cells],
            centimetres: vec![UNREACHABLE; cells],
        };
        if cells == 0 {
            return matrix;
        }
        let arrivals: Vec<Vec<(u32, Cost)>> = to.iter().map(|snap| self.arrivals(snap)).collect();
        let ends = arrivals.iter().flatten().map(|(rank, _)| *rank);
        let mut sweep = Sweep::to(&self.hierarchy, ends);
        let on_segment = by_segment(to);
        let mut rows = vec![[Cost::INFINITE; LANES]; to.len()];
        let batch = LANES * to.len();
        let cells = matrix.millis.chunks_mut(batch).zip(matrix.centimetres.chunks_mut(batch));
        for (origins, (millis, centimetres)) in from.chunks(LANES).zip(cells) {
            let departures: Vec<Vec<(u32, Cost)>> =
                origins.iter().map(|snap| self.departures(snap)).collect();
            sweep.pass(&departures);
            for (row, arrivals) in rows.iter_mut().zip(&arrivals) {
                *row = arrive(&sweep, arrivals);
            }
            for (lane, origin) in origins.iter().enumerate() {
                for (_, column) in of_segment(&on_segment, origin.segment) {
                    let cost = &mut rows[*column as usize][lane];
                    *cost = self.along(origin, &to[*column as usize]).unwrap_or(*cost).min(*cost);
                }
            }
            for (lane, (millis, centimetres)) in
                millis.chunks_mut(to.len()).zip(centimetres.chunks_mut(to.len())).enumerate()
            {
                for ((ms, cm), row) in millis.iter_mut().zip(centimetres).zip(&rows) {
                    let is_known = row[lane] < Cost::INFINITE;
                    *ms = if is_known { row[lane].ms() } else { UNREACHABLE };
                    *cm = if is_known { row[lane].cm() } else { UNREACHABLE };
                }
            }
        }
        matrix
    }

    /// The ends, by rank, of a point's segment that can be reached from it, with their costs.
    pub(crate) fn departures(&self, from: &Snap) -> Vec<(u32, Cost)> {
        let ends = [(true, &self.parts.to), (false, &self.parts.from)];
        let reached = ends.into_iter().filter_map(|(forward, end)| {
            self.leave(from, forward).map(|cost| (self.rank(end[from.segment as usize]), cost))
        });
        reached.collect()
    }

    /// The ends, by rank, of a point's segment from which it can be reached, with their costs.
    pub(crate) fn arrivals(&self, to: &Snap) -> Vec<(u32, Cost)> {
        let ends = [(true, &self.parts.from), (false, &self.parts.to)];
        let left = ends.into_iter().filter_map(|(forward, end)| {
            self.arrive(to, forward).map(|cost| (self.rank(end[to.segment as usize]), cost))
        });
        left.collect()
    }

    pub(crate) fn rank(&self, node: u32) -> u32 {
        self.hierarchy.rank[node as usize]
    }
}

/// The columns of the points on each segment, in the segments' order.
fn by_segment(snaps: &[Snap]) -> Vec<(u32, u32)> {
    let mut columns: Vec<(u32, u32)> = snaps.iter().map(|snap| snap.segment).zip(0..).collect();
    columns.sort_unstable();
    columns
}

fn of_segment(columns: &[(u32, u32)], segment: u32) -> &[(u32, u32)] {
    let start = columns.partition_point(|(other, _)| *other < segment);
    let end = columns.partition_point(|(other, _)| *other <= segment);
    &columns[start..end]
}

fn arrive(sweep: &Sweep<'_>, arrivals: &[(u32, Cost)]) -> Row {
    let mut best = [Cost::INFINITE; LANES];
    for (end, rest) in arrivals {
        let row = sweep.row(*end);
        for lane in 0..LANES {
            best[lane] = best[lane].or_sum(row[lane], *rest);
        }
    }
    best
}
