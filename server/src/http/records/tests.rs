//! Records in every order of arrival.

mod arrival;
mod examples;
mod flags;
mod packed;
mod rebuild;
mod refusal;
mod sealed;
pub(crate) mod support;
