//! An answer to a public instance in the file's own numbers.

use super::Instance;
use crate::vrp::Answer;
use crate::vrp::check::check;
use serde::Serialize;

/// What `rounds solve --json` says of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Name of the instance.
    pub instance: String,
    /// Length of the routes by the file's own distances.
    pub cost: f64,
    /// Nobody is left out, and the independent check finds nothing.
    pub feasible: bool,
    /// Who is visited in which order.
    #[serde(flatten)]
    pub visits: Visits,
}

/// Customers by their numbers in the file, the depot being 0; routes without any are not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visits {
    /// Of one day.
    Routes(Vec<Vec<u32>>),
    /// By day.
    Days(Vec<Vec<Vec<u32>>>),
}

impl Instance {
    /// Tells an answer, `by_day` as periodic formats want it.
    pub fn told(&self, answer: &Answer, by_day: bool) -> Told {
        let on = |day: u32| {
            let of_day = self.problem.vehicles.iter().zip(&answer.routes).filter(move |(v, _)| v.day == day);
            let numbered = |route: &Vec<u32>| route.iter().map(|stop| stop + 1).collect();
            of_day.map(|(_, route)| route).filter(|route| !route.is_empty()).map(numbered).collect()
        };
        let visits = match by_day {
            true => Visits::Days((0..self.problem.days).map(on).collect()),
            false => Visits::Routes(on(0)),
        };
        Told {
            instance: self.name.clone(),
            cost: self.length(&answer.routes),
            feasible: answer.absent.is_empty() && check(&self.problem, answer, true).is_empty(),
            visits,
        }
    }
}

impl Visits {
    /// Number of routes of all days.
    pub fn count(&self) -> usize {
        match self {
            Self::Routes(routes) => routes.len(),
            Self::Days(days) => days.iter().map(Vec::len).sum(),
        }
    }
}
