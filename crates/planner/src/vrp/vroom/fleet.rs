//! VROOM's vehicles, and what they carry and can do.

use super::input::{Input, Job, Matrices, Vehicle};
use super::places::{Spot, Way};
use super::reader::windows;
use crate::vrp::problem::{self, FAR, LATE};
use crate::vrp::read::Fault;

/// What is refused of a vehicle.
pub(super) fn refuse(vehicle: &Vehicle, matrices: &Matrices, name: &str) -> Result<(), Fault> {
    let wrong = |what: &str, cure: &str| Err(Fault::whole(format!("{name} {what}"), cure));
    if !vehicle.steps.is_empty() {
        return wrong("has steps given", "leave them out; routes are searched");
    }
    let places = matrices.durations.len();
    let ends = [(vehicle.start, vehicle.start_index), (vehicle.end, vehicle.end_index)];
    for (at, index) in ends {
        if at.is_some() && index.is_none() {
            return wrong("has a start or end without an index", "give start_index and end_index");
        }
        if index.is_some_and(|index| index >= places) {
            return wrong("starts or ends outside the matrices", "correct its index or the matrices");
        }
    }
    if vehicle.speed_factor.is_some_and(|speed| !(0.01..=100.0).contains(&speed)) {
        return wrong("has an impossible speed_factor", "give 0.01 to 100");
    }
    let costs = &vehicle.costs;
    if [costs.fixed, costs.per_hour, costs.per_km].iter().any(|cost| !(0..=1_000_000).contains(cost)) {
        return wrong("has a cost below 0 or above 1,000,000", "give costs in a larger unit");
    }
    if costs.per_km > 0 && matrices.distances.is_none() && matrices.costs.is_none() {
        return wrong("has a cost per km without distances", "give distances under matrices");
    }
    if vehicle.max_distance.is_some() && matrices.distances.is_none() {
        return wrong("has a max_distance without distances", "give distances under matrices");
    }
    let limits = [vehicle.max_tasks, vehicle.max_travel_time, vehicle.max_distance];
    if limits.iter().flatten().any(|&limit| limit < 0) {
        return wrong("has a negative limit", "give 0 or more, or leave it out");
    }
    if vehicle.time_window.is_some_and(|w| w[0] > w[1]) {
        return wrong("has a time_window that ends before it begins", "make it [from, to]");
    }
    Ok(())
}

/// Dimensions of amounts, and one more where the number of tasks is limited.
pub(super) fn dims(input: &Input) -> usize {
    let jobs = input.jobs.iter().map(|job| job.delivery.len().max(job.pickup.len()));
    let amounts = jobs.chain(input.vehicles.iter().map(|v| v.capacity.len())).max().unwrap_or(0);
    amounts.max(1) + usize::from(counts_tasks(input))
}

fn counts_tasks(input: &Input) -> bool {
    input.vehicles.iter().any(|vehicle| vehicle.max_tasks.is_some())
}

/// What some jobs deliver or collect together. Where tasks are counted, their number is delivered in
/// the last dimension.
pub(super) fn amounts(
    input: &Input,
    jobs: &[usize],
    dims: usize,
    delivered: bool,
) -> Result<Vec<i32>, Fault> {
    let mut sums = vec![0i64; dims];
    for job in jobs.iter().map(|&job| &input.jobs[job]) {
        let amounts = if delivered { &job.delivery } else { &job.pickup };
        for (dim, &amount) in amounts.iter().enumerate() {
            sums[dim] = sums[dim].saturating_add(amount);
        }
    }
    if delivered && counts_tasks(input) {
        sums[dims - 1] = jobs.len() as i64;
    }
    let first = input.jobs[jobs[0]].id;
    let fits = |sum: i64| i32::try_from(sum).ok().filter(|sum| (0..=LATE).contains(sum));
    sums.into_iter().map(fits).collect::<Option<_>>().ok_or_else(|| {
        Fault::whole(format!("job {first} has an impossible amount"), "give whole numbers, 0 or more")
    })
}

/// Whether a vehicle has the skills and the room for some jobs together, and the time to do them.
pub(super) fn can_serve(input: &Input, vehicle: &Vehicle, jobs: &[usize]) -> bool {
    let skilled = |&job: &usize| input.jobs[job].skills.iter().all(|s| vehicle.skills.contains(s));
    let room = |of: fn(&Job) -> &Vec<i64>| {
        vehicle.capacity.iter().enumerate().all(|(dim, &most)| {
            let amounts = jobs.iter().map(|&job| of(&input.jobs[job]).get(dim).copied().unwrap_or(0));
            amounts.fold(0i64, i64::saturating_add) <= most
        })
    };
    let service: i64 = jobs.iter().map(|&job| input.jobs[job].service).sum();
    let time = vehicle.time_window.is_none_or(|w| service <= w[1].saturating_sub(w[0]) / 2);
    let tasks = vehicle.max_tasks.is_none_or(|most| jobs.len() as i64 <= most);
    jobs.iter().all(skilled) && room(|job| &job.delivery) && room(|job| &job.pickup) && time && tasks
}

/// The spots where routes begin and end.
pub(super) struct Ends(Vec<(u32, u32)>);

impl Ends {
    /// Adds the ends of all routes to the spots, each place once.
    pub fn of(input: &Input, spots: &mut Vec<Spot>) -> Self {
        let first = spots.len();
        let mut spot = |index: Option<usize>| {
            let wanted: Spot = index.into_iter().collect();
            let known = spots[first..].iter().position(|spot| *spot == wanted);
            known.unwrap_or_else(|| {
                spots.push(wanted);
                spots.len() - 1 - first
            }) as u32
                + first as u32
        };
        Self(input.vehicles.iter().map(|v| (spot(v.start_index), spot(v.end_index))).collect())
    }
}

/// All vehicles. Times count from `epoch`, costs are in the file's unit times `scale`.
pub(super) fn vehicles(
    input: &Input,
    ways: &[Way],
    members: &[Vec<usize>],
    ends: &Ends,
    (dims, epoch, scale): (usize, i64, i64),
) -> Result<Vec<problem::Vehicle>, Fault> {
    let mut vehicles = vec![];
    for (at, vehicle) in input.vehicles.iter().enumerate() {
        let name = format!("vehicles[{at}]");
        let way = Way::of(vehicle);
        let (start, end) = ends.0[at];
        let mut capacity = vec![LATE; dims];
        for (dim, &most) in vehicle.capacity.iter().enumerate() {
            capacity[dim] = most.clamp(0, i64::from(LATE)) as i32;
        }
        if let Some(most) = vehicle.max_tasks {
            capacity[dims - 1] = most.min(i64::from(LATE)) as i32;
        }
        let breaks = vehicle.breaks.iter().map(|rest| {
            let service = rest.service.clamp(0, i64::from(LATE)) as i32;
            Ok(problem::Break { windows: windows(&rest.time_windows, epoch, &name)?, service })
        });
        let skilled = |jobs: &Vec<usize>| {
            jobs.iter().all(|&job| input.jobs[job].skills.iter().all(|s| vehicle.skills.contains(s)))
        };
        let serves: Vec<bool> = members.iter().map(skilled).collect();
        let shift = vehicle
            .time_window
            .map_or((0, i64::from(FAR) - 1), |w| (w[0].saturating_sub(epoch), w[1].saturating_sub(epoch)));
        // Below FAR, so that a way that does not exist is longer than any shift.
        let time = |t: i64| t.clamp(0, i64::from(FAR) - 1) as i32;
        vehicles.push(problem::Vehicle {
            travel: ways.iter().position(|w| *w == way).unwrap_or(0) as u32,
            start,
            end,
            shift: (time(shift.0), time(shift.1)),
            capacity,
            most_work: i64::MAX,
            most_travel: vehicle.max_travel_time.unwrap_or(i64::MAX),
            most_distance: vehicle.max_distance.unwrap_or(i64::MAX),
            fixed: (vehicle.costs.fixed * scale).min(i64::from(LATE)) as i32,
            breaks: breaks.collect::<Result<_, Fault>>()?,
            day: 0,
            serves: serves.contains(&false).then_some(serves),
        });
    }
    Ok(vehicles)
}
