//! Maps: one in use at a time, from a whole file or not at all.

use super::{Db, on_both_engines};
use crate::args;
use crate::import::map::{Imported, import};
use crate::map::Maps;
use crate::store::{Conn, map::village_shapes};
use crate::store::{address, area, map};
use roads::Profile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

on_both_engines! {
    an_imported_map_is_in_use_with_its_addresses_and_villages,
    the_next_map_takes_the_place_of_the_one_before,
    a_broken_file_leaves_the_map_in_use,
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

async fn imported(db: &Db, name: &str) -> Imported {
    import(&db.store, &file(name), Arc::new(|_, _, _| {})).await.unwrap()
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut reader = db.store.reader().await.unwrap();
    reader.row(sql, args![]).await.unwrap().unwrap().get("n").unwrap()
}

async fn an_imported_map_is_in_use_with_its_addresses_and_villages(db: Db) {
    let report = imported(&db, "assets/sample/liechtenstein.osm.pbf").await;
    assert_eq!((report.nodes, report.edges, report.components), (5_187, 6_762, 27));
    assert_eq!((report.addresses, report.villages), (994, 11));

    let mut reader = db.store.reader().await.unwrap();
    let addresses = address::all(&mut reader).await.unwrap();
    assert_eq!(addresses.len(), 994);
    let placed = addresses.iter().filter(|address| address.village.is_some()).count();
    assert!(placed > 950, "{placed} addresses lie in a village");
    let villages = area::villages(&mut reader).await.unwrap();
    assert!(villages.iter().all(|village| village.boundary.is_some()));
    assert_eq!(village_shapes(&mut reader).await.unwrap().len(), 11);

    let maps = Maps::new(db.store.clone());
    let first = maps.in_use().await.unwrap().unwrap();
    assert_eq!(first.roads.graph(Profile::Foot).nodes(), 5_187);
    // Vaduz, where the sample's capital is, at a middle zoom.
    assert!(first.tiles.tile(12, 2_156, 1_438).is_some());
    let again = maps.in_use().await.unwrap().unwrap();
    assert!(Arc::ptr_eq(&first, &again), "loaded once");
}

async fn the_next_map_takes_the_place_of_the_one_before(db: Db) {
    let maps = Maps::new(db.store.clone());
    imported(&db, "assets/sample/liechtenstein.osm.pbf").await;
    let first = maps.in_use().await.unwrap().unwrap();
    imported(&db, "tests/fixtures/osm/campo-grande.osm.gz").await;
    let second = maps.in_use().await.unwrap().unwrap();
    assert_ne!(first.row.id, second.row.id);
    assert_eq!(second.row.name, "campo-grande.osm.gz");
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM maps WHERE in_use").await, 1);
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM blobs").await, 2);
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM map_addresses").await, 0);
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM villages").await, 0);
}

async fn a_broken_file_leaves_the_map_in_use(db: Db) {
    imported(&db, "tests/fixtures/osm/bautzen.osm").await;
    let before = map::in_use(&mut db.store.reader().await.unwrap()).await.unwrap();
    let bytes = std::fs::read(file("assets/sample/liechtenstein.osm.pbf")).unwrap();
    let cut = db.place.data.path().join("cut.osm.pbf");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let error = import(&db.store, &cut, Arc::new(|_, _, _| {})).await.expect_err("a problem");
    assert_eq!(error.problem().code(), "map_damaged");
    let after = map::in_use(&mut db.store.reader().await.unwrap()).await.unwrap();
    assert_eq!(before, after);
    assert_eq!(after.unwrap().name, "bautzen.osm");
}
