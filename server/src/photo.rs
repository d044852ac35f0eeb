//! Files of photos under `DATA/photos`, named by their hash; `.part` while bytes are missing.

use sha2::{Digest, Sha256};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The largest photo taken, bytes: phones resize before they send.
pub const LARGEST: u64 = 4_000_000;

/// A part of a photo.
#[derive(Debug)]
pub struct Part {
    /// Hash of the whole, lower-case hex of 64 digits, which names its file.
    pub sha256: String,
    /// Place of its first byte.
    pub from: u64,
    /// Length of the whole.
    pub total: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What is on disk now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There {
    /// Bytes.
    pub length: u64,
    /// What it is, once it is whole and its hash is right.
    pub media_type: Option<&'static str>,
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
}

/// Where a whole photo lies.
pub fn path(data: &Path, sha256: &str) -> PathBuf {
    data.join("photos").join(sha256)
}

fn part_path(data: &Path, sha256: &str) -> PathBuf {
    data.join("photos").join(format!("{sha256}.part"))
}

/// How many bytes of a photo are there.
pub async fn length(data: &Path, sha256: &str) -> Result<u64, std::io::Error> {
    for file in [path(data, sha256), part_path(data, sha256)] {
        match tokio::fs::metadata(file).await {
            Ok(found) => return Ok(found.len()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(0)
}

/// Writes a part behind what is there, and answers after it is on disk. A part that came before
/// changes nothing.
pub async fn take(data: &Path, part: Part) -> Result<There, Trouble> {
    let data = data.to_owned();
    let taken = tokio::task::spawn_blocking(move || take_now(&data, &part)).await;
    taken.unwrap_or_else(|panic| Err(Trouble::Disk(std::io::Error::other(panic))))
}

fn take_now(data: &Path, part: &Part) -> Result<There, Trouble> {
    if part.total > LARGEST {
        return Err(Trouble::TooLarge { limit: LARGEST });
    }
    let whole = path(data, &part.sha256);
    if let Ok(bytes) = std::fs::read(&whole) {
        return Ok(There { length: bytes.len() as u64, media_type: media_type(&bytes) });
    }
    std::fs::create_dir_all(data.join("photos"))?;
    let growing = part_path(data, &part.sha256);
    let mut file =
        std::fs::OpenOptions::new().create(true).truncate(false).write(true).read(true).open(&growing)?;
    let there = file.seek(SeekFrom::End(0))?;
    if part.from > there {
        return Err(Trouble::Gap { there });
    }
    let known = usize::try_from(there - part.from).unwrap_or(usize::MAX);
    file.write_all(part.bytes.get(known..).unwrap_or_default())?;
    file.sync_all()?;
    let length = file.metadata()?.len();
    if length < part.total {
        return Ok(There { length, media_type: None });
    }
    finish(&growing, &whole, &part.sha256)
}

fn finish(growing: &Path, whole: &Path, sha256: &str) -> Result<There, Trouble> {
    let bytes = std::fs::read(growing)?;
    let right = domain::hex::encode(&Sha256::digest(&bytes)) == sha256;
    let kind = media_type(&bytes);
    if !right || kind.is_none() {
        std::fs::remove_file(growing)?;
        return Err(if right { Trouble::NoPhoto } else { Trouble::NotThePhoto });
    }
    std::fs::rename(growing, whole)?;
    std::fs::File::open(whole.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(There { length: bytes.len() as u64, media_type: kind })
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
            assert_eq!(first, There { length: cut as u64, media_type: None });
            let last = take(folder.path(), part(&photo, cut, 40)).await.unwrap();
            assert_eq!(last, There { length: 40, media_type: Some("image/jpeg") });
        }
    }

    #[tokio::test]
    async fn a_part_sent_again_changes_nothing_and_a_gap_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let whole = jpeg(40);
        take(folder.path(), part(&whole, 0, 20)).await.unwrap();
        assert_eq!(take(folder.path(), part(&whole, 0, 20)).await.unwrap().length, 20);
        assert_eq!(take(folder.path(), part(&whole, 10, 30)).await.unwrap().length, 30);
        assert!(matches!(take(folder.path(), part(&whole, 35, 40)).await, Err(Trouble::Gap { there: 30 })));
    }

    #[tokio::test]
    async fn other_bytes_than_the_address_says_are_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let mut wrong = part(&jpeg(40), 0, 40);
        wrong.bytes[30] = 9;
        let sha256 = wrong.sha256.clone();
        assert!(matches!(take(folder.path(), wrong).await, Err(Trouble::NotThePhoto)));
        assert_eq!(length(folder.path(), &sha256).await.unwrap(), 0);
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
}
