//! Arcs between stops and the ends of routes, one set for each way of travelling.

use super::input::{Costs, Input, Matrices, Vehicle};
use crate::vrp::Travel;
use crate::vrp::problem::FAR;

/// Vehicles that travel alike.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    pub profile: String,
    pub speed: f64,
    /// Cost of an hour and of a kilometre.
    pub rates: (i64, i64),
}

impl Way {
    pub fn of(vehicle: &Vehicle) -> Self {
        let Costs { per_hour, per_km, .. } = vehicle.costs;
        let speed = vehicle.speed_factor.unwrap_or(1.0);
        Self { profile: vehicle.profile.clone(), speed, rates: (per_hour, per_km) }
    }

    /// Seconds from place to place; [`FAR`] where there is no way.
    pub fn time(&self, matrices: &Matrices, from: usize, to: usize) -> i64 {
        matrices.durations[from][to].map_or(i64::from(FAR), |d| (d as f64 / self.speed).round() as i64)
    }

    /// Metres from place to place; 0 where distances are not given.
    pub fn metres(matrices: &Matrices, from: usize, to: usize) -> i64 {
        let distances = matrices.distances.as_ref();
        distances.map_or(0, |rows| rows[from][to].unwrap_or(i64::from(FAR)))
    }

    /// Cost from place to place, in the file's unit times `scale`.
    pub fn cost(&self, matrices: &Matrices, from: usize, to: usize, scale: i64) -> i64 {
        if let Some(costs) = &matrices.costs {
            return costs[from][to].map_or(i64::from(FAR), |cost| cost * scale);
        }
        let (hour, km) = self.rates;
        let seconds = self.time(matrices, from, to);
        if seconds >= i64::from(FAR) {
            return i64::from(FAR);
        }
        seconds * hour * scale / 3600 + Self::metres(matrices, from, to) * km * scale / 1000
    }
}

/// Where a spot is entered and left, and the places passed within; the ends of routes are one place,
/// or none for a route that may begin or end anywhere.
pub(super) type Spot = Vec<usize>;

/// How finely costs that are no durations are counted.
pub(super) fn scale(input: &Input, ways: &[Way]) -> i64 {
    let plain = |way: &Way| way.rates == (3600, 0) || input.matrices[&way.profile].costs.is_some();
    if ways.iter().all(plain) {
        return 1;
    }
    let dearest = |way: &Way, scale: i64| {
        let matrices = &input.matrices[&way.profile];
        let places = matrices.durations.len();
        let pairs = (0..places).flat_map(|from| (0..places).map(move |to| (from, to)));
        let reached = pairs.filter(|&(from, to)| matrices.durations[from][to].is_some());
        reached.map(|(from, to)| way.cost(matrices, from, to, scale)).max().unwrap_or(0)
    };
    let fits = |scale: &i64| ways.iter().all(|way| dearest(way, *scale) < i64::from(FAR) / 4);
    [1000, 100, 10].into_iter().find(fits).unwrap_or(1)
}

/// The arcs of one way of travelling between spots. What is travelled within a spot counts in the arcs
/// that leave it.
pub(super) fn travel(input: &Input, way: &Way, spots: &[Spot], scale: i64) -> Travel {
    let matrices = &input.matrices[&way.profile];
    let all = |arc: &dyn Fn(usize, usize) -> i64| -> Vec<i32> {
        let inner = |spot: &Spot| spot.windows(2).map(|w| arc(w[0], w[1])).sum::<i64>();
        let mut arcs = Vec::with_capacity(spots.len() * spots.len());
        for from in spots {
            let within = inner(from);
            for to in spots {
                let between = match (from.last(), to.first()) {
                    (Some(&from), Some(&to)) => arc(from, to),
                    _ => 0,
                };
                arcs.push((within + between).min(i64::from(FAR)) as i32);
            }
        }
        arcs
    };
    let cost = all(&|from, to| way.cost(matrices, from, to, scale));
    let time = all(&|from, to| way.time(matrices, from, to));
    let distance = matrices.distances.is_some().then(|| all(&|from, to| Way::metres(matrices, from, to)));
    let time = (time != cost).then_some(time);
    Travel { size: spots.len() as u32, cost, time, distance }
}
