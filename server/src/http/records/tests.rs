//! Records in every order of arrival.

mod arrival;
mod examples;
mod flags;
mod rebuild;
mod refusal;
pub(crate) mod support;
