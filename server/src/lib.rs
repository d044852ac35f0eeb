//! The `rounds` server: command line, HTTP, store, jobs, imports.

pub mod basemap;
pub mod export;
pub mod import;
pub mod store;
