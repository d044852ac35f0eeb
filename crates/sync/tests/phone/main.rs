//! A simulated phone on a simulated network.

mod loss;
mod store_contract;
mod support;
