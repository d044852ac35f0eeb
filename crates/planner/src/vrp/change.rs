//! Visits put in and taken out, and the journal that takes both back.

use super::problem::NONE;
use super::state::{Brief, Node, State};
use super::timing;

/// One change of a route, as the journal keeps it.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Linked { node: u32 },
    Unlinked { node: u32, after: u32, spot: u32 },
}

impl State<'_> {
    /// Begins a new set of changes.
    pub fn begin(&mut self) {
        self.journal.clear();
        for route in self.touched.drain(..) {
            self.is_touched[route as usize] = false;
        }
    }

    /// Puts a visit after a node. Times are left to [`timing`].
    pub fn link<const RICH: bool>(&mut self, node: u32, after: u32) {
        self.journal.push(Change::Linked { node });
        self.do_link::<RICH>(node, after);
    }

    /// Takes a visit out. Times are left to [`timing`].
    pub fn unlink<const RICH: bool>(&mut self, node: u32) {
        let Node { prev, spot, .. } = self.nodes[node as usize];
        self.journal.push(Change::Unlinked { node, after: prev, spot });
        self.do_unlink::<RICH>(node);
    }

    /// Takes back all changes since [`State::begin`].
    pub fn undo<const TIMED: bool, const RICH: bool>(&mut self) {
        while let Some(change) = self.journal.pop() {
            match change {
                Change::Linked { node } => self.do_unlink::<RICH>(node),
                Change::Unlinked { node, after, spot } => {
                    self.nodes[node as usize].spot = spot;
                    self.do_link::<RICH>(node, after);
                }
            }
        }
        if TIMED {
            for at in 0..self.touched.len() {
                timing::reschedule::<RICH>(self, self.touched[at]);
            }
        }
    }

    fn do_link<const RICH: bool>(&mut self, node: u32, after: u32) {
        let Node { next, route, to_next, .. } = self.nodes[after as usize];
        let (to, from) = (self.arc::<RICH>(route, after, node), self.arc::<RICH>(route, node, next));
        self.nodes[after as usize].next = node;
        self.nodes[after as usize].to_next = to;
        self.nodes[next as usize].prev = node;
        self.nodes[next as usize].from_prev = from;
        let here = &mut self.nodes[node as usize];
        (here.prev, here.next, here.route) = (after, next, route);
        (here.to_next, here.from_prev) = (from, to);
        let spot = here.spot;
        self.cost += i64::from(to) + i64::from(from) - i64::from(to_next);
        if self.routes[route as usize].count == 0 {
            let empty = &mut self.empty[self.routes[route as usize].kind as usize];
            if let Some(at) = empty.iter().rposition(|&r| r == route) {
                empty.remove(at);
            }
        }
        self.count::<RICH>(route, spot, 1, to + from - to_next);
        if RICH {
            self.measure(route, (after, node, next), 1);
        }
    }

    fn do_unlink<const RICH: bool>(&mut self, node: u32) {
        let Node { prev, next, route, spot, to_next, .. } = self.nodes[node as usize];
        let arc = self.arc::<RICH>(route, prev, next);
        let before = self.nodes[prev as usize].to_next;
        if RICH {
            self.measure(route, (prev, node, next), -1);
        }
        self.nodes[prev as usize].next = next;
        self.nodes[prev as usize].to_next = arc;
        self.nodes[next as usize].prev = prev;
        self.nodes[next as usize].from_prev = arc;
        self.nodes[node as usize].route = NONE;
        self.cost += i64::from(arc) - i64::from(before) - i64::from(to_next);
        self.count::<RICH>(route, spot, -1, arc - before - to_next);
        if self.routes[route as usize].count == 0 {
            self.empty[self.routes[route as usize].kind as usize].push(route);
        }
    }

    fn count<const RICH: bool>(&mut self, route: u32, spot: u32, sign: i32, longer: i32) {
        let Brief { service, demand, .. } = self.briefs[spot as usize];
        let of = &mut self.routes[route as usize];
        of.load += sign * demand;
        of.count = of.count.wrapping_add_signed(sign);
        if !RICH {
            of.work += i64::from(longer) + i64::from(sign * service);
        }
        if !self.is_touched[route as usize] {
            self.is_touched[route as usize] = true;
            self.touched.push(route);
        }
    }
}
