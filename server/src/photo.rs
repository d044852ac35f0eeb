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
mod tests {
    use super::*;

    fn jpeg(length: usize) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xdb];
        bytes.resize(length, 7);
        bytes
    }

    /// Of no station.
    async fn take(folder: &Path, part: Part) -> Result<There, Trouble> {
        super::take(folder, part, async |_| Ok(None)).await
    }

    fn part(whole: &[u8], from: usize, to: usize) -> Part {
        let sha256 = domain::hex::sha256(whole);
        Part { sha256, from: from as u64, total: whole.len() as u64, bytes: whole[from..to].to_vec() }
    }

    #[tokio::test]
    async fn a_photo_cut_at_any_byte_goes_on_where_it_ended() {
        let folder = tempfile::tempdir().unwrap();
        let whole = jpeg(40);
        for cut in 1..40 {
            let mut photo = whole.clone();
            photo[20] = cut as u8;
            let first = take(folder.path(), part(&photo, 0, cut)).await.unwrap();
            assert_eq!(first, There::Part(cut as u64));
            let last = part(&photo, cut, 40);
            let sha256 = last.sha256.clone();
            let whole = There::Whole { length: 40, media_type: "image/jpeg" };
            assert_eq!(take(folder.path(), last).await.unwrap(), whole);
            assert_eq!(there(folder.path(), &sha256).await.unwrap(), whole);
        }
    }

    #[tokio::test]
    async fn a_part_sent_again_changes_nothing_and_a_gap_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let whole = jpeg(40);
        take(folder.path(), part(&whole, 0, 20)).await.unwrap();
        assert_eq!(take(folder.path(), part(&whole, 0, 20)).await.unwrap(), There::Part(20));
        assert_eq!(take(folder.path(), part(&whole, 10, 30)).await.unwrap(), There::Part(30));
        assert!(matches!(take(folder.path(), part(&whole, 35, 40)).await, Err(Trouble::Gap { there: 30 })));
    }

    #[tokio::test]
    async fn other_bytes_than_the_address_says_are_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let mut wrong = part(&jpeg(40), 0, 40);
        wrong.bytes[30] = 9;
        let sha256 = wrong.sha256.clone();
        assert!(matches!(take(folder.path(), wrong).await, Err(Trouble::NotThePhoto)));
        assert_eq!(there(folder.path(), &sha256).await.unwrap(), There::Part(0));
    }

    #[tokio::test]
    async fn what_is_no_image_or_tells_its_place_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut with_exif = jpeg(40);
        with_exif[6..12].copy_from_slice(b"Exif\0\0");
        for bytes in [with_exif, b"<svg onload=alert(1)>".to_vec()] {
            let whole = part(&bytes, 0, bytes.len());
            assert!(matches!(take(folder.path(), whole).await, Err(Trouble::NoPhoto)));
        }
    }

    #[tokio::test]
    async fn a_sealed_photo_is_kept_open_under_its_own_hash() {
        let (folder, photo) = (tempfile::tempdir().unwrap(), jpeg(40));
        let [key, other] = [5, 6].map(|n| SecretKey::from_slice(&[n; 32]).unwrap());
        let to = StationId(uuid::Uuid::from_u128(1));
        let bytes = seal::tests::seal_photo(&photo, to, &key.public_key());
        let sha256 = domain::hex::sha256(&photo);
        for (key, is_right) in [(Some(other), false), (None, false), (Some(key), true)] {
            let whole = Part { sha256: sha256.clone(), ..part(&bytes, 0, bytes.len()) };
            let taken = super::take(folder.path(), whole, async |of| Ok(key.filter(|_| of == to))).await;
            assert_eq!(taken.is_ok(), is_right, "{taken:?}");
        }
        assert_eq!(std::fs::read(path(folder.path(), &sha256)).unwrap(), photo);
    }
}
