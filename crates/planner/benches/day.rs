//! Plans a real day and prints what it reached after each doubling of the time.
//! `cargo bench -p planner [-- FILE.json]`: a day in VROOM's JSON, jobs described `village/property`.

use planner::{
    Effort, LocalSearch, Matrix, Mode, Problem, Role, RoleSet, Solver, Span, Urgency, Visit, Visitor,
};
use serde_json::Value;
use std::error::Error;
use std::time::{Duration, Instant};

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/days/liechtenstein-100x5.json");

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().skip(1).find(|a| a.ends_with(".json")).unwrap_or_else(|| SMALL.into());
    let problem = read(&serde_json::from_str(&std::fs::read_to_string(&file)?)?)?;
    println!("{file}: {} visits, {} visitors", problem.visits().len(), problem.visitors().len());
    for seconds in [0, 1, 2, 5, 9] {
        let (began, limit) = (Instant::now(), Duration::from_secs(seconds));
        let mut used = || (began.elapsed().as_millis() * 1024 / limit.as_millis().max(1)) as u32;
        let plan = LocalSearch.solve(&problem, None, 1, Effort::Used(&mut used));
        let took = began.elapsed().as_millis();
        let breaches = planner::check::check(&problem, &plan);
        let travel: i32 =
            plan.rounds.iter().map(|r| r.return_s + r.stops.iter().map(|s| s.travel_s).sum::<i32>()).sum();
        let (rounds, out) = (plan.rounds.len(), plan.left_out.len());
        println!("{took:6} ms: travel {travel} s, {rounds} rounds, {out} left out, breaches {breaches:?}");
    }
    Ok(())
}

fn read(day: &Value) -> Result<Problem, Box<dyn Error>> {
    let rows = day["matrices"]["car"]["durations"].as_array().ok_or("no matrix")?;
    let entries: Vec<Option<u32>> = rows
        .iter()
        .flat_map(|row| row.as_array().into_iter().flatten())
        .map(|s| s.as_u64().map(|s| s as u32))
        .collect();
    let matrix = Matrix::new(rows.len() as u32, &entries)?;
    let vehicles = day["vehicles"].as_array().ok_or("no vehicles")?;
    let visitors = vehicles.iter().map(visitor).collect::<Option<Vec<_>>>().ok_or("a vehicle")?;
    let jobs = day["jobs"].as_array().ok_or("no jobs")?;
    let names = |part: usize| {
        let mut all: Vec<&str> = jobs.iter().filter_map(|j| name(j, part)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (villages, properties) = (names(0), names(1));
    let visits = jobs.iter().enumerate().map(|(i, job)| {
        Some(Visit {
            household: i as u32,
            had_contact: false,
            place: job["location_index"].as_u64().map(|p| p as u32),
            property: properties.binary_search(&name(job, 1)?).ok()? as u32,
            village: villages.binary_search(&name(job, 0)?).ok()? as u32,
            window: Span { from: 0, to: 24 * 3600 },
            service_s: job["service"].as_i64()? as i32,
            urgency: Urgency::Level,
            roles: RoleSet::of(&[Role::Coordinator]),
            skills: 0,
            partner: None,
            by: None,
        })
    });
    let visits = visits.collect::<Option<Vec<_>>>().ok_or("a job")?;
    Ok(Problem::new(visitors, visits, [matrix.clone(), matrix])?)
}

fn visitor(vehicle: &Value) -> Option<Visitor> {
    let window = vehicle["time_window"].as_array()?;
    let length = (window[1].as_i64()? - window[0].as_i64()?) as i32;
    Some(Visitor {
        role: Role::Coordinator,
        mode: Mode::Foot,
        shift: Span { from: 8 * 3600, to: 8 * 3600 + length },
        start: vehicle["start_index"].as_u64()? as u32,
        end: vehicle["end_index"].as_u64()? as u32,
        skills: 0,
        villages: vec![],
        present: true,
    })
}

/// Village (0) or village and property (1) of a job.
fn name(job: &Value, part: usize) -> Option<&str> {
    let whole = job["description"].as_str()?;
    if part == 1 { Some(whole) } else { whole.split('/').next() }
}
