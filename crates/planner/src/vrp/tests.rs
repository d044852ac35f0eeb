//! The engine on instances with known answers, and its promises.

use super::check::check;
use super::read::{Instance, cordeau, solomon, vrplib};
use super::{Answer, Budget, solve};

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
