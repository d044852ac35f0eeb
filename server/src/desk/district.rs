//! Districting over the map: the proposal for a town, and what a supervisor makes of it.

use super::Desk;
use crate::basemap::village_area;
use crate::district::{self, Districts, Proposed};
use crate::http::{Failure, Outcome};
use crate::store::audit::{Chain, Entry};
use crate::store::district::{VillageLoad, serve, villages};
use crate::store::map::{VillageShape, village_shapes};
use crate::store::{Conn, StoreError, Tx, area, station};
use app::desk::Answer;
use app::desk::district::{Assigned, DistrictDesk, DistrictStation, DistrictVillage, Districting};
use async_trait::async_trait;
use domain::Position;
use domain::area::{AreaMode, Station, Town, TownCode};
use domain::district::rounded;
use domain::id::StationId;
use domain::problem::Problem;
use domain::role::Role;
use std::collections::BTreeMap;

/// The longest name of a station.
const LONGEST_NAME: usize = 40;

#[async_trait]
impl DistrictDesk for Desk {
    async fn districting(&self, town: Option<TownCode>) -> Answer<Districting> {
        self.answer(self.districted(town)).await
    }

    async fn confirm(
        &self,
        town: TownCode,
        stations: Vec<DistrictStation>,
        assigned: Vec<Assigned>,
    ) -> Answer<usize> {
        self.answer(self.confirmed(town, stations, assigned)).await
    }
}

impl Desk {
    fn may_confirm_districts(&self) -> bool {
        self.actor.role == Role::Supervisor
    }

    /// The towns of the account's area.
    async fn towns(&self, conn: &mut dyn Conn) -> Result<Vec<Town>, StoreError> {
        let own = |town: &Town| self.actor.town.as_ref().is_none_or(|own| *own == town.code);
        Ok(area::towns(conn).await?.into_iter().filter(own).collect())
    }

    async fn districted(&self, town: Option<TownCode>) -> Outcome<Districting> {
        let mut conn = self.state.store.reader().await?;
        let towns = self.towns(&mut conn).await?;
        let shapes = village_shapes(&mut conn).await?;
        drop(conn);
        let chosen = match town {
            Some(code) => Some(towns.iter().find(|town| town.code == code).ok_or(Problem::NotFound)?),
            None => towns.first(),
        };
        let districts = match chosen {
            Some(town) => district::of_town(&self.state.store, &self.state.maps, &town.code).await,
            None => Ok(Districts::default()),
        };
        let districts = districts.map_err(Failure::inside)?;
        let villages = shown_villages(&districts);
        Ok(Districting {
            town: chosen.map(|town| town.code.clone()),
            stations: shown_stations(&districts, chosen),
            map: map(&villages, &shapes),
            villages,
            adjoining: districts.adjoining.iter().map(|(a, b)| (*a as usize, *b as usize)).collect(),
            towns: towns.iter().map(|town| (town.code.clone(), town.name.clone())).collect(),
            may_confirm: self.may_confirm_districts(),
        })
    }

    async fn confirmed(
        &self,
        code: TownCode,
        stations: Vec<DistrictStation>,
        assigned: Vec<Assigned>,
    ) -> Outcome<usize> {
        self.allow(self.may_confirm_districts())?;
        let mut conn = self.state.store.reader().await?;
        let town = self.towns(&mut conn).await?.into_iter().find(|town| town.code == code);
        let town = town.ok_or(Problem::NotFound)?;
        let there = station::all(&mut conn).await?;
        let loads = villages(&mut conn, &town.code).await?;
        drop(conn);
        let there: Vec<Station> = there.into_iter().filter(|station| station.town == town.code).collect();
        let moves = moves(&stations, &assigned, &there, &loads)?;
        let (user, role) = (self.actor.user, self.actor.role);
        let count = moves.values().map(Vec::len).sum();
        self.state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let entry = Entry::new(Chain::Installation, "confirm", "district").by(user, role);
                    tx.audit(entry.detail(serde_json::json!({"town": town.code, "villages": count}))).await?;
                    for (at, villages) in moves {
                        let to = match stations[at].id.and_then(|id| there.iter().find(|s| s.id == id)) {
                            Some(known) => known.clone(),
                            None => found(tx, &town, &stations[at].name, &there, &villages).await?,
                        };
                        for village in &villages {
                            serve(tx, &village.code, &to).await?;
                        }
                        let moved: Vec<&str> = villages.iter().map(|v| v.code.0.as_str()).collect();
                        let entry = Entry::new(Chain::Station(to.id), "serve", "village").by(user, role);
                        tx.audit(entry.detail(serde_json::json!({"villages": moved}))).await?;
                    }
                    Outcome::Ok(count)
                })
            })
            .await
    }
}

/// The villages that change their station, by its place in the list. Fails where the list names a
/// village, a station or a name that cannot be.
fn moves(
    stations: &[DistrictStation],
    assigned: &[Assigned],
    there: &[Station],
    loads: &[VillageLoad],
) -> Result<BTreeMap<usize, Vec<VillageLoad>>, Problem> {
    let mut moves: BTreeMap<usize, Vec<VillageLoad>> = BTreeMap::new();
    for Assigned { village, station } in assigned {
        let load = loads.iter().find(|load| load.code == *village).ok_or(Problem::NotFound)?;
        let to = stations.get(*station).ok_or(Problem::NotFound)?;
        match to.id {
            Some(id) if there.iter().all(|station| station.id != id) => return Err(Problem::NotFound),
            None if to.name.trim().is_empty() || to.name.chars().count() > LONGEST_NAME => {
                return Err(Problem::Malformed { place: "name".into() });
            }
            _ => {}
        }
        if to.id.is_none() || load.station != to.id {
            moves.entry(*station).or_default().push(load.clone());
        }
    }
    Ok(moves)
}

/// A new station in the middle of its villages, as the town's others are.
async fn found(
    tx: &mut Tx,
    town: &Town,
    name: &str,
    there: &[Station],
    villages: &[VillageLoad],
) -> Result<Station, StoreError> {
    let middles: Vec<Position> = villages.iter().filter_map(|village| village.middle).collect();
    let mean = |of: fn(&Position) -> f64| middles.iter().map(of).sum::<f64>() / middles.len().max(1) as f64;
    let like = there.first();
    let station = Station {
        id: StationId(tx.new_id()),
        town: town.code.clone(),
        name: name.trim().to_owned(),
        mode: like.map_or(AreaMode::Rural, |station| station.mode),
        at: Position { lon: mean(|at| at.lon), lat: mean(|at| at.lat) },
        zone: like.map_or_else(|| "Asia/Shanghai".to_owned(), |station| station.zone.clone()),
        villages: vec![],
    };
    station::add(tx, &station).await?;
    Ok(station)
}

fn shown_villages(districts: &Districts) -> Vec<DistrictVillage> {
    let of = |holds: &dyn Fn(&Proposed) -> bool| districts.stations.iter().position(holds);
    let village = |(at, load): (usize, &VillageLoad)| DistrictVillage {
        code: load.code.clone(),
        name: load.name.clone(),
        tenants: rounded(load.dwellings, load.tenants),
        now: of(&|station| station.station.as_ref().is_some_and(|s| Some(s.id) == load.station)),
        proposed: of(&|station| station.villages.contains(&at)).unwrap_or_default(),
    };
    districts.villages.iter().enumerate().map(village).collect()
}

fn shown_stations(districts: &Districts, town: Option<&Town>) -> Vec<DistrictStation> {
    let town = town.map(|town| town.name.clone()).unwrap_or_default();
    let station = |(n, proposed): (usize, &Proposed)| DistrictStation {
        id: proposed.station.as_ref().map(|station| station.id),
        name: match &proposed.station {
            Some(station) => station.name.clone(),
            None => format!("{town} {} 号工作站", n + 1),
        },
        exception: proposed.exception,
    };
    districts.stations.iter().enumerate().map(station).collect()
}

fn map(villages: &[DistrictVillage], shapes: &[VillageShape]) -> String {
    let feature = |village: &DistrictVillage| {
        let geometry = village_area(shapes.iter().find(|shape| shape.code == village.code)?)?;
        let properties =
            serde_json::json!({"code": village.code, "name": village.name, "group": village.proposed});
        Some(serde_json::json!({"type": "Feature", "geometry": geometry, "properties": properties}))
    };
    let features: Vec<_> = villages.iter().filter_map(feature).collect();
    if features.is_empty() {
        return String::new();
    }
    serde_json::json!({"type": "FeatureCollection", "features": features}).to_string()
}
