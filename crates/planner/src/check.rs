//! Verifies a plan without looking at how it was made: only the problem, the plan and sums.
//! Runs before every save; nothing here is shared with the solvers.

use crate::plan::{Plan, Round, Stop};
use crate::problem::{Problem, VISITING_HOURS, Visitor};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that a plan breaks. Numbers are indices into the problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// An index beyond the problem.
    #[error("the plan names a visitor, visit or place that the problem does not have")]
    Unknown,
    /// A visitor has two rounds.
    #[error("visitor {0} has two rounds")]
    TwoRounds(u32),
    /// A visit is in too many rounds, or in one and left out, or nowhere.
    #[error("visit {0} is not planned once (a joint one twice) or left out with one reason")]
    Count(u32),
    /// The visitor is absent, or lacks role, skill or village.
    #[error("visitor {visitor} may not make visit {visit}")]
    NotAble {
        /// Who.
        visitor: u32,
        /// What.
        visit: u32,
    },
    /// Travel is not the matrix's, or arrival, wait, service and departure do not add up.
    #[error("the times of visitor {visitor} do not add up at visit {visit:?}")]
    Times {
        /// Who.
        visitor: u32,
        /// Where; none on the way back.
        visit: Option<u32>,
    },
    /// The round starts before the shift or ends after it.
    #[error("the round of visitor {0} leaves the shift")]
    Shift(u32),
    /// The visit is not wholly within the household's window and the visiting hours.
    #[error("visit {0} is outside its window")]
    Window(u32),
    /// Other stops stand between stops of a property.
    #[error("visitor {visitor} comes back to property {property}")]
    Parted {
        /// Who.
        visitor: u32,
        /// Which.
        property: u32,
    },
    /// A village is entered again and the stop does not say so, or says so and it is not.
    #[error("visitor {visitor} enters a village again at visit {visit}, unsaid or wrongly said")]
    Reentry {
        /// Who.
        visitor: u32,
        /// Where.
        visit: u32,
    },
    /// A joint visit without two able visitors who name each other and start together.
    #[error("visit {0} is not made by two at the same minute")]
    Joint(u32),
    /// The visitor works before and after the pause, and rests nowhere between.
    #[error("visitor {0} has no pause")]
    Pause(u32),
    /// A household would have a second contact in a third of a month.
    #[error("visit {0} would be a second contact")]
    Ceiling(u32),
}

/// Every rule the plan breaks; empty when it may be saved.
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    if !indices_exist(problem, plan) {
        return vec![Breach::Unknown];
    }
    let mut breaches = counts(problem, plan);
    let mut seen = BTreeSet::new();
    for round in &plan.rounds {
        if !seen.insert(round.visitor) {
            breaches.push(Breach::TwoRounds(round.visitor));
        }
        breaches.extend(times(problem, round));
        breaches.extend(windows(problem, round));
        breaches.extend(grouping(problem, round));
        breaches.extend(pause(problem, round));
    }
    breaches.extend(makers(problem, plan));
    breaches.extend(ceiling(problem, plan));
    breaches
}

fn indices_exist(problem: &Problem, plan: &Plan) -> bool {
    let (visitors, visits) = (problem.visitors().len() as u32, problem.visits().len() as u32);
    let known = |s: &Stop| s.visit < visits && problem.visits()[s.visit as usize].place.is_some();
    plan.rounds.iter().all(|r| r.visitor < visitors && r.stops.iter().all(known))
        && plan.left_out.iter().all(|l| l.visit < visits)
}

fn counts(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let mut planned = vec![0_u32; problem.visits().len()];
    let mut left_out = vec![0_u32; problem.visits().len()];
    plan.rounds.iter().flat_map(|r| &r.stops).for_each(|s| planned[s.visit as usize] += 1);
    plan.left_out.iter().for_each(|l| left_out[l.visit as usize] += 1);
    let right = |v: usize| {
        let times = if problem.visits()[v].partner.is_some() { 2 } else { 1 };
        (planned[v], left_out[v]) == (times, 0) || (planned[v], left_out[v]) == (0, 1)
    };
    (0..problem.visits().len()).filter(|&v| !right(v)).map(|v| Breach::Count(v as u32)).collect()
}

fn times(problem: &Problem, round: &Round) -> Vec<Breach> {
    let who = &problem.visitors()[round.visitor as usize];
    let travel = |from: u32, to: u32| problem.matrix(who.mode).seconds(from, to).map(|s| s as i32);
    let wrong = |visit| Breach::Times { visitor: round.visitor, visit };
    let (mut now, mut place, mut breaches) = (round.start, who.start, vec![]);
    for stop in &round.stops {
        let visit = &problem.visits()[stop.visit as usize];
        let door = visit.place.unwrap_or(place);
        let adds_up = travel(place, door) == Some(stop.travel_s)
            && stop.arrive == now + stop.travel_s
            && stop.wait_s >= 0
            && stop.depart == stop.arrive + stop.wait_s + visit.service_s;
        if !adds_up {
            breaches.push(wrong(Some(stop.visit)));
        }
        (now, place) = (stop.depart, door);
    }
    if travel(place, who.end) != Some(round.return_s) || round.end != now + round.return_s {
        breaches.push(wrong(None));
    }
    if round.start < who.shift.from || round.end > who.shift.to {
        breaches.push(Breach::Shift(round.visitor));
    }
    breaches
}

fn windows(problem: &Problem, round: &Round) -> Vec<Breach> {
    let outside = |stop: &&Stop| {
        let window = problem.visits()[stop.visit as usize].window.meet(VISITING_HOURS);
        stop.arrive + stop.wait_s < window.from || stop.depart > window.to
    };
    round.stops.iter().filter(outside).map(|s| Breach::Window(s.visit)).collect()
}

/// Between the last stop begun before the pause and the first one after it, as long a wait.
fn pause(problem: &Problem, round: &Round) -> Option<Breach> {
    let pause = problem.pause()?;
    let begins = |stop: &Stop| stop.arrive + stop.wait_s;
    let works_before = round.stops.iter().any(|stop| begins(stop) < pause.at);
    let after = round.stops.iter().find(|stop| begins(stop) >= pause.at)?;
    let rests = after.wait_s >= pause.length && begins(after) >= pause.at + pause.length;
    (works_before && !rests).then_some(Breach::Pause(round.visitor))
}

fn grouping(problem: &Problem, round: &Round) -> Vec<Breach> {
    let of = |stop: &Stop| &problem.visits()[stop.visit as usize];
    let (mut properties, mut villages) = (BTreeSet::new(), BTreeSet::new());
    let (mut breaches, mut reentered) = (vec![], false);
    for (i, stop) in round.stops.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| of(&round.stops[b]));
        if before.map(|b| b.property) != Some(of(stop).property) && !properties.insert(of(stop).property) {
            breaches.push(Breach::Parted { visitor: round.visitor, property: of(stop).property });
        }
        if before.map(|b| b.village) != Some(of(stop).village) {
            reentered = !villages.insert(of(stop).village);
            if reentered && !stop.reentry {
                breaches.push(Breach::Reentry { visitor: round.visitor, visit: stop.visit });
            }
        }
        if stop.reentry && !reentered {
            breaches.push(Breach::Reentry { visitor: round.visitor, visit: stop.visit });
        }
    }
    breaches
}

/// Who makes each visit: able, and where it is joint two who start together.
fn makers(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let mut by_visit: BTreeMap<u32, Vec<(u32, &Stop)>> = BTreeMap::new();
    for round in &plan.rounds {
        round.stops.iter().for_each(|s| by_visit.entry(s.visit).or_default().push((round.visitor, s)));
    }
    let mut breaches = vec![];
    for (visit, makers) in by_visit {
        let of = &problem.visits()[visit as usize];
        let able = |v: u32, roles| is_able(problem, v, visit, roles);
        match (of.partner, makers.as_slice()) {
            (None, all) => breaches.extend(
                all.iter()
                    .filter(|(v, stop)| !able(*v, of.roles) || stop.joint_with.is_some())
                    .map(|(visitor, _)| Breach::NotAble { visitor: *visitor, visit }),
            ),
            (Some(partner), [(a, one), (b, other)]) => {
                let roles =
                    able(*a, of.roles) && able(*b, partner) || able(*b, of.roles) && able(*a, partner);
                let named = one.joint_with == Some(*b) && other.joint_with == Some(*a);
                let together = one.arrive + one.wait_s == other.arrive + other.wait_s;
                if !(a != b && roles && named && together) {
                    breaches.push(Breach::Joint(visit));
                }
            }
            _ => breaches.push(Breach::Joint(visit)),
        }
    }
    breaches
}

fn is_able(problem: &Problem, visitor: u32, visit: u32, roles: crate::RoleSet) -> bool {
    let (who, visit): (&Visitor, _) =
        (&problem.visitors()[visitor as usize], &problem.visits()[visit as usize]);
    who.present
        && roles.has(who.role)
        && who.skills & visit.skills == visit.skills
        && (who.villages.is_empty() || who.villages.contains(&visit.village))
        && match visit.by {
            // Whoever was asked for comes in the role that is theirs.
            Some(by) if roles.has(problem.visitors()[by as usize].role) => by == visitor,
            _ => true,
        }
}

fn ceiling(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let planned: BTreeSet<u32> = plan.rounds.iter().flat_map(|r| &r.stops).map(|s| s.visit).collect();
    let mut households = BTreeSet::new();
    let second = |v: &&u32| {
        let visit = &problem.visits()[**v as usize];
        visit.had_contact || !households.insert(visit.household)
    };
    planned.iter().filter(second).map(|v| Breach::Ceiling(*v)).collect()
}

#[cfg(test)]
mod tests;
