//! The midday pause: half an hour that nobody works, taken out of the day before the search and put
//! back after it.
//!
//! In the closed day the clock jumps over the pause, for visitors and households alike, so the
//! search needs to know nothing of it. Opened again, whoever works before and after it waits at the
//! first door after it; a visit that has begun is finished first.

use crate::keep::Before;
use crate::plan::{Plan, Round};
use crate::problem::{Problem, Span, Visit, Visitor};

/// When the pause begins unless a visit is under way, and how long it is; seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Seconds after midnight.
    pub at: i32,
    /// Seconds.
    pub length: i32,
}

impl Pause {
    /// The day without it.
    pub(crate) fn close(self, problem: &Problem) -> Problem {
        let span = |span: Span| Span { from: self.closed(span.from), to: self.closed(span.to) };
        let visitors = problem.visitors().iter().map(|v| Visitor { shift: span(v.shift), ..v.clone() });
        let visits = problem.visits().iter().map(|v| Visit { window: span(v.window), ..v.clone() });
        problem.with_hours(visitors.collect(), visits.collect())
    }

    /// The earlier plan without it.
    pub(crate) fn close_before(self, before: &Before) -> Before {
        let stop = |(visit, begins): &(u32, i32)| (*visit, self.closed(*begins));
        let round = |(visitor, stops): &(u32, Vec<_>)| (*visitor, stops.iter().map(stop).collect());
        Before { rounds: before.rounds.iter().map(round).collect() }
    }

    /// The plan with it.
    pub(crate) fn open(self, mut plan: Plan) -> Plan {
        plan.rounds.iter_mut().for_each(|round| self.open_round(round));
        plan
    }

    /// A round that begins after the pause is only later by it.
    fn open_round(self, round: &mut Round) {
        let mut later = 0;
        for (i, stop) in round.stops.iter_mut().enumerate() {
            let is_first_after = later == 0 && stop.arrive + stop.wait_s >= self.at;
            stop.arrive += later;
            stop.depart += later;
            if is_first_after {
                later = self.length;
                stop.depart += later;
                match i {
                    0 => (round.start, stop.arrive) = (round.start + later, stop.arrive + later),
                    _ => stop.wait_s += later,
                }
            }
        }
        round.end += later;
    }

    fn closed(self, second: i32) -> i32 {
        if second <= self.at { second } else { (second - self.length).max(self.at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Breach, check};
    use crate::testing::{Size, problems, solve};
    use proptest::prelude::*;

    /// Shifts of the random days begin at eight and last three to six hours.
    const PAUSE: Pause = Pause { at: 36_000, length: 1800 };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn a_day_with_a_pause_passes_the_check(
            problem in problems(Size { visitors: 4, visits: 40, villages: 4, joint: true, windows: true }),
        ) {
            let problem = problem.with_pause(PAUSE);
            let plan = solve(&problem, 60);
            prop_assert_eq!(check(&problem, &plan), vec![]);
        }
    }

    fn day() -> Problem {
        let (visitors, visits, matrix) = crate::testing::day();
        Problem::new(visitors, visits, [matrix.clone(), matrix]).unwrap().with_pause(PAUSE)
    }

    #[test]
    fn whoever_works_before_and_after_it_rests_and_nobody_is_visited_meanwhile() {
        let problem = day();
        let plan = solve(&problem, 500);
        assert_eq!(check(&problem, &plan), vec![]);
        let rounds = plan.rounds.iter().filter(|r| r.start < PAUSE.at && r.end > PAUSE.at + PAUSE.length);
        let mut any = false;
        for round in rounds {
            any = true;
            let rest = round.stops.iter().find(|s| s.arrive + s.wait_s >= PAUSE.at).unwrap();
            assert!(rest.wait_s >= PAUSE.length && rest.arrive + rest.wait_s >= PAUSE.at + PAUSE.length);
        }
        assert!(any);
    }

    #[test]
    fn a_round_without_its_pause_is_found() {
        let problem = day();
        let (visitors, visits, matrix) = crate::testing::day();
        let hurried = Problem::new(visitors, visits, [matrix.clone(), matrix]).unwrap();
        let breaches = check(&problem, &solve(&hurried, 500));
        assert!(breaches.iter().any(|b| matches!(b, Breach::Pause(_))), "{breaches:?}");
    }
}
