//! The quickest way between two points, as a line.

use crate::Point;
use crate::climb::{Climber, Go};
use crate::cost::Cost;
use crate::graph::Graph;
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

/// Reusable memory of path searches over one graph.
pub struct Router<'g> {
    graph: &'g Graph,
    forward: Climber,
    backward: Climber,
}

/// A way over at least one junction.
struct Around {
    cost: Cost,
    /// Ranks of the first and of the last junction.
    first: u32,
    last: u32,
    /// What lies between them, each with its direction.
    segments: Vec<(u32, bool)>,
}

impl Graph {
    /// The quickest way; `None` where there is none. Time and length are those of
    /// [`Graph::matrix`]. Who asks often keeps a [`Router`].
    pub fn path(&self, from: &Snap, to: &Snap) -> Option<Path> {
        self.router().path(from, to)
    }

    /// Finds paths without taking new memory for each.
    pub fn router(&self) -> Router<'_> {
        let climber = || Climber::new(self.hierarchy.nodes());
        Router { graph: self, forward: climber(), backward: climber() }
    }
}

impl Router<'_> {
    /// As [`Graph::path`].
    pub fn path(&mut self, from: &Snap, to: &Snap) -> Option<Path> {
        let direct = self.graph.along(from, to);
        let around = self.around(from, to, direct.unwrap_or(Cost::INFINITE));
        let (cost, points) = match (around, direct) {
            (Some(around), _) => (around.cost, self.graph.line_around(from, to, &around)),
            (None, direct) => (direct?, self.graph.line_between(from, to)),
        };
        Some(Path { seconds: f64::from(cost.ms()) / 1_000.0, metres: f64::from(cost.cm()) / 100.0, points })
    }

    /// The quickest way over a junction that is cheaper than `direct`.
    fn around(&mut self, from: &Snap, to: &Snap, direct: Cost) -> Option<Around> {
        let hierarchy = &self.graph.hierarchy;
        let (up, down) = (&hierarchy.forward, &hierarchy.backward);
        self.forward.run(up, down, self.graph.departures(from), |_, cost| Go::while_less(cost, direct));
        let (mut cost, mut top) = (direct, None);
        self.backward.run(down, up, self.graph.arrivals(to), |node, rest| {
            let whole = self.forward.cost(node).plus(rest);
            if whole < cost {
                (cost, top) = (whole, Some(node));
            }
            Go::while_less(rest, cost)
        });

        let top = top?;
        let (mut first, mut last, mut segments) = (top, top, Vec::new());
        let mut climb: Vec<_> = self.forward.arcs_to(up, top).collect();
        climb.reverse();
        for (below, arc) in &climb {
            hierarchy.unpack((*below, arc.to, arc.via), &mut segments)?;
        }
        if let Some((below, _)) = climb.first() {
            first = *below;
        }
        for (below, arc) in self.backward.arcs_to(down, top) {
            hierarchy.unpack((arc.to, below, arc.via), &mut segments)?;
            last = below;
        }
        Some(Around { cost, first, last, segments })
    }
}

impl Graph {
    fn line_around(&self, from: &Snap, to: &Snap, around: &Around) -> Vec<Point> {
        let mut points = vec![from.at];
        let out = self.cheaper_direction(from, around.first, |snap, forward| self.leave(snap, forward));
        self.append_rest(&mut points, from, out);
        for (segment, forward) in &around.segments {
            let line = self.parts.line(*segment);
            if *forward {
                append(&mut points, line.iter());
            } else {
                append(&mut points, line.iter().rev());
            }
        }
        // The last stretch is the way out of `to`, turned round.
        let out = self.cheaper_direction(to, around.last, |snap, forward| self.arrive(snap, !forward));
        let mut arrival = vec![to.at];
        self.append_rest(&mut arrival, to, out);
        append(&mut points, arrival.iter().rev());
        points
    }

    /// In which direction of `snap`'s segment the junction of a rank lies; where in both, as on a
    /// ring, by which of them it is cheaper.
    fn cheaper_direction(&self, snap: &Snap, rank: u32, cost: impl Fn(&Snap, bool) -> Option<Cost>) -> bool {
        let cost_to = |forward: bool| {
            let ends = if forward { &self.parts.to } else { &self.parts.from };
            cost(snap, forward).filter(|_| self.rank(ends[snap.segment as usize]) == rank)
        };
        match (cost_to(true), cost_to(false)) {
            (Some(forward), Some(backward)) => forward <= backward,
            (forward, _) => forward.is_some(),
        }
    }

    /// Appends the line from `snap` to the end of its segment in a direction.
    fn append_rest(&self, points: &mut Vec<Point>, snap: &Snap, forward: bool) {
        let (before, after) = self.parts.line(snap.segment).split_at(self.points_before(snap));
        if forward {
            append(points, after.iter());
        } else {
            append(points, before.iter().rev());
        }
    }

    fn line_between(&self, from: &Snap, to: &Snap) -> Vec<Point> {
        let is_forward = from.along_cm <= to.along_cm;
        let (first, last) = if is_forward { (from, to) } else { (to, from) };
        let (start, end) = (self.points_before(first), self.points_before(last));
        let mut points = vec![first.at];
        append(&mut points, self.parts.line(from.segment)[start..end.max(start)].iter());
        append(&mut points, std::iter::once(&last.at));
        if !is_forward {
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
fn append<'p>(points: &mut Vec<Point>, line: impl Iterator<Item = &'p Point>) {
    for point in line {
        if points.last() != Some(point) {
            points.push(*point);
        }
    }
}
