//! Counts that add up: over villages, and over months.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Last day of each age of what is overdue, in days after the period's end; older ones come after.
pub const AGES: [i64; 3] = [10, 30, 60];

/// The place among the ages (to 10, 30, 60 days and older) of a period that ended on `period_to`;
/// none where it is not over on `day`.
pub fn age(period_to: NaiveDate, day: NaiveDate) -> Option<usize> {
    let days = (day - period_to).num_days();
    (days > 0).then(|| AGES.iter().position(|last| days <= *last).unwrap_or(AGES.len()))
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The part.
    pub part: u32,
    /// The whole.
    pub whole: u32,
}

impl Share {
    /// Thousandths, rounded down, so that only a whole is 1000; none of nothing.
    pub fn permille(self) -> Option<u32> {
        (u64::from(self.part) * 1_000).checked_div(u64::from(self.whole)).map(|share| share as u32)
    }

    fn plus(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }
}

/// What happened over a time: adds up over months as over places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Owed visits whose period ends in the time.
    pub owed: u32,
    /// Of these done in their period.
    pub done: u32,
    /// Of these made up for later.
    pub late: u32,
    /// Of these excused.
    pub excused: u32,
    /// Visits at which somebody or a closed door was met, and those of them that left a notice.
    pub notices: Share,
    /// Dwellings that a spot check looked at.
    pub checked: u32,
    /// Facts that spot checks compared, and those on which they agreed with the first visit.
    pub agreement: Share,
}

impl Flow {
    /// 覆盖: done, made up for or excused, of what was owed.
    pub fn coverage(self) -> Share {
        Share { part: self.done + self.late + self.excused, whole: self.owed }
    }

    /// 及时: done in the period, of what visits settled. An excuse is no visit: it counts on neither
    /// side.
    pub fn timeliness(self) -> Share {
        Share { part: self.done, whole: self.done + self.late }
    }

    /// What is still open.
    pub fn open(self) -> u32 {
        self.owed.saturating_sub(self.coverage().part)
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            owed: self.owed + other.owed,
            done: self.done + other.done,
            late: self.late + other.late,
            excused: self.excused + other.excused,
            notices: self.notices.plus(other.notices),
            checked: self.checked + other.checked,
            agreement: self.agreement.plus(other.agreement),
        }
    }
}

/// What stands at the end of a time: adds up over places alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Dwellings with a file: whether figures may be told depends on them.
    pub dwellings: u32,
    /// Let dwellings, and those of them whose papers of the letting are complete.
    pub papers: Share,
    /// Open owed visits whose period is over, by age: see [`AGES`].
    pub overdue: [u32; 4],
}

impl Stock {
    fn plus(self, other: Self) -> Self {
        let mut overdue = self.overdue;
        overdue.iter_mut().zip(other.overdue).for_each(|(sum, more)| *sum += more);
        Self { dwellings: self.dwellings + other.dwellings, papers: self.papers.plus(other.papers), overdue }
    }
}

/// Figures of a place over a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// What happened.
    pub flow: Flow,
    /// How it stands at the end.
    pub stock: Stock,
}

impl Tally {
    /// Two places together, over the same time.
    pub fn beside(self, other: Self) -> Self {
        Self { flow: self.flow.plus(other.flow), stock: self.stock.plus(other.stock) }
    }

    /// The same place over a time that `later` follows.
    pub fn then(self, later: Self) -> Self {
        Self { flow: self.flow.plus(later.flow), stock: later.stock }
    }

    /// The same place over these months, the earliest first.
    pub fn over(months: impl IntoIterator<Item = Self>) -> Self {
        months.into_iter().reduce(Self::then).unwrap_or_default()
    }

    /// These places together.
    pub fn sum(places: impl IntoIterator<Item = Self>) -> Self {
        places.into_iter().fold(Self::default(), Self::beside)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        pub fn any_tally()(n in proptest::array::uniform14(0u32..500)) -> Tally {
            let share = |part: u32, rest: u32| Share { part, whole: part + rest };
            Tally {
                flow: Flow {
                    owed: n[0] + n[1] + n[2] + n[3],
                    done: n[0],
                    late: n[1],
                    excused: n[2],
                    notices: share(n[4], n[5]),
                    checked: n[6],
                    agreement: share(n[7], n[8]),
                },
                stock: Stock {
                    dwellings: n[9] + n[10],
                    papers: share(n[9], n[10]),
                    overdue: [n[11], n[12], n[13], n[3]],
                },
            }
        }
    }

    #[test]
    fn coverage_and_timeliness_follow_their_definitions() {
        let flow = Flow { owed: 10, done: 6, late: 2, excused: 1, ..Flow::default() };
        assert_eq!(flow.coverage().permille(), Some(900));
        assert_eq!(flow.timeliness().permille(), Some(750));
        assert_eq!((flow.open(), Share::default().permille()), (1, None));
        assert_eq!(Share { part: 9_999, whole: 10_000 }.permille(), Some(999), "only a whole is 1000");
    }

    #[test]
    fn the_age_of_what_is_overdue_has_its_borders() {
        let to: NaiveDate = "2026-10-31".parse().unwrap();
        let after = |days| age(to, to + chrono::TimeDelta::days(days));
        assert_eq!([after(0), after(1), after(10), after(11)], [None, Some(0), Some(0), Some(1)]);
        assert_eq!([after(30), after(31), after(60), after(61)], [Some(1), Some(2), Some(2), Some(3)]);
    }

    proptest! {
        #[test]
        fn totals_do_not_depend_on_the_order_and_parts_never_exceed_their_whole(
            tallies in proptest::collection::vec(any_tally(), 0..8),
        ) {
            let sum = Tally::sum(tallies.iter().copied());
            prop_assert_eq!(sum, Tally::sum(tallies.iter().rev().copied()));
            let flow = sum.flow;
            prop_assert_eq!(flow.owed, flow.coverage().part + flow.open());
            for share in [flow.coverage(), flow.timeliness(), flow.notices, flow.agreement, sum.stock.papers] {
                prop_assert!(share.part <= share.whole && share.permille().is_none_or(|p| p <= 1_000));
            }
        }

        #[test]
        fn months_of_villages_give_the_same_total_whichever_is_added_first(
            a in proptest::array::uniform3(any_tally()), b in proptest::array::uniform3(any_tally()),
        ) {
            let places_first = Tally::over((0..3).map(|month| a[month].beside(b[month])));
            prop_assert_eq!(places_first, Tally::over(a).beside(Tally::over(b)));
        }
    }
}
