//! Who asks, and may they: sign-in, sessions, tokens, roles and areas.

mod actor;
pub mod audited;
pub mod cookie;
pub mod guard;
pub mod limit;
pub mod password;
pub mod rights;
pub mod session;
pub mod sign_in;
pub mod source;
#[cfg(test)]
mod tests;
pub mod token;

pub use actor::{Actor, Phone};
