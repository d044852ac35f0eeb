//! Directories: columns of variable-length integers, packed.

use super::write::gzip;
use flate2::read::GzDecoder;
use std::io::Read;

/// Where a run of equal tiles lies, or, with a run of 0, a directory of more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: u64,
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) run: u64,
}

/// Nobody has a directory of more bytes than this unpacked.
const LIMIT: u64 = 64 << 20;

pub(super) fn write(entries: &[Entry]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    put(&mut bytes, entries.len() as u64);
    let mut last = 0;
    for entry in entries {
        put(&mut bytes, entry.id - last);
        last = entry.id;
    }
    entries.iter().for_each(|entry| put(&mut bytes, entry.run));
    entries.iter().for_each(|entry| put(&mut bytes, entry.length));
    let mut end = None;
    for entry in entries {
        // 0: right behind the entry before.
        put(&mut bytes, if end == Some(entry.offset) { 0 } else { entry.offset + 1 });
        end = Some(entry.offset + entry.length);
    }
    gzip(&bytes)
}

/// The entries; `None` where the bytes are no directory.
pub(super) fn read(packed: &[u8]) -> Option<Vec<Entry>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).take(LIMIT).read_to_end(&mut bytes).ok()?;
    let mut input = bytes.as_slice();
    let count = usize::try_from(take(&mut input)?).ok().filter(|count| *count <= input.len())?;
    let mut column = || (0..count).map(|_| take(&mut input)).collect::<Option<Vec<u64>>>();
    let (steps, runs, lengths, offsets) = (column()?, column()?, column()?, column()?);
    let (mut id, mut end) = (0_u64, 0_u64);
    let mut entries = Vec::with_capacity(count);
    for index in 0..count {
        id = id.checked_add(steps[index])?;
        let offset = offsets[index].checked_sub(1).unwrap_or(end);
        end = offset.checked_add(lengths[index])?;
        entries.push(Entry { id, offset, length: lengths[index], run: runs[index] });
    }
    Some(entries)
}

fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(input: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = input.split_first()?;
        *input = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
