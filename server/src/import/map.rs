//! `rounds map import`: an extract becomes the map in use, all at once or not at all.

use crate::basemap::{self, ATTRIBUTION, DrawError};
use crate::import::osm::{Address, AreaIndex, Extract, ExtractError, VillageArea};
use crate::process::peak_mb;
use crate::store::map::{MapAddress, MapVillage, NewMap, replace};
use crate::store::{Chain, Entry, Store, StoreError};
use domain::area::{TownCode, VillageCode};
use domain::problem::Problem;
use roads::{BuildError, Profile, Roads};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Why a map was not imported. The map in use stays.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// Its roads.
    #[error("{file}: {source}")]
    Roads {
        /// As given.
        file: String,
        /// Why.
        source: BuildError,
    },
    /// Its tiles.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reading task ended early.
    #[error("reading was interrupted")]
    Interrupted,
}

impl ImportError {
    /// The problem of the catalogue.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Extract(error) => error.problem(),
            Self::Roads { file, source: BuildError::NoWays } => {
                Problem::MapWithoutWays { file: file.clone() }
            }
            Self::Store(error) => error.problem(),
            Self::Roads { .. } | Self::Draw(_) | Self::Interrupted => Problem::Internal,
        }
    }
}

/// What `map import --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Imported {
    /// Junctions of the foot graph.
    pub nodes: usize,
    /// Segments of the foot graph.
    pub edges: usize,
    /// Parts of the foot graph that hang together.
    pub components: usize,
    /// Tiles of the basemap.
    pub tiles: usize,
    /// Address points.
    pub addresses: usize,
    /// Villages from boundaries.
    pub villages: usize,
    /// Wall time.
    pub seconds: f64,
    /// Most memory the process had so far (VmHWM), where the system tells.
    pub peak_mb: Option<f64>,
}

/// What is being done, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading, in bytes.
    Read,
    /// Building the road graphs.
    Roads,
    /// Drawing tiles, in zooms.
    Tiles,
    /// Storing.
    Store,
}

/// Is told the stage and how much of how much of it is done.
pub type Progress = Arc<dyn Fn(Stage, u64, u64) + Send + Sync>;

/// Reads `path`, builds graph and tiles, and takes them into use in one transaction.
pub async fn import(store: &Store, path: &Path, progress: Progress) -> Result<Imported, ImportError> {
    let started = Instant::now();
    let (path, report) = (path.to_owned(), progress.clone());
    let prepared = tokio::task::spawn_blocking(move || prepare(&path, &report));
    let (map, mut imported) = prepared.await.map_err(|_| ImportError::Interrupted)??;

    progress(Stage::Store, 0, 1);
    let detail = serde_json::json!({
        "name": map.name, "nodes": imported.nodes, "edges": imported.edges, "tiles": imported.tiles,
        "addresses": imported.addresses, "villages": imported.villages,
    });
    store
        .write(move |tx| {
            Box::pin(async move {
                let (id, now) = (tx.new_id(), tx.now());
                replace(tx, id, now, map).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "map").of(id).detail(detail)).await
            })
        })
        .await
        .map_err(|error: StoreError| error)?;
    progress(Stage::Store, 1, 1);
    imported.seconds = started.elapsed().as_secs_f64();
    imported.peak_mb = peak_mb();
    Ok(imported)
}

fn prepare(path: &Path, progress: &Progress) -> Result<(NewMap, Imported), ImportError> {
    let extract = Extract::read(path, &|done, of| progress(Stage::Read, done, of))?;

    progress(Stage::Roads, 0, 1);
    let roads = Roads::build(&extract.ways, &extract.barriers);
    let roads = roads.map_err(|source| ImportError::Roads { file: path.display().to_string(), source })?;
    progress(Stage::Roads, 1, 1);
    let basemap = basemap::build(&extract, &|done, of| progress(Stage::Tiles, done, of))?;

    let foot = roads.graph(Profile::Foot);
    let imported = Imported {
        nodes: foot.nodes(),
        edges: foot.edges(),
        components: foot.components(),
        tiles: basemap.tiles,
        addresses: extract.addresses.len(),
        villages: extract.villages.len(),
        seconds: 0.0,
        peak_mb: None,
    };
    let map = NewMap {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        graph: roads.to_bytes(),
        tiles: basemap.bytes,
        bounds: basemap.bounds,
        attribution: ATTRIBUTION,
        addresses: addresses(&extract.addresses, &extract.villages),
        villages: extract.villages.iter().map(village).collect(),
    };
    Ok((map, imported))
}

fn addresses(addresses: &[Address], villages: &[VillageArea]) -> Vec<MapAddress> {
    let index = AreaIndex::new(villages.iter().map(|village| &village.area));
    let place = |address: &Address| {
        let around = index.holding(address.at).map(|area| VillageCode(format!("osm-r{}", area.id)));
        MapAddress {
            address: address.text.clone(),
            village: around,
            building: address.building.clone(),
            lon: address.at.x,
            lat: address.at.y,
        }
    };
    addresses.iter().map(place).collect()
}

fn village(village: &VillageArea) -> MapVillage {
    let town = village.town.clone().map(|(code, name)| (TownCode(code), name));
    MapVillage {
        code: VillageCode(village.code.clone()),
        name: village.name.clone(),
        town,
        boundary: basemap::geojson(&village.area.shape).to_string(),
    }
}
