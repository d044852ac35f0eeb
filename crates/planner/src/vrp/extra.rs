//! What only rich problems ask of a route.

use super::state::State;

/// Sums of one route.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    /// Delivered and collected amounts, dimension by dimension.
    pub deliver: Vec<i32>,
    pub collect: Vec<i32>,
    pub travel: i64,
    pub distance: i64,
    /// Stops in each village.
    pub villages: Vec<u32>,
}

impl State<'_> {
    /// Counts a visit between two nodes in (`sign` 1) or out (-1) of what rich problems limit.
    pub(super) fn measure(&mut self, route: u32, (prev, node, next): (u32, u32, u32), sign: i64) {
        let vehicle = &self.problem.vehicles[route as usize];
        let travel = self.problem.travel(vehicle);
        let [p, c, n] = [prev, node, next].map(|at| self.nodes[at as usize].spot);
        let stands = prev >= self.ends() && next >= self.ends();
        let added = |arc: &dyn Fn(u32, u32) -> i32| {
            i64::from(arc(p, c)) + i64::from(arc(c, n)) - if stands { 0 } else { i64::from(arc(p, n)) }
        };
        let time = sign * added(&|a, b| travel.time(a, b));
        let extra = &mut self.extras[route as usize];
        extra.travel += time;
        extra.distance += sign * added(&|a, b| travel.distance(a, b));
        let stop = self.problem.stop_of(c);
        for dim in 0..self.problem.dims {
            extra.deliver[dim] += sign as i32 * stop.deliver[dim];
            extra.collect[dim] += sign as i32 * stop.collect[dim];
        }
        if let Some(village) = stop.village {
            let count = &mut extra.villages[village as usize];
            *count = count.wrapping_add_signed(sign as i32);
        }
        self.routes[route as usize].work += time + sign * i64::from(stop.stay());
        if stands {
            self.cost += sign * i64::from(vehicle.fixed);
        }
    }
}
