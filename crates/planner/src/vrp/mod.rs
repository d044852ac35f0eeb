//! The general routing problem of the public benchmarks: capacity, windows, limits, several starts,
//! skills, days. Reading order: [`problem`] says what is asked, `state` holds routes, `ruin` and
//! `recreate` change them, `search` decides what is kept.

pub mod check;
pub mod drive;
pub mod problem;
pub mod read;
pub mod vroom;

mod absent;
mod begin;
mod change;
mod extra;
mod faces;
mod islands;
mod near;
mod order;
mod power;
mod recreate;
mod rich;
mod ruin;
mod search;
mod solve;
mod state;
mod timing;
mod valid;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

pub use islands::{Island, Runner, in_turn};
pub use problem::{Break, Problem, ShapeError, Stop, Travel, Vehicle};
pub use solve::{Answer, Budget, solve, solve_on};
