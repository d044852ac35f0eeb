//! `rounds sample`: a real place, an invented register and months of visits, the same for the same
//! day. Everything personal in it is invented.

mod asked;
mod building;
mod county;
mod diary;
mod door;
mod file;
mod flags;
mod history;
mod inspection;
mod made;
mod maker;
mod mark;
mod meetings;
mod passwords;
mod place;
mod review;
mod save;
mod scale;
mod small;
mod staff;
mod told;

pub use maker::last_working_day;
pub use mark::{Mark, read as mark};
pub use passwords::FILE as STAFF_FILE;
pub use scale::Scale;

use crate::auth::password::HashError;
use crate::import::map::{self, ImportError, Progress};
use crate::import::osm::Extract;
use crate::store::address::Address;
use crate::store::sample::{Counts, counts};
use crate::store::{Chain, Entry, Store, StoreError, address, area};
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
    /// The database holds a sample of another scale.
    #[error("the database holds a sample of another scale: {0:?}")]
    OtherScale(Scale),
    /// The map's ways.
    #[error(transparent)]
    Roads(#[from] roads::ReadError),
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
    /// How large it is.
    #[serde(skip)]
    pub scale: Scale,
    /// Whether anything was made now.
    pub made: bool,
    /// What there is.
    #[serde(flatten)]
    pub counts: Counts,
    /// Where passwords were written, where they were.
    pub staff_file: Option<PathBuf>,
}

/// Makes the sample of `today` and that scale, by default the country's. Where there is one already
/// it stays as it is, whatever the day; its passwords are made anew only with `reset_passwords`. A
/// county that was broken off is finished.
pub async fn run(
    store: &Store,
    data: &Path,
    today: NaiveDate,
    scale: Option<Scale>,
    reset_passwords: bool,
    progress: Progress,
) -> Result<Report, SampleError> {
    let (begun, before) = {
        let mut reader = store.reader().await?;
        (mark::read(&mut reader).await?, counts(&mut reader).await?)
    };
    let is_empty = before.villages + before.stations + before.users + before.properties == 0;
    if begun.is_none() && !is_empty {
        return Err(SampleError::OtherData);
    }
    let mark = begun.unwrap_or_else(|| Mark::new(today, scale.unwrap_or(Scale::Country)));
    if scale.is_some_and(|scale| scale != mark.scale()) {
        return Err(SampleError::OtherScale(mark.scale()));
    }
    let is_missing = before.stations == 0 || mark.is_begun();
    let mut staff_file = None;
    if is_missing {
        staff_file = make(store, data, mark, progress).await?;
    }
    if reset_passwords && staff_file.is_none() {
        staff_file = Some(passwords::reset(store, data).await?);
    }
    let counts = counts(&mut store.reader().await?).await?;
    Ok(Report { today: mark.today, scale: mark.scale(), made: is_missing, counts, staff_file })
}

async fn make(
    store: &Store,
    data: &Path,
    mark: Mark,
    progress: Progress,
) -> Result<Option<PathBuf>, SampleError> {
    write_mark(store, mark).await?;
    match mark.scale() {
        Scale::Country => make_country(store, data, mark.today, progress).await.map(Some),
        Scale::County { dwellings } => county::load(store, data, mark, dwellings, progress).await,
    }
}

async fn make_country(
    store: &Store,
    data: &Path,
    today: NaiveDate,
    progress: Progress,
) -> Result<PathBuf, SampleError> {
    let extract = bring_map(store, data, progress).await?;
    let mut reader = store.reader().await?;
    let (villages, addresses) = (area::villages(&mut reader).await?, address::all(&mut reader).await?);
    drop(reader);
    let unaddressed = unaddressed(extract).await?;
    let made = made::make(today, &villages, &addresses, &unaddressed)?;
    let (passwords, hashes) = passwords::make(store, made.ground.staff.len()).await?;
    let file = passwords::write_staff(data, &made.ground, &passwords)?;
    save::save(store, made, hashes).await?;
    Ok(file)
}

/// Takes the bundled map into use. Answers where its extract lies.
async fn bring_map(store: &Store, data: &Path, progress: Progress) -> Result<PathBuf, SampleError> {
    let extract = data.join("cache").join("liechtenstein.osm.pbf");
    write_extract(&extract).map_err(|source| SampleError::File { path: extract.clone(), source })?;
    map::import(store, &extract, progress).await?;
    Ok(extract)
}

/// Reads the extract a second time: the store keeps only what has an address.
async fn unaddressed(path: PathBuf) -> Result<Vec<Address>, SampleError> {
    let read = tokio::task::spawn_blocking(move || {
        Extract::read(&path, &|_, _| ()).map(|extract| building::unaddressed(&extract))
    });
    Ok(read.await.map_err(|_| SampleError::Interrupted)?.map_err(ImportError::from)?)
}

/// Marked before anything is made: what a broken run leaves is then known to be a sample's.
async fn write_mark(store: &Store, mark: Mark) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                mark::write(tx, &mark).await?;
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
