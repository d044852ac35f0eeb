//! Reads tiles from an archive that is wholly in memory.

use super::directory::{Entry, read};
use super::{GZIP, HEADER, MAGIC, TileId, VECTOR};
use std::ops::Range;
use std::sync::Arc;

/// Why bytes are no archive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no archive of packed vector tiles, or a damaged one")]
pub struct ArchiveError;

/// An archive of packed tiles.
#[derive(Clone, Debug)]
pub struct Archive {
    bytes: Arc<[u8]>,
    entries: Vec<Entry>,
    data: usize,
}

impl Archive {
    /// Reads the directories and checks that every tile lies inside.
    pub fn open(bytes: Arc<[u8]>) -> Result<Self, ArchiveError> {
        let sections = Sections::of(&bytes).ok_or(ArchiveError)?;
        let entries = entries(&bytes, &sections).ok_or(ArchiveError)?;
        let room = sections.data.len() as u64;
        let fits = |entry: &Entry| entry.offset.checked_add(entry.length).is_some_and(|end| end <= room);
        if !entries.iter().all(fits) || !entries.is_sorted_by_key(|entry| entry.id) {
            return Err(ArchiveError);
        }
        Ok(Self { entries, data: sections.data.start, bytes })
    }

    /// The packed (gzip) bytes of a tile, if there is one.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Option<&[u8]> {
        let TileId(id) = TileId::of(zoom, x, y);
        let before = self.entries.partition_point(|entry| entry.id <= id);
        let entry = self.entries[..before].last().filter(|entry| id - entry.id < entry.run)?;
        let start = self.data + entry.offset as usize;
        self.bytes.get(start..start + entry.length as usize)
    }
}

/// The parts of an archive, as byte ranges that lie inside it.
struct Sections {
    root: Range<usize>,
    leaves: Range<usize>,
    data: Range<usize>,
}

impl Sections {
    fn of(bytes: &[u8]) -> Option<Self> {
        let header = bytes.get(..HEADER).filter(|header| header.starts_with(MAGIC))?;
        if header[97..100] != [GZIP, GZIP, VECTOR] {
            return None;
        }
        let number =
            |at: usize| header[at..].first_chunk::<8>().map(|eight| u64::from_le_bytes(*eight) as usize);
        let range = |at: usize| {
            let (start, length) = (number(at)?, number(at + 8)?);
            start.checked_add(length).filter(|end| *end <= bytes.len()).map(|end| start..end)
        };
        Some(Self { root: range(8)?, leaves: range(40)?, data: range(56)? })
    }
}

/// The entries of the root and its leaves in one list.
fn entries(bytes: &[u8], sections: &Sections) -> Option<Vec<Entry>> {
    let leaves = &bytes[sections.leaves.clone()];
    let mut entries = Vec::new();
    for entry in read(&bytes[sections.root.clone()])? {
        if entry.run > 0 {
            entries.push(entry);
            continue;
        }
        let start = usize::try_from(entry.offset).ok()?;
        let end = start.checked_add(usize::try_from(entry.length).ok()?)?;
        entries.extend(read(leaves.get(start..end)?)?);
    }
    Some(entries)
}
