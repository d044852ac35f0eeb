//! Taking strings of neighbouring visits out of neighbouring routes: slack induction by string
//! removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020).

use super::problem::NONE;
use super::search::Search;

/// Visits taken out on average, and the longest string.
const LARGE: (u32, u32) = (10, 10);
/// The same for every second ruin where there are no windows: small ones find exchanges that fit full
/// routes.
const SMALL: (u32, u32) = (5, 4);
/// One string in this many keeps a few visits in its middle.
const SPLIT: u32 = 2;
/// The kept middle grows once in this many draws stops.
const GROWS: u32 = 100;

impl Search<'_> {
    /// Fills `self.removed` with the stops that lost visits.
    pub(super) fn ruin<const TIMED: bool, const RICH: bool>(&mut self) {
        self.removed.clear();
        let Some(seed) = self.any_visit() else { return };
        let days = self.state.problem.days;
        let whole = days > 1 && self.rng.once_in(2);
        let used = self.used_routes.max(1);
        let mean = (self.visits / used).max(1);
        let (removed, longest) = if !TIMED && self.rng.once_in(2) { SMALL } else { LARGE };
        let longest = longest.min(mean);
        let mut strings = 1 + self.rng.below((4096 * removed / (1 + longest)).max(2048) - 1024) / 1024;
        let centre = self.state.stop(seed);
        for at in 0..=self.near.around[centre as usize].len() {
            let stop = if at == 0 { centre } else { self.near.around[centre as usize][at - 1] };
            // Without `whole`, only the seed's day is changed.
            for turn in 0..if whole { days } else { 1 } {
                let node = self.state.node(stop, (seed + turn) % days);
                let route = self.state.nodes[node as usize].route;
                if route == NONE || self.ruined[route as usize] {
                    continue;
                }
                let count = self.state.routes[route as usize].count;
                let length = 1 + self.rng.below(longest.min(count));
                self.take_string::<RICH>(node, length, count);
                self.ruined[route as usize] = true;
                strings -= 1;
                if strings == 0 {
                    break;
                }
            }
            if strings == 0 {
                break;
            }
        }
        if whole {
            self.take_other_days::<RICH>();
        }
        for at in 0..self.state.touched.len() {
            let route = self.state.touched[at];
            self.ruined[route as usize] = false;
            if TIMED {
                super::timing::reschedule::<RICH>(&mut self.state, route);
            }
        }
    }

    fn any_visit(&mut self) -> Option<u32> {
        let nodes = self.state.ends();
        (0..1000).find_map(|_| {
            let node = self.rng.below(nodes.max(1));
            (node < nodes && self.state.nodes[node as usize].route != NONE).then_some(node)
        })
    }

    /// Takes `length` visits around `node` out of its route; sometimes a few in the middle stay.
    fn take_string<const RICH: bool>(&mut self, node: u32, length: u32, count: u32) {
        let mut kept = 0;
        if length > 1 && length < count && self.rng.once_in(SPLIT) {
            kept = 1;
            while length + kept < count && self.rng.once_in(GROWS) {
                kept += 1;
            }
        }
        let span = length + kept;
        let mut at = node;
        for _ in 0..self.rng.below(span) {
            let prev = self.state.nodes[at as usize].prev;
            if prev >= self.state.ends() {
                break;
            }
            at = prev;
        }
        let skip_from = if kept > 0 { 1 + self.rng.below(length - 1) } else { span };
        for place in 0..span {
            if at >= self.state.ends() {
                break;
            }
            let next = self.state.nodes[at as usize].next;
            if place < skip_from || place >= skip_from + kept {
                self.take(at, RICH);
            }
            at = next;
        }
    }

    fn take(&mut self, node: u32, rich: bool) {
        let stop = self.state.stop(node);
        if rich {
            self.state.unlink::<true>(node)
        } else {
            self.state.unlink::<false>(node)
        }
        if self.state.visited[stop as usize] != 0 && !self.removed.contains(&stop) {
            self.removed.push(stop);
        }
        self.state.visited[stop as usize] &= !(1 << (node % self.state.problem.days));
    }

    fn take_other_days<const RICH: bool>(&mut self) {
        for at in 0..self.removed.len() {
            self.take_all(self.removed[at], RICH);
        }
    }

    /// Takes all visits of a stop out.
    pub(super) fn take_all(&mut self, stop: u32, rich: bool) {
        for day in 0..self.state.problem.days {
            let node = self.state.node(stop, day);
            if self.state.nodes[node as usize].route != NONE {
                self.take(node, rich);
            }
        }
    }
}
