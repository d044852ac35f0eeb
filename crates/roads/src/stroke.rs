//! A way as a row of strokes: segments, whole or in part, each in a direction.

use crate::Point;
use crate::graph::Graph;
use crate::snap::Snap;

/// A segment travelled in a direction, from `start` or its own beginning to `end` or its own end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) segment: u32,
    pub(crate) forward: bool,
    pub(crate) start: Option<Snap>,
    pub(crate) end: Option<Snap>,
}

impl Stroke {
    /// A whole segment.
    pub(crate) fn whole(segment: u32, forward: bool) -> Self {
        Self { segment, forward, start: None, end: None }
    }
}

impl Graph {
    /// Calls `each` with the points of a stroke and, but for the last, with the position in the
    /// segment's line of the stretch that follows.
    pub(crate) fn trace(&self, stroke: &Stroke, mut each: impl FnMut(Point, Option<u32>)) {
        let line = self.parts.line(stroke.segment);
        let inside = |snap: Option<Snap>| snap.map(|snap| self.points_before(&snap));
        let (start, end) = (inside(stroke.start), inside(stroke.end));
        let (low, high) = if stroke.forward { (start, end) } else { (end, start) };
        let (low, high) = (low.unwrap_or(0), high.unwrap_or(line.len()));

        if let Some(snap) = stroke.start {
            each(snap.at, Some(if stroke.forward { low - 1 } else { high - 1 } as u32));
        }
        let last = if stroke.forward { line.len() - 1 } else { 0 };
        for step in 0..high.saturating_sub(low) {
            let at = if stroke.forward { low + step } else { high - 1 - step };
            let next = if stroke.forward { at } else { at.wrapping_sub(1) };
            each(line[at], (at != last).then_some(next as u32));
        }
        if let Some(snap) = stroke.end {
            each(snap.at, None);
        }
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
