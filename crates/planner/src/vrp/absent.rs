//! Stops left out: tried again and again, and those left out most often get their way (absence counts
//! of Christiaens and Vanden Berghe, 2020), which also empties routes.

use super::search::Search;

/// Absent stops tried in one round at most.
const TRIED: usize = 30;

impl Search<'_> {
    /// Adds some of the stops left out; the others stay so.
    pub(super) fn want_absent(&mut self, wanted: &mut Vec<u32>) {
        if self.absent_before.is_empty() {
            return;
        }
        let from = self.rng.below(self.absent_before.len() as u32) as usize;
        let (late, early) = self.absent_before.split_at(from);
        for (at, &stop) in early.iter().chain(late).enumerate() {
            if at < TRIED { wanted.push(stop) } else { self.absent.push(stop) }
        }
    }

    /// Whether those left out now were left out less often than those before.
    pub(super) fn is_rarer(&self) -> bool {
        let sum = |stops: &[u32]| stops.iter().map(|&s| self.absences[s as usize]).sum::<u64>();
        sum(&self.absent) < sum(&self.absent_before)
    }

    pub(super) fn count_absences(&mut self) {
        for &stop in &self.absent {
            self.absences[stop as usize] += 1;
        }
    }
}
