//! Stations, properties and dwellings from real addressed buildings.

use super::building::is_home;
use super::maker::{Maker, moment};
use crate::store::address::Address;
use crate::store::area::VillageRow;
use crate::store::property::PropertyRow;
use chrono::{NaiveDate, TimeDelta};
use domain::area::{AreaMode, Station, VillageCode};
use domain::id::{DwellingId, PropertyId, StationId};
use domain::property::{Property, PropertyKind};
use domain::{Position, Time};
use std::collections::HashSet;

/// Adjacent villages that one station serves, by their names in the extract. Rural stations have
/// about 1,000 tenants each.
const STATIONS: [&[&str]; 5] = [
    &["Ruggell", "Schellenberg", "Gamprin"],
    &["Eschen", "Mauren"],
    &["Schaan", "Planken"],
    &["Vaduz"],
    &["Triesen", "Triesenberg", "Balzers"],
];
/// Dwellings a station: with 2.1 people in each, about 1,000.
const DWELLINGS: usize = 480;

/// Buildings a station has at least, so that its dwellings are not all in a few.
const BUILDINGS: usize = 130;

/// A dwelling before its history.
#[derive(Clone, Debug)]
pub struct Home {
    /// Identity.
    pub id: DwellingId,
    /// Index of its station.
    pub station: usize,
    /// Its property.
    pub property: PropertyId,
    /// What the property is.
    pub kind: PropertyKind,
    /// The property's door point.
    pub at: Position,
    /// Door mark.
    pub door: String,
}

/// What stands where.
pub struct Places {
    /// Stations.
    pub stations: Vec<Station>,
    /// Properties.
    pub properties: Vec<PropertyRow>,
    /// Dwellings, in the order of properties and doors.
    pub homes: Vec<Home>,
}

/// Lays stations over the villages and fills buildings with dwellings.
pub fn places(
    villages: &[VillageRow],
    addresses: &[Address],
    unaddressed: &[Address],
    opened: NaiveDate,
    zone: &str,
    maker: &mut Maker,
) -> Places {
    let mut places = Places { stations: Vec::new(), properties: Vec::new(), homes: Vec::new() };
    for (index, names) in STATIONS.iter().enumerate() {
        let served: Vec<&VillageRow> =
            villages.iter().filter(|v| names.contains(&v.village.name.as_str())).collect();
        let mut buildings: Vec<&Address> = served
            .iter()
            .flat_map(|v| buildings(addresses, unaddressed, &v.village.code, BUILDINGS / served.len(), maker))
            .collect();
        let (Some(first), Some(middle)) = (served.first(), middle(&buildings)) else { continue };
        let station = Station {
            id: StationId(maker.id(moment(opened, 480))),
            town: first.village.town.clone(),
            name: format!("{} 工作站", names[0]),
            mode: AreaMode::Rural,
            at: middle,
            zone: zone.to_owned(),
            villages: served.iter().map(|v| v.village.code.clone()).collect(),
        };
        maker.shuffle(&mut buildings);
        let lot = Lot {
            at: moment(opened, 490),
            station: (index, &station),
            buildings: &buildings,
            dwellings: DWELLINGS,
            first: 0,
            all: false,
        };
        places.fill(&lot, opened, maker);
        places.stations.push(station);
    }
    places
}

/// Homes of a village with an address, each address once, at most twice `enough`: a station's dwellings
/// are not all in one village. Others only up to `enough`.
fn buildings<'a>(
    addresses: &'a [Address],
    unaddressed: &'a [Address],
    village: &VillageCode,
    enough: usize,
    maker: &mut Maker,
) -> Vec<&'a Address> {
    let mut seen = HashSet::new();
    let mut homes: Vec<&Address> = addresses
        .iter()
        .filter(|a| a.village.as_ref() == Some(village))
        .filter(|a| is_home(a))
        .filter(|a| seen.insert(a.address.as_str()))
        .collect();
    let mut others: Vec<&Address> =
        unaddressed.iter().filter(|a| a.village.as_ref() == Some(village)).collect();
    maker.shuffle(&mut homes);
    homes.truncate(2 * enough);
    maker.shuffle(&mut others);
    others.truncate(enough.saturating_sub(homes.len()));
    homes.append(&mut others);
    homes
}

/// The building nearest to the middle of all: a station lies among its homes.
pub fn middle(buildings: &[&Address]) -> Option<Position> {
    let count = buildings.len() as f64;
    let lon = buildings.iter().map(|b| b.at.lon).sum::<f64>() / count;
    let lat = buildings.iter().map(|b| b.at.lat).sum::<f64>() / count;
    let far = |b: &&Address| b.at.distance_m(Position { lon, lat });
    let near = buildings.iter().copied().min_by(|a, b| far(a).total_cmp(&far(b)));
    near.map(|b| b.at)
}

/// Buildings of a station to be filled.
pub struct Lot<'a> {
    /// When they are registered. Ids follow it: what is stored together should lie together.
    pub at: Time,
    /// The station with its index.
    pub station: (usize, &'a Station),
    /// In the order in which they are filled.
    pub buildings: &'a [&'a Address],
    /// So many planned dwellings at most.
    pub dwellings: usize,
    /// How many buildings of the station came before.
    pub first: usize,
    /// Exactly so many, in larger buildings than usual where it must be.
    pub all: bool,
}

impl Places {
    /// Fills buildings with dwellings until there are enough.
    pub fn fill(&mut self, lot: &Lot<'_>, opened: NaiveDate, maker: &mut Maker) {
        let (index, station) = lot.station;
        let mut left = lot.dwellings;
        for (n, building) in lot.buildings.iter().enumerate() {
            let kind = kind(building, lot.first + n);
            let least = if lot.all { left.div_ceil(lot.buildings.len() - n) } else { 1 };
            let doors = doors(kind, building, least, left, maker);
            let Some(village) = building.village.clone().filter(|_| !doors.is_empty()) else { continue };
            let property = Property {
                id: PropertyId(maker.id(lot.at)),
                station: station.id,
                village,
                name: building.address.clone(),
                kind,
                at: Some(building.at),
            };
            for door in doors {
                left -= usize::from(kind.is_planned());
                self.homes.push(Home {
                    id: DwellingId(maker.id(lot.at + TimeDelta::minutes(10))),
                    station: index,
                    property: property.id,
                    kind,
                    at: building.at,
                    door,
                });
            }
            self.properties.push(PropertyRow { town: station.town.clone(), property, registered: opened });
            if left == 0 {
                break;
            }
        }
    }
}

/// The first building of a station is an employer's dormitory, the second a hotel, the third
/// lodges a venue's staff; the rest are what they look like.
fn kind(building: &Address, n: usize) -> PropertyKind {
    match (n, building.building.as_deref()) {
        (0, _) => PropertyKind::EmployerDormitory,
        (1, _) => PropertyKind::Hotel,
        (2, _) => PropertyKind::VenueLodging,
        (_, Some("apartments" | "residential" | "terrace" | "dormitory")) => PropertyKind::Flat,
        _ if n.is_multiple_of(3) => PropertyKind::Flat,
        _ => PropertyKind::RuralHouse,
    }
}

/// Door marks: floors of four, a single one unmarked.
fn doors(
    kind: PropertyKind,
    building: &Address,
    least: usize,
    left: usize,
    maker: &mut Maker,
) -> Vec<String> {
    let apartments = building.building.as_deref() == Some("apartments");
    let count = match kind {
        PropertyKind::Hotel | PropertyKind::PortBerth => 1,
        PropertyKind::Flat if apartments => maker.between(8, 16),
        PropertyKind::Flat => maker.between(4, 10),
        PropertyKind::RuralHouse | PropertyKind::InlandBerth => maker.between(1, 4),
        _ => maker.between(10, 16),
    };
    let count = usize::try_from(count).unwrap_or(1).max(least).min(if kind.is_planned() { left } else { 1 });
    match count {
        1 => vec![String::new()],
        _ => (0..count).map(|n| format!("{}{:02}", n / 4 + 1, n % 4 + 1)).collect(),
    }
}
