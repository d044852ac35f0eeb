//! The quickest way between two points, as a line.

use crate::Point;
use crate::climb::{Climber, Go};
use crate::cost::Cost;
use crate::graph::Graph;
use crate::snap::Snap;
use crate::stroke::Stroke;

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

impl Path {
    /// Its line as `[lon, lat]` in degrees, six digits: about 10 cm exact.
    pub fn degrees(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        let six = |degrees: f64| (degrees * 1e6).round() / 1e6;
        self.points.iter().map(move |point| point.degrees().map(six))
    }
}

/// Reusable memory of path searches over one graph.
pub struct Router<'g> {
    pub(crate) graph: &'g Graph,
    forward: Climber,
    backward: Climber,
}

/// The quickest way between two points, as what it passes.
pub(crate) struct Route {
    pub(crate) cost: Cost,
    pub(crate) strokes: Vec<Stroke>,
}

/// The quickest way between junctions.
pub(crate) struct Over {
    pub(crate) cost: Cost,
    /// By rank.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// Each with its direction.
    pub(crate) segments: Vec<(u32, bool)>,
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
        let Route { cost, strokes } = self.route(from, to)?;
        let mut points: Vec<Point> = Vec::new();
        for stroke in &strokes {
            // Strokes meet in a point that both have.
            self.graph.trace(stroke, |point, _| {
                if points.last() != Some(&point) {
                    points.push(point);
                }
            });
        }
        Some(Path { seconds: f64::from(cost.ms()) / 1_000.0, metres: f64::from(cost.cm()) / 100.0, points })
    }

    /// The quickest way, along one segment or over junctions.
    pub(crate) fn route(&mut self, from: &Snap, to: &Snap) -> Option<Route> {
        let direct = self.graph.along(from, to);
        let around = self.around(from, to, direct.unwrap_or(Cost::INFINITE));
        around.or_else(|| {
            let forward = from.along_cm <= to.along_cm;
            let stroke = Stroke { segment: from.segment, forward, start: Some(*from), end: Some(*to) };
            Some(Route { cost: direct?, strokes: vec![stroke] })
        })
    }

    /// The quickest way over a junction, if it is cheaper than `direct`.
    fn around(&mut self, from: &Snap, to: &Snap, direct: Cost) -> Option<Route> {
        let graph = self.graph;
        let over = self.over(graph.departures(from), graph.arrivals(to), direct)?;
        let between = over.segments.into_iter().map(|(segment, forward)| Stroke::whole(segment, forward));
        let (out, into) = (graph.stroke_out(from, over.first), graph.stroke_in(to, over.last));
        let strokes = [out].into_iter().chain(between).chain([into]).collect();
        Some(Route { cost: over.cost, strokes })
    }

    /// The quickest way from one of some junctions to one of others, all by rank and with costs of
    /// their own, if it is cheaper than `limit`.
    pub(crate) fn over(
        &mut self,
        departures: impl IntoIterator<Item = (u32, Cost)>,
        arrivals: impl IntoIterator<Item = (u32, Cost)>,
        limit: Cost,
    ) -> Option<Over> {
        let hierarchy = &self.graph.hierarchy;
        let (up, down) = (&hierarchy.forward, &hierarchy.backward);
        self.forward.run(up, down, departures, |_, cost| Go::while_less(cost, limit));
        let (mut cost, mut top) = (limit, None);
        self.backward.run(down, up, arrivals, |node, rest| {
            let whole = self.forward.cost(node).plus(rest);
            if whole < cost {
                (cost, top) = (whole, Some(node));
            }
            Go::while_less(rest, cost)
        });

        let top = top?;
        let mut climb: Vec<_> = self.forward.arcs_to(up, top).collect();
        climb.reverse();
        let first = climb.first().map_or(top, |(below, _)| *below);
        let (mut last, mut segments) = (top, Vec::new());
        for (below, arc) in climb {
            hierarchy.unpack((below, arc.to, arc.via), &mut segments)?;
        }
        for (below, arc) in self.backward.arcs_to(down, top) {
            hierarchy.unpack((arc.to, below, arc.via), &mut segments)?;
            last = below;
        }
        Some(Over { cost, first, last, segments })
    }
}

impl Graph {
    /// The cheaper of the ways from a point to the junction of a rank at an end of its segment.
    fn stroke_out(&self, from: &Snap, rank: u32) -> Stroke {
        let ends = [&self.parts.from, &self.parts.to];
        let forward = cheaper(|forward| {
            let end = ends[usize::from(forward)][from.segment as usize];
            self.leave(from, forward).filter(|_| self.rank(end) == rank)
        });
        Stroke { start: Some(*from), ..Stroke::whole(from.segment, forward) }
    }

    /// The cheaper of the ways to a point from the junction of a rank at an end of its segment.
    fn stroke_in(&self, to: &Snap, rank: u32) -> Stroke {
        let ends = [&self.parts.to, &self.parts.from];
        let forward = cheaper(|forward| {
            let end = ends[usize::from(forward)][to.segment as usize];
            self.arrive(to, forward).filter(|_| self.rank(end) == rank)
        });
        Stroke { end: Some(*to), ..Stroke::whole(to.segment, forward) }
    }
}

/// The direction that costs less; a ring may be left and entered in both.
fn cheaper(cost: impl Fn(bool) -> Option<Cost>) -> bool {
    match (cost(true), cost(false)) {
        (Some(forward), Some(backward)) => forward <= backward,
        (forward, _) => forward.is_some(),
    }
}
