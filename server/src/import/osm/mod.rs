//! Reads an OpenStreetMap extract: roads, addresses, buildings, villages and what the basemap
//! draws. Nothing here touches the store; a file that cannot be read leaves everything as it was.

mod address;
mod area;
mod error;
mod extract;
mod file;
mod meter;
mod network;
mod pbf;
mod raw;
mod ring;
mod sink;
#[cfg(test)]
mod tests;
mod village;
mod xml;

pub use address::{Address, addresses};
pub use area::{Area, AreaIndex, areas};
pub use error::ExtractError;
pub use extract::{Extract, ways};
pub use file::read;
pub use network::Network;
pub use raw::{Member, Raw, RawRelation, RawWay};
pub(crate) use ring::coord;
pub use village::{VillageArea, villages};
