//! Whether parts can be a problem, and which shape it has.

use super::problem::{LATE, Shape, Stop, Travel, Vehicle};

fn is_time(t: i32) -> bool {
    (0..=LATE).contains(&t)
}

fn are_windows(windows: &[(i32, i32)]) -> bool {
    windows.iter().all(|w| is_time(w.0) && is_time(w.1) && w.0 <= w.1)
        && windows.windows(2).all(|w| w[0].1 < w[1].0)
}

fn are_amounts(amounts: &[i32], dims: usize) -> bool {
    amounts.len() == dims && amounts.iter().all(|a| (0..=LATE).contains(a))
}

pub(super) fn is_stop(s: &Stop, dims: usize, days: u32) -> bool {
    let in_days = |set: u32| set != 0 && (days >= 32 || set >> days == 0);
    are_windows(&s.windows)
        && is_time(s.setup)
        && is_time(s.service)
        && are_amounts(&s.deliver, dims)
        && are_amounts(&s.collect, dims)
        && s.weight >= 1
        && !s.combinations.is_empty()
        && s.combinations.iter().all(|&set| in_days(set))
}

pub(super) fn is_vehicle(
    v: &Vehicle,
    dims: usize,
    days: u32,
    spots: u32,
    travels: usize,
    stops: usize,
) -> bool {
    are_windows(&[v.shift])
        && are_amounts(&v.capacity, dims)
        && v.start < spots
        && v.end < spots
        && (v.travel as usize) < travels
        && v.day < days
        && is_time(v.fixed)
        && v.breaks.iter().all(|b| are_windows(&b.windows) && is_time(b.service))
        && v.serves.as_ref().is_none_or(|s| s.len() == stops)
}

pub(super) fn shape(
    stops: &[Stop],
    vehicles: &[Vehicle],
    travels: &[Travel],
    dims: usize,
    villages: u32,
) -> Shape {
    let rich_stop = |s: &Stop| s.setup > 0 || s.windows.len() > 1 || s.collect.iter().any(|&c| c > 0);
    let rich_vehicle = |v: &Vehicle| {
        v.fixed > 0
            || !v.breaks.is_empty()
            || v.serves.is_some()
            || v.most_travel < i64::MAX
            || v.most_distance < i64::MAX
    };
    let rich = travels.len() > 1
        || travels.iter().any(|t| t.time.is_some())
        || dims > 1
        || villages > 0
        || stops.iter().any(rich_stop)
        || vehicles.iter().any(rich_vehicle);
    if rich {
        Shape::Rich
    } else if stops.iter().any(|s| !s.windows.is_empty()) {
        Shape::Timed
    } else {
        Shape::Plain
    }
}

pub(super) fn kinds(vehicles: &[Vehicle]) -> Vec<u32> {
    let mut firsts: Vec<usize> = vec![];
    let kind = |(at, vehicle): (usize, &Vehicle)| {
        let known = firsts.iter().position(|&f| vehicles[f] == *vehicle);
        known.unwrap_or_else(|| {
            firsts.push(at);
            firsts.len() - 1
        }) as u32
    };
    vehicles.iter().enumerate().map(kind).collect()
}
