//! Gaps to the best known costs, in processor time, so that other work on the machine does not count.
//! `cargo bench -p planner --bench solve [-- FOLDER SECONDS,… NAME SEEDS]`; the folder holds `bks.csv`
//! and a folder a set.

use planner::vrp::check::check;
use planner::vrp::read::{cordeau, solomon, vrplib};
use planner::vrp::vroom::vroom;
use planner::vrp::{Answer, Budget, Problem, solve};
use std::error::Error;

const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/vrp");

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let argument = |at: usize, default: &str| args.get(at).cloned().unwrap_or(default.to_owned());
    let (folder, name) = (argument(0, BUNDLED), argument(2, ""));
    let limits: Vec<f64> = argument(1, "1,5,30").split(',').map(str::parse).collect::<Result<_, _>>()?;
    let seeds: u64 = argument(3, "1").parse()?;
    for line in std::fs::read_to_string(format!("{folder}/bks.csv"))?.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let file = format!("{}/{}", fields[0], fields[1]);
        if !file.contains(&name) {
            continue;
        }
        let (problem, length) = read(&folder, fields[0], fields[1])?;
        print!("{file:18}");
        for &limit in &limits {
            for seed in 1..=seeds {
                measure(&problem, &length, seed, limit, fields[2].parse()?);
            }
        }
        println!();
    }
    Ok(())
}

type Length = Box<dyn Fn(&Answer) -> f64>;

/// A problem, and what an answer to it is judged by.
fn read(folder: &str, set: &str, name: &str) -> Result<(Problem, Length), Box<dyn Error>> {
    let text = |file: String| std::fs::read_to_string(format!("{folder}/{file}"));
    if set == "day" || set == "grouped" {
        let day = vroom(&text(format!("../days/{name}.json"))?, set == "grouped")?;
        return Ok((day.problem, Box::new(|answer| answer.cost as f64)));
    }
    let instance = match set {
        "solomon" => solomon(&text(format!("{set}/{name}.txt"))?)?,
        "pvrp" => cordeau(name, &text(format!("{set}/{name}"))?)?,
        _ => vrplib(&text(format!("{set}/{name}.vrp"))?)?,
    };
    Ok((instance.problem.clone(), Box::new(move |answer| instance.length(&answer.routes))))
}

fn measure(problem: &Problem, length: &Length, seed: u64, limit: f64, best: f64) {
    let began = processor_seconds();
    let share = || {
        let used = (processor_seconds() - began) / limit;
        (used < 1.0).then_some(used)
    };
    let answer = solve(problem, seed, Budget::Share(&share));
    let cost = length(&answer);
    let routes = answer.routes.iter().filter(|r| !r.is_empty()).count();
    let (absent, breaches) = (answer.absent.len(), check(problem, &answer, true).len());
    let speed = answer.iterations as f64 / (processor_seconds() - began) / 1000.0;
    let gap = 100.0 * (cost / best - 1.0);
    print!(" | {limit:4} s {cost:10.2} {gap:6.2} % {routes:3} {absent} {breaches} {speed:4.0}k/s");
}

/// Processor seconds of this thread, from the kernel.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
