//! When service ends at the earliest and must begin at the latest, kept along a route, so that one
//! look says whether a visit fits between two others (Savelsbergh, 1992).

use super::problem::{Stop, Travel};
use super::state::{Brief, Node, State};

/// The earliest beginning of service for an arrival; none when all windows are over.
pub(super) fn begin(stop: &Stop, arrival: i32) -> Option<i32> {
    if stop.windows.is_empty() {
        return Some(arrival);
    }
    stop.windows.iter().find(|w| arrival <= w.1).map(|w| arrival.max(w.0))
}

/// The latest beginning of service not after a time; none before all windows.
pub(super) fn begin_by(stop: &Stop, time: i32) -> Option<i32> {
    if stop.windows.is_empty() {
        return Some(time);
    }
    stop.windows.iter().rev().find(|w| w.0 <= time).map(|w| time.min(w.1))
}

/// The times of a route's arcs, where they are not the costs kept along it.
fn times<'a, const RICH: bool>(state: &State<'a>, route: u32) -> Option<&'a Travel> {
    if !RICH {
        return None;
    }
    let travel = state.problem.travel(&state.problem.vehicles[route as usize]);
    travel.time.is_some().then_some(travel)
}

/// The time of the arc from a node of a route to the one after it.
#[inline(always)]
fn way(times: Option<&Travel>, from: &Node, to: &Node) -> i32 {
    times.map_or(from.to_next, |travel| travel.time(from.spot, to.spot))
}

fn leave_after<const RICH: bool>(state: &State, spot: u32, arrival: i32) -> i32 {
    let Brief { open, service, .. } = state.briefs[spot as usize];
    let begin =
        if RICH { begin(state.problem.stop_of(spot), arrival).unwrap_or(arrival) } else { arrival.max(open) };
    begin + service
}

fn latest_before<const RICH: bool>(state: &State, spot: u32, departure: i32) -> i32 {
    let Brief { close, service, .. } = state.briefs[spot as usize];
    if RICH {
        let by = departure - service;
        begin_by(state.problem.stop_of(spot), by).unwrap_or(i32::MIN / 2)
    } else {
        close.min(departure - service)
    }
}

/// Brings a whole route's times up to date.
pub(super) fn reschedule<const RICH: bool>(state: &mut State, route: u32) {
    let start = state.start(route);
    pass_forward::<RICH>(state, route, start, false);
    pass_backward::<RICH>(state, route, start + 1, false);
}

/// Brings a route's times up to date after one visit was put in.
pub(super) fn schedule<const RICH: bool>(state: &mut State, node: u32) {
    let here = state.nodes[node as usize];
    let times = times::<RICH>(state, here.route);
    let prev = state.nodes[here.prev as usize];
    let next = state.nodes[here.next as usize];
    let leave = leave_after::<RICH>(state, here.spot, prev.leave + way(times, &prev, &here));
    let latest = latest_before::<RICH>(state, here.spot, next.latest - way(times, &here, &next));
    state.nodes[node as usize].leave = leave;
    state.nodes[node as usize].latest = latest;
    pass_forward::<RICH>(state, here.route, node, true);
    pass_backward::<RICH>(state, here.route, node, true);
}

/// From a node to the end; `lazy` stops where nothing changes any more.
fn pass_forward<const RICH: bool>(state: &mut State, route: u32, from: u32, lazy: bool) {
    let times = times::<RICH>(state, route);
    let ends = state.ends();
    let mut at = state.nodes[from as usize];
    while at.next < ends {
        let next = state.nodes[at.next as usize];
        let leave = leave_after::<RICH>(state, next.spot, at.leave + way(times, &at, &next));
        if lazy && leave == next.leave {
            return;
        }
        state.nodes[at.next as usize].leave = leave;
        at = state.nodes[at.next as usize];
    }
}

/// From a node to the start; `lazy` stops where nothing changes any more.
fn pass_backward<const RICH: bool>(state: &mut State, route: u32, from: u32, lazy: bool) {
    let times = times::<RICH>(state, route);
    let ends = state.ends();
    let mut at = state.nodes[from as usize];
    while at.prev < ends {
        let prev = state.nodes[at.prev as usize];
        let latest = latest_before::<RICH>(state, prev.spot, at.latest - way(times, &prev, &at));
        if lazy && latest == prev.latest {
            return;
        }
        state.nodes[at.prev as usize].latest = latest;
        at = state.nodes[at.prev as usize];
    }
}
