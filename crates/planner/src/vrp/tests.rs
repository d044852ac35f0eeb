//! The engine on instances with known answers, and its promises.

use super::check::check;
use super::read::{Instance, cordeau, solomon, vrplib};
use super::vroom::{output, vroom};
use super::{Answer, Budget, Runner, in_turn, solve, solve_on};

macro_rules! file {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/vrp/", $path))
    };
}

fn found(instance: &Instance, iterations: u64) -> (Answer, f64) {
    let answer = solve(&instance.problem, 1, Budget::Iterations(iterations));
    assert_eq!(check(&instance.problem, &answer, true), vec![]);
    assert_eq!(answer.absent, Vec::<u32>::new());
    let length = instance.length(&answer.routes);
    (answer, length)
}

#[test]
fn capacitated_routes_come_near_the_best_known() {
    let (_, length) = found(&vrplib(file!("cvrp/X-n110-k13.vrp")).unwrap(), 30_000);
    assert!((14_971.0..15_400.0).contains(&length), "{length}");
}

#[test]
fn routes_with_windows_come_near_the_best_known() {
    let (_, length) = found(&solomon(file!("solomon/R201.txt")).unwrap(), 30_000);
    assert!((1_149.6..1_185.0).contains(&length), "{length}");
}

#[test]
fn periodic_routes_come_near_the_best_known() {
    let (_, length) = found(&cordeau("p06", file!("pvrp/p06")).unwrap(), 30_000);
    assert!((835.2..880.0).contains(&length), "{length}");
}

#[test]
fn the_same_seed_and_rounds_give_the_same_answer() {
    let instance = solomon(file!("solomon/R201.txt")).unwrap();
    let solved = |seed| solve(&instance.problem, seed, Budget::Iterations(2_000));
    assert_eq!(solved(3), solved(3));
    assert_ne!(solved(3).routes, solved(4).routes);
}

#[test]
fn a_real_day_is_planned_as_well_as_the_best_peer_and_told_in_its_format() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/days/liechtenstein-100x5.json"));
    let day = vroom(text, false).unwrap();
    let answer = solve(&day.problem, 1, Budget::Iterations(30_000));
    assert_eq!(check(&day.problem, &answer, true), vec![]);
    assert!(answer.cost <= 10_061, "{}", answer.cost);
    let told = serde_json::to_value(output(&day, &answer)).unwrap();
    assert_eq!(told["summary"]["cost"], answer.cost);
    assert_eq!(told["summary"]["duration"], answer.cost);
    assert_eq!(told["summary"]["service"], 100 * 360);
    let steps = |route: &serde_json::Value| route["steps"].as_array().unwrap().len();
    let routes = told["routes"].as_array().unwrap();
    assert_eq!(routes.iter().map(steps).sum::<usize>(), 100 + 2 * routes.len());
}

#[test]
fn a_grouped_day_keeps_properties_and_villages_together() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/days/liechtenstein-100x5.json"));
    let day = vroom(text, true).unwrap();
    let answer = solve(&day.problem, 1, Budget::Iterations(5_000));
    assert_eq!(check(&day.problem, &answer, true), vec![]);
    assert!(answer.cost <= 12_200, "{}", answer.cost);
    let told = serde_json::to_value(output(&day, &answer)).unwrap();
    assert_eq!(told["summary"]["duration"], answer.cost);
    for route in told["routes"].as_array().unwrap() {
        let named = |step: &serde_json::Value| Some(step.get("description")?.as_str()?.to_owned());
        let mut properties: Vec<String> =
            route["steps"].as_array().unwrap().iter().filter_map(named).collect();
        properties.dedup();
        let entered = properties.len();
        properties.sort_unstable();
        properties.dedup();
        assert_eq!(properties.len(), entered);
    }
}

#[test]
fn islands_give_the_same_answer_on_threads_as_one_after_the_other() {
    let instance = solomon(file!("solomon/R201.txt")).unwrap();
    let on_threads: Runner = &|islands, run| {
        std::thread::scope(|scope| {
            for island in islands {
                scope.spawn(move || run(island));
            }
        });
    };
    let solved =
        |runner| solve_on(&instance.problem, 1, Budget::Iterations(20_000), (3, runner), &mut |_| ());
    let answer = solved(on_threads);
    assert_eq!(answer, solved(&in_turn));
    assert_eq!(check(&instance.problem, &answer, true), vec![]);
}
