//! Random problems for tests.

use crate::problem::{Mode, Problem, Role, RoleSet, Span, Urgency, Visit, Visitor};
use crate::{Effort, LocalSearch, Matrix, Plan, Solver};
use proptest::prelude::*;

/// Size of a random problem.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub visitors: usize,
    pub visits: usize,
    pub villages: u32,
    pub joint: bool,
    pub windows: bool,
}

/// A random problem on a plane, with every way there.
pub(crate) fn problems(size: Size) -> impl Strategy<Value = Problem> {
    let places = size.visits + 2;
    let points = prop::collection::vec((0..2000_i32, 0..2000_i32), places);
    let visitors = prop::collection::vec((0..3_u8, 0..6_u8, 6..12_i32), size.visitors);
    let visits = prop::collection::vec((0..4_u32, 0..20_u8, 0..4_u8, 300..1500_i32, 7..19_i32), size.visits);
    (points, visitors, visits).prop_map(move |(points, visitors, visits)| {
        let visitors = visitors.iter().enumerate().map(|(i, v)| visitor(i, v, size)).collect();
        let visits = visits.iter().enumerate().map(|(i, v)| visit(i, v, size)).collect();
        Problem::new(visitors, visits, [matrix(&points, 1), matrix(&points, 3)]).unwrap()
    })
}

fn visitor(i: usize, (role, mode, hours): &(u8, u8, i32), size: Size) -> Visitor {
    let role = if i > 0 && *role == 0 { Role::Officer } else { Role::Coordinator };
    Visitor {
        role: if size.joint { role } else { Role::Coordinator },
        mode: if *mode < 2 { Mode::Foot } else { Mode::Ebike },
        shift: Span { from: 28_800, to: 28_800 + hours * 1800 },
        start: (i % 2) as u32,
        end: (i % 2) as u32,
        skills: 0,
        villages: vec![],
        present: *mode != 5 || i == 0,
    }
}

fn visit(i: usize, (group, joint, urgency, service_s, hour): &(u32, u8, u8, i32, i32), size: Size) -> Visit {
    let village = i as u32 % size.villages;
    let urgency = [Urgency::Urgent, Urgency::Overdue, Urgency::Soon, Urgency::Level][*urgency as usize];
    let (from, to) = if size.windows { (hour * 3600, (hour + 4) * 3600) } else { (0, 86_400) };
    Visit {
        household: i as u32,
        had_contact: *joint == 7,
        place: (*joint != 8).then_some(i as u32 + 2),
        property: village * 4 + group,
        village,
        window: Span { from, to },
        service_s: *service_s,
        urgency,
        roles: RoleSet::of(&[Role::Coordinator]),
        skills: 0,
        partner: (size.joint && *joint < 4).then(|| RoleSet::of(&[Role::Officer])),
        by: None,
    }
}

fn matrix(points: &[(i32, i32)], speed: i32) -> Matrix {
    let metres = |a: &(i32, i32), b: &(i32, i32)| (a.0 - b.0).abs() + (a.1 - b.1).abs();
    let seconds: Vec<Option<u32>> =
        points.iter().flat_map(|a| points.iter().map(move |b| Some((metres(a, b) / speed) as u32))).collect();
    Matrix::new(points.len() as u32, &seconds).unwrap()
}

/// Three coordinators and an officer, thirty doors in ten properties and three villages; the first
/// two doors are joint visits.
pub(crate) fn day() -> (Vec<Visitor>, Vec<Visit>, Matrix) {
    let visitor = |role| Visitor {
        role,
        mode: Mode::Foot,
        shift: Span { from: 32_400, to: 50_400 },
        start: 30,
        end: 30,
        skills: 0,
        villages: vec![],
        present: true,
    };
    let visit = |n: u32| Visit {
        household: n,
        had_contact: false,
        place: Some(n),
        property: n / 3,
        village: n / 12,
        window: Span { from: 0, to: 86_400 },
        service_s: 600,
        urgency: Urgency::Level,
        roles: RoleSet::of(&[Role::Coordinator]),
        skills: 0,
        partner: (n < 2).then(|| RoleSet::of(&[Role::Officer])),
        by: None,
    };
    let at = |n: u32| if n == 30 { (60, 60) } else { (n / 3 % 4 * 40 + n % 3, n / 12 * 60) };
    let seconds = |a: u32, b: u32| {
        let ((x, y), (u, v)) = (at(a), at(b));
        Some((x.abs_diff(u) + y.abs_diff(v)) * 10)
    };
    let all: Vec<Option<u32>> = (0..31).flat_map(|a| (0..31).map(move |b| seconds(a, b))).collect();
    let roles = [Role::Coordinator, Role::Coordinator, Role::Coordinator, Role::Officer];
    (roles.map(visitor).to_vec(), (0..30).map(visit).collect(), Matrix::new(31, &all).unwrap())
}

pub(crate) fn solve(problem: &Problem, iterations: u32) -> Plan {
    LocalSearch.solve(problem, None, 7, Effort::Iterations(iterations))
}
