//! Routes as linked lists, with what a look at one position needs kept at each node, and a journal
//! that takes changes back.

use super::extra::Extra;
use super::problem::{NONE, Problem, Shape};
use super::timing;

/// A visit (a stop on a day, `stop * days + day`) or one of the two ends of a route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub prev: u32,
    pub next: u32,
    /// Its route; [`NONE`] while it is in no route.
    pub route: u32,
    pub spot: u32,
    /// Cost of the arc to `next`.
    pub to_next: i32,
    /// Cost of the arc from `prev`.
    pub from_prev: i32,
    /// When service is over at the earliest.
    pub leave: i32,
    /// When service must begin at the latest.
    pub latest: i32,
}

/// What a route carries and how long it works.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    pub load: i32,
    pub capacity: i32,
    pub work: i64,
    pub most_work: i64,
    pub count: u32,
    pub kind: u32,
    pub day: u32,
}

/// The one window and the amount of a stop, close together for the search.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    pub open: i32,
    pub close: i32,
    pub service: i32,
    pub demand: i32,
}

#[derive(Clone, Copy)]
enum Change {
    Linked { node: u32 },
    Unlinked { node: u32, after: u32, spot: u32 },
}

pub(super) struct State<'p> {
    pub problem: &'p Problem,
    pub nodes: Vec<Node>,
    pub routes: Vec<Route>,
    pub extras: Vec<Extra>,
    pub briefs: Vec<Brief>,
    /// Empty routes of each kind; the last one is used next.
    pub empty: Vec<Vec<u32>>,
    /// Days on which a stop is visited now.
    pub visited: Vec<u32>,
    /// Arcs and fixed costs.
    pub cost: i64,
    journal: Vec<Change>,
    /// Routes changed since the journal began.
    pub touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl<'p> State<'p> {
    pub fn new(problem: &'p Problem) -> Self {
        let kinds = problem.kinds.iter().max().map_or(0, |k| k + 1);
        let mut state = Self {
            problem,
            nodes: vec![],
            routes: vec![],
            extras: vec![],
            briefs: briefs(problem),
            empty: vec![vec![]; kinds as usize],
            visited: vec![0; problem.stops.len()],
            cost: 0,
            journal: vec![],
            touched: vec![],
            is_touched: vec![false; problem.vehicles.len()],
        };
        for spot in 0..problem.stops.len() as u32 {
            for _ in 0..problem.days {
                state.nodes.push(Node { spot, ..LOOSE });
            }
        }
        for route in 0..problem.vehicles.len() as u32 {
            state.add_route(route);
        }
        state.empty.iter_mut().for_each(|routes| routes.reverse());
        state
    }

    fn add_route(&mut self, route: u32) {
        let vehicle = &self.problem.vehicles[route as usize];
        let kind = self.problem.kinds[route as usize];
        let first = self.nodes.len() as u32;
        let (open, close) = vehicle.shift;
        let end = Node { route, latest: close, ..LOOSE };
        self.nodes.push(Node { next: first + 1, spot: vehicle.start, leave: open, ..end });
        self.nodes.push(Node { prev: first, spot: vehicle.end, leave: open, ..end });
        self.routes.push(Route {
            load: 0,
            capacity: vehicle.capacity.first().copied().unwrap_or(i32::MAX),
            work: 0,
            most_work: vehicle.most_work.min(i64::from(close - open)),
            count: 0,
            kind,
            day: vehicle.day,
        });
        if self.problem.shape == Shape::Rich {
            self.extras.push(Extra {
                deliver: vec![0; self.problem.dims],
                collect: vec![0; self.problem.dims],
                villages: vec![0; self.problem.villages as usize],
                ..Extra::default()
            });
        }
        self.empty[kind as usize].push(route);
    }

    /// The first node that is an end of a route.
    pub fn ends(&self) -> u32 {
        self.problem.stops.len() as u32 * self.problem.days
    }

    /// Where a route starts.
    pub fn start(&self, route: u32) -> u32 {
        self.ends() + 2 * route
    }

    /// The node of a stop on a day.
    pub fn node(&self, stop: u32, day: u32) -> u32 {
        stop * self.problem.days + day
    }

    /// The stop of a visit.
    pub fn stop(&self, node: u32) -> u32 {
        node / self.problem.days
    }

    /// The visits of a route in their order.
    pub fn visits(&self, route: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.start(route);
        std::iter::from_fn(move || {
            at = self.nodes[at as usize].next;
            (at < self.ends()).then_some(at)
        })
    }

    /// The cost of an arc of a route; nothing for the route that stays at home.
    #[inline]
    fn arc<const RICH: bool>(&self, route: u32, from: u32, to: u32) -> i32 {
        if from >= self.ends() && to >= self.ends() {
            return 0;
        }
        let travel = if RICH {
            self.problem.travel(&self.problem.vehicles[route as usize])
        } else {
            &self.problem.travels[0]
        };
        travel.cost(self.nodes[from as usize].spot, self.nodes[to as usize].spot)
    }

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

const LOOSE: Node =
    Node { prev: NONE, next: NONE, route: NONE, spot: 0, to_next: 0, from_prev: 0, leave: 0, latest: 0 };

/// One for each spot; those of ends are never looked at.
fn briefs(problem: &Problem) -> Vec<Brief> {
    let own: Vec<Brief> = problem.stops.iter().map(|s| brief(s, problem)).collect();
    let none = Brief { open: 0, close: 0, service: 0, demand: 0 };
    problem.stop_at.iter().map(|&stop| own.get(stop as usize).copied().unwrap_or(none)).collect()
}

fn brief(stop: &super::problem::Stop, problem: &Problem) -> Brief {
    let last = problem.vehicles.iter().map(|v| v.shift.1).max().unwrap_or(0);
    let (open, close) = match (stop.windows.first(), stop.windows.last()) {
        (Some(first), Some(end)) => (first.0, end.1.min(last)),
        _ => (0, last),
    };
    Brief { open, close, service: stop.stay(), demand: stop.deliver.first().copied().unwrap_or(0) }
}
