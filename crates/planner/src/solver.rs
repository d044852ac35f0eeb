//! What any engine that plans a day must do.

use crate::{Before, Plan, Problem};

/// How long to search. The crate has no clock: the caller says how much of the time is used.
pub enum Effort<'a> {
    /// So many steps; the plan depends on nothing else.
    Iterations(u32),
    /// Until the answer is 1,024 or more: the share of the time used so far, in 1,024ths.
    Used(&'a mut dyn FnMut() -> u32),
}

impl Effort<'_> {
    /// Share of the effort used before step number `step`, 1,024 when it is over.
    pub(crate) fn used(&mut self, step: u32) -> u32 {
        match self {
            Self::Iterations(all) if step >= *all => 1024,
            Self::Iterations(all) => (u64::from(step) * 1024 / u64::from(*all)) as u32,
            Self::Used(ask) => ask().min(1024),
        }
    }

    /// Whether nothing more may be tried; steps are counted where they are taken.
    pub(crate) fn is_over(&mut self) -> bool {
        match self {
            Self::Iterations(_) => false,
            Self::Used(ask) => ask() >= 1024,
        }
    }
}

/// An engine. It always answers with a plan that [`crate::check`] accepts, however short the
/// effort: the construction runs to its end.
pub trait Solver {
    /// Plans the day, from an earlier plan of it where visitors have seen one: that is kept but
    /// where a change is worth it. Equal problem, earlier plan, seed and iterations give an equal
    /// plan.
    fn solve(&self, problem: &Problem, before: Option<&Before>, seed: u64, effort: Effort<'_>) -> Plan;
}
