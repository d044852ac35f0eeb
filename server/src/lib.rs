//! Everything of the `rounds` binary except its clock: command line, HTTP, store, jobs, imports.

// The pages of the office are types nested deeper than the compiler's default.
#![recursion_limit = "512"]

pub mod auth;
pub mod basemap;
pub mod cli;
pub mod config;
pub mod desk;
pub mod district;
pub mod events;
pub mod export;
pub mod http;
pub mod import;
pub mod jobs;
pub mod map;
pub mod photo;
pub mod process;
pub mod router;
pub mod sample;
pub mod seal;
#[cfg(test)]
mod sim;
pub mod state;
pub mod store;
pub mod stored;
#[cfg(test)]
pub mod testing;
