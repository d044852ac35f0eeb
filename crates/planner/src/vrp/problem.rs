//! What a general routing problem asks: stops, vehicles, days and travel, in whole numbers.

use super::valid::{is_stop, is_vehicle, kinds, shape};

/// No index.
pub(crate) const NONE: u32 = u32::MAX;

/// Arcs and times stay below this, so that sums of a few of them fit 32 bits.
pub(crate) const FAR: i32 = 1 << 28;

/// Times stay below this.
pub(crate) const LATE: i32 = 1 << 29;

/// Arcs between spots for one way of travelling. Spots are the stops in their order, then the
/// places where vehicles start and end, and other faces of stops ([`Problem::with_faces`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Travel {
    /// Number of spots.
    pub size: u32,
    /// What an arc costs, row by row.
    pub cost: Vec<i32>,
    /// How long an arc takes, where that is not its cost.
    pub time: Option<Vec<i32>>,
    /// How long an arc is, where a vehicle's distance is limited.
    pub distance: Option<Vec<i32>>,
}

impl Travel {
    /// The cost of an arc.
    pub fn cost(&self, from: u32, to: u32) -> i32 {
        self.cost[(from * self.size + to) as usize]
    }

    /// The time of an arc.
    pub fn time(&self, from: u32, to: u32) -> i32 {
        self.time.as_ref().unwrap_or(&self.cost)[(from * self.size + to) as usize]
    }

    /// The distance of an arc; 0 where none is known.
    pub fn distance(&self, from: u32, to: u32) -> i32 {
        self.distance.as_ref().map_or(0, |d| d[(from * self.size + to) as usize])
    }
}

/// One customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// When service may begin, from first to last, in order; none: always.
    pub windows: Vec<(i32, i32)>,
    /// How long it takes to set up, unless the vehicle was at this place already.
    pub setup: i32,
    /// How long service takes.
    pub service: i32,
    /// What is brought from the start of the route, a number a dimension.
    pub deliver: Vec<i32>,
    /// What is taken to the end of the route, a number a dimension.
    pub collect: Vec<i32>,
    /// What leaving it out costs before any distance counts, 1 or more.
    pub weight: i64,
    /// Days on which it is served: it takes one of these sets (bit d is day d from 0).
    pub combinations: Vec<u32>,
    /// The group that a route enters once.
    pub village: Option<u32>,
    /// The place, where stops may share one: another stop there before it saves setting up.
    pub place: Option<u32>,
    /// The place where the vehicle is afterwards.
    pub left_at: Option<u32>,
}

impl Stop {
    /// The longest time at the stop.
    pub fn stay(&self) -> i32 {
        self.setup + self.service
    }
}

/// A pause a vehicle makes between two stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it may begin, in order; none: always.
    pub windows: Vec<(i32, i32)>,
    /// How long it takes.
    pub service: i32,
}

/// One route that may be driven on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Which [`Travel`].
    pub travel: u32,
    /// The spot it starts from.
    pub start: u32,
    /// The spot it ends at.
    pub end: u32,
    /// From leaving the start to reaching the end.
    pub shift: (i32, i32),
    /// What it carries, a number a dimension.
    pub capacity: Vec<i32>,
    /// Most travel and service time together.
    pub most_work: i64,
    /// Most travel time.
    pub most_travel: i64,
    /// Most distance.
    pub most_distance: i64,
    /// What using it costs.
    pub fixed: i32,
    /// Its pauses, in order.
    pub breaks: Vec<Break>,
    /// Its day, from 0.
    pub day: u32,
    /// The stops it may serve; none: all.
    pub serves: Option<Vec<bool>>,
}

/// A problem of consistent sizes.
#[derive(Clone, Debug)]
pub struct Problem {
    pub(crate) stops: Vec<Stop>,
    pub(crate) vehicles: Vec<Vehicle>,
    pub(crate) travels: Vec<Travel>,
    pub(crate) days: u32,
    /// Number of dimensions of what is carried.
    pub(crate) dims: usize,
    /// Equal vehicles have one kind; kinds are numbered as they first come.
    pub(crate) kinds: Vec<u32>,
    pub(crate) villages: u32,
    /// Other spots of each stop.
    pub(crate) faces: Vec<Vec<u32>>,
    /// The stop of each spot; [`NONE`] where routes start and end.
    pub(crate) stop_at: Vec<u32>,
    /// Some amounts are delivered, others collected.
    pub(crate) is_mixed: bool,
    pub(crate) shape: Shape,
}

/// What the search has to look at; the less, the faster it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One amount, limits of work.
    Plain,
    /// One window a stop, too.
    Timed,
    /// Everything.
    Rich,
}

/// Why parts make no problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// There is nothing to drive with.
    #[error("there is no vehicle")]
    NoVehicle,
    /// A matrix has another size than the spots need.
    #[error("a matrix is smaller than the places it must join")]
    Matrix,
    /// A stop has amounts of another length, an impossible time or day.
    #[error("stop {0} has a time, an amount or a day that cannot be")]
    Stop(usize),
    /// A vehicle has amounts of another length, an impossible time, place or day.
    #[error("vehicle {0} has a time, an amount, a place or a day that cannot be")]
    Vehicle(usize),
}

impl Problem {
    /// Joins parts and checks that their sizes agree. `days` is at most 32.
    ///
    /// # Errors
    /// Names the first part that does not fit the others.
    pub fn new(
        stops: Vec<Stop>,
        vehicles: Vec<Vehicle>,
        travels: Vec<Travel>,
        days: u32,
    ) -> Result<Self, ShapeError> {
        let dims = vehicles.first().ok_or(ShapeError::NoVehicle)?.capacity.len();
        let spots = travels.iter().map(|t| t.size).min().unwrap_or(0);
        let square = |t: &Travel| {
            let cells = t.size as usize * t.size as usize;
            let full = |m: &Option<Vec<i32>>| m.as_ref().is_none_or(|m| m.len() == cells);
            t.cost.len() == cells && full(&t.time) && full(&t.distance)
        };
        if !travels.iter().all(square) || (spots as usize) < stops.len() {
            return Err(ShapeError::Matrix);
        }
        if let Some(at) = stops.iter().position(|s| !is_stop(s, dims, days)) {
            return Err(ShapeError::Stop(at));
        }
        let bad = |v: &Vehicle| !is_vehicle(v, dims, days, spots, travels.len(), stops.len());
        if let Some(at) = vehicles.iter().position(bad) {
            return Err(ShapeError::Vehicle(at));
        }
        let villages = stops.iter().filter_map(|s| s.village).max().map_or(0, |v| v + 1);
        let shape = shape(&stops, &vehicles, &travels, dims, villages);
        let kinds = kinds(&vehicles);
        let any = |of: &dyn Fn(&Stop) -> &Vec<i32>| stops.iter().any(|s| of(s).iter().any(|&a| a > 0));
        let is_mixed = any(&|s| &s.deliver) && any(&|s| &s.collect);
        let faces = vec![vec![]; stops.len()];
        let count = stops.len() as u32;
        let stop_at = (0..spots).map(|spot| if spot < count { spot } else { NONE }).collect();
        Ok(Self { stops, vehicles, travels, days, dims, kinds, villages, faces, stop_at, is_mixed, shape })
    }

    /// The customers.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The routes that may be driven.
    pub fn vehicles(&self) -> &[Vehicle] {
        &self.vehicles
    }

    /// The way a vehicle travels.
    pub fn travel(&self, vehicle: &Vehicle) -> &Travel {
        &self.travels[vehicle.travel as usize]
    }
}

impl Problem {
    /// The same problem where a route may enter a village more than once.
    pub(super) fn without_villages(&self) -> Self {
        let mut open = self.clone();
        open.stops.iter_mut().for_each(|s| s.village = None);
        open.villages = 0;
        open
    }
}
