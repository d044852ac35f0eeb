//! `rounds sample`: a real place, an invented register and four months of visits, the same for the
//! same day. Everything personal in it is invented.

mod building;
mod diary;
mod door;
mod file;
mod flags;
mod history;
mod made;
mod maker;
mod passwords;
mod place;
mod save;
mod small;
mod staff;
mod told;

pub use maker::last_working_day;
pub use passwords::FILE as STAFF_FILE;
pub use save::MARK;

use crate::auth::password::HashError;
use crate::import::map::{self, ImportError, Progress};
use crate::import::osm::Extract;
use crate::store::address::Address;
use crate::store::sample::{Counts, counts};
use crate::store::{Chain, Entry, Store, StoreError, address, area, setting};
use chrono::NaiveDate;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Roads, addresses and boundaries of the sample's place (assets/sample/SOURCE.md).
const EXTRACT: &[u8] = include_bytes!("../../assets/sample/liechtenstein.osm.pbf");

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The database holds something that is no sample.
    #[error("the database holds other data")]
    OtherData,
    /// The extract.
    #[error(transparent)]
    Map(#[from] ImportError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file in the data directory.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A password.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A task ended early.
    #[error("the work was interrupted")]
    Interrupted,
    /// A record's body.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What the sample came to.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The sample's present day.
    pub today: NaiveDate,
    /// Whether anything was made now.
    pub made: bool,
    /// What there is.
    #[serde(flatten)]
    pub counts: Counts,
    /// Where passwords were written, where they were.
    pub staff_file: Option<PathBuf>,
}

/// Makes the sample of `today`. Where there is one already it stays as it is, whatever the day;
/// its passwords are made anew only with `reset_passwords`.
pub async fn run(
    store: &Store,
    data: &Path,
    today: NaiveDate,
    reset_passwords: bool,
    progress: Progress,
) -> Result<Report, SampleError> {
    let (begun, before) = {
        let mut reader = store.reader().await?;
        (marked(setting::get(&mut reader, MARK).await?), counts(&mut reader).await?)
    };
    let is_empty = before.villages + before.stations + before.users + before.properties == 0;
    if begun.is_none() && !is_empty {
        return Err(SampleError::OtherData);
    }
    let today = begun.unwrap_or(today);
    let staff_file = if before.stations == 0 {
        Some(make(store, data, today, progress).await?)
    } else if reset_passwords {
        Some(passwords::reset(store, data).await?)
    } else {
        None
    };
    let counts = counts(&mut store.reader().await?).await?;
    Ok(Report { today, made: before.stations == 0, counts, staff_file })
}

/// The day of a sample, from the setting that marks it.
fn marked(setting: Option<String>) -> Option<NaiveDate> {
    let value: serde_json::Value = serde_json::from_str(&setting?).ok()?;
    value.get("today")?.as_str()?.parse().ok()
}

async fn make(
    store: &Store,
    data: &Path,
    today: NaiveDate,
    progress: Progress,
) -> Result<PathBuf, SampleError> {
    mark(store, today).await?;
    let extract = data.join("cache").join("liechtenstein.osm.pbf");
    write_extract(&extract).map_err(|source| SampleError::File { path: extract.clone(), source })?;
    map::import(store, &extract, progress).await?;
    let mut reader = store.reader().await?;
    let (villages, addresses) = (area::villages(&mut reader).await?, address::all(&mut reader).await?);
    drop(reader);
    let unaddressed = unaddressed(extract).await?;
    let made = made::make(today, &villages, &addresses, &unaddressed)?;
    let (passwords, hashes) = passwords::make(store, made.staff.len()).await?;
    let lines = made.staff.iter().zip(&passwords).map(|(person, password)| {
        let station = person.station.and_then(|n| made.stations.get(n)).map_or("", |s| s.name.as_str());
        passwords::line(person.role, station, &person.name, password)
    });
    let file = passwords::write(data, lines)?;
    save::save(store, made, hashes).await?;
    Ok(file)
}

/// Reads the extract a second time: the store keeps only what has an address.
async fn unaddressed(path: PathBuf) -> Result<Vec<Address>, SampleError> {
    let read = tokio::task::spawn_blocking(move || {
        Extract::read(&path, &|_, _| ()).map(|extract| building::unaddressed(&extract))
    });
    Ok(read.await.map_err(|_| SampleError::Interrupted)?.map_err(ImportError::from)?)
}

/// Marked before anything is made: what a broken run leaves is then known to be a sample's.
async fn mark(store: &Store, today: NaiveDate) -> Result<(), StoreError> {
    let value = serde_json::json!({"today": today}).to_string();
    store
        .write(move |tx| {
            Box::pin(async move {
                setting::set(tx, MARK, &value).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await
            })
        })
        .await
}

fn write_extract(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, EXTRACT)
}

#[cfg(test)]
mod tests;
