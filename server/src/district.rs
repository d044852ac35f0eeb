//! Proposes which villages the stations of a town serve, over its map.

mod adjoining;

use crate::map::{MapError, Maps};
use crate::store::district::{self, VillageLoad};
use crate::store::{Store, StoreError, station};
use adjoining::{Ground, adjoining};
use domain::Position;
use domain::area::{Station, TownCode};
use domain::district::{Exception, TARGET, TOLERANCE, rounded};
use planner::district::{Country, Village, propose};
use planner::{Matrix, ProblemError};
use roads::{Profile, Roads};

/// The same map gives the same proposal.
const SEED: u64 = 1;
/// Where no way is known: a walker's speed, metres a second, over a line that ways lengthen by a third.
const STRAIGHT_M_S: f64 = 1.2 / 1.3;

/// Why no stations can be proposed.
#[derive(Debug, thiserror::Error)]
pub enum DistrictError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The map.
    #[error(transparent)]
    Map(#[from] MapError),
    /// The ways between villages.
    #[error(transparent)]
    Ways(#[from] ProblemError),
    /// Whoever computed it panicked.
    #[error("proposing stations was cut short")]
    CutShort,
}

/// A station of the proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The station there is that serves most of it now; none: a new one.
    pub station: Option<Station>,
    /// Where one would stand.
    pub middle: Position,
    /// Its villages, as places in [`Districts::villages`].
    pub villages: Vec<usize>,
    /// Its tenants, rounded by village.
    pub tenants: u32,
    /// Why it is outside the tolerance, if it is.
    pub exception: Option<Exception>,
}

/// A town's villages and the stations proposed for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Districts {
    /// The villages that lie somewhere, by code.
    pub villages: Vec<VillageLoad>,
    /// Pairs of them that adjoin.
    pub adjoining: Vec<(u32, u32)>,
    /// Stations, those that exist first.
    pub stations: Vec<Proposed>,
}

/// The proposal for a town.
pub async fn of_town(store: &Store, maps: &Maps, town: &TownCode) -> Result<Districts, DistrictError> {
    let mut reader = store.reader().await?;
    let loads = district::villages(&mut reader, town).await?;
    let stations = station::all(&mut reader).await?.into_iter().filter(|s| s.town == *town).collect();
    drop(reader);
    let map = maps.in_use().await?;
    // Seconds of work for a large town: not on a thread that serves.
    let work = move || districts(loads, stations, map.as_ref().map(|map| &map.roads));
    tokio::task::spawn_blocking(work).await.map_err(|_| DistrictError::CutShort)?
}

fn districts(
    loads: Vec<VillageLoad>,
    stations: Vec<Station>,
    roads: Option<&Roads>,
) -> Result<Districts, DistrictError> {
    let (mut villages, mut grounds) = (vec![], vec![]);
    for load in loads {
        let ground = Ground::of(&load);
        if let Some(ground) = ground {
            villages.push(load);
            grounds.push(ground);
        }
    }
    let country = Country {
        villages: villages
            .iter()
            .map(|load| Village { town: 0, tenants: rounded(load.dwellings, load.tenants) })
            .collect(),
        adjoining: adjoining(&grounds),
        ways: ways(&grounds, roads)?,
        target: TARGET,
        tolerance: TOLERANCE,
    };
    let mut proposed: Vec<Proposed> = propose(&country, SEED)
        .into_iter()
        .map(|district| Proposed {
            station: None,
            middle: grounds[district.middle as usize].middle,
            villages: district.villages.iter().map(|village| *village as usize).collect(),
            tenants: district.tenants,
            exception: district.exception.map(exception),
        })
        .collect();
    let idle = keep_stations(&mut proposed, &villages, stations);
    proposed.extend(idle.into_iter().map(without_villages));
    proposed
        .sort_by_key(|one| one.station.as_ref().map_or((true, String::new()), |s| (false, s.name.clone())));
    Ok(Districts { villages, adjoining: country.adjoining, stations: proposed })
}

/// Gives each station there is the part of which it serves most dwellings now, the largest share first.
/// Answers those that get none.
fn keep_stations(
    proposed: &mut [Proposed],
    villages: &[VillageLoad],
    mut stations: Vec<Station>,
) -> Vec<Station> {
    let share = |part: &Proposed, station: &Station| -> u32 {
        let own = part.villages.iter().map(|at| &villages[*at]).filter(|v| v.station == Some(station.id));
        own.map(|village| village.dwellings + 1).sum()
    };
    loop {
        let free = (0..proposed.len()).filter(|at| proposed[*at].station.is_none());
        let pairs = free.flat_map(|at| (0..stations.len()).map(move |n| (at, n)));
        let best = pairs.map(|(at, n)| (share(&proposed[at], &stations[n]), at, n)).max();
        let Some((_, at, n)) = best.filter(|(share, ..)| *share > 0) else { return stations };
        proposed[at].station = Some(stations.remove(n));
    }
}

/// A station that the proposal has no villages for: a supervisor may still give it some.
fn without_villages(station: Station) -> Proposed {
    let middle = station.at;
    Proposed { station: Some(station), middle, villages: vec![], tenants: 0, exception: None }
}

fn ways(grounds: &[Ground], roads: Option<&Roads>) -> Result<Matrix, ProblemError> {
    let degrees = grounds.iter().map(|ground| [ground.middle.lon, ground.middle.lat]);
    let places = roads.map(|roads| roads.graph(Profile::Foot).places(degrees));
    let seconds = |from: usize, to: usize| {
        let walked = places.as_ref().and_then(|places| places.seconds(from, to));
        let straight = || (grounds[from].middle.distance_m(grounds[to].middle) / STRAIGHT_M_S) as u32;
        Some(walked.unwrap_or_else(straight))
    };
    let all = 0..grounds.len();
    let table: Vec<Option<u32>> = all
        .clone()
        .flat_map(|from| all.clone().map(move |to| (from, to)))
        .map(|(from, to)| seconds(from, to))
        .collect();
    Matrix::new(grounds.len() as u32, &table)
}

fn exception(it: planner::district::Exception) -> Exception {
    use planner::district::Exception as Why;
    match it {
        Why::SmallTown => Exception::SmallTown,
        Why::CutOff => Exception::CutOff,
        Why::LargeVillage => Exception::LargeVillage,
        Why::WholeVillages => Exception::WholeVillages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::area::{AreaMode, VillageCode};
    use domain::id::StationId;
    use uuid::Uuid;

    fn station(n: u128) -> Station {
        Station {
            id: StationId(Uuid::from_u128(n)),
            town: TownCode("t1".into()),
            name: format!("{n} 站"),
            mode: AreaMode::Rural,
            at: Position { lon: 121.4, lat: 31.6 },
            zone: "Asia/Shanghai".into(),
            villages: vec![],
        }
    }

    fn village(code: &str, lon: f64, station: u128, dwellings: u32) -> VillageLoad {
        VillageLoad {
            code: VillageCode(code.into()),
            name: code.into(),
            boundary: None,
            station: Some(StationId(Uuid::from_u128(station))),
            dwellings,
            tenants: dwellings * 4,
            middle: Some(Position { lon, lat: 31.6 }),
        }
    }

    #[test]
    fn a_station_that_gets_no_village_is_still_there() {
        let loads = vec![village("v1", 121.40, 1, 150), village("v2", 121.41, 2, 100)];
        let districts = districts(loads, vec![station(1), station(2)], None).unwrap();
        let shown: Vec<_> = districts.stations.iter().map(|s| (s.villages.len(), s.tenants)).collect();
        assert_eq!(shown, [(2, 1_000), (0, 0)]);
        assert!(districts.stations.iter().all(|station| station.station.is_some()));
    }
}
