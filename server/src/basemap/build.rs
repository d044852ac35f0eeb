//! From an extract to the archive of its tiles.

use super::clip::{simplify, simplify_ring};
use super::feature::{Feature, Shape};
use super::pmtiles::{Meta, TileId, archive, gzip};
use super::schema::features;
use super::tile::{BUFFER, Draft, EXTENT, Square};
use super::{ATTRIBUTION, MAX_ZOOM};
use crate::import::osm::Extract;
use std::collections::BTreeMap;

/// Tiles of an extract.
#[derive(Clone, Debug)]
pub struct Basemap {
    /// A PMTiles archive, version 3.
    pub bytes: Vec<u8>,
    /// How many tiles.
    pub tiles: usize,
    /// West, south, east, north of what is drawn, degrees.
    pub bounds: [f64; 4],
}

/// Why tiles could not be encoded: numbers beyond what a tile holds.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// A shape or layer cannot be encoded.
    #[error("a tile cannot be encoded: {0}")]
    Tile(#[from] mvt::Error),
    /// The archive cannot be put together.
    #[error("the tiles cannot be packed: {0}")]
    Archive(#[from] std::io::Error),
}

/// Draws an extract. The same extract gives the same bytes. `progress` is told zooms done and due.
pub fn build(extract: &Extract, progress: &dyn Fn(u64, u64)) -> Result<Basemap, DrawError> {
    let features = features(extract);
    let mut tiles = BTreeMap::new();
    for zoom in 0..=MAX_ZOOM {
        for ((x, y), draft) in draw(&features, zoom) {
            if let Some(bytes) = draft.encode()? {
                tiles.insert(TileId::of(zoom, x, y), gzip(&bytes)?);
            }
        }
        progress(u64::from(zoom) + 1, u64::from(MAX_ZOOM) + 1);
    }
    let bounds = bounds(extract);
    let count = tiles.len();
    let bytes = archive(tiles, &Meta { bounds, max_zoom: MAX_ZOOM, attribution: ATTRIBUTION })?;
    Ok(Basemap { bytes, tiles: count, bounds })
}

fn draw(features: &[Feature], zoom: u8) -> BTreeMap<(u32, u32), Draft<'_>> {
    let mut drafts: BTreeMap<(u32, u32), Draft<'_>> = BTreeMap::new();
    for feature in features.iter().filter(|feature| feature.min_zoom <= zoom) {
        let shape = simplified(&feature.shape, zoom);
        for (x, y) in shape.extent().tiles(zoom, BUFFER / EXTENT) {
            drafts.entry((x, y)).or_default().add(feature, &shape, Square { zoom, x, y });
        }
    }
    drafts
}

/// Less than a pixel off at this zoom; the deepest is enlarged and keeps everything.
fn simplified(shape: &Shape, zoom: u8) -> Shape {
    /// Units of a tile; 8 are a pixel.
    const TOLERANCE: f64 = 5.0;
    if zoom == MAX_ZOOM {
        return shape.clone();
    }
    let tolerance = TOLERANCE / EXTENT / f64::from(1_u32 << zoom);
    match shape {
        Shape::Point(spot) => Shape::Point(*spot),
        Shape::Lines(lines) => Shape::Lines(lines.iter().map(|line| simplify(line, tolerance)).collect()),
        Shape::Rings(rings) => {
            Shape::Rings(rings.iter().map(|ring| simplify_ring(ring, tolerance)).collect())
        }
    }
}

/// Around the roads: what else an extract holds may reach far beyond it.
fn bounds(extract: &Extract) -> [f64; 4] {
    let start = [180.0_f64, 90.0, -180.0, -90.0];
    let points = extract.ways.iter().flat_map(|way| &way.nodes).map(|node| node.at.degrees());
    points.fold(start, |[west, south, east, north], [lon, lat]| {
        [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
    })
}
