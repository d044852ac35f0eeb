//! Versioned REST for phones and integrations, one resource a file, and what all routes share.

pub mod basemap;
pub mod changes;
pub mod contact;
pub mod decisions;
pub mod devices;
pub mod events;
pub mod health;
pub mod label;
pub mod map;
pub mod measure;
pub mod openapi;
pub mod pack;
pub mod photos;
pub mod problem;
mod read;
pub mod records;
pub mod roads;
pub mod rounds;
pub mod security;
pub mod session;
pub mod site;
mod tag;
#[cfg(test)]
mod tests;
pub mod tiles;

pub use problem::{Failure, Outcome};
pub use read::{BODY_LIMIT, Read};
