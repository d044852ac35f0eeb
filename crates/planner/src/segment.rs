//! A stretch of a round, summed up so that two stretches join in constant time
//! (Vidal, Crainic, Gendreau and Prins, 2013: duration, time windows and time warp).

/// Seconds after midnight and seconds; `warp > 0` means the stretch cannot be driven in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub first: u32,
    pub last: u32,
    /// Least time from its start to its end.
    pub duration: i32,
    /// Earliest and latest start at that duration.
    pub early: i32,
    pub late: i32,
    pub warp: i32,
}

impl Segment {
    /// A stay of `service` seconds that starts between `open` and `close`.
    pub(crate) fn stay(place: u32, open: i32, close: i32, service: i32) -> Self {
        let warp = (open - close).max(0);
        Self { first: place, last: place, duration: service, early: open, late: close.max(open), warp }
    }

    /// This stretch, `travel` seconds on the road, then the other.
    #[inline]
    pub(crate) fn then(&self, travel: i32, next: &Self) -> Self {
        let shift = self.duration - self.warp + travel;
        let wait = (next.early - shift - self.late).max(0);
        let warp = (self.early + shift - next.late).max(0);
        Self {
            first: self.first,
            last: next.last,
            duration: self.duration + next.duration + travel + wait,
            early: (next.early - shift).max(self.early) - wait,
            late: (next.late - shift).min(self.late) + warp,
            warp: self.warp + next.warp + warp,
        }
    }

    /// Earliest moment the stretch can be over.
    pub(crate) fn done_at(&self) -> i32 {
        self.early + self.duration - self.warp
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_at_a_closed_door_lengthens_the_stretch_only_when_the_start_cannot_move() {
        let start = Segment::stay(0, 100, 100, 0);
        let door = Segment::stay(1, 500, 900, 60);
        assert_eq!(start.then(50, &door).duration, 50 + 350 + 60);
        let later_start = Segment::stay(0, 100, 1000, 0);
        assert_eq!(later_start.then(50, &door).duration, 50 + 60);
        assert_eq!(later_start.then(50, &door).early, 450);
    }

    #[test]
    fn a_door_that_closes_before_arrival_is_a_warp() {
        let start = Segment::stay(0, 100, 1000, 0);
        let door = Segment::stay(1, 0, 120, 60);
        assert_eq!(start.then(50, &door).warp, 30);
        assert_eq!(start.then(10, &door).warp, 0);
    }
}
