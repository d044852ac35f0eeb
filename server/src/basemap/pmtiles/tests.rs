//! Archives written and read again.

use super::{Archive, Meta, TileId, archive, gzip};
use proptest::prelude::*;
use std::collections::BTreeMap;

const META: Meta =
    Meta { bounds: [9.4, 47.0, 9.7, 47.3], max_zoom: 14, attribution: "© OpenStreetMap contributors" };

fn written(tiles: &BTreeMap<(u8, u32, u32), Vec<u8>>) -> Vec<u8> {
    archive(tiles.iter().map(|((z, x, y), tile)| (TileId::of(*z, *x, *y), tile.clone())).collect(), &META)
        .unwrap()
}

#[test]
fn an_archive_of_many_tiles_has_leaves_and_gives_each_back() {
    // Irregular places and contents, so that the directory does not pack into the root.
    let tiles: BTreeMap<(u8, u32, u32), Vec<u8>> = (0..30_000_u32)
        .map(|n| {
            (
                (14, n.wrapping_mul(2_654_435_761) % 16_384, n.wrapping_mul(40_503) % 16_384),
                vec![7; (n % 97) as usize + 1],
            )
        })
        .collect();
    let bytes = written(&tiles);
    let leaves = u64::from_le_bytes(bytes[48..56].try_into().unwrap());
    assert!(leaves > 0, "no leaves for {} tiles", tiles.len());
    let archive = Archive::open(bytes.into()).unwrap();
    for ((z, x, y), tile) in &tiles {
        assert_eq!(archive.tile(*z, *x, *y), Some(tile.as_slice()), "{z}/{x}/{y}");
    }
}

#[test]
fn equal_tiles_are_stored_once() {
    let sea = gzip(&[0; 500]).unwrap();
    let one = written(&BTreeMap::from([((5, 3, 3), sea.clone())]));
    let many = written(&(0..32).map(|x| ((5, x, 3), sea.clone())).collect());
    assert!(many.len() < one.len() + 200, "{} and {} bytes", one.len(), many.len());
}

fn places() -> impl Strategy<Value = BTreeMap<(u8, u32, u32), Vec<u8>>> {
    let place = (0..8_u8).prop_flat_map(|z| (Just(z), 0..1_u32 << z, 0..1_u32 << z));
    prop::collection::btree_map(place, prop::collection::vec(any::<u8>(), 1..9), 0..60)
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_nothing_else(tiles in places(), z in 0..8_u8, x in 0..128_u32, y in 0..128_u32) {
        let archive = Archive::open(written(&tiles).into()).unwrap();
        for ((z, x, y), tile) in &tiles {
            prop_assert_eq!(archive.tile(*z, *x, *y), Some(tile.as_slice()));
        }
        let (x, y) = (x >> (7 - z), y >> (7 - z));
        prop_assert_eq!(archive.tile(z, x, y), tiles.get(&(z, x, y)).map(Vec::as_slice));
    }

    #[test]
    fn a_damaged_archive_never_panics(tiles in places(), at in 0..2_000_usize, to: u8, length in 0..4_000_usize) {
        let mut bytes = written(&tiles);
        let at = at % bytes.len();
        bytes[at] = to;
        bytes.truncate(length);
        if let Ok(archive) = Archive::open(bytes.into()) {
            for (z, x, y) in tiles.keys() {
                let _ = archive.tile(*z, *x, *y);
            }
        }
    }
}
