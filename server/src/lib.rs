//! The `rounds` server: command line, HTTP, store, jobs, imports.

pub mod basemap;
pub mod import;
pub mod store;
