//! The order in which stops are put back.

use super::problem::Shape;
use super::search::Search;

impl Search<'_> {
    /// Orders stops for being put back by a criterion drawn anew each time: chance, amount, distance from
    /// the start, and for windows their width and ends.
    pub(super) fn sort(&mut self, stops: &mut [u32]) {
        let timed = self.state.problem.shape != Shape::Plain;
        let drawn = self.rng.below(if timed { 17 } else { 11 });
        if drawn < 4 {
            return self.rng.shuffle(stops);
        }
        let problem = self.state.problem;
        let home = problem.vehicles[0].start;
        self.keys.clear();
        for &stop in stops.iter() {
            let brief = self.state.briefs[stop as usize];
            let far = problem.travels[0].cost(home, stop);
            let key = match drawn {
                4..=7 => -brief.demand,
                8..=9 => -far,
                10 => far,
                11..=12 => brief.close - brief.open,
                13..=14 => brief.open,
                _ => -brief.close,
            };
            self.keys.push((i64::from(key), stop));
        }
        self.keys.sort_unstable();
        for (at, key) in self.keys.iter().enumerate() {
            stops[at] = key.1;
        }
    }
}
