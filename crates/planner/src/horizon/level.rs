//! How many visits a day takes on, so that the days to come are as alike as periods allow.
//!
//! It is the speed at which an optimal schedule of jobs with releases and deadlines runs now (Yao,
//! Demers and Shenker, 1995): the fullest stretch of days is found, its work is spread evenly over
//! it, both are taken out, and so on. No other way of spreading has a smaller sum of squares.

use std::collections::BTreeSet;

/// Visits that may be made on any working day from `first` to `last`, counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub first: usize,
    pub last: usize,
    pub visits: u64,
}

/// A stretch of working days and the visits that must be made in it.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    first: usize,
    last: usize,
    visits: u64,
}

impl Stretch {
    fn days(self) -> u64 {
        (self.last - self.first + 1) as u64
    }

    /// Fuller; of equals the one that begins earlier, so that today's is found first.
    fn is_fuller(self, other: Self) -> bool {
        let (a, b) = (self.visits * other.days(), other.visits * self.days());
        a > b || a == b && self.first < other.first
    }
}

/// Today's visits of the levelled schedule, rounded up.
pub(super) fn today(mut works: Vec<Work>) -> u64 {
    while let Some(fullest) = fullest(&works) {
        if fullest.first == 0 {
            return fullest.visits.div_ceil(fullest.days());
        }
        works.retain(|work| !holds(fullest, work));
        works.iter_mut().for_each(|work| take_out(fullest, work));
    }
    0
}

fn holds(stretch: Stretch, work: &Work) -> bool {
    stretch.first <= work.first && work.last <= stretch.last
}

fn fullest(works: &[Work]) -> Option<Stretch> {
    let days = |day: fn(&Work) -> usize| works.iter().map(day).collect::<BTreeSet<usize>>();
    let (firsts, lasts) = (days(|work| work.first), days(|work| work.last));
    let mut best: Option<Stretch> = None;
    for &first in &firsts {
        for &last in lasts.range(first..) {
            let mut stretch = Stretch { first, last, visits: 0 };
            stretch.visits = works.iter().filter(|work| holds(stretch, work)).map(|work| work.visits).sum();
            if best.is_none_or(|best| stretch.is_fuller(best)) {
                best = Some(stretch);
            }
        }
    }
    best
}

/// The work's days once those of the stretch are gone. It had a day outside, so one is left.
fn take_out(gone: Stretch, work: &mut Work) {
    let days = gone.days() as usize;
    if work.first > gone.last {
        work.first -= days;
    } else {
        work.first = work.first.min(gone.first);
    }
    if work.last > gone.last {
        work.last -= days;
    } else if work.last >= gone.first {
        work.last = gone.first - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(first: usize, last: usize, visits: u64) -> Work {
        Work { first, last, visits }
    }

    #[test]
    fn one_period_is_spread_evenly_and_rounded_up() {
        assert_eq!(today(vec![work(0, 9, 95)]), 10);
        assert_eq!(today(vec![]), 0);
    }

    #[test]
    fn a_full_stretch_at_the_beginning_sets_the_pace() {
        assert_eq!(today(vec![work(0, 4, 100), work(0, 19, 100)]), 20);
    }

    #[test]
    fn work_that_may_wait_fills_the_days_before_a_full_month() {
        // Ten free days, then ten days with twenty visits each: the hundred go before.
        assert_eq!(today(vec![work(0, 19, 100), work(10, 19, 200)]), 10);
        // With less to come they are spread over all twenty.
        assert_eq!(today(vec![work(0, 19, 100), work(10, 19, 60)]), 8);
    }

    #[test]
    fn work_that_begins_later_asks_nothing_of_today() {
        assert_eq!(today(vec![work(3, 5, 30)]), 0);
        assert_eq!(today(vec![work(3, 5, 30), work(0, 3, 4)]), 2);
    }
}
