//! Coverage of the account's area.

use super::{Desk, zone_of};
use crate::basemap::village_area;
use crate::http::Outcome;
use crate::store::coverage::{self, VillageCount};
use crate::store::map::{VillageShape, village_shapes};
use crate::store::{Conn, device, user};
use app::desk::Answer;
use app::desk::coverage::{
    Count, Coverage, CoverageDesk, OverdueRow, Phone, StationCoverage, VillageCoverage, VisitorDay,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::area::Station;
use domain::id::StationId;
use domain::problem::Problem;
use std::collections::HashMap;

/// How many overdue visits the page shows.
const OVERDUE: i64 = 200;

#[async_trait]
impl CoverageDesk for Desk {
    async fn coverage(&self, station: Option<StationId>) -> Answer<Coverage> {
        self.answer(self.covered(station)).await
    }
}

impl Desk {
    async fn covered(&self, only: Option<StationId>) -> Outcome<Coverage> {
        let mut conn = self.state.store.reader().await?;
        let mut stations = self.stations(&mut conn).await?;
        if let Some(only) = only {
            stations.retain(|station| station.id == only);
            stations.first().ok_or(Problem::NotFound)?;
        }
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        self.log_list(&ids, "coverage").await?;
        let zone = stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of);
        let today = self.today(zone);
        let villages = coverage::villages(&mut conn, &ids, today).await?;
        Ok(Coverage {
            today,
            now: self.now(),
            visitors: visitors(&mut conn, &stations, today).await?,
            phones: phones(&mut conn, &stations).await?,
            overdue: overdue(&mut conn, &stations, today).await?,
            map: map(&villages, &village_shapes(&mut conn).await?),
            stations: stations.iter().map(|station| covered_station(station, &villages)).collect(),
        })
    }
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

fn counts(village: &VillageCount) -> Count {
    Count {
        dwellings: count(village.dwellings),
        owed: count(village.owed),
        done: count(village.done),
        excused: count(village.excused),
        overdue: count(village.overdue),
    }
}

fn covered_station(station: &Station, villages: &[VillageCount]) -> StationCoverage {
    let own = villages.iter().filter(|village| village.station == station.id);
    let villages: Vec<VillageCoverage> = own
        .map(|v| VillageCoverage { code: v.code.clone(), name: v.name.clone(), count: counts(v) })
        .collect();
    let sum = villages.iter().fold(Count::default(), |sum, village| sum.plus(village.count));
    StationCoverage { id: station.id, name: station.name.clone(), count: sum, villages }
}

/// Villages that lie somewhere as GeoJSON; empty where none does.
fn map(villages: &[VillageCount], shapes: &[VillageShape]) -> String {
    let features: Vec<serde_json::Value> = villages
        .iter()
        .filter_map(|village| {
            let geometry = village_area(shapes.iter().find(|shape| shape.code.0 == village.code)?)?;
            let count = counts(village);
            Some(serde_json::json!({
                "type": "Feature",
                "geometry": geometry,
                "properties": {
                    "code": village.code,
                    "name": village.name,
                    "percent": count.percent().unwrap_or(100),
                    "overdue": count.overdue.to_string(),
                },
            }))
        })
        .collect();
    if features.is_empty() {
        return String::new();
    }
    serde_json::json!({"type": "FeatureCollection", "features": features}).to_string()
}

fn name_of(stations: &[Station], id: Option<StationId>) -> String {
    let station = stations.iter().find(|station| Some(station.id) == id);
    station.map(|station| station.name.clone()).unwrap_or_default()
}

async fn visitors(conn: &mut dyn Conn, stations: &[Station], today: NaiveDate) -> Outcome<Vec<VisitorDay>> {
    let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
    let days = coverage::days(conn, &ids, today).await?;
    let synced = coverage::synced(conn).await?;
    let planned: HashMap<_, _> = coverage::planned(conn, &ids, today).await?;
    let people = user::all(conn).await?.into_iter().filter(|user| {
        user.left_at.is_none() && user.role.visits() && user.station.is_some_and(|id| ids.contains(&id))
    });
    let mut visitors: Vec<VisitorDay> = people
        .map(|user| {
            let (settled, attempts) = days.get(&user.id).copied().unwrap_or_default();
            VisitorDay {
                user: user.id,
                role: user.role,
                station_name: name_of(stations, user.station),
                planned: planned.get(&user.id).copied().unwrap_or_default(),
                settled: count(settled),
                attempts: count(attempts),
                synced_at: synced.get(&user.id).copied(),
                name: user.name,
            }
        })
        .collect();
    visitors.retain(|day| day.planned + day.settled + day.attempts > 0);
    Ok(visitors)
}

async fn phones(conn: &mut dyn Conn, stations: &[Station]) -> Outcome<Vec<Phone>> {
    let mut phones = Vec::new();
    for station in stations {
        let devices = device::of_station(conn, station.id).await?.into_iter();
        phones.extend(devices.map(|device| Phone {
            name: device.name,
            station_name: station.name.clone(),
            seen_at: device.seen_at,
            offset_ms: device.offset_ms,
            revoked: device.revoked_at.is_some(),
        }));
    }
    Ok(phones)
}

async fn overdue(conn: &mut dyn Conn, stations: &[Station], today: NaiveDate) -> Outcome<Vec<OverdueRow>> {
    let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
    let rows = coverage::overdue(conn, &ids, today, OVERDUE).await?;
    Ok(rows
        .into_iter()
        .map(|row| OverdueRow {
            dwelling: row.dwelling,
            address: row.address,
            village_name: row.village,
            station_name: name_of(stations, Some(row.station)),
            class: row.class,
            period_to: row.period_to,
            attempts: count(row.attempts),
        })
        .collect())
}
