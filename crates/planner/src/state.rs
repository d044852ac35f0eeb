//! A plan in the making. Copies are cheap: routes and shapes are shared until changed.

use crate::block::{Kind, Model};
use crate::problem::{Mode, Urgency};
use crate::segment::Segment;
use std::rc::Rc;

/// One entry of a village again, in seconds: more than all rounds together can save.
pub(crate) const REENTRY: i64 = 1 << 40;

/// A block in a route, walked from its first visit or from its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub block: u32,
    pub flipped: bool,
}

/// Where a block can go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub route: usize,
    pub at: usize,
    pub flipped: bool,
}

/// The order of a block's visits and, in a joint one, when they start.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub order: Vec<u32>,
    pub pins: Vec<i32>,
    stretch: [[Segment; 2]; Mode::COUNT],
}

impl Shape {
    /// The stretch from first to last visit as a visitor of this mode travels it.
    pub(crate) fn stretch_for(&self, mode: Mode) -> &Segment {
        &self.stretch[mode as usize][0]
    }
}

/// One visitor's order of blocks, with sums from the front and from the back.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub nodes: Vec<Node>,
    /// `front[i]`: start and the first `i` blocks; `back[i]`: from block `i` to the end.
    pub front: Vec<Segment>,
    pub back: Vec<Segment>,
    pub price: i64,
    pub reentries: i32,
    /// Blocks by village.
    pub visits_to: Vec<u16>,
}

/// A plan in the making: a route a visitor, and what no route holds.
#[derive(Clone)]
pub(crate) struct State<'m, 'p> {
    pub model: &'m Model<'p>,
    pub routes: Vec<Rc<Route>>,
    pub shapes: Vec<Rc<Shape>>,
    /// The route of each block.
    pub route_of: Vec<Option<u32>>,
    pub missed: [u32; Urgency::COUNT],
    pub price: i64,
}

impl<'m, 'p> State<'m, 'p> {
    pub(crate) fn empty(model: &'m Model<'p>) -> Self {
        let visitors = model.problem.visitors().len();
        let mut state = Self {
            model,
            routes: vec![],
            shapes: vec![],
            route_of: vec![None; model.blocks.len()],
            missed: [0; Urgency::COUNT],
            price: 0,
        };
        for block in &model.blocks {
            state.shapes.push(Rc::new(state.shape(block.visits.clone(), vec![])));
            (0..Urgency::COUNT).for_each(|u| state.missed[u] += block.missed[u]);
        }
        for visitor in 0..visitors {
            state.routes.push(Rc::new(state.route(visitor, vec![])));
        }
        state
    }

    /// Sums up an order of visits for both modes and both directions; pinned visits have one.
    pub(crate) fn shape(&self, order: Vec<u32>, pins: Vec<i32>) -> Shape {
        let back: Vec<u32> = order.iter().rev().copied().collect();
        let stretch = [Mode::Foot, Mode::Ebike].map(|mode| {
            let matrix = self.model.problem.matrix(mode);
            let ahead = self.model.stretch(matrix, &order, &pins);
            [ahead, if pins.is_empty() { self.model.stretch(matrix, &back, &[]) } else { ahead }]
        });
        Shape { order, pins, stretch }
    }

    /// The block's stretch as this visitor travels it.
    #[inline]
    pub(crate) fn stretch(&self, visitor: usize, node: Node) -> &Segment {
        let mode = self.model.problem.visitors()[visitor].mode;
        &self.shapes[node.block as usize].stretch[mode as usize][usize::from(node.flipped)]
    }

    /// Two stretches of one visitor in a row.
    #[inline]
    pub(crate) fn join(&self, visitor: usize, a: &Segment, b: &Segment) -> Segment {
        let mode = self.model.problem.visitors()[visitor].mode;
        a.then(self.model.problem.matrix(mode).cost(a.last, b.first), b)
    }

    /// The visitor's whole day in this order, and how often it enters a village again.
    pub(crate) fn weigh(&self, visitor: usize, nodes: impl Iterator<Item = Node>) -> (Segment, i32) {
        let [start, end] = self.model.ends(visitor);
        let (mut day, mut reentries, mut last) = (start, 0, u32::MAX);
        let mut entered = Entered::default();
        for node in nodes {
            day = self.join(visitor, &day, self.stretch(visitor, node));
            let village = self.model.blocks[node.block as usize].village;
            if village != last {
                reentries += i32::from(!entered.first(village));
            }
            last = village;
        }
        (self.join(visitor, &day, &end), reentries)
    }

    /// Seconds of a day, dearer the fuller it is in a levelled problem; an empty day costs none.
    pub(crate) fn price_of(&self, visitor: usize, day: &Segment, reentries: i32, empty: bool) -> i64 {
        if empty {
            return 0;
        }
        let seconds = i64::from(day.duration);
        let shift = self.model.problem.visitors()[visitor].shift;
        let fuller = match self.model.problem.is_levelled() {
            true => seconds * seconds / (2 * i64::from((shift.to - shift.from).max(1))),
            false => 0,
        };
        i64::from(reentries) * REENTRY + seconds + fuller
    }

    fn route(&self, visitor: usize, nodes: Vec<Node>) -> Route {
        let [start, end] = self.model.ends(visitor);
        let (mut front, mut back) = (vec![start], vec![end]);
        let mut visits_to = vec![0; self.model.villages as usize];
        for (i, node) in nodes.iter().enumerate() {
            front.push(self.join(visitor, &front[i], self.stretch(visitor, *node)));
            visits_to[self.model.blocks[node.block as usize].village as usize] += 1;
        }
        for (i, node) in nodes.iter().rev().enumerate() {
            back.push(self.join(visitor, self.stretch(visitor, *node), &back[i]));
        }
        back.reverse();
        let (day, reentries) = self.weigh(visitor, nodes.iter().copied());
        let price = self.price_of(visitor, &day, reentries, nodes.is_empty());
        Route { nodes, front, back, price, reentries, visits_to }
    }

    /// Gives a visitor this order of blocks.
    pub(crate) fn set_route(&mut self, visitor: usize, nodes: Vec<Node>) {
        for node in &nodes {
            self.route_of[node.block as usize] = Some(visitor as u32);
        }
        let route = self.route(visitor, nodes);
        self.price += route.price - self.routes[visitor].price;
        self.routes[visitor] = Rc::new(route);
    }

    /// Gives a visitor without stops these blocks, which no route holds.
    pub(crate) fn lay(&mut self, visitor: usize, nodes: Vec<Node>) {
        for node in &nodes {
            let missed = self.model.blocks[node.block as usize].missed;
            (0..Urgency::COUNT).for_each(|u| self.missed[u] -= missed[u]);
        }
        self.set_route(visitor, nodes);
    }

    /// Puts a block that no route holds into one.
    pub(crate) fn insert(&mut self, block: u32, spot: Spot) {
        let mut nodes = self.routes[spot.route].nodes.clone();
        nodes.insert(spot.at, Node { block, flipped: spot.flipped });
        let missed = self.model.blocks[block as usize].missed;
        (0..Urgency::COUNT).for_each(|u| self.missed[u] -= missed[u]);
        self.set_route(spot.route, nodes);
    }

    /// Takes these blocks out of their routes.
    pub(crate) fn remove(&mut self, blocks: &[u32]) {
        let mut touched: Vec<u32> = vec![];
        for &block in blocks {
            let Some(route) = self.route_of[block as usize].take() else { continue };
            touched.push(route);
            let missed = self.model.blocks[block as usize].missed;
            (0..Urgency::COUNT).for_each(|u| self.missed[u] += missed[u]);
        }
        touched.sort_unstable();
        touched.dedup();
        for route in touched {
            let held = self.routes[route as usize].nodes.iter().copied();
            let kept = held.filter(|n| self.route_of[n.block as usize] == Some(route)).collect();
            self.set_route(route as usize, kept);
        }
    }

    /// Whether cutting the route before position `at` would part a property.
    pub(crate) fn parts_a_property(&self, route: &Route, at: usize) -> bool {
        at > 0
            && at < route.nodes.len()
            && self.model.blocks[route.nodes[at - 1].block as usize].property
                == self.model.blocks[route.nodes[at].block as usize].property
    }

    /// Whether the block shares its property with a joint visit, or is one: it moves with it.
    pub(crate) fn is_bound(&self, block: u32) -> bool {
        let block = &self.model.blocks[block as usize];
        block.kind != Kind::Plain || block.pair.is_some()
    }

    pub(crate) fn reentries(&self) -> u32 {
        self.routes.iter().map(|r| r.reentries as u32).sum()
    }

    /// The score's tuple without its tie-break.
    pub(crate) fn rank(&self) -> (u32, u32, u32, u32, u32, i64) {
        let [urgent, overdue, soon, level] = self.missed;
        (urgent, overdue, self.reentries(), soon, level, self.price)
    }
}

/// Villages entered so far.
#[derive(Default)]
struct Entered {
    low: u128,
    high: Vec<u32>,
}

impl Entered {
    /// Notes an entry and says whether it is the first.
    fn first(&mut self, village: u32) -> bool {
        if village < 128 {
            let bit = 1 << village;
            let first = self.low & bit == 0;
            self.low |= bit;
            return first;
        }
        let first = !self.high.contains(&village);
        self.high.push(village);
        first
    }
}
