//! One file of tiles: PMTiles, version 3 (Protomaps, specification 3.4), so that other programs
//! open it too.

mod directory;
mod id;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use id::TileId;
pub use read::{Archive, ArchiveError};
pub(super) use write::{Meta, archive, gzip};

/// First bytes of an archive, with the version.
const MAGIC: &[u8; 8] = b"PMTiles\x03";
/// Bytes of the header.
const HEADER: usize = 127;
/// Header and root directory must fit into the first read of a client.
const FIRST_READ: usize = 16_384;
/// Values of the header: gzip, and Mapbox vector tiles.
const GZIP: u8 = 2;
const VECTOR: u8 = 1;
