//! Records in every order of arrival.

mod arrival;
mod flags;
mod rebuild;
mod refusal;
pub(crate) mod support;
