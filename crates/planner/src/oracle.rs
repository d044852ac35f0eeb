//! A slow, obvious solver: every order and every sharing out of up to seven visits.

use crate::check::check;
use crate::problem::Problem;
use crate::testing::{Size, problems, solve};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The least missed visits and, with them, the least seconds from leaving to coming home; a
/// visitor without stops costs none.
fn best(problem: &Problem) -> (usize, i32) {
    let mut best = (usize::MAX, i32::MAX);
    let visitors = problem.visitors().len();
    let mut routes = vec![vec![]; visitors];
    spread(problem, 0, &mut routes, 0, &mut best);
    best
}

fn spread(
    problem: &Problem,
    visit: usize,
    routes: &mut Vec<Vec<usize>>,
    out: usize,
    best: &mut (usize, i32),
) {
    if visit == problem.visits().len() {
        let lengths: Option<i32> = (0..routes.len()).map(|v| shortest(problem, v, &routes[v])).sum();
        if let Some(length) = lengths {
            *best = (*best).min((out, length));
        }
        return;
    }
    for v in (0..routes.len()).filter(|&v| problem.visitors()[v].present) {
        routes[v].push(visit);
        spread(problem, visit + 1, routes, out, best);
        routes[v].pop();
    }
    spread(problem, visit + 1, routes, out + 1, best);
}

fn shortest(problem: &Problem, visitor: usize, visits: &[usize]) -> Option<i32> {
    if visits.is_empty() {
        return Some(0);
    }
    let mut least = None;
    orders(&mut visits.to_vec(), 0, &mut |order| {
        let length = is_grouped(problem, order).then(|| length(problem, visitor, order)).flatten();
        least = [least, length].into_iter().flatten().min();
    });
    least
}

fn orders(items: &mut Vec<usize>, from: usize, seen: &mut impl FnMut(&[usize])) {
    if from == items.len() {
        return seen(items);
    }
    for i in from..items.len() {
        items.swap(from, i);
        orders(items, from + 1, seen);
        items.swap(from, i);
    }
}

/// Each property and each village in one row.
fn is_grouped(problem: &Problem, order: &[usize]) -> bool {
    let one_row = |key: &dyn Fn(usize) -> u32| {
        let mut rows: Vec<u32> = order.iter().map(|&v| key(v)).collect();
        rows.dedup();
        let all = rows.len();
        rows.sort_unstable();
        rows.dedup();
        rows.len() == all
    };
    one_row(&|v| problem.visits()[v].property) && one_row(&|v| problem.visits()[v].village)
}

/// Time between leaving and coming home when nobody waits longer than needed. Windows are wide.
fn length(problem: &Problem, visitor: usize, order: &[usize]) -> Option<i32> {
    let who = &problem.visitors()[visitor];
    let (mut place, mut length) = (who.start, 0);
    for &v in order {
        let visit = &problem.visits()[v];
        length += problem.matrix(who.mode).cost(place, visit.place?) + visit.service_s;
        place = visit.place?;
    }
    length += problem.matrix(who.mode).cost(place, who.end);
    (length <= who.shift.to - who.shift.from).then_some(length)
}

/// Six visits, all possible, all equally urgent, in the open.
fn small() -> impl Strategy<Value = Problem> {
    let size = Size { visitors: 2, visits: 6, villages: 2, joint: false, windows: false };
    problems(size).prop_map(|problem| {
        let mut visits = problem.visits().to_vec();
        for (i, visit) in visits.iter_mut().enumerate() {
            visit.urgency = crate::Urgency::Level;
            visit.had_contact = false;
            visit.place = Some(i as u32 + 2);
            // One visit a property: a whole property that does not fit is another question.
            visit.property = visit.village * 10 + i as u32;
        }
        let matrices = [crate::Mode::Foot, crate::Mode::Ebike].map(|m| problem.matrix(m).clone());
        Problem::new(problem.visitors().to_vec(), visits, matrices).unwrap()
    })
}

/// A search promises no bound for one problem, so it is held to what it does over many, the same
/// ones in every run.
#[test]
fn the_search_comes_within_a_thousandth_of_the_best_of_all_orders() {
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (mut walked, mut needed) = (0, 0);
    for _ in 0..200 {
        let problem = small().new_tree(&mut runner).unwrap().current();
        let plan = solve(&problem, 2000);
        assert_eq!(check(&problem, &plan), vec![]);
        let (missed, least) = best(&problem);
        assert_eq!(plan.left_out.len(), missed);
        let length: i32 = plan.rounds.iter().map(|r| r.end - r.start).sum();
        assert!(least <= length, "{length} is less than the best, {least}");
        (walked, needed) = (walked + length, needed + least);
    }
    assert!(walked <= needed + needed / 1000, "{walked} instead of {needed}");
}
