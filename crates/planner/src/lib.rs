//! Who visits what, when, in which order.
//!
//! The crate is pure: it reads no clock and no map. Travel times come in as a [`Matrix`] per
//! travel mode, the present through [`Effort`], randomness from a seed. The same problem, seed
//! and number of iterations give the same plan, byte for byte, on every machine.
//!
//! Reading order: [`problem`] says what is asked, [`horizon`] which owed visits are due on a
//! day, [`Solver`] makes a [`Plan`], from an earlier one ([`Before`]) where there is one, [`check`] verifies it without looking at how it was made.
//! [`vrp`] is the general engine behind `rounds solve`.

pub mod check;
pub mod district;
pub mod horizon;
pub mod plan;
pub mod problem;
pub mod vrp;

mod block;
mod construction;
mod joint;
mod keep;
mod matrix;
mod moves;
mod pause;
mod reason;
mod rng;
mod ruin;
mod schedule;
mod score;
mod search;
mod segment;
mod solver;
mod state;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod testing;

pub use keep::Before;
pub use matrix::Matrix;
pub use pause::Pause;
pub use plan::{LeftOut, Plan, Reason, Round, Stop};
pub use problem::{Mode, Problem, ProblemError, Role, RoleSet, Span, Urgency, Visit, Visitor};
pub use score::Score;
pub use search::LocalSearch;
pub use solver::{Effort, Solver};
