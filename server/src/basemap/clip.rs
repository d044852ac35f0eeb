//! Cuts shapes to a box and takes out points that nobody sees.

use super::world::Spot;

/// A box that is cut to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) low: Spot,
    pub(super) high: Spot,
}

impl Window {
    /// The parts of a line inside.
    pub(super) fn line(&self, line: &[Spot]) -> Vec<Vec<Spot>> {
        let mut parts: Vec<Vec<Spot>> = Vec::new();
        for pair in line.windows(2) {
            let Some((start, end)) = self.segment(pair[0], pair[1]) else { continue };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&start) => part.push(end),
                _ => parts.push(vec![start, end]),
            }
        }
        parts
    }

    /// The part of a segment inside (Liang and Barsky 1984).
    fn segment(&self, a: Spot, b: Spot) -> Option<(Spot, Spot)> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for axis in 0..2 {
            let step = b[axis] - a[axis];
            for (toward, room) in [(-step, a[axis] - self.low[axis]), (step, self.high[axis] - a[axis])] {
                if toward == 0.0 {
                    if room < 0.0 {
                        return None;
                    }
                } else if toward < 0.0 {
                    enter = enter.max(room / toward);
                } else {
                    leave = leave.min(room / toward);
                }
            }
        }
        let at = |share: f64| [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
        let start = if enter > 0.0 { at(enter) } else { a };
        let end = if leave < 1.0 { at(leave) } else { b };
        (enter < leave).then_some((start, end))
    }

    /// The part of a ring inside, edge by edge (Sutherland and Hodgman 1974). Where it leaves and
    /// enters again it runs along the edge, outside what is shown.
    pub(super) fn ring(&self, ring: &[Spot]) -> Vec<Spot> {
        let mut ring = ring.to_vec();
        for axis in 0..2 {
            ring = cut(&ring, axis, self.low[axis], 1.0);
            ring = cut(&ring, axis, self.high[axis], -1.0);
        }
        ring
    }
}

/// Keeps what lies on `side` of an axis' value.
fn cut(ring: &[Spot], axis: usize, edge: f64, side: f64) -> Vec<Spot> {
    let depth = |spot: Spot| (spot[axis] - edge) * side;
    let mut kept = Vec::with_capacity(ring.len());
    for (index, to) in ring.iter().enumerate() {
        let from = ring[(index + ring.len() - 1) % ring.len()];
        let (before, after) = (depth(from), depth(*to));
        if (before < 0.0) != (after < 0.0) {
            let share = before / (before - after);
            let mut crossing = [0, 1].map(|i: usize| from[i] + share * (to[i] - from[i]));
            crossing[axis] = edge;
            kept.push(crossing);
        }
        if after >= 0.0 {
            kept.push(*to);
        }
    }
    kept
}

/// A line without the points that lie within `tolerance` of it (Douglas and Peucker 1973).
pub(super) fn simplify(line: &[Spot], tolerance: f64) -> Vec<Spot> {
    if line.len() < 3 || tolerance <= 0.0 {
        return line.to_vec();
    }
    let mut is_kept = vec![false; line.len()];
    is_kept[0] = true;
    is_kept[line.len() - 1] = true;
    let mut open = vec![(0, line.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let far = (first + 1..last).map(|index| (distance(line[index], line[first], line[last]), index));
        let farthest = far.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, index)) = farthest.filter(|(away, _)| *away > tolerance) {
            is_kept[index] = true;
            open.extend([(first, index), (index, last)]);
        }
    }
    line.iter().zip(is_kept).filter(|(_, kept)| *kept).map(|(spot, _)| *spot).collect()
}

/// A simplified ring; it keeps its first point and the one farthest from it.
pub(super) fn simplify_ring(ring: &[Spot], tolerance: f64) -> Vec<Spot> {
    let Some(first) = ring.first().copied() else { return Vec::new() };
    let away = |spot: &Spot| (spot[0] - first[0]).hypot(spot[1] - first[1]);
    let far = (0..ring.len()).max_by(|a, b| away(&ring[*a]).total_cmp(&away(&ring[*b]))).unwrap_or(0);
    let mut whole = simplify(&ring[..=far], tolerance);
    let back: Vec<Spot> = ring[far..].iter().copied().chain(std::iter::once(first)).collect();
    whole.extend(simplify(&back, tolerance).into_iter().skip(1));
    whole.pop();
    whole
}

fn distance(spot: Spot, a: Spot, b: Spot) -> f64 {
    let (x, y) = (b[0] - a[0], b[1] - a[1]);
    let square = x * x + y * y;
    let along = (spot[0] - a[0]) * x + (spot[1] - a[1]) * y;
    let share = if square > 0.0 { (along / square).clamp(0.0, 1.0) } else { 0.0 };
    (spot[0] - a[0] - share * x).hypot(spot[1] - a[1] - share * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Window = Window { low: [0.0, 0.0], high: [10.0, 10.0] };

    #[test]
    fn a_line_through_the_box_twice_leaves_two_parts() {
        let line = [[-5.0, 2.0], [15.0, 2.0], [15.0, 8.0], [-5.0, 8.0]];
        assert_eq!(BOX.line(&line), [vec![[0.0, 2.0], [10.0, 2.0]], vec![[10.0, 8.0], [0.0, 8.0]]]);
        assert!(BOX.line(&[[-5.0, -5.0], [-5.0, 15.0]]).is_empty());
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let around = [[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        let mut corners = BOX.ring(&around);
        corners.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(corners, [[0.0, 0.0], [0.0, 10.0], [10.0, 0.0], [10.0, 10.0]]);
        assert!(BOX.ring(&[[20.0, 0.0], [30.0, 0.0], [30.0, 5.0]]).is_empty());
    }

    #[test]
    fn points_on_a_line_go_and_corners_stay() {
        let line = [[0.0, 0.0], [1.0, 0.05], [2.0, 0.0], [2.0, 2.0]];
        assert_eq!(simplify(&line, 0.1), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]]);
        let square = [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]];
        assert_eq!(simplify_ring(&square, 0.1), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
    }
}
