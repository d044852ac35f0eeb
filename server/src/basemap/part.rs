//! The part of the basemap around some places, small enough for a phone.

use super::MAX_ZOOM;
use super::pmtiles::Archive;
use super::world::{Extent, spot};
use domain::Position;
use geo::Coord;
use std::collections::BTreeSet;

/// What lies within so many metres of a place belongs to the part.
const MARGIN_M: f64 = 1_000.0;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

/// Tiles around some places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Zoom, column and row, the coarsest first.
    pub tiles: Vec<(u8, u32, u32)>,
    /// Their packed size.
    pub bytes: u64,
    /// The deepest zoom that they reach.
    pub deepest: u8,
}

impl Part {
    /// The tiles around `places`, as deep as `most` bytes allow: a zoom is held whole or not at all.
    pub fn around(archive: &Archive, places: &[Position], most: u64) -> Self {
        let areas: Vec<Extent> = places.iter().map(area).collect();
        let mut part = Self { tiles: vec![], bytes: 0, deepest: 0 };
        for zoom in 0..=MAX_ZOOM {
            let columns_and_rows: BTreeSet<(u32, u32)> =
                areas.iter().flat_map(|area| area.tiles(zoom, 0.0)).collect();
            let sized = |(x, y): (u32, u32)| Some(((zoom, x, y), archive.tile(zoom, x, y)?.len() as u64));
            let (tiles, sizes): (Vec<_>, Vec<_>) = columns_and_rows.into_iter().filter_map(sized).unzip();
            let bytes = part.bytes + sizes.iter().sum::<u64>();
            if bytes > most {
                break;
            }
            part.tiles.extend(tiles);
            (part.bytes, part.deepest) = (bytes, zoom);
        }
        part
    }

    /// Whether the map reaches deeper than the part.
    pub fn is_limited(&self) -> bool {
        self.deepest < MAX_ZOOM
    }
}

/// The square around a place.
fn area(place: &Position) -> Extent {
    let north = MARGIN_M / DEGREE_M;
    let east = north / place.lat.to_radians().cos().max(0.01);
    let corner = |sign: f64| spot(Coord { x: place.lon + sign * east, y: place.lat + sign * north });
    let corners = [corner(-1.0), corner(1.0)];
    Extent::of(corners.iter())
}
