//! A simulated phone on a simulated network.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

mod loss;
mod store_contract;
mod support;
