//! One tile: features cut to its square and encoded.

use super::clip::Window;
use super::feature::{Feature, Layer, Shape, Value};
use super::schema::doubled_area;
use super::world::Spot;
use mvt::{Error, GeomData, GeomEncoder, GeomType, Tile};

/// Units across a tile.
pub(super) const EXTENT: f64 = 4_096.0;
/// Units drawn beyond the edge, so that lines and outlines do not end in sight.
pub(super) const BUFFER: f64 = 64.0;

/// A tile being filled, layer by layer in the order of [`Layer`].
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    parts: Vec<(&'a Feature, Shape)>,
}

impl<'a> Draft<'a> {
    /// Adds what of `shape` lies in the tile; `shape` may be simplified from the feature's own.
    pub(super) fn add(&mut self, feature: &'a Feature, shape: &Shape, square: Square) {
        if let Some(part) = square.cut(shape) {
            self.parts.push((feature, part));
        }
    }

    /// The tile's bytes; none where nothing is drawn.
    pub(super) fn encode(mut self) -> Result<Option<Vec<u8>>, Error> {
        self.parts.sort_by_key(|(feature, _)| feature.layer);
        let mut tile = Tile::new(EXTENT as u32);
        for group in self.parts.chunk_by(|a, b| a.0.layer == b.0.layer) {
            tile.add_layer(layer(&tile, group[0].0.layer, group)?)?;
        }
        let bytes = if self.parts.is_empty() { None } else { Some(tile.to_bytes()?) };
        Ok(bytes)
    }
}

fn layer(tile: &Tile, kind: Layer, parts: &[(&Feature, Shape)]) -> Result<mvt::Layer, Error> {
    let mut layer = tile.create_layer(kind.name());
    for (feature, shape) in parts {
        let geometry = encode(shape)?;
        if geometry.is_empty() {
            continue;
        }
        let mut drawn = layer.into_feature(geometry);
        for (key, value) in &feature.attributes {
            match value {
                Value::Text(text) => drawn.add_tag_string(key, text),
                Value::Number(number) => drawn.add_tag_int(key, *number),
                Value::Flag(flag) => drawn.add_tag_bool(key, *flag),
            }
        }
        layer = drawn.into_layer();
    }
    Ok(layer)
}

fn encode(shape: &Shape) -> Result<GeomData, Error> {
    match shape {
        Shape::Point([x, y]) => GeomEncoder::new(GeomType::Point).point(*x, *y)?.encode(),
        Shape::Lines(lines) => {
            let mut encoder = GeomEncoder::new(GeomType::Linestring);
            for line in lines {
                line.iter().try_for_each(|[x, y]| encoder.add_point(*x, *y))?;
                encoder.complete_geom()?;
            }
            encoder.encode()
        }
        Shape::Rings(rings) => {
            let mut encoder = GeomEncoder::new(GeomType::Polygon);
            let mut last = None;
            for ring in rings {
                let mut ring = ring.clone();
                // The encoder takes a ring that starts where the last one ended for its rest.
                if ring.first().copied() == last {
                    ring.rotate_left(1);
                }
                ring.iter().try_for_each(|[x, y]| encoder.add_point(*x, *y))?;
                encoder.complete_geom()?;
                last = ring.last().copied();
            }
            encoder.encode()
        }
    }
}

/// A tile's square of the world.
#[derive(Clone, Copy, Debug)]
pub(super) struct Square {
    pub(super) zoom: u8,
    pub(super) x: u32,
    pub(super) y: u32,
}

impl Square {
    /// In whole units of the tile; none where nothing of it is left to see.
    fn cut(self, shape: &Shape) -> Option<Shape> {
        let window = Window { low: [-BUFFER; 2], high: [EXTENT + BUFFER; 2] };
        match shape {
            Shape::Point(spot) => {
                // A point belongs to one tile, or its label would show twice.
                let at = self.units(*spot);
                at.iter().all(|value| (0.0..EXTENT).contains(value)).then(|| Shape::Point(at.map(f64::round)))
            }
            Shape::Lines(lines) => {
                let lines =
                    lines.iter().map(|line| line.iter().map(|spot| self.units(*spot)).collect::<Vec<_>>());
                let parts = lines.flat_map(|line| window.line(&line));
                let parts: Vec<Vec<Spot>> = parts.filter_map(|part| whole(part, 2)).collect();
                (!parts.is_empty()).then_some(Shape::Lines(parts))
            }
            Shape::Rings(rings) => {
                let rings: Vec<Vec<Spot>> = rings
                    .iter()
                    .filter_map(|ring| {
                        let ring: Vec<Spot> = ring.iter().map(|spot| self.units(*spot)).collect();
                        whole(window.ring(&ring), 3)
                    })
                    .collect();
                let rings = seen(rings);
                (!rings.is_empty()).then_some(Shape::Rings(rings))
            }
        }
    }

    fn units(self, spot: Spot) -> Spot {
        let side = f64::from(1_u32 << self.zoom);
        [(spot[0] * side - f64::from(self.x)) * EXTENT, (spot[1] * side - f64::from(self.y)) * EXTENT]
    }
}

/// Rounded to whole units without repeats; none where fewer than `least` points are left.
fn whole(points: Vec<Spot>, least: usize) -> Option<Vec<Spot>> {
    let mut points: Vec<Spot> = points.into_iter().map(|spot| spot.map(f64::round)).collect();
    points.dedup();
    if least > 2 && points.first() == points.last() {
        points.pop();
    }
    (points.len() >= least).then_some(points)
}

/// Outer rings of at least a pixel, each with those of its holes.
fn seen(rings: Vec<Vec<Spot>>) -> Vec<Vec<Spot>> {
    /// Twice the area of a pixel: a tile is shown at 512 pixels.
    const LEAST: f64 = 2.0 * 8.0 * 8.0;
    let mut is_drawn = false;
    rings
        .into_iter()
        .filter(|ring| {
            let area = doubled_area(ring);
            if area > 0.0 {
                is_drawn = area >= LEAST;
            }
            is_drawn && area.abs() >= LEAST
        })
        .collect()
}
