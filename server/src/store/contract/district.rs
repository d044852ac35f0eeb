//! Villages as districting sees them, and one that moves to another station.

use super::plan::{STATION, fill};
use super::register::{town, village_code, write};
use super::{Db, on_both_engines};
use crate::store::district::{self, serve};
use crate::store::{StoreError, change, dwelling, ledger, pack, station};
use chrono::NaiveDate;
use domain::area::Station;
use domain::id::StationId;
use uuid::Uuid;

on_both_engines! {
    a_village_brings_its_dwellings_and_tenants,
    a_village_that_moves_takes_everything_of_its_dwellings_along,
}

const OTHER: StationId = StationId(Uuid::from_u128(0x52));

async fn a_village_brings_its_dwellings_and_tenants(db: Db) {
    fill(&db.store).await;
    let mut reader = db.store.reader().await.unwrap();
    let villages = district::villages(&mut reader, &town()).await.unwrap();
    let village = villages.iter().find(|village| village.code == village_code()).unwrap();
    let files = dwelling::of_station(&mut reader, STATION).await.unwrap();
    assert_eq!((village.station, village.dwellings as usize), (Some(STATION), files.len()));
    assert_eq!(village.tenants, 0, "nobody has moved in");
    assert!(village.middle.is_some_and(|middle| (121.4..121.5).contains(&middle.lon)));
}

async fn a_village_that_moves_takes_everything_of_its_dwellings_along(db: Db) {
    fill(&db.store).await;
    let until = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let files = dwelling::of_station(&mut reader, STATION).await.unwrap().len();
    let owed = ledger::open(&mut reader, STATION, until).await.unwrap().len();
    let before = pack::seq(&mut reader, STATION).await.unwrap();
    assert!(files > 0);
    let moved: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            let home = station::by_id(tx, STATION).await?.unwrap();
            let other = Station { id: OTHER, name: "二站".into(), villages: vec![], ..home };
            station::add(tx, &other).await?;
            serve(tx, &village_code(), &other).await
        })
    })
    .await;
    moved.unwrap();
    assert_eq!(dwelling::of_station(&mut reader, STATION).await.unwrap().len(), 0);
    assert_eq!(dwelling::of_station(&mut reader, OTHER).await.unwrap().len(), files);
    assert_eq!(ledger::open(&mut reader, OTHER, until).await.unwrap().len(), owed);
    let told = change::after(&mut reader, STATION, before, 1_000).await.unwrap();
    assert_eq!(told.iter().filter(|change| change.kind == "dwelling" && change.removed).count(), files);
    let served = station::by_id(&mut reader, OTHER).await.unwrap().unwrap().villages;
    assert_eq!(served, [village_code()]);
}
