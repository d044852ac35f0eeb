//! A problem on a plane with one depot, from what the classic formats have in common.

use super::fault::Fault;
use super::{Exact, Instance, Rounding};
use crate::vrp::problem::{FAR, LATE};
use crate::vrp::{Problem, Stop, Travel, Vehicle};

/// What a classic file says about the depot or a customer, in the file's units.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub at: (f64, f64),
    pub demand: i32,
    pub window: Option<(f64, f64)>,
    pub service: f64,
    /// Sets of days; empty: day 0.
    pub combinations: Vec<u32>,
}

/// What a classic file says about vehicles.
pub(super) struct Fleet {
    /// Vehicles a day.
    pub vehicles: usize,
    /// Days.
    pub days: u32,
    /// Capacity and longest route of each day.
    pub limits: Vec<(Option<i32>, Option<f64>)>,
}

/// All arcs between so many nodes take 1.6 GB.
pub(super) const MOST_NODES: usize = 20_000;

/// Joins rows, the depot first, and vehicles to an instance.
pub(super) fn instance(
    name: String,
    rows: Vec<Row>,
    fleet: &Fleet,
    rounding: Rounding,
) -> Result<Instance, Fault> {
    if rows.is_empty() {
        return Err(Fault::whole("there is no depot", "the first position must be the depot's"));
    }
    if rows.len() > MOST_NODES {
        let what = format!("there are {} nodes", rows.len());
        return Err(Fault::whole(what, format!("at most {MOST_NODES} can be planned; cut the area")));
    }
    let exact = Exact { points: rows.iter().map(|r| r.at).collect(), rounding };
    let scale = scale(&rows, &exact, rounding)?;
    let travel = Travel { size: rows.len() as u32, cost: arcs(&exact, scale), time: None, distance: None };
    let last = rows.iter().filter_map(|r| r.window).map(|w| w.1).fold(0.0, f64::max);
    let all_day = if last > 0.0 { (last * scale) as i32 } else { LATE };
    let shift = rows[0].window.map_or((0, all_day), |w| times(w, scale));
    let mut vehicles = vec![];
    for day in 0..fleet.days {
        let (capacity, longest) = fleet.limits[day as usize];
        let vehicle = Vehicle {
            travel: 0,
            start: rows.len() as u32 - 1,
            end: rows.len() as u32 - 1,
            shift,
            capacity: vec![capacity.unwrap_or(LATE)],
            most_work: longest.map_or(i64::MAX, |d| (d * scale).floor() as i64),
            most_travel: i64::MAX,
            most_distance: i64::MAX,
            fixed: 0,
            breaks: vec![],
            day,
            serves: None,
        };
        vehicles.extend(std::iter::repeat_n(vehicle, fleet.vehicles.min(rows.len())));
    }
    let stops = rows[1..].iter().map(|row| stop(row, shift, scale)).collect();
    let problem = Problem::new(stops, vehicles, vec![travel], fleet.days)
        .map_err(|e| Fault::whole(e.to_string(), "correct the named values"))?;
    Ok(Instance { name, problem, scale, exact })
}

fn stop(row: &Row, shift: (i32, i32), scale: f64) -> Stop {
    let window = row.window.map(|w| times(w, scale)).filter(|w| *w != shift);
    Stop {
        windows: window.into_iter().collect(),
        setup: 0,
        service: (row.service * scale).round() as i32,
        deliver: vec![row.demand],
        collect: vec![0],
        weight: 1,
        combinations: if row.combinations.is_empty() { vec![1] } else { row.combinations.clone() },
        village: None,
        place: None,
        left_at: None,
    }
}

fn times((from, to): (f64, f64), scale: f64) -> (i32, i32) {
    ((from * scale).ceil() as i32, (to * scale).floor() as i32)
}

/// Whole numbers for the file's distances: exact where the convention rounds, else as fine as 32 bits
/// allow.
fn scale(rows: &[Row], exact: &Exact, rounding: Rounding) -> Result<f64, Fault> {
    let (mut least, mut most) = (exact.points[0], exact.points[0]);
    for p in &exact.points {
        least = (least.0.min(p.0), least.1.min(p.1));
        most = (most.0.max(p.0), most.1.max(p.1));
    }
    let arc = (most.0 - least.0) + (most.1 - least.1) + 1.0;
    let time = rows.iter().map(|r| r.window.map_or(0.0, |w| w.1) + r.service).fold(arc, f64::max);
    let fits = |scale: f64| arc * scale < f64::from(FAR) && time * scale < f64::from(FAR);
    let wanted: &[f64] = match rounding {
        Rounding::Nearest => &[1.0],
        Rounding::Tenths => &[10.0],
        Rounding::Double => &[10_000.0, 1_000.0, 100.0, 10.0, 1.0],
    };
    wanted.iter().copied().find(|&s| fits(s)).ok_or_else(|| {
        Fault::whole("distances or times are too large to be counted", "state them in a larger unit")
    })
}

/// All arcs, customers first and the depot last; rounded up where the convention does not round, so
/// that what is in time here is in time there.
fn arcs(exact: &Exact, scale: f64) -> Vec<i32> {
    let spots = exact.points.len();
    let point = |spot: usize| (spot + 1) % spots;
    let mut arcs = Vec::with_capacity(spots * spots);
    for from in 0..spots {
        for to in 0..spots {
            let scaled = exact.distance(point(from), point(to)) * scale;
            arcs.push(match exact.rounding {
                Rounding::Double => (scaled - 1e-9).ceil() as i32,
                _ => scaled.round() as i32,
            });
        }
    }
    arcs
}
