//! Putting stops back, each at its best place among those that a look does not blink at.

use super::problem::NONE;
use super::search::Search;
use super::state::Node;

/// Where a visit may go and what that costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub cost: i32,
    pub after: u32,
    /// The face with which the stop is put there.
    pub spot: u32,
}

const NOWHERE: Place = Place { cost: i32::MAX, after: NONE, spot: NONE };

/// One look in so many on average is skipped.
const BLINK: u32 = 100;

impl Search<'_> {
    /// Puts a stop back on the cheapest of its sets of days; false when none has room.
    pub(super) fn put<const TIMED: bool, const RICH: bool>(&mut self, stop: u32) -> bool {
        let days = self.state.problem.days;
        if days == 1 {
            let place = self.best_place::<TIMED, RICH>(stop, 0);
            if place.after == NONE {
                return false;
            }
            self.put_at::<TIMED, RICH>(stop, 0, place);
            return true;
        }
        let held = self.state.visited[stop as usize];
        let problem = self.state.problem;
        let sets = &problem.stops[stop as usize].combinations;
        let wanted = sets.iter().filter(|&&s| s & held == held).fold(0, |all, s| all | s) & !held;
        let mut places = [NOWHERE; 32];
        for day in (0..days).filter(|day| wanted >> day & 1 == 1) {
            places[day as usize] = self.best_place::<TIMED, RICH>(stop, day);
        }
        let total = |set: u32| -> Option<i64> {
            (0..days).filter(|day| (set & !held) >> day & 1 == 1).try_fold(0, |sum, day| {
                let place = places[day as usize];
                (place.after != NONE).then(|| sum + i64::from(place.cost))
            })
        };
        let reachable = sets.iter().filter(|&&s| s & held == held);
        let Some((_, set)) = reachable.filter_map(|&s| total(s).map(|t| (t, s))).min() else {
            self.take_all(stop, RICH);
            return false;
        };
        for day in (0..days).filter(|day| (set & !held) >> day & 1 == 1) {
            self.put_at::<TIMED, RICH>(stop, day, places[day as usize]);
        }
        true
    }

    pub(super) fn put_at<const TIMED: bool, const RICH: bool>(&mut self, stop: u32, day: u32, place: Place) {
        let node = self.state.node(stop, day);
        self.state.nodes[node as usize].spot = place.spot;
        self.state.link::<RICH>(node, place.after);
        self.state.visited[stop as usize] |= 1 << day;
        if TIMED {
            super::timing::schedule::<RICH>(&mut self.state, node);
        }
    }

    pub(super) fn best_place<const TIMED: bool, const RICH: bool>(&mut self, stop: u32, day: u32) -> Place {
        let mut best = if RICH { self.search_rich(stop, day) } else { self.search_plain::<TIMED>(stop, day) };
        if best.after == NONE || self.open_routes {
            self.look_at_empty::<TIMED, RICH>(stop, day, &mut best);
        }
        best
    }

    fn search_rich(&mut self, stop: u32, day: u32) -> Place {
        let mut best = Place { cost: self.ceiling, ..NOWHERE };
        let one_way = self.state.problem.travels.len() == 1;
        for at in 0..self.near.beside[stop as usize].len() {
            let beside = self.near.beside[stop as usize][at];
            let near = self.state.node(beside.stop, day);
            let Node { prev, route, to_next, from_prev, .. } = self.state.nodes[near as usize];
            if route == NONE {
                continue;
            }
            // Arcs of another way of travelling would bound nothing.
            if !one_way || beside.least_after - to_next < best.cost {
                self.look_rich(stop, near, route, &mut best);
            }
            if !one_way || beside.least_before - from_prev < best.cost {
                self.look_rich(stop, prev, route, &mut best);
            }
        }
        best
    }

    /// Both sides of every neighbour, without branches that depend on what is found: most looks fail.
    pub(super) fn search_plain<const TIMED: bool>(&mut self, stop: u32, day: u32) -> Place {
        let state = &self.state;
        let (nodes, routes) = (&state.nodes[..], &state.routes[..]);
        let row = (stop * self.size) as usize..((stop + 1) * self.size) as usize;
        let out = &state.problem.travels[0].cost[row.clone()];
        let into = if self.into.is_empty() { out } else { &self.into[row] };
        let brief = state.briefs[stop as usize];
        let beside = &self.near.beside[stop as usize][..];
        let mut best = Place { cost: self.ceiling, ..NOWHERE };
        let blink = self.next_blink as usize;
        for (at, beside) in beside.iter().enumerate() {
            let near = beside.stop * state.problem.days + day;
            let here = nodes[near as usize];
            let bound = (beside.least_after - here.to_next).min(beside.least_before - here.from_prev);
            if bound >= best.cost || here.route == NONE || at == blink {
                continue;
            }
            let of = routes[here.route as usize];
            let room = of.load + brief.demand <= of.capacity;
            // With windows the rest of a look costs more than a branch not foreseen.
            if TIMED && !room {
                continue;
            }
            let slack = of.most_work - of.work - i64::from(brief.service);
            let (before, after) = (nodes[here.prev as usize], nodes[here.next as usize]);
            let (to_here, from_here) = (beside.to, beside.from);
            let from_prev = into[before.spot as usize];
            let to_next = out[after.spot as usize];
            let mut first = from_prev + to_here - here.from_prev;
            let mut second = from_here + to_next - here.to_next;
            if TIMED {
                let begin = (before.leave + from_prev).max(brief.open);
                let late = begin > brief.close || begin + brief.service + to_here > here.latest;
                first = if late { i32::MAX } else { first };
                let begin = (here.leave + from_here).max(brief.open);
                let late = begin > brief.close || begin + brief.service + to_next > after.latest;
                second = if late { i32::MAX } else { second };
            }
            let (cost, place) = if first < second { (first, here.prev) } else { (second, near) };
            if room & (cost < best.cost) & (i64::from(cost) <= slack) {
                best = Place { cost, after: place, spot: stop };
            }
        }
        self.next_blink =
            if blink < beside.len() { self.rng.below(2 * BLINK) } else { (blink - beside.len()) as u32 };
        best
    }

    fn look_at_empty<const TIMED: bool, const RICH: bool>(&mut self, stop: u32, day: u32, best: &mut Place) {
        let demand = self.state.briefs[stop as usize].demand;
        for kind in 0..self.state.empty.len() {
            let Some(&route) = self.state.empty[kind].last() else { continue };
            let of = &self.state.routes[route as usize];
            if of.day == day && (RICH || demand <= of.capacity) {
                self.look::<TIMED, RICH>(stop, self.state.start(route), route, best);
            }
        }
    }

    /// Takes the position after a node if it is better and possible.
    #[inline(always)]
    fn look<const TIMED: bool, const RICH: bool>(
        &mut self,
        stop: u32,
        after: u32,
        route: u32,
        best: &mut Place,
    ) {
        if RICH {
            return self.look_rich(stop, after, route, best);
        }
        let state = &self.state;
        let p = state.nodes[after as usize];
        let q = state.nodes[p.next as usize];
        let travel = &state.problem.travels[0];
        let (into, out) = (travel.cost(p.spot, stop), travel.cost(stop, q.spot));
        let cost = into + out - p.to_next;
        if cost >= best.cost {
            return;
        }
        let brief = state.briefs[stop as usize];
        let of = &state.routes[route as usize];
        if of.work + i64::from(cost) + i64::from(brief.service) > of.most_work {
            return;
        }
        if TIMED {
            let begin = (p.leave + into).max(brief.open);
            if begin > brief.close || begin + brief.service + out > q.latest {
                return;
            }
        }
        if self.blinks() {
            return;
        }
        *best = Place { cost, after, spot: stop };
    }

    /// Whether this look is skipped.
    pub(super) fn blinks(&mut self) -> bool {
        if self.next_blink == 0 {
            self.next_blink = self.rng.below(2 * BLINK);
            return true;
        }
        self.next_blink -= 1;
        false
    }
}
