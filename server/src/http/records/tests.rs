//! Records in every order of arrival.

mod arrival;
mod examples;
mod fields;
mod flags;
mod hostile;
mod packed;
mod rebuild;
mod refusal;
mod refused;
mod retention;
mod sealed;
pub(crate) mod support;
