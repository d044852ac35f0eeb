//! Routes as linked lists, with what a look at one position needs kept at each node, and a journal
//! that takes changes back.

use super::change::Change;
use super::extra::Extra;
use super::problem::{NONE, Problem, Shape};

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
    pub journal: Vec<Change>,
    /// Routes changed since the journal began.
    pub touched: Vec<u32>,
    pub is_touched: Vec<bool>,
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
    pub fn arc<const RICH: bool>(&self, route: u32, from: u32, to: u32) -> i32 {
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
