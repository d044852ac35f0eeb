//! Parts of the day: when a household is looked for again after nobody was home.
//!
//! An hour that failed is not tried again next time. What is remembered is the part of the day, not
//! the minute: a household that is out at ten is rarely in at eleven.

use serde::{Deserialize, Serialize};

/// A part of the hours in which households are visited, 8:00–20:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 上午, 8:00–12:00.
    Morning,
    /// 下午, 12:00–18:00.
    Afternoon,
    /// 傍晚, 18:00–20:00.
    Evening,
}

/// A span of minutes after midnight.
pub type Minutes = (u16, u16);

/// The hours in which households are visited.
pub const VISITING: Minutes = (Part::Morning.span().0, Part::Evening.span().1);

/// Whoever comes at these hours must have this many minutes of them.
const WORTH_COMING: u16 = 30;

impl Part {
    /// Every part, the earliest first.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// Its minutes after midnight.
    pub const fn span(self) -> Minutes {
        match self {
            Self::Morning => (8 * 60, 12 * 60),
            Self::Afternoon => (12 * 60, 18 * 60),
            Self::Evening => (18 * 60, 20 * 60),
        }
    }

    /// The part that a minute after midnight lies in; the nearest one before 8:00 and after 20:00.
    pub fn of(minute: u16) -> Self {
        Self::ALL.into_iter().find(|part| minute < part.span().1).unwrap_or(Self::Evening)
    }
}

/// The hours of the next attempt: parts in a row that have not failed, those of which a shift has
/// most; none where no shift has half an hour of any. `failed` is in the order of the attempts.
pub fn untried(failed: &[Part], shifts: &[Minutes]) -> Option<Minutes> {
    let open = Part::ALL.map(|part| !failed.contains(&part));
    let rows = (0..3).flat_map(|a| (a..3).map(move |b| (a, b)));
    let whole = rows.filter(|(a, b)| open[*a..=*b].iter().all(|open| *open));
    let spans = whole.map(|(a, b)| (Part::ALL[a].span().0, Part::ALL[b].span().1));
    best(spans, shifts)
}

/// Where every part that a shift reaches has failed: the part that failed longest ago.
pub fn again(failed: &[Part], shifts: &[Minutes]) -> Option<Minutes> {
    let last = |part: &Part| failed.iter().rposition(|failed| failed == part);
    let mut parts = Part::ALL;
    parts.sort_by_key(last);
    parts.into_iter().find_map(|part| best(std::iter::once(part.span()), shifts))
}

/// The span of which a shift has most, the earliest of equals.
fn best(spans: impl Iterator<Item = Minutes>, shifts: &[Minutes]) -> Option<Minutes> {
    let shared = |(from, to): Minutes| {
        let with = |shift: &Minutes| shift.1.min(to).saturating_sub(shift.0.max(from));
        shifts.iter().map(with).max().unwrap_or(0)
    };
    let fitting = spans.filter(|span| shared(*span) >= WORTH_COMING);
    fitting.max_by_key(|span| (shared(*span), std::cmp::Reverse(span.0), std::cmp::Reverse(span.1)))
}

#[cfg(test)]
mod tests {
    use super::Part::{Afternoon, Evening, Morning};
    use super::*;

    /// Nine to five, and one to eight.
    const DAY: Minutes = (540, 1020);
    const LATE: Minutes = (780, 1200);

    #[test]
    fn a_minute_lies_in_a_part() {
        let parts = [480, 719, 720, 1080, 1199].map(Part::of);
        assert_eq!(parts, [Morning, Morning, Afternoon, Evening, Evening]);
    }

    #[test]
    fn after_a_morning_the_afternoon_and_the_evening_are_tried() {
        assert_eq!(untried(&[Morning], &[DAY]), Some((720, 1080)));
        assert_eq!(untried(&[Morning], &[LATE]), Some((720, 1200)));
    }

    #[test]
    fn after_an_afternoon_it_is_the_morning_unless_only_an_evening_shift_is_there() {
        assert_eq!(untried(&[Afternoon], &[DAY]), Some((480, 720)));
        assert_eq!(untried(&[Afternoon], &[LATE]), Some((1080, 1200)));
    }

    #[test]
    fn what_no_shift_reaches_is_not_tried() {
        assert_eq!(untried(&[Morning, Afternoon], &[DAY]), None);
        assert_eq!(untried(&[Morning, Afternoon], &[DAY, LATE]), Some((1080, 1200)));
    }

    #[test]
    fn where_all_has_failed_the_part_that_failed_longest_ago_comes_again() {
        assert_eq!(again(&[Morning, Afternoon], &[DAY]), Some((480, 720)));
        assert_eq!(again(&[Morning, Afternoon, Evening, Morning], &[DAY]), Some((720, 1080)));
    }
}
