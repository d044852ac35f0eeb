//! Reads an OpenStreetMap extract: roads, addresses, buildings, villages and what the basemap
//! draws. Nothing here touches the store; a file that cannot be read leaves everything as it was.

mod error;
mod file;
mod meter;
mod pbf;
mod raw;
mod xml;

pub use error::ExtractError;
pub use file::read;
pub use raw::{Member, Raw, RawRelation, RawWay};
