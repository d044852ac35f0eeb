//! The basemap: vector tiles made from the same extract as the roads, kept in one PMTiles file
//! and shown by MapLibre in our own style. Layers are a subset of the Shortbread schema (CC0).

mod build;
mod clip;
mod feature;
mod geojson;
mod hull;
mod part;
mod pmtiles;
mod schema;
mod style;
mod tile;
mod village;
mod world;

pub use build::{Basemap, DrawError, build};
pub use geojson::{area, geojson};
use hull::hull;
pub use part::Part;
pub use pmtiles::{Archive, ArchiveError, TileId};
pub use style::{Theme, style};
pub use village::village_area;

/// The deepest zoom with tiles of its own; MapLibre enlarges these beyond.
pub const MAX_ZOOM: u8 = 14;
/// Shown on every map, as the licence of the data asks (ODbL 1.0, 4.3).
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";
