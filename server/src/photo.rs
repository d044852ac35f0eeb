//! Files of photos under `DATA/photos`, named by their hash; `.part` until they are whole and looked at.

use crate::seal;
use crate::store::StoreError;
use domain::id::StationId;
use domain::seal::SealedPhoto;
use p256::SecretKey;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The largest photo taken, bytes: phones resize before they send.
pub const LARGEST: u64 = 4_000_000;

/// A part of a photo.
#[derive(Debug)]
pub struct Part {
    /// Hash of the photo, lower-case hex of 64 digits, which names its file.
    pub sha256: String,
    /// Place of its first byte.
    pub from: u64,
    /// Length of the whole, sealed or not.
    pub total: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What is on disk now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// So many bytes of it.
    Part(u64),
    /// A photo.
    Whole {
        /// Bytes.
        length: u64,
        /// What it is.
        media_type: &'static str,
    },
}

/// Why a part is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Larger than a photo may be.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The largest, bytes.
        limit: u64,
    },
    /// It does not begin where the last part ended.
    #[error("{there} bytes are there")]
    Gap {
        /// Bytes on disk.
        there: u64,
    },
    /// The whole does not have the hash that names it; its bytes are thrown away.
    #[error("the bytes have another hash")]
    NotThePhoto,
    /// No still image, or one that still tells where it was taken.
    #[error("no image without its place")]
    NoPhoto,
    /// The disk.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a whole photo lies.
pub fn path(data: &Path, sha256: &str) -> PathBuf {
    data.join("photos").join(sha256)
}

fn part_path(data: &Path, sha256: &str) -> PathBuf {
    data.join("photos").join(format!("{sha256}.part"))
}

/// Deletes a photo, whole or not; one that is not there is deleted already.
pub fn delete(data: &Path, sha256: &str) -> Result<(), StoreError> {
    for path in [path(data, sha256), part_path(data, sha256)] {
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::File { path, source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// How much of a photo is there.
pub async fn there(data: &Path, sha256: &str) -> Result<There, std::io::Error> {
    let (whole, growing) = (path(data, sha256), part_path(data, sha256));
    blocking(move || {
        if let Some(whole) = read_whole(&whole) {
            return Ok(whole);
        }
        match std::fs::metadata(growing) {
            Ok(found) => Ok(There::Part(found.len())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(There::Part(0)),
            Err(error) => Err(error),
        }
    })
    .await
}

fn read_whole(whole: &Path) -> Option<There> {
    let bytes = std::fs::read(whole).ok()?;
    Some(There::Whole { length: bytes.len() as u64, media_type: media_type(&bytes).unwrap_or_default() })
}

/// Writes a part behind what is there, and answers after it is on disk. A part that came before
/// changes nothing. With the last one the photo is opened, where it came sealed to a station, by that
/// station's `key`, and looked at.
pub async fn take(
    data: &Path,
    part: Part,
    key: impl AsyncFnOnce(StationId) -> Result<Option<SecretKey>, StoreError>,
) -> Result<There, Trouble> {
    let (whole, growing) = (path(data, &part.sha256), part_path(data, &part.sha256));
    let (sha256, last, file) = (part.sha256.clone(), part.total, growing.clone());
    if let Some(there) = blocking(move || Ok::<_, Trouble>(read_whole(&whole))).await? {
        return Ok(there);
    }
    let length = blocking(move || append(&file, &part)).await?;
    if length < last {
        return Ok(There::Part(length));
    }
    let to = sealed_to(&growing)?;
    let key = match to {
        Some(station) => key(station).await?,
        None => None,
    };
    let whole = path(data, &sha256);
    blocking(move || finish(&growing, &whole, &sha256, key.as_ref())).await
}

/// The station that the bytes of a file are sealed to, if they are.
fn sealed_to(file: &Path) -> Result<Option<StationId>, std::io::Error> {
    let mut head = Vec::new();
    std::fs::File::open(file)?.take(SealedPhoto::HEAD).read_to_end(&mut head)?;
    Ok(SealedPhoto::read(&head).map(|sealed| sealed.to))
}

async fn blocking<T: Send + 'static, E: From<std::io::Error> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| Err(std::io::Error::other(panic).into()))
}

/// Answers how many bytes the file has then.
fn append(growing: &Path, part: &Part) -> Result<u64, Trouble> {
    if part.total > LARGEST {
        return Err(Trouble::TooLarge { limit: LARGEST });
    }
    std::fs::create_dir_all(growing.parent().unwrap_or(Path::new(".")))?;
    let mut file =
        std::fs::OpenOptions::new().create(true).truncate(false).write(true).read(true).open(growing)?;
    let there = file.seek(SeekFrom::End(0))?;
    if part.from > there {
        return Err(Trouble::Gap { there });
    }
    let known = usize::try_from(there - part.from).unwrap_or(usize::MAX);
    file.write_all(part.bytes.get(known..).unwrap_or_default())?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

/// Keeps the photo that has grown in a file. What is none is thrown away.
fn finish(growing: &Path, whole: &Path, sha256: &str, key: Option<&SecretKey>) -> Result<There, Trouble> {
    let sent = std::fs::read(growing)?;
    let sealed = SealedPhoto::read(&sent).zip(key);
    let opened = sealed.and_then(|(sealed, key)| seal::open_photo(&sealed, sha256, key));
    let kept = keep(opened.as_deref().unwrap_or(&sent), whole, sha256);
    if !matches!(kept, Err(Trouble::Disk(_))) {
        std::fs::remove_file(growing)?;
    }
    kept
}

/// Writes the photo where it belongs, if it is what its name says.
fn keep(photo: &[u8], whole: &Path, sha256: &str) -> Result<There, Trouble> {
    if domain::hex::sha256(photo) != sha256 {
        return Err(Trouble::NotThePhoto);
    }
    let media_type = media_type(photo).ok_or(Trouble::NoPhoto)?;
    let fresh = whole.with_extension("new");
    let mut file = std::fs::File::create(&fresh)?;
    file.write_all(photo)?;
    file.sync_all()?;
    std::fs::rename(&fresh, whole)?;
    std::fs::File::open(whole.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(There::Whole { length: photo.len() as u64, media_type })
}

/// What a still image is; none for anything else, and for one with an EXIF block.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let kind = match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => return None,
    };
    let mark: &[u8] = match kind {
        "image/jpeg" => b"Exif\0\0",
        "image/png" => b"eXIf",
        _ => b"EXIF",
    };
    let told = bytes.windows(mark.len()).any(|window| window == mark);
    (!told).then_some(kind)
}

#[cfg(test)]
mod tests;
