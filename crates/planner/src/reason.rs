//! Who can make a visit today, and if nobody, why.

use crate::plan::Reason;
use crate::problem::{Problem, RoleSet, Visit};

/// Visitors who may lead a visit and, where it is joint, accompany it.
pub(crate) struct Able {
    pub leads: Vec<bool>,
    pub partners: Option<Vec<bool>>,
}

/// Tries the reasons in the order in which a planner could do something about them.
pub(crate) fn able_visitors(problem: &Problem, visit: &Visit) -> Result<Able, Reason> {
    let place = visit.place.ok_or(Reason::NoPosition)?;
    let all = 0..problem.visitors().len();
    if !all.clone().any(|v| problem.fits(v, visit, visit.roles)) {
        return Err(Reason::NoSkill);
    }
    let leads = present(problem, visit, visit.roles).ok_or(Reason::Absent)?;
    let leads = with_a_way(problem, place, leads).ok_or(Reason::Unreachable)?;
    let Some(roles) = visit.partner else { return Ok(Able { leads, partners: None }) };
    let partners = present(problem, visit, roles).ok_or(Reason::NoPartner)?;
    let partners = with_a_way(problem, place, partners).ok_or(Reason::Unreachable)?;
    let two = all.clone().any(|a| leads[a] && all.clone().any(|b| b != a && partners[b]));
    if two { Ok(Able { leads, partners: Some(partners) }) } else { Err(Reason::NoPartner) }
}

fn present(problem: &Problem, visit: &Visit, roles: RoleSet) -> Option<Vec<bool>> {
    let visitors = problem.visitors().iter().enumerate();
    some(visitors.map(|(v, who)| who.present && problem.fits(v, visit, roles)).collect())
}

fn with_a_way(problem: &Problem, place: u32, mut able: Vec<bool>) -> Option<Vec<bool>> {
    for (who, able) in problem.visitors().iter().zip(&mut able) {
        let matrix = problem.matrix(who.mode);
        *able &= matrix.seconds(who.start, place).is_some() && matrix.seconds(place, who.end).is_some();
    }
    some(able)
}

fn some(able: Vec<bool>) -> Option<Vec<bool>> {
    able.contains(&true).then_some(able)
}
