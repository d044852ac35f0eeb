//! The map in use, in memory: roads for plans and lines, tiles for screens.

use crate::basemap::{Archive, ArchiveError};
use crate::store::map::{self, MapRow};
use crate::store::{Store, StoreError, blob};
use roads::{ReadError, Roads};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Why the map in use cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The graph was stored by another version or is damaged.
    #[error("{0}; import the map again")]
    Roads(#[from] ReadError),
    /// The tiles are damaged.
    #[error("{0}; import the map again")]
    Tiles(#[from] ArchiveError),
    /// The store names a blob that it does not have.
    #[error("blob {0} is missing; import the map again")]
    Missing(String),
}

/// A loaded map.
#[derive(Debug)]
pub struct MapInUse {
    /// What the store says of it.
    pub row: MapRow,
    /// Roads of both profiles.
    pub roads: Roads,
    /// Tiles.
    pub tiles: Archive,
}

impl MapInUse {
    /// Names the tiles in the addresses under which browsers keep them.
    pub fn version(&self) -> &str {
        self.row.tiles_sha256.get(..16).unwrap_or_default()
    }
}

/// Holds the map in use and notices when another takes its place.
#[derive(Clone)]
pub struct Maps {
    store: Store,
    loaded: Arc<Mutex<Option<Arc<MapInUse>>>>,
}

impl Maps {
    /// Loads nothing yet.
    pub fn new(store: Store) -> Self {
        Self { store, loaded: Arc::default() }
    }

    /// The map in use; none before the first import.
    pub async fn in_use(&self) -> Result<Option<Arc<MapInUse>>, MapError> {
        let Some(row) = map::in_use(&mut self.store.reader().await?).await? else { return Ok(None) };
        // One loads, the others wait for it.
        let mut loaded = self.loaded.lock().await;
        if let Some(known) = loaded.as_ref().filter(|known| known.row.id == row.id) {
            return Ok(Some(known.clone()));
        }
        let map = Arc::new(self.load(row).await?);
        *loaded = Some(map.clone());
        Ok(Some(map))
    }

    async fn load(&self, row: MapRow) -> Result<MapInUse, MapError> {
        let graph = self.bytes(&row.graph_sha256).await?;
        let tiles = self.bytes(&row.tiles_sha256).await?;
        // Hundreds of milliseconds for a large map: not on a thread that serves.
        let opened = tokio::task::spawn_blocking(move || {
            Ok::<_, MapError>((Roads::from_bytes(&graph)?, Archive::open(tiles.into())?))
        });
        let (roads, tiles) = opened.await.map_err(|_| StoreError::Panicked)??;
        Ok(MapInUse { row, roads, tiles })
    }

    /// A blob from the cache folder, or from the store into it.
    async fn bytes(&self, sha256: &str) -> Result<Vec<u8>, MapError> {
        let folder = self.store.data_dir().join("cache");
        let path = folder.join(sha256);
        if let Ok(bytes) = tokio::fs::read(&path).await
            && domain::hex::sha256(&bytes) == sha256
        {
            return Ok(bytes);
        }
        let stored = blob::get(&mut self.store.reader().await?, sha256).await?;
        let bytes = stored.ok_or_else(|| MapError::Missing(sha256.to_owned()))?;
        if domain::hex::sha256(&bytes) != sha256 {
            return Err(MapError::Missing(sha256.to_owned()));
        }
        keep(folder, path, &bytes).await;
        Ok(bytes)
    }
}

/// Without room for a cache the map is read from the store each time: slower, not wrong.
async fn keep(folder: PathBuf, path: PathBuf, bytes: &[u8]) {
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    let written = async {
        tokio::fs::create_dir_all(&folder).await?;
        tokio::fs::write(&draft, bytes).await?;
        tokio::fs::rename(&draft, &path).await
    };
    if let Err(error) = written.await {
        tracing::warn!(path = %path.display(), %error, "the map could not be cached");
    }
}
