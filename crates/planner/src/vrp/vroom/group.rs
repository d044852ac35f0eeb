//! Properties as one stop: the jobs of `village/property` in one order, done without a pause.

use super::input::{Input, Job};
use super::places::Way;
use crate::vrp::Stop;
use crate::vrp::read::Fault;
use std::collections::BTreeMap;

/// Properties of more doors are done in one order or its reverse.
const MANY: usize = 30;

/// So many short orders of a property are tried beside the shortest, and each from its end, too.
const SHORTEST: usize = 4;

/// Jobs by village and property, and each job's village by number.
pub(super) struct Groups {
    pub properties: Vec<Vec<usize>>,
    pub villages: Vec<u32>,
}

/// Sorts jobs by the `village/property` of their descriptions.
pub(super) fn groups(jobs: &[Job]) -> Result<Groups, Fault> {
    let mut properties: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut names: Vec<&str> = vec![];
    for (at, job) in jobs.iter().enumerate() {
        let whole = job.description.as_deref().unwrap_or("");
        let (village, _) = whole.split_once('/').ok_or_else(|| {
            let what = format!("jobs[{at}].description is '{whole}'");
            Fault::whole(what, "write village/property there, or leave --group out")
        })?;
        properties.entry(whole).or_default().push(at);
        names.push(village);
    }
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let number = |name: &&str| sorted.binary_search(name).unwrap_or(0) as u32;
    Ok(Groups {
        properties: properties.into_values().collect(),
        villages: names.iter().map(number).collect(),
    })
}

/// Puts the jobs of one property in a short order: the nearest next from each first, then single jobs
/// moved while that helps.
pub(super) fn order(jobs: &mut Vec<usize>, time: &dyn Fn(usize, usize) -> i64) {
    let length = |order: &[usize]| order.windows(2).map(|w| time(w[0], w[1])).sum::<i64>();
    let mut best = jobs.clone();
    for first in 0..jobs.len() {
        let mut order = jobs.clone();
        order.swap(0, first);
        for at in 1..order.len() {
            let nearest =
                (at..order.len()).min_by_key(|&next| (time(order[at - 1], order[next]), order[next]));
            order.swap(at, nearest.unwrap_or(at));
        }
        if length(&order) < length(&best) {
            best = order;
        }
    }
    *jobs = improved(best, 0, &length);
}

/// Other short orders of one property: from each of its doors on, with and without the way back, and
/// the same from their ends. Only turned where there are many doors.
pub(super) fn orders(jobs: &[usize], time: &dyn Fn(usize, usize) -> i64) -> Vec<Vec<usize>> {
    let length = |order: &[usize]| order.windows(2).map(|w| time(w[0], w[1])).sum::<i64>();
    let around = |order: &[usize]| length(order) + time(order[order.len() - 1], order[0]);
    let mut all = vec![];
    for first in (0..jobs.len()).filter(|_| jobs.len() <= MANY) {
        let mut order = jobs.to_vec();
        order.rotate_left(first);
        all.push(improved(order.clone(), 1, &length));
        all.push(improved(order, 1, &around));
    }
    all.sort_by_cached_key(|order| (length(order), order.clone()));
    all.dedup();
    all.truncate(SHORTEST);
    all.insert(0, jobs.to_vec());
    let turned: Vec<Vec<usize>> = all.iter().map(|order| order.iter().rev().copied().collect()).collect();
    all.extend(turned);
    let mut others: Vec<Vec<usize>> = vec![];
    for order in all {
        if order != jobs && !others.contains(&order) {
            others.push(order);
        }
    }
    others
}

fn improved(mut order: Vec<usize>, from: usize, length: &dyn Fn(&[usize]) -> i64) -> Vec<usize> {
    while let Some(better) = moved(&order, from, length) {
        order = better;
    }
    order
}

/// A shorter order with one job moved or a row of jobs turned; those before `first` stay.
fn moved(order: &[usize], first: usize, length: &dyn Fn(&[usize]) -> i64) -> Option<Vec<usize>> {
    let now = length(order);
    for from in first..order.len() {
        for to in first..order.len() {
            let mut turned = order.to_vec();
            turned[from.min(to)..=from.max(to)].reverse();
            if length(&turned) < now {
                return Some(turned);
            }
            let mut other = order.to_vec();
            let job = other.remove(from);
            other.insert(to, job);
            if length(&other) < now {
                return Some(other);
            }
        }
    }
    None
}

/// Whether the doors of a stop may be done the other way round as well: nothing but the places changes,
/// and nothing is set up, which would depend on the place before.
pub(super) fn can_turn(input: &Input, stop: &Stop, turned: &Stop) -> bool {
    let here = Stop { place: stop.place, left_at: stop.left_at, ..turned.clone() };
    here == *stop && input.jobs.iter().all(|job| job.setup == 0)
}

/// The window in which the first job of a row may begin so that none waits and none is late, whichever
/// way one travels; none when there is no such time.
pub(super) fn window(
    input: &Input,
    ways: &[Way],
    jobs: &[usize],
    windows: &dyn Fn(usize) -> (i64, i64),
) -> Option<(i64, i64)> {
    let (mut from, mut to) = (i64::MIN, i64::MAX);
    for way in ways {
        let matrices = &input.matrices[&way.profile];
        let place = |job: usize| input.jobs[job].location_index.unwrap_or(0);
        let (mut least, mut most) = (0, 0);
        for (at, &job) in jobs.iter().enumerate() {
            let (opens, closes) = windows(job);
            from = from.max(opens - least);
            to = to.min(closes - most);
            let set_up = input.jobs[job].setup;
            let here = at > 0 && place(jobs[at - 1]) == place(job);
            if let Some(&next) = jobs.get(at + 1) {
                let stay = input.jobs[job].service + way.time(matrices, place(job), place(next));
                // Whether the first job needs setting up depends on where the vehicle comes from.
                least += stay + if at == 0 || here { 0 } else { set_up };
                most += stay + if here { 0 } else { set_up };
            }
        }
    }
    (from <= to).then_some((from, to))
}
