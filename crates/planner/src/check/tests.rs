use super::*;
use crate::plan::Reason;
use crate::problem::{Mode, Role, RoleSet, Span, Urgency, Visit};
use crate::testing::{Size, problems, solve};
use crate::{LeftOut, Matrix};
use proptest::prelude::*;

const BIG: Size = Size { visitors: 4, visits: 40, villages: 4, joint: true, windows: true };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_plan_passes_the_check(problem in problems(BIG)) {
        let plan = solve(&problem, 60);
        prop_assert_eq!(check(&problem, &plan), vec![]);
    }

    #[test]
    fn a_levelled_plan_passes_the_check_too(problem in problems(Size { windows: false, ..BIG })) {
        let problem = problem.levelled();
        prop_assert_eq!(check(&problem, &solve(&problem, 60)), vec![]);
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(problem in problems(BIG)) {
        prop_assert_eq!(solve(&problem, 30), solve(&problem, 30));
    }
}

/// An officer, a coordinator, one joint visit and two others in two villages.
fn three_visits() -> Problem {
    let visitor = |role| Visitor {
        role,
        mode: Mode::Foot,
        shift: Span { from: 32_400, to: 61_200 },
        start: 0,
        end: 0,
        skills: 0,
        villages: vec![],
        present: true,
    };
    let visit = |n: u32, village, partner: Option<RoleSet>| Visit {
        household: n,
        had_contact: false,
        place: Some(n),
        property: n,
        village,
        window: Span { from: 0, to: 86_400 },
        service_s: 360,
        urgency: Urgency::Level,
        roles: RoleSet::of(&[Role::Coordinator]),
        skills: 0,
        partner,
        by: None,
    };
    let seconds: Vec<Option<u32>> = (0..16_u32).map(|i| Some((i / 4).abs_diff(i % 4) * 100)).collect();
    let matrix = Matrix::new(4, &seconds).unwrap();
    let officer = Some(RoleSet::of(&[Role::Officer]));
    let visits = vec![visit(1, 0, None), visit(2, 1, officer), visit(3, 1, None)];
    let visitors = vec![visitor(Role::Coordinator), visitor(Role::Officer)];
    Problem::new(visitors, visits, [matrix.clone(), matrix]).unwrap()
}

fn broken(change: impl Fn(&mut Plan)) -> Vec<Breach> {
    let problem = three_visits();
    let mut plan = solve(&problem, 50);
    assert_eq!(check(&problem, &plan), vec![]);
    assert_eq!(plan.rounds.len(), 2);
    change(&mut plan);
    check(&problem, &plan)
}

#[test]
fn two_start_a_joint_visit_at_the_same_minute() {
    let problem = three_visits();
    let plan = solve(&problem, 50);
    let starts: Vec<i32> = plan
        .rounds
        .iter()
        .flat_map(|r| &r.stops)
        .filter(|s| s.visit == 1)
        .map(|s| s.arrive + s.wait_s)
        .collect();
    assert_eq!(starts.len(), 2);
    assert_eq!(starts[0], starts[1]);
}

#[test]
fn who_was_asked_for_comes_and_another_is_found() {
    let problem = three_visits();
    let mut visits = problem.visits().to_vec();
    let mut visitors = problem.visitors().to_vec();
    visitors.push(visitors[0].clone());
    visits[0].by = Some(2);
    let matrices = [Mode::Foot, Mode::Ebike].map(|mode| problem.matrix(mode).clone());
    let problem = Problem::new(visitors, visits, matrices).unwrap();
    let mut plan = solve(&problem, 50);
    assert_eq!(check(&problem, &plan), vec![]);
    let round = plan.rounds.iter_mut().find(|r| r.stops.iter().any(|s| s.visit == 0)).unwrap();
    assert_eq!(round.visitor, 2);
    round.visitor = 0;
    assert!(check(&problem, &plan).contains(&Breach::NotAble { visitor: 0, visit: 0 }));
}

#[test]
fn a_shifted_departure_is_found() {
    assert!(
        broken(|p| p.rounds[0].stops[0].depart += 1)
            .contains(&Breach::Times { visitor: 0, visit: Some(p0()) })
    );
}

/// The coordinator's first visit in the plan of three visits.
fn p0() -> u32 {
    solve(&three_visits(), 50).rounds[0].stops[0].visit
}

#[test]
fn a_partner_who_comes_later_is_found() {
    let later = |plan: &mut Plan| {
        let officer = &mut plan.rounds[1];
        officer.stops[0].wait_s += 60;
        officer.stops[0].depart += 60;
        officer.end += 60;
    };
    assert_eq!(broken(later), vec![Breach::Joint(1)]);
}

#[test]
fn a_visit_that_vanishes_is_found() {
    let vanish = |plan: &mut Plan| drop(plan.rounds.remove(1));
    let breaches = broken(vanish);
    assert!(breaches.contains(&Breach::Count(1)), "{breaches:?}");
}

#[test]
fn a_visit_planned_and_left_out_is_found() {
    let both = |plan: &mut Plan| plan.left_out.push(LeftOut { visit: 0, reason: Reason::NoTime });
    assert_eq!(broken(both), vec![Breach::Count(0)]);
}

#[test]
fn an_end_after_the_shift_is_found() {
    let late = |plan: &mut Plan| {
        let round = &mut plan.rounds[1];
        round.start += 40_000;
        round.end += 40_000;
        round.stops.iter_mut().for_each(|s| (s.arrive, s.depart) = (s.arrive + 40_000, s.depart + 40_000));
    };
    let breaches = broken(late);
    assert!(breaches.contains(&Breach::Shift(1)) && breaches.contains(&Breach::Window(1)), "{breaches:?}");
}

#[test]
fn a_village_entered_again_unsaid_is_found() {
    let problem = three_visits();
    let mut plan = solve(&problem, 50);
    let round = &mut plan.rounds[0];
    round.stops.sort_by_key(|s| [1, 0, 2][s.visit as usize]);
    let breaches = check(&problem, &plan);
    assert!(breaches.iter().any(|b| matches!(b, Breach::Reentry { visitor: 0, .. })), "{breaches:?}");
}
