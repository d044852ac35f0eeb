//! What the basemap draws: a shape, its layer and attributes, and from which zoom on.

use super::world::{Extent, Spot};

/// A shape in the square world.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Point(Spot),
    Lines(Vec<Vec<Spot>>),
    /// Rings of polygons, outer and inner alike, not repeating their first point; which is which
    /// follows from the sign of their area, as in a tile.
    Rings(Vec<Vec<Spot>>),
}

impl Shape {
    pub(super) fn extent(&self) -> Extent {
        match self {
            Self::Point(spot) => Extent::of(std::iter::once(spot)),
            Self::Lines(lines) | Self::Rings(lines) => Extent::of(lines.iter().flatten()),
        }
    }
}

/// A drawn thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Feature {
    pub(super) layer: Layer,
    pub(super) min_zoom: u8,
    pub(super) shape: Shape,
    pub(super) attributes: Vec<(&'static str, Value)>,
}

/// An attribute's value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
}

/// Layers of the Shortbread schema, in the order of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Land,
    WaterPolygons,
    WaterLines,
    Buildings,
    Streets,
    Boundaries,
    StreetLabels,
    PlaceLabels,
    Addresses,
}

impl Layer {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Land => "land",
            Self::WaterPolygons => "water_polygons",
            Self::WaterLines => "water_lines",
            Self::Buildings => "buildings",
            Self::Streets => "streets",
            Self::Boundaries => "boundaries",
            Self::StreetLabels => "street_labels",
            Self::PlaceLabels => "place_labels",
            Self::Addresses => "addresses",
        }
    }
}

/// A lone text attribute.
pub(super) fn text(key: &'static str, value: &str) -> (&'static str, Value) {
    (key, Value::Text(value.to_owned()))
}
