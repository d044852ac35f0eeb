//! What the store and the map know when a register comes in; rows are judged against it.

use domain::Position;
use domain::class::Class;
use domain::dwelling::Papers;
use domain::property::PropertyKind;
use domain::tenancy::Headcount;
use std::collections::HashMap;

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box4(pub [f64; 4]);

impl Box4 {
    /// Kilometres from the box, 0 inside, rounded up.
    pub fn km_outside(self, at: Position) -> u32 {
        let [west, south, east, north] = self.0;
        let nearest = Position { lon: at.lon.clamp(west, east), lat: at.lat.clamp(south, north) };
        (at.distance_m(nearest) / 1000.0).ceil() as u32
    }

    /// The smallest box around some positions; none around nothing.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Self> {
        let mut points = points.into_iter();
        let [lon, lat] = points.next()?;
        Some(Self(points.fold([lon, lat, lon, lat], |b, [lon, lat]| {
            [b[0].min(lon), b[1].min(lat), b[2].max(lon), b[3].max(lat)]
        })))
    }
}

/// A village in the list of areas.
#[derive(Clone, Debug)]
pub struct KnownVillage {
    /// Name as listed.
    pub name: String,
    /// Around its boundary, where it has one.
    pub bounds: Option<Box4>,
    /// Whether a station serves it.
    pub served: bool,
}

/// An address of the map in use.
#[derive(Clone, Debug)]
pub struct KnownAddress {
    /// Its village, where the map has boundaries.
    pub village: Option<String>,
    /// Its door point.
    pub at: Position,
}

/// A property registered already.
#[derive(Clone, Debug)]
pub struct KnownProperty {
    /// What it is.
    pub kind: PropertyKind,
    /// Its door point, where one is known.
    pub at: Option<Position>,
}

/// A dwelling registered already, as it is today.
#[derive(Clone, Debug)]
pub struct KnownDoor {
    /// Its class.
    pub class: Class,
    /// Who lives there.
    pub headcount: Option<Headcount>,
    /// Papers of the letting.
    pub papers: Papers,
}

/// Village code and property name.
pub type PropertyKey = (String, String);
/// Village code, property name and door mark.
pub type DoorKey = (String, String, String);

/// Everything rows are judged against.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Villages by code.
    pub villages: HashMap<String, KnownVillage>,
    /// Around the map in use.
    pub map: Option<Box4>,
    /// Addresses of the map in use, by their text.
    pub addresses: HashMap<String, Vec<KnownAddress>>,
    /// Registered properties.
    pub properties: HashMap<PropertyKey, KnownProperty>,
    /// Registered dwellings.
    pub doors: HashMap<DoorKey, KnownDoor>,
}
