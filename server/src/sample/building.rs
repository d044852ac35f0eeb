//! Homes of the extract: buildings with an address, and in villages with few of those the other
//! buildings, numbered by us.

use crate::import::osm::{Area, AreaIndex, Extract};
use crate::store::address::Address;
use domain::Position;
use domain::area::VillageCode;
use std::collections::BTreeMap;

/// Buildings that people may live in, by the value of their tag.
const HOMES: [&str; 9] = [
    "apartments",
    "residential",
    "house",
    "detached",
    "semidetached_house",
    "terrace",
    "farm",
    "yes",
    "dormitory",
];

/// Whether people may live in the building of an address.
pub fn is_home(address: &Address) -> bool {
    address.building.as_deref().is_some_and(|building| HOMES.contains(&building))
}

/// Homes without an address in the extract, by village; their names are ours and say so by their
/// form, `Ruggell 17 号`.
pub fn unaddressed(extract: &Extract) -> Vec<Address> {
    let index = AreaIndex::new(extract.villages.iter().map(|village| &village.area));
    let mut numbers: BTreeMap<i64, usize> = BTreeMap::new();
    let homes = extract.areas.iter().filter(|area| is_unaddressed_home(area));
    homes
        .filter_map(|area| {
            let at = area.middle()?;
            let village = index.holding(at)?;
            let name = extract.villages.iter().find(|v| v.area.id == village.id).map(|v| v.name.as_str())?;
            let number = numbers.entry(village.id).or_default();
            *number += 1;
            Some(Address {
                address: format!("{name} {number} 号"),
                village: Some(VillageCode(format!("osm-r{}", village.id))),
                building: area.tags.get("building").map(str::to_owned),
                at: Position { lon: at.x, lat: at.y },
            })
        })
        .collect()
}

fn is_unaddressed_home(area: &Area) -> bool {
    area.tags.get("building").is_some_and(|b| HOMES.contains(&b))
        && area.tags.get("addr:housenumber").is_none()
        && area.tags.get("addr:housename").is_none()
}
