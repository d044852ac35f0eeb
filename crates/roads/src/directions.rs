//! Where to turn: a way told as steps that a walker follows, without words of any language.

use crate::Point;
use crate::label::{Label, WayKind};
use crate::path::Router;
use crate::point::Plane;
use crate::snap::Snap;

/// A bend below this, degrees, is straight on: our choice.
const STRAIGHT: f64 = 25.0;
/// From here on it is told even where the way keeps its name: our choice.
const TURN: f64 = 50.0;
/// From here on a turn is sharp: our choice.
const SHARP: f64 = 115.0;
/// From here on it is back where one came from: our choice.
const BACK: f64 = 160.0;
/// How far before and after a place its bend is looked at, metres: corners are drawn round.
const LOOK_M: f64 = 12.0;

/// What to do where a step begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Set out.
    Depart,
    /// Straight on.
    Straight,
    /// Bear left.
    SlightLeft,
    /// Turn left.
    Left,
    /// Turn back sharply to the left.
    SharpLeft,
    /// Turn round.
    Round,
    /// Turn back sharply to the right.
    SharpRight,
    /// Turn right.
    Right,
    /// Bear right.
    SlightRight,
}

impl Turn {
    /// Of a bend in degrees, −180 to 180, to the right positive.
    fn of(bend: f64) -> Self {
        match (bend.abs(), bend < 0.0) {
            (size, _) if size < STRAIGHT => Self::Straight,
            (size, _) if size >= BACK => Self::Round,
            (size, true) if size < TURN => Self::SlightLeft,
            (size, true) if size < SHARP => Self::Left,
            (_, true) => Self::SharpLeft,
            (size, false) if size < TURN => Self::SlightRight,
            (size, false) if size < SHARP => Self::Right,
            (_, false) => Self::SharpRight,
        }
    }
}

/// A part of a way that is told at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What to do where it begins.
    pub turn: Turn,
    /// Degrees from north, clockwise, 0 to 360, in which it sets out.
    pub heading: f64,
    /// Name or reference of the way; empty where it has none.
    pub name: String,
    /// How the way looks where the step begins.
    pub kind: WayKind,
    /// Its length.
    pub metres: f64,
    /// Its time.
    pub seconds: f64,
    /// Where it begins, by position in [`crate::Path::points`].
    pub at: usize,
}

/// A stretch of a way between two neighbouring points.
struct Stretch {
    from: Point,
    label: Label,
    /// Begins at a junction.
    is_junction: bool,
    metres: f64,
    seconds: f64,
}

impl Router<'_> {
    /// The steps of the way that [`Router::path`] gives, in their order; none where both points
    /// are the same, `None` where there is no way. The last one ends at `to`.
    pub fn steps(&mut self, from: &Snap, to: &Snap) -> Option<Vec<Step>> {
        let stretches = self.stretches(from, to)?;
        let line: Vec<Point> = stretches.iter().map(|stretch| stretch.from).chain([to.at]).collect();
        let mut steps: Vec<(Label, Step)> = Vec::new();
        for (at, stretch) in stretches.iter().enumerate() {
            let bend = if at == 0 { 0.0 } else { bend(&line, at) };
            match steps.last_mut() {
                Some((label, step)) if !is_told(*label, stretch, bend) => {
                    step.metres += stretch.metres;
                    step.seconds += stretch.seconds;
                    *label = stretch.label;
                }
                before => {
                    let turn = if before.is_none() { Turn::Depart } else { Turn::of(bend) };
                    let step = Step {
                        turn,
                        heading: heading(&line, at).rem_euclid(360.0),
                        name: self.graph.parts.names[stretch.label.name as usize].clone(),
                        kind: stretch.label.kind,
                        metres: stretch.metres,
                        seconds: stretch.seconds,
                        at,
                    };
                    steps.push((stretch.label, step));
                }
            }
        }
        Some(steps.into_iter().map(|(_, step)| step).collect())
    }

    fn stretches(&mut self, from: &Snap, to: &Snap) -> Option<Vec<Stretch>> {
        let (graph, route) = (self.graph, self.route(from, to)?);
        let mut stretches: Vec<Stretch> = Vec::new();
        for stroke in &route.strokes {
            let cost = graph.parts.cost(stroke.segment, stroke.forward)?;
            let seconds_a_metre = f64::from(cost.ms()) / 10.0 / f64::from(cost.cm().max(1));
            let runs = graph.parts.runs(stroke.segment);
            let (mut before, mut is_junction) = (None, stroke.start.is_none());
            graph.trace(stroke, |point, stretch| {
                let open: Option<(Point, Label)> = before.take();
                if let Some((from, label)) = open.filter(|(from, _)| *from != point) {
                    let metres = from.distance_m(point);
                    let seconds = metres * seconds_a_metre;
                    stretches.push(Stretch { from, label, is_junction, metres, seconds });
                    is_junction = false;
                }
                before = stretch.map(|stretch| {
                    let run = runs.partition_point(|run| run.first <= stretch) - 1;
                    (point, runs[run].label)
                });
            });
        }
        Some(stretches)
    }
}

/// Whether a walker has to be told that `next` follows a stretch of `label`.
fn is_told(label: Label, next: &Stretch, bend: f64) -> bool {
    let is_other_name = label.name != next.label.name;
    let is_remarkable =
        label.kind != next.label.kind && (label.kind.is_remarkable() || next.label.kind.is_remarkable());
    is_other_name || is_remarkable || next.is_junction && bend.abs() >= TURN
}

/// How far the line turns at a point, degrees, to the right positive.
fn bend(line: &[Point], at: usize) -> f64 {
    let (before, after) = line.split_at(at);
    let behind = look(before.iter().rev(), line[at]);
    let came = direction(behind, line[at]);
    let goes = direction(line[at], look(after[1..].iter(), line[at]));
    (goes - came + 180.0).rem_euclid(360.0) - 180.0
}

fn heading(line: &[Point], at: usize) -> f64 {
    direction(line[at], look(line[at + 1..].iter(), line[at]))
}

/// The first point that is far enough from `from` to see a direction, or the last there is.
fn look<'p>(points: impl Iterator<Item = &'p Point>, from: Point) -> Point {
    let mut seen = from;
    for point in points {
        seen = *point;
        if from.distance_m(seen) >= LOOK_M {
            break;
        }
    }
    seen
}

/// Degrees from north, clockwise, −180 to 180.
fn direction(from: Point, to: Point) -> f64 {
    let [east, north] = Plane::at(from).metres(to);
    east.atan2(north).to_degrees()
}
