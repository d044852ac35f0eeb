//! From VROOM's JSON to a problem.

use super::Day;
use super::fleet::{self, Ends};
use super::group;
use super::input::{Input, Job, Matrices};
use super::places::{self, Spot, Way};
use crate::vrp::problem::LATE;
use crate::vrp::read::Fault;
use crate::vrp::{Problem, Stop};

/// Reads a day in VROOM's JSON. With `grouped`, a job's description is `village/property`: a property's
/// jobs are one stop, and a route enters a village once.
///
/// # Errors
/// The first fault, with its line or the name of its field, and its cure.
pub fn vroom(text: &str, grouped: bool) -> Result<Day, Fault> {
    let input: Input = serde_json::from_str(text).map_err(|error| Fault {
        line: Some(error.line()).filter(|&line| line > 0),
        what: error.to_string(),
        cure: "write it as VROOM's API describes".to_owned(),
    })?;
    refuse(&input)?;
    let epoch = epoch(&input);
    let mut ways: Vec<Way> = vec![];
    for vehicle in &input.vehicles {
        let way = Way::of(vehicle);
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let dims = fleet::dims(&input);
    let groups = grouped.then(|| group::groups(&input.jobs)).transpose()?;
    let mut members: Vec<Vec<usize>> = vec![];
    for jobs in groups.as_ref().map_or_else(|| singles(&input), |g| g.properties.clone()) {
        members.extend(together(&input, &ways, jobs, epoch));
    }
    let place = |job: &usize| input.jobs[*job].location_index.unwrap_or(0);
    let mut spots: Vec<Spot> = members.iter().map(|jobs| jobs.iter().map(place).collect()).collect();
    let ends = Ends::of(&input, &mut spots);
    let scale = places::scale(&input, &ways);
    let village = |jobs: &[usize]| groups.as_ref().map(|g| g.villages[jobs[0]]);
    let told = |jobs: &[usize]| stop(&input, &ways, jobs, village(jobs), (dims, epoch));
    let stops = members.iter().map(|jobs| told(jobs)).collect::<Result<Vec<_>, _>>()?;
    let vehicles = fleet::vehicles(&input, &ways, &members, &ends, (dims, epoch, scale))?;
    members.resize(spots.len(), vec![]);
    let mut faces = vec![];
    for (at, of) in (0..).zip(&stops) {
        for order in orders(&input, &ways, &members[at as usize]) {
            if group::can_turn(&input, of, &told(&order)?) {
                faces.push((at, spots.len() as u32));
                spots.push(order.iter().map(place).collect());
                members.push(order);
            }
        }
    }
    let travels = ways.iter().map(|way| places::travel(&input, way, &spots, scale)).collect();
    let problem = Problem::new(stops, vehicles, travels, 1)
        .and_then(|problem| problem.with_faces(&faces))
        .map_err(|error| Fault::whole(error.to_string(), "correct its numbers"))?;
    Ok(Day { problem, input, members, ways, epoch, scale })
}

/// The largest entry of a matrix.
const LARGEST: i64 = 1_000_000_000;

fn singles(input: &Input) -> Vec<Vec<usize>> {
    (0..input.jobs.len()).map(|job| vec![job]).collect()
}

/// What is refused before anything is built, in the order of the file.
fn refuse(input: &Input) -> Result<(), Fault> {
    if !input.shipments.is_empty() {
        return Err(Fault::whole("there are shipments", "only jobs can be planned; split them into jobs"));
    }
    if input.vehicles.is_empty() {
        return Err(Fault::whole("there are no vehicles", "give at least one"));
    }
    for (at, vehicle) in input.vehicles.iter().enumerate() {
        let name = format!("vehicles[{at}]");
        let matrices = input.matrices.get(&vehicle.profile).ok_or_else(|| {
            let what = format!("{name} has profile '{}', which has no matrices", vehicle.profile);
            Fault::whole(what, "give its durations under matrices; no routing service is asked")
        })?;
        fleet::refuse(vehicle, matrices, &name)?;
    }
    for (name, matrices) in &input.matrices {
        refuse_matrices(name, matrices)?;
    }
    let places = input.matrices.values().map(|m| m.durations.len()).min().unwrap_or(0);
    input.jobs.iter().enumerate().try_for_each(|(at, job)| refuse_job(job, places, &format!("jobs[{at}]")))
}

fn refuse_matrices(name: &str, matrices: &Matrices) -> Result<(), Fault> {
    let size = matrices.durations.len();
    let all = [Some(&matrices.durations), matrices.distances.as_ref(), matrices.costs.as_ref()];
    for rows in all.into_iter().flatten() {
        if rows.len() != size || rows.iter().any(|row| row.len() != size) {
            let what = format!("the matrices of profile '{name}' are not square or differ in size");
            return Err(Fault::whole(what, "give as many rows as columns in each"));
        }
        if rows.iter().flatten().flatten().any(|value| !(0..=LARGEST).contains(value)) {
            let what = format!("the matrices of profile '{name}' hold a number below 0 or above {LARGEST}");
            return Err(Fault::whole(what, "use seconds and metres, and null where there is no way"));
        }
    }
    Ok(())
}

fn refuse_job(job: &Job, places: usize, name: &str) -> Result<(), Fault> {
    let wrong = |what: &str, cure: &str| Err(Fault::whole(format!("{name} {what}"), cure));
    match job.location_index {
        None => return wrong("has no location_index", "give its row in the matrices"),
        Some(at) if at >= places => {
            return wrong("has a location_index outside the matrices", "correct it or the matrices");
        }
        Some(_) => (),
    }
    if job.priority > 100 {
        return wrong("has a priority above 100", "priorities are 0 to 100");
    }
    if !(0..=i64::from(LATE)).contains(&job.service) || !(0..=i64::from(LATE)).contains(&job.setup) {
        return wrong("has an impossible service or setup", "give seconds, 0 or more");
    }
    windows(&job.time_windows, 0, name).map(|_| ())
}

/// Windows from `epoch`, in order.
pub(super) fn windows(given: &[[i64; 2]], epoch: i64, name: &str) -> Result<Vec<(i32, i32)>, Fault> {
    let mut windows: Vec<(i64, i64)> =
        given.iter().map(|w| (w[0].saturating_sub(epoch), w[1].saturating_sub(epoch))).collect();
    windows.sort_unstable();
    let overlap = windows.windows(2).any(|w| w[1].0 <= w[0].1);
    if overlap || windows.iter().any(|w| w.0 > w.1) {
        let what = format!("{name} has time windows that overlap or end before they begin");
        return Err(Fault::whole(what, "make each [from, to], apart from the others"));
    }
    let last = i64::from(LATE);
    Ok(windows.iter().map(|w| (w.0.clamp(0, last) as i32, w.1.clamp(0, last) as i32)).collect())
}

/// The earliest time named, so that clock times of any year fit.
fn epoch(input: &Input) -> i64 {
    let vehicles = input.vehicles.iter().flat_map(|v| {
        let breaks = v.breaks.iter().flat_map(|b| b.time_windows.iter().map(|w| w[0]));
        v.time_window.iter().map(|w| w[0]).chain(breaks)
    });
    let jobs = input.jobs.iter().flat_map(|j| j.time_windows.iter().map(|w| w[0]));
    // A vehicle without a window may start at 0.
    let open = input.vehicles.iter().any(|v| v.time_window.is_none()).then_some(0);
    vehicles.chain(jobs).chain(open).min().unwrap_or(0)
}

/// The jobs of a property as one stop, or each alone when they cannot be done in one go.
fn together(input: &Input, ways: &[Way], mut jobs: Vec<usize>, epoch: i64) -> Vec<Vec<usize>> {
    if jobs.len() == 1 {
        return vec![jobs];
    }
    let matrices = &input.matrices[&ways[0].profile];
    let place = |job: usize| input.jobs[job].location_index.unwrap_or(0);
    group::order(&mut jobs, &|from, to| ways[0].time(matrices, place(from), place(to)));
    let single = |job: usize| input.jobs[job].time_windows.len() <= 1;
    let possible = jobs.iter().all(|&job| single(job))
        && group::window(input, ways, &jobs, &|job| one_window(&input.jobs[job], epoch)).is_some()
        && input.vehicles.iter().any(|vehicle| fleet::can_serve(input, vehicle, &jobs));
    if possible { vec![jobs] } else { jobs.into_iter().map(|job| vec![job]).collect() }
}

/// Other orders of the jobs of a stop.
fn orders(input: &Input, ways: &[Way], jobs: &[usize]) -> Vec<Vec<usize>> {
    let matrices = &input.matrices[&ways[0].profile];
    let place = |job: usize| input.jobs[job].location_index.unwrap_or(0);
    group::orders(jobs, &|from, to| ways[0].time(matrices, place(from), place(to)))
}

fn one_window(job: &Job, epoch: i64) -> (i64, i64) {
    job.time_windows
        .first()
        .map_or((0, i64::from(LATE)), |w| (w[0].saturating_sub(epoch), w[1].saturating_sub(epoch)))
}

fn stop(
    input: &Input,
    ways: &[Way],
    jobs: &[usize],
    village: Option<u32>,
    (dims, epoch): (usize, i64),
) -> Result<Stop, Fault> {
    let first = &input.jobs[jobs[0]];
    let windows = if jobs.len() == 1 {
        windows(&first.time_windows, epoch, &format!("job {}", first.id))?
    } else {
        let window = group::window(input, ways, jobs, &|job| one_window(&input.jobs[job], epoch));
        let last = i64::from(LATE);
        let fits = |w: &(i64, i64)| *w != (0, last);
        window
            .filter(fits)
            .map(|w| (w.0.clamp(0, last) as i32, w.1.clamp(0, last) as i32))
            .into_iter()
            .collect()
    };
    let sets_up = |pair: &[usize]| {
        let next = &input.jobs[pair[1]];
        if input.jobs[pair[0]].location_index == next.location_index { 0 } else { next.setup }
    };
    let inner: i64 = jobs.windows(2).map(sets_up).sum();
    let service = jobs.iter().map(|&job| input.jobs[job].service).sum::<i64>() + inner;
    let weight = |&job: &usize| i64::from(input.jobs[job].priority) * (input.jobs.len() as i64 + 1) + 1;
    Ok(Stop {
        windows,
        setup: first.setup as i32,
        service: service.min(i64::from(LATE)) as i32,
        deliver: fleet::amounts(input, jobs, dims, true)?,
        collect: fleet::amounts(input, jobs, dims, false)?,
        weight: jobs.iter().map(weight).sum(),
        combinations: vec![1],
        village,
        place: first.location_index.map(|at| at as u32),
        left_at: input.jobs[jobs[jobs.len() - 1]].location_index.map(|at| at as u32),
    })
}
