//! Puts a point onto the nearest way.

use crate::Point;
use crate::cost::Cost;
use crate::graph::Graph;
use crate::grid::Stretch;
use crate::point::{Plane, between};

/// How far from a door its way may be, metres: beyond that the map does not know the place.
pub const MAX_SNAP_M: f64 = 1_000.0;

/// A point on a way. Valid for the graph that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    pub(crate) segment: u32,
    /// From the segment's start, along its line.
    pub(crate) along_cm: u32,
    /// The point on the way.
    pub at: Point,
    /// From the asked point, in a straight line. No matrix and no path counts it.
    pub away_cm: u32,
}

/// The nearest piece so far.
#[derive(Clone, Copy)]
struct Candidate {
    metres: f64,
    stretch: Stretch,
    share: f64,
}

impl Graph {
    /// The nearest way within `max_m` metres. A way that hangs together with no others (see
    /// [`Graph::components`]) is taken only where there is nothing else.
    pub fn snap(&self, point: Point, max_m: f64) -> Option<Snap> {
        let (mut connected, mut island): (Option<Candidate>, Option<Candidate>) = (None, None);
        let plane = Plane::at(point);
        let cell_m = self.grid.cell_m(point);
        for ring in 0_i32.. {
            // What lies in this ring is at least so far away.
            let at_least_m = f64::from(ring - 1).max(0.0) * cell_m;
            if at_least_m > connected.map_or(max_m, |best| best.metres.min(max_m)) {
                break;
            }
            for stretch in self.ring(point, ring) {
                let found = self.measure(&plane, stretch);
                let best = if self.components.is_large[stretch.segment as usize] {
                    &mut connected
                } else {
                    &mut island
                };
                if found.metres <= max_m && best.is_none_or(|best| found.is_before(&best)) {
                    *best = Some(found);
                }
            }
        }
        connected.or(island).map(|candidate| self.put(candidate))
    }

    /// Calls `each` with every segment of which a part is within `max_m` metres, some repeatedly.
    pub(crate) fn for_each_within(&self, point: Point, max_m: f64, mut each: impl FnMut(u32)) {
        let (plane, cell_m) = (Plane::at(point), self.grid.cell_m(point));
        let rings = (0_i32..).take_while(|ring| f64::from(ring - 1) * cell_m <= max_m);
        for stretch in rings.flat_map(|ring| self.ring(point, ring)) {
            if self.measure(&plane, stretch).metres <= max_m {
                each(stretch.segment);
            }
        }
    }

    /// The pieces of line in the cells `ring` steps away from the point's own.
    fn ring(&self, point: Point, ring: i32) -> impl Iterator<Item = Stretch> + '_ {
        let (column, row) = self.grid.cell(point);
        let sides = (-ring..=ring).flat_map(move |across| {
            let step = if across.abs() == ring { 1 } else { (2 * ring).max(1) as usize };
            (-ring..=ring)
                .step_by(step)
                .map(move |up| (column.saturating_add(across), row.saturating_add(up)))
        });
        sides.flat_map(|cell| self.grid.touching(cell))
    }

    fn measure(&self, plane: &Plane, stretch: Stretch) -> Candidate {
        let [a, b] = [0, 1].map(|step| plane.metres(self.parts.shape[(stretch.point + step) as usize]));
        let [east, north] = [b[0] - a[0], b[1] - a[1]];
        let square = east * east + north * north;
        let share = if square > 0.0 { (-(a[0] * east + a[1] * north) / square).clamp(0.0, 1.0) } else { 0.0 };
        let [x, y] = [a[0] + share * east, a[1] + share * north];
        let metres = (x * x + y * y).sqrt();
        Candidate { metres, stretch, share }
    }

    fn put(&self, candidate: Candidate) -> Snap {
        let Candidate { metres, stretch, share } = candidate;
        let line = self.parts.line(stretch.segment);
        let index = (stretch.point - self.parts.shape_at[stretch.segment as usize]) as usize;
        let before: f64 = line[..=index].windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        let along_m = before + share * line[index].distance_m(line[index + 1]);
        let total_cm = self.parts.cm[stretch.segment as usize];
        Snap {
            segment: stretch.segment,
            along_cm: ((along_m * 100.0).round() as u32).min(total_cm),
            at: between(line[index], line[index + 1], share),
            away_cm: (metres * 100.0).round() as u32,
        }
    }

    /// From `snap` to the end (`forward`) or the start of its segment, if that may be used.
    pub(crate) fn leave(&self, snap: &Snap, forward: bool) -> Option<Cost> {
        let whole = self.parts.cost(snap.segment, forward)?;
        Some(whole.minus(whole.first(self.covered(snap, forward))))
    }

    /// To `snap` from the start (`forward`) or the end of its segment, if that may be used.
    pub(crate) fn arrive(&self, snap: &Snap, forward: bool) -> Option<Cost> {
        Some(self.parts.cost(snap.segment, forward)?.first(self.covered(snap, forward)))
    }

    /// Along one segment without passing a junction, where both lie on it and the direction fits.
    pub(crate) fn along(&self, from: &Snap, to: &Snap) -> Option<Cost> {
        if from.segment != to.segment {
            return None;
        }
        let forward = from.along_cm <= to.along_cm;
        let either = from.along_cm == to.along_cm;
        let [far, near] = [to, from].map(|snap| self.arrive(snap, forward));
        if either { Some(Cost::default()) } else { Some(far?.minus(near?)) }
    }

    fn covered(&self, snap: &Snap, forward: bool) -> u32 {
        if forward { snap.along_cm } else { self.parts.cm[snap.segment as usize] - snap.along_cm }
    }
}

impl Candidate {
    /// Equally near pieces are taken in the graph's order, so that an answer repeats.
    fn is_before(&self, other: &Self) -> bool {
        self.metres.total_cmp(&other.metres).then(self.stretch.cmp(&other.stretch)).is_lt()
    }
}
