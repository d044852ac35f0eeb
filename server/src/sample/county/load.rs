//! Makes the county and stores it; goes on where an earlier run was broken off.

use super::{County, areas};
use crate::import::area;
use crate::import::map::{Progress, Stage};
use crate::sample::mark::{self, Mark};
use crate::sample::place::middle;
use crate::sample::{SampleError, bring_map, passwords, save, unaddressed};
use crate::store::address::{self, Address};
use crate::store::{Chain, Entry, Store, StoreError, blob, map, station};
use roads::{MAX_SNAP_M, Point, Profile, Roads, Snap};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// Stations made ahead of the one that is being stored.
const AHEAD: usize = 1;

/// Stores what is missing of the county of a mark. Answers where passwords were written, where they
/// were made.
pub async fn load(
    store: &Store,
    data: &Path,
    mut mark: Mark,
    dwellings: usize,
    progress: Progress,
) -> Result<Option<PathBuf>, SampleError> {
    let buildings = buildings(store, data, progress.clone()).await?;
    let lists = areas();
    let today = mark.today;
    let made = tokio::task::spawn_blocking(move || County::new(today, dwellings, &lists, buildings));
    let county = made.await.map_err(|_| SampleError::Interrupted)?;
    area::import(store, areas()).await?;
    let staff_file = people(store, data, &county).await?;
    let (of, first) = (county.stations(), mark.county.map_or(0, |county| county.stations_done));
    let (sender, mut stations) = mpsc::channel(AHEAD);
    // Ends with the last station, or when nobody receives any more.
    tokio::task::spawn_blocking(move || (first..of).all(|n| sender.blocking_send(county.station(n)).is_ok()));
    for n in first..of {
        progress(Stage::Store, n as u64, of as u64);
        let made = stations.recv().await.ok_or(SampleError::Interrupted)??;
        mark.county = Some(mark::County { dwellings, stations_done: n + 1, stations: of });
        save::save_station(store, made, mark).await?;
    }
    progress(Stage::Store, of as u64, of as u64);
    Ok(staff_file)
}

/// Every home of the extract that the roads reach. The map's villages make way for the county's.
async fn buildings(store: &Store, data: &Path, progress: Progress) -> Result<Vec<Address>, SampleError> {
    let extract = bring_map(store, data, progress).await?;
    drop_villages(store).await?;
    let mut reader = store.reader().await?;
    let mut buildings = address::all(&mut reader).await?;
    let roads = match map::in_use(&mut reader).await? {
        Some(map) => blob::get(&mut reader, &map.graph_sha256).await?,
        None => None,
    };
    drop(reader);
    let roads = roads.ok_or(SampleError::Interrupted)?;
    buildings.retain(crate::sample::building::is_home);
    let mut seen = HashSet::new();
    buildings.retain(|building| seen.insert(building.address.clone()));
    buildings.extend(unaddressed(extract).await?);
    let reached = tokio::task::spawn_blocking(move || {
        let roads = Roads::from_bytes(&roads)?;
        Ok::<_, roads::ReadError>(reached(&roads, buildings))
    });
    Ok(reached.await.map_err(|_| SampleError::Interrupted)??)
}

/// Buildings to and from which a way leads.
fn reached(roads: &Roads, buildings: Vec<Address>) -> Vec<Address> {
    let graph = roads.graph(Profile::Ebike);
    let snap = |building: &Address| {
        let point = Point::from_degrees(building.at.lon, building.at.lat)?;
        graph.snap(point, MAX_SNAP_M)
    };
    let (buildings, snaps): (Vec<Address>, Vec<Snap>) = buildings
        .into_iter()
        .filter_map(|building| Some((snap(&building)?, building)))
        .map(|(s, b)| (b, s))
        .unzip();
    let all: Vec<&Address> = buildings.iter().collect();
    let Some(origin) = middle(&all).and_then(|at| buildings.iter().position(|b| b.at == at)) else {
        return buildings;
    };
    let origin = [snaps[origin]];
    let (there, back) = (graph.matrix(&origin, &snaps), graph.matrix(&snaps, &origin));
    let is_reached = |n: usize| there.seconds(0, n).is_some() && back.seconds(n, 0).is_some();
    buildings.into_iter().enumerate().filter(|(n, _)| is_reached(*n)).map(|(_, building)| building).collect()
}

async fn drop_villages(store: &Store) -> Result<(), StoreError> {
    store
        .write(|tx| {
            Box::pin(async move {
                map::drop_villages(tx).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await
            })
        })
        .await
}

/// Stations and accounts with their passwords, where there are none yet.
async fn people(store: &Store, data: &Path, county: &County) -> Result<Option<PathBuf>, SampleError> {
    if !station::all(&mut store.reader().await?).await?.is_empty() {
        return Ok(None);
    }
    let ground = county.ground.clone();
    let (plain, hashes) = passwords::make(store, ground.staff.len()).await?;
    let file = passwords::write_staff(data, &ground, &plain)?;
    save::save_people(store, ground, hashes).await?;
    Ok(Some(file))
}
