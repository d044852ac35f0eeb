//! Records in every order of arrival.

mod arrival;
mod examples;
mod flags;
mod hostile;
mod packed;
mod rebuild;
mod refusal;
mod refused;
mod sealed;
pub(crate) mod support;
