//! The quickest way between two points, as a line.

use crate::Point;
use crate::graph::Graph;
use crate::search::{Search, Wanted, best_arrival};
use crate::snap::Snap;

/// A way from one point to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Time, seconds.
    pub seconds: f64,
    /// Length, metres.
    pub metres: f64,
    /// Its line, from the one snapped point to the other.
    pub points: Vec<Point>,
}

impl Graph {
    /// The quickest way; `None` where there is none. Time and length are those of
    /// [`Graph::matrix`].
    pub fn path(&self, from: &Snap, to: &Snap) -> Option<Path> {
        let mut search = Search::new(self);
        search.run(from, &mut Wanted::ends_of(self, &[*to]));
        let around = best_arrival(self, to, |node| search.cost(node));
        let direct = self.along(from, to);
        let (cost, points) = match (around, direct) {
            (Some((around, _)), Some(direct)) if direct <= around => (direct, self.between(from, to)),
            (None, Some(direct)) => (direct, self.between(from, to)),
            (Some((around, forward)), _) => (around, self.line_around(&search, from, to, forward)),
            (None, None) => return None,
        };
        Some(Path { seconds: f64::from(cost.ms) / 1_000.0, metres: f64::from(cost.cm) / 100.0, points })
    }

    fn line_around(&self, search: &Search<'_>, from: &Snap, to: &Snap, forward: bool) -> Vec<Point> {
        let ends = if forward { &self.parts.from } else { &self.parts.to };
        let last = ends[to.segment as usize];
        let arcs = search.arcs_to(last);
        let first = arcs.first().map_or(last, |arc| self.tail(arc.segment, arc.forward));

        let mut points = self.rest(from, self.leaves_forward(from, first));
        for arc in arcs {
            append(&mut points, self.directed(arc.segment, arc.forward));
        }
        // The last stretch is the way out of `to`, turned round.
        let mut arrival = self.rest(to, !forward);
        arrival.reverse();
        append(&mut points, arrival);
        points
    }

    fn tail(&self, segment: u32, forward: bool) -> u32 {
        if forward { self.parts.from[segment as usize] } else { self.parts.to[segment as usize] }
    }

    /// By which of its directions the cheapest way leaves `from`'s segment for `node`.
    fn leaves_forward(&self, from: &Snap, node: u32) -> bool {
        let cost = |forward: bool| {
            let end = self.tail(from.segment, !forward);
            self.leave(from, forward).filter(|_| end == node)
        };
        match (cost(true), cost(false)) {
            (Some(forward), Some(backward)) => forward <= backward,
            (forward, _) => forward.is_some(),
        }
    }

    fn directed(&self, segment: u32, forward: bool) -> Vec<Point> {
        let mut line = self.parts.line(segment).to_vec();
        if !forward {
            line.reverse();
        }
        line
    }

    /// The line from `snap` to the end of its segment in a direction.
    fn rest(&self, snap: &Snap, forward: bool) -> Vec<Point> {
        let mut points = vec![snap.at];
        let line = self.parts.line(snap.segment);
        let after = self.points_before(snap);
        if forward {
            append(&mut points, line[after..].to_vec());
        } else {
            append(&mut points, line[..after].iter().rev().copied().collect());
        }
        points
    }

    fn between(&self, from: &Snap, to: &Snap) -> Vec<Point> {
        let (first, last) = if from.along_cm <= to.along_cm { (from, to) } else { (to, from) };
        let (start, end) = (self.points_before(first), self.points_before(last));
        let mut points = vec![first.at];
        append(&mut points, self.parts.line(from.segment)[start..end.max(start)].to_vec());
        append(&mut points, vec![last.at]);
        if from.along_cm > to.along_cm {
            points.reverse();
        }
        points
    }

    /// How many points of its segment's line lie before `snap` (at least the first).
    fn points_before(&self, snap: &Snap) -> usize {
        let line = self.parts.line(snap.segment);
        let mut along_m = 0.0;
        for (index, pair) in line.windows(2).enumerate() {
            along_m += pair[0].distance_m(pair[1]);
            if along_m * 100.0 >= f64::from(snap.along_cm) {
                return index + 1;
            }
        }
        line.len() - 1
    }
}

/// Joins lines without doubling the point where they meet.
fn append(points: &mut Vec<Point>, line: Vec<Point>) {
    for point in line {
        if points.last() != Some(&point) {
            points.push(point);
        }
    }
}
