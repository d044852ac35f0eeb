//! The look at a position where every rule may count: skills, several amounts, villages, several
//! windows, limits of travel and distance, breaks.

use super::drive;
use super::extra::Extra;
use super::problem::{Stop, Travel, Vehicle};
use super::recreate::Place;
use super::search::Search;
use super::state::Node;
use super::timing::begin;

impl Search<'_> {
    /// Takes the position after a node, with the best face, if it is better and possible.
    pub(super) fn look_rich(&mut self, stop: u32, after: u32, route: u32, best: &mut Place) {
        for spot in self.state.problem.spots_of(stop) {
            self.look_at_face((stop, spot), after, route, best);
        }
    }

    fn look_at_face(&mut self, (stop, spot): (u32, u32), after: u32, route: u32, best: &mut Place) {
        let problem = self.state.problem;
        let (of, vehicle) = (&problem.stops[stop as usize], &problem.vehicles[route as usize]);
        let travel = problem.travel(vehicle);
        let p = self.state.nodes[after as usize];
        let q = self.state.nodes[p.next as usize];
        let empty = self.state.routes[route as usize].count == 0;
        let fixed = if empty { vehicle.fixed } else { 0 };
        let (into, out) = (travel.cost(p.spot, spot), travel.cost(spot, q.spot));
        let cost = into + out - p.to_next + fixed;
        if cost >= best.cost
            || vehicle.serves.as_ref().is_some_and(|serves| !serves[stop as usize])
            || !self.has_room(of, vehicle, route)
            || !self.is_in_time(of, spot, (p, q), travel)
            || !self.is_within_limits(of, spot, (p, q), route)
            || !self.keeps_villages(of, after, p.next, route)
            || !self.drives(spot, after, route)
            || self.blinks()
        {
            return;
        }
        *best = Place { cost, after, spot };
    }

    fn has_room(&self, stop: &Stop, vehicle: &Vehicle, route: u32) -> bool {
        let Extra { deliver, collect, .. } = &self.state.extras[route as usize];
        (0..vehicle.capacity.len()).all(|dim| {
            deliver[dim] + stop.deliver[dim] <= vehicle.capacity[dim]
                && collect[dim] + stop.collect[dim] <= vehicle.capacity[dim]
        })
    }

    fn is_in_time(&self, of: &Stop, spot: u32, (p, q): (Node, Node), travel: &Travel) -> bool {
        let arrival = p.leave + travel.time(p.spot, spot);
        begin(of, arrival).is_some_and(|at| at + of.stay() + travel.time(spot, q.spot) <= q.latest)
    }

    fn is_within_limits(&self, of: &Stop, spot: u32, (p, q): (Node, Node), route: u32) -> bool {
        let vehicle = &self.state.problem.vehicles[route as usize];
        let travel = self.state.problem.travel(vehicle);
        let stands = self.state.routes[route as usize].count == 0;
        let longer = |arc: &dyn Fn(u32, u32) -> i32| {
            let old = if stands { 0 } else { i64::from(arc(p.spot, q.spot)) };
            i64::from(arc(p.spot, spot)) + i64::from(arc(spot, q.spot)) - old
        };
        let time = longer(&|a, b| travel.time(a, b));
        let (route, extra) = (&self.state.routes[route as usize], &self.state.extras[route as usize]);
        route.work + time + i64::from(of.stay()) <= route.most_work
            && extra.travel + time <= vehicle.most_travel
            && (vehicle.most_distance == i64::MAX
                || extra.distance + longer(&|a, b| travel.distance(a, b)) <= vehicle.most_distance)
    }

    /// Whether the route still enters each village once.
    fn keeps_villages(&self, of: &Stop, after: u32, before: u32, route: u32) -> bool {
        let Some(village) = of.village else { return true };
        let ends = self.state.ends();
        let at = |node: u32| {
            (node < ends).then(|| self.state.problem.stops[self.state.stop(node) as usize].village).flatten()
        };
        let (left, right) = (at(after), at(before));
        if self.state.extras[route as usize].villages[village as usize] > 0 {
            return left == Some(village) || right == Some(village);
        }
        left.is_none() || left != right
    }

    /// Whether a route with breaks or with loads that change both ways can be driven with the stop.
    fn drives(&self, spot: u32, after: u32, route: u32) -> bool {
        let problem = self.state.problem;
        let vehicle = &problem.vehicles[route as usize];
        if !drive::is_needed(problem, vehicle) {
            return true;
        }
        let mut spots = vec![];
        if after >= self.state.ends() {
            spots.push(spot);
        }
        for node in self.state.visits(route) {
            spots.push(self.state.nodes[node as usize].spot);
            if node == after {
                spots.push(spot);
            }
        }
        drive::drive(problem, vehicle, &spots).is_some()
    }
}
