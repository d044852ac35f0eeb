//! Lays towns, stations and villages over the buildings of a place.

use super::part::{Placed, part};
use crate::import::area::Areas;
use crate::sample::maker::{Maker, moment};
use crate::sample::place::middle;
use crate::sample::scale;
use crate::store::address::Address;
use chrono::NaiveDate;
use domain::Position;
use domain::area::{AreaMode, Station, Town, Village};
use domain::id::StationId;
use std::collections::HashSet;
use std::ops::Range;

impl Placed for Address {
    fn at(&self) -> Position {
        self.at
    }
}

/// A station's villages with their buildings.
pub struct District {
    /// The station.
    pub station: Station,
    /// The buildings of each of its villages, which they name.
    pub villages: Vec<Vec<Address>>,
}

/// Parts the buildings among towns, their stations and villages. A town has at least one station and
/// no station serves two towns; each has about equally many buildings.
pub fn districts(
    areas: &Areas,
    mut buildings: Vec<Address>,
    dwellings: usize,
    opened: NaiveDate,
    zone: &str,
    maker: &mut Maker,
) -> Vec<District> {
    let villages = &areas.villages[..scale::villages(dwellings).min(areas.villages.len())];
    let towns: Vec<(&Town, &[Village])> = areas
        .towns
        .iter()
        .map(|town| (town, of_town(villages, town)))
        .filter(|(_, villages)| !villages.is_empty())
        .collect();
    let sizes: Vec<usize> = towns.iter().map(|(_, villages)| villages.len()).collect();
    let stations = apportion(&sizes, scale::stations(dwellings));
    let mut districts = Vec::new();
    let ranges = part(&mut buildings, &stations);
    for (((town, villages), count), range) in towns.into_iter().zip(stations).zip(ranges) {
        let within = &mut buildings[range];
        let ranges = part(within, &vec![1; count]);
        for (n, (villages, range)) in chunks(villages, count).zip(ranges).enumerate() {
            let name = format!("{} {} 号工作站", town.name, n + 1);
            let mut district = district(villages, &mut within[range], name, zone, opened, maker);
            district.station.mode = mode(town);
            districts.push(district);
        }
    }
    districts
}

/// Villages follow each other by code, and a town's codes begin with its own.
fn of_town<'a>(villages: &'a [Village], town: &Town) -> &'a [Village] {
    let first = villages.iter().position(|v| v.town == town.code).unwrap_or_default();
    let count = villages.iter().filter(|v| v.town == town.code).count();
    &villages[first..first + count]
}

fn mode(town: &Town) -> AreaMode {
    let farm = ["农场", "林场", "农业园区"].iter().any(|end| town.name.ends_with(end));
    if farm { AreaMode::Farm } else { AreaMode::Rural }
}

/// Stations of each town: one each, the rest where a station has most villages; never more stations
/// than villages (highest averages).
fn apportion(villages: &[usize], stations: usize) -> Vec<usize> {
    let mut given = vec![1; villages.len()];
    for _ in villages.len()..stations {
        let room = (0..villages.len()).filter(|town| given[*town] < villages[*town]);
        let average = |town: &usize| villages[*town] * 1_000 / (2 * given[*town] + 1);
        let Some(town) = room.rev().max_by_key(average) else { break };
        given[town] += 1;
    }
    given
}

/// `count` runs of about equally many.
fn chunks<T>(items: &[T], count: usize) -> impl Iterator<Item = &[T]> {
    let bounds = move |n: usize| n * items.len() / count;
    (0..count).map(move |n| &items[bounds(n)..bounds(n + 1)])
}

fn district(
    villages: &[Village],
    buildings: &mut [Address],
    name: String,
    zone: &str,
    opened: NaiveDate,
    maker: &mut Maker,
) -> District {
    let ranges = part(buildings, &vec![1; villages.len()]);
    let all: Vec<&Address> = buildings.iter().collect();
    let at = middle(&all).unwrap_or(Position { lon: 0.0, lat: 0.0 });
    let station = Station {
        id: StationId(maker.id(moment(opened, 480))),
        town: villages[0].town.clone(),
        name,
        mode: AreaMode::Rural,
        at,
        zone: zone.to_owned(),
        villages: villages.iter().map(|v| v.code.clone()).collect(),
    };
    let of = |(village, range): (&Village, Range<usize>)| named(village, &buildings[range]);
    District { station, villages: villages.iter().zip(ranges).map(of).collect() }
}

/// Buildings as a village's: each name once.
fn named(village: &Village, buildings: &[Address]) -> Vec<Address> {
    let mut seen = HashSet::new();
    let new = buildings.iter().filter(|b| seen.insert(b.address.as_str()));
    new.map(|b| Address { village: Some(village.code.clone()), ..b.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::apportion;

    #[test]
    fn every_town_has_a_station_and_large_ones_more() {
        assert_eq!(apportion(&[45, 27, 1, 1], 8), [4, 2, 1, 1]);
        assert_eq!(apportion(&[2, 1], 9), [2, 1]);
        assert_eq!(apportion(&[5, 5], 3).iter().sum::<usize>(), 3);
    }
}
