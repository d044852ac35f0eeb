use crate::check::check;
use crate::problem::{Problem, Visit, Visitor};
use crate::testing::{Size, day, problems, solve};
use crate::{Before, Effort, LocalSearch, Matrix, Plan, Round, Solver};
use proptest::prelude::*;

fn before(plan: &Plan) -> Before {
    let round =
        |r: &Round| (r.visitor, r.stops.iter().map(|s| (s.visit, s.arrive + s.wait_s)).collect::<Vec<_>>());
    Before { rounds: plan.rounds.iter().map(round).collect() }
}

fn again(problem: &Problem, before: &Before, iterations: u32) -> Plan {
    let plan = LocalSearch.solve(problem, Some(before), 11, Effort::Iterations(iterations));
    assert_eq!(check(problem, &plan), vec![]);
    plan
}

fn problem((visitors, visits, matrix): (Vec<Visitor>, Vec<Visit>, Matrix)) -> Problem {
    Problem::new(visitors, visits, [matrix.clone(), matrix]).unwrap()
}

fn visits_of(round: &Round) -> Vec<u32> {
    round.stops.iter().map(|s| s.visit).collect()
}

#[test]
fn a_visit_less_leaves_every_other_round_as_it_was() {
    let first = solve(&problem(day()), 3000);
    assert!(first.left_out.is_empty() && first.rounds.len() > 2);
    let (visitors, mut visits, matrix) = day();
    visits.pop();
    let mut seen = before(&first);
    seen.rounds.iter_mut().for_each(|(_, stops)| stops.retain(|(visit, _)| *visit != 29));
    let second = again(&problem((visitors, visits, matrix)), &seen, 1000);
    for (old, new) in first.rounds.iter().zip(&second.rounds) {
        match visits_of(old).contains(&29) {
            false => assert_eq!(old, new),
            true => assert_eq!(visits_of(new).len() + 1, old.stops.len()),
        }
    }
}

#[test]
fn an_absent_visitors_stops_go_to_colleagues_who_keep_theirs_in_order() {
    let first = solve(&problem(day()), 3000);
    let (mut visitors, visits, matrix) = day();
    let gone = first.rounds.iter().find(|r| r.stops.iter().all(|s| s.joint_with.is_none())).unwrap().visitor;
    visitors[gone as usize].present = false;
    let second = again(&problem((visitors, visits, matrix)), &before(&first), 1000);
    assert!(second.left_out.is_empty());
    for old in first.rounds.iter().filter(|r| r.visitor != gone) {
        let new = second.rounds.iter().find(|r| r.visitor == old.visitor).unwrap();
        let kept: Vec<u32> = visits_of(new).into_iter().filter(|v| visits_of(old).contains(v)).collect();
        assert_eq!(kept, visits_of(old));
    }
}

#[test]
fn a_new_visit_finds_its_place_and_moves_nothing() {
    let (visitors, mut visits, matrix) = day();
    let last = visits.pop().unwrap();
    let first = solve(&problem((visitors.clone(), visits.clone(), matrix.clone())), 3000);
    visits.push(last);
    let second = again(&problem((visitors, visits, matrix)), &before(&first), 1000);
    assert!(second.left_out.is_empty());
    for (old, new) in first.rounds.iter().zip(&second.rounds) {
        let kept: Vec<u32> = visits_of(new).into_iter().filter(|v| *v != 29).collect();
        assert_eq!(kept, visits_of(old));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_plan_is_changed_only_where_it_is_worth_it(
        problem in problems(Size { visitors: 4, visits: 40, villages: 4, joint: true, windows: true }),
    ) {
        let first = solve(&problem, 60);
        let second = again(&problem, &before(&first), 120);
        let missed = |plan: &Plan| {
            let s = plan.score;
            [s.missed_urgent, s.missed_overdue, s.reentries, s.missed_soon, s.missed_level]
        };
        prop_assert!(missed(&second) <= missed(&first));
        let is_better =
            missed(&second) < missed(&first) || second.score.effort_s + 300 <= first.score.effort_s;
        prop_assert!(second.rounds == first.rounds || is_better);
    }
}
