//! Writes an archive.

use super::directory::{Entry, write};
use super::{FIRST_READ, GZIP, HEADER, MAGIC, TileId, VECTOR};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

/// What an archive says about itself.
pub(in crate::basemap) struct Meta {
    /// West, south, east, north, degrees.
    pub(in crate::basemap) bounds: [f64; 4],
    pub(in crate::basemap) max_zoom: u8,
    pub(in crate::basemap) attribution: &'static str,
}

/// An archive of packed tiles. Equal tiles are stored once.
pub(in crate::basemap) fn archive(tiles: BTreeMap<TileId, Vec<u8>>, meta: &Meta) -> std::io::Result<Vec<u8>> {
    let (entries, data) = lay_out(&tiles);
    let (root, leaves) = directories(&entries)?;
    let about = serde_json::json!({ "attribution": meta.attribution, "format": "pbf", "type": "baselayer" });
    let about = gzip(about.to_string().as_bytes())?;

    let sections = [root.len(), about.len(), leaves.len(), data.len()];
    let mut bytes = MAGIC.to_vec();
    let mut offset = HEADER as u64;
    for length in sections {
        bytes.extend(offset.to_le_bytes());
        bytes.extend((length as u64).to_le_bytes());
        offset += length as u64;
    }
    let unique = entries.iter().map(|entry| entry.offset).collect::<std::collections::BTreeSet<_>>().len();
    for count in [tiles.len(), entries.len(), unique] {
        bytes.extend((count as u64).to_le_bytes());
    }
    // Clustered: tiles lie in the order of their numbers.
    bytes.extend([1, GZIP, GZIP, VECTOR, 0, meta.max_zoom]);
    let [west, south, east, north] = meta.bounds.map(|degrees| (degrees * 1e7).round() as i32);
    let middle = |low: i32, high: i32| (i64::from(low) + i64::from(high)).div_euclid(2) as i32;
    for number in [west, south, east, north] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.push(meta.max_zoom.min(12));
    bytes.extend(middle(west, east).to_le_bytes());
    bytes.extend(middle(south, north).to_le_bytes());
    [root, about, leaves, data].iter().for_each(|section| bytes.extend(section));
    Ok(bytes)
}

fn lay_out(tiles: &BTreeMap<TileId, Vec<u8>>) -> (Vec<Entry>, Vec<u8>) {
    let mut known: HashMap<&[u8], u64> = HashMap::new();
    let (mut entries, mut data): (Vec<Entry>, Vec<u8>) = (Vec::new(), Vec::new());
    for (id, tile) in tiles {
        let offset = *known.entry(tile).or_insert_with(|| {
            let offset = data.len() as u64;
            data.extend(tile);
            offset
        });
        match entries.last_mut() {
            Some(last) if last.offset == offset && last.id + last.run == id.0 => last.run += 1,
            _ => entries.push(Entry { id: id.0, offset, length: tile.len() as u64, run: 1 }),
        }
    }
    (entries, data)
}

/// The root directory and, where it would not fit into a client's first read, its leaves.
fn directories(entries: &[Entry]) -> std::io::Result<(Vec<u8>, Vec<u8>)> {
    let root = write(entries)?;
    if HEADER + root.len() <= FIRST_READ {
        return Ok((root, Vec::new()));
    }
    let mut size = 4_096;
    loop {
        let (mut leaves, mut over) = (Vec::new(), Vec::new());
        for part in entries.chunks(size) {
            let leaf = write(part)?;
            let (offset, length) = (leaves.len() as u64, leaf.len() as u64);
            over.push(Entry { id: part[0].id, offset, length, run: 0 });
            leaves.extend(leaf);
        }
        let root = write(&over)?;
        if HEADER + root.len() <= FIRST_READ {
            return Ok((root, leaves));
        }
        size *= 2;
    }
}

/// Packs without a time stamp: the same bytes give the same bytes.
pub(in crate::basemap) fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
