//! What each change promises and what it does.

use super::*;
use crate::vrp::problem::NONE;
use crate::vrp::read::{cordeau, solomon, vrplib};
use crate::vrp::state::Node;
use crate::vrp::timing;

macro_rules! file {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/vrp/", $path))
    };
}

fn search(problem: &Problem) -> Search<'_> {
    let mut search = Search::new(problem, Arc::new(Near::new(problem)), 1);
    search.run(&mut |done| (done < 320).then_some(0.5));
    search
}

type Picture = (Vec<(u32, u32, u32, i32, i32)>, Vec<(i32, i64, u32)>, i64, Vec<u32>);

/// All that a round may change.
fn picture(search: &Search, timed: bool) -> Picture {
    let times = |n: &Node| if timed && n.route != u32::MAX { (n.leave, n.latest) } else { (0, 0) };
    let links = |n: &Node| if n.route == u32::MAX { (0, 0) } else { (n.prev, n.next) };
    let state = &search.state;
    let nodes = state.nodes.iter().map(|n| (n.route, links(n).0, links(n).1, times(n).0, times(n).1));
    let routes = state.routes.iter().map(|r| (r.load, r.work, r.count));
    (nodes.collect(), routes.collect(), state.cost, state.visited.clone())
}

fn undone_changes_nothing<const TIMED: bool>(problem: &Problem) {
    let mut search = search(problem);
    for _ in 0..200 {
        let before = picture(&search, TIMED);
        search.state.begin();
        search.ruin::<TIMED, false>();
        let removed = search.removed.clone();
        for &stop in &removed {
            search.put::<TIMED, false>(stop);
        }
        search.state.undo::<TIMED, false>();
        search.restore_visited(&removed);
        assert_eq!(picture(&search, TIMED), before);
        search.round::<TIMED, false>(5.0);
    }
}

#[test]
fn a_change_taken_back_leaves_no_trace() {
    undone_changes_nothing::<true>(&solomon(file!("solomon/R201.txt")).unwrap().problem);
    undone_changes_nothing::<false>(&vrplib(file!("cvrp/X-n110-k13.vrp")).unwrap().problem);
    undone_changes_nothing::<false>(&cordeau("p06", file!("pvrp/p06")).unwrap().problem);
}

#[test]
fn a_place_costs_what_the_look_at_it_promised() {
    let instance = solomon(file!("solomon/R201.txt")).unwrap();
    let mut search = search(&instance.problem);
    let mut looks = 0;
    for _ in 0..200 {
        search.state.begin();
        search.ruin::<true, false>();
        for stop in search.removed.clone() {
            let place = search.best_place::<true, false>(stop, 0);
            let before = search.state.cost;
            search.put_at::<true, false>(stop, 0, place);
            assert_eq!(search.state.cost - before, i64::from(place.cost));
            looks += 1;
        }
        search.state.undo::<true, false>();
        search.restore_visited(&search.removed.clone());
    }
    assert!(looks > 500);
}

#[test]
fn times_kept_along_the_way_are_those_of_a_fresh_pass() {
    let instance = solomon(file!("solomon/R201.txt")).unwrap();
    let mut search = search(&instance.problem);
    for _ in 0..100 {
        search.round::<true, false>(50_000.0);
        let kept = picture(&search, true);
        for route in 0..instance.problem.vehicles().len() as u32 {
            timing::reschedule::<false>(&mut search.state, route);
        }
        assert_eq!(picture(&search, true), kept);
    }
}

#[test]
fn a_bound_hides_no_better_place_beside_a_neighbour() {
    let instance = vrplib(file!("cvrp/X-n110-k13.vrp")).unwrap();
    let mut search = search(&instance.problem);
    let travel = &instance.problem.travels[0];
    for _ in 0..50 {
        search.state.begin();
        search.ruin::<false, false>();
        search.open_routes = false;
        for stop in search.removed.clone() {
            // No look is skipped.
            search.next_blink = 1000;
            let found = search.search_plain::<false>(stop, 0).cost;
            let state = &search.state;
            let beside = search.near.beside[stop as usize].iter().map(|beside| beside.stop);
            let sides = beside.filter(|&c| state.nodes[c as usize].route != NONE).flat_map(|c| {
                let Node { prev, next, .. } = state.nodes[c as usize];
                [(prev, c), (c, next)]
            });
            let cost = |(a, b): (u32, u32)| {
                let of = state.routes[state.nodes[a as usize].route as usize];
                let [from, to] = [a, b].map(|at| state.nodes[at as usize].spot);
                let room = of.load + state.briefs[stop as usize].demand <= of.capacity;
                room.then(|| travel.cost(from, stop) + travel.cost(stop, to) - travel.cost(from, to))
            };
            assert_eq!(found, sides.filter_map(cost).min().unwrap_or(i32::MAX));
        }
        search.state.undo::<false, false>();
        let removed = std::mem::take(&mut search.removed);
        search.restore_visited(&removed);
    }
}
