//! The register's nouns: each comes back as it went in, on both engines.

use super::{Db, entry, on_both_engines};
use crate::store::class_change::{self, ClassChange};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::label::{self, NewLabel};
use crate::store::property::{self, PropertyRow};
use crate::store::tenancy::{self, Contact, NewTenancy};
use crate::store::{Store, StoreError, Tx, area, station};
use chrono::NaiveDate;
use domain::Position;
use domain::area::{AreaMode, Station, Town, TownCode, Village, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, PaperState, Papers};
use domain::id::{DwellingId, PropertyId, StationId, TenancyId, UserId};
use domain::property::{Property, PropertyKind};
use domain::tenancy::{Headcount, Tenancy};
use futures::future::BoxFuture;
use uuid::Uuid;

on_both_engines! {
    areas_keep_their_town_and_take_a_new_name,
    a_station_takes_over_what_waited_for_it,
    a_village_has_one_station,
    a_property_and_its_dwellings_come_back,
    a_door_comes_once_in_a_property,
    a_contact_opens_until_its_key_is_erased,
    a_replaced_label_opens_no_door,
    a_class_has_a_history,
}

pub const STATION: StationId = StationId(Uuid::from_u128(0x51));
pub const PROPERTY: PropertyId = PropertyId(Uuid::from_u128(0x61));
pub const DWELLING: DwellingId = DwellingId(Uuid::from_u128(0x71));
pub const TENANCY: TenancyId = TenancyId(Uuid::from_u128(0x81));

pub fn town() -> TownCode {
    TownCode("310151101".into())
}

pub fn village_code() -> VillageCode {
    VillageCode("310151101001".into())
}

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// Runs a write with an audit entry.
pub async fn write<T, F>(store: &Store, f: F) -> Result<T, StoreError>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    T: Send + 'static,
{
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                f(tx).await
            })
        })
        .await
}

fn station_row() -> Station {
    Station {
        id: STATION,
        town: town(),
        name: "城桥第一服务站".into(),
        mode: AreaMode::Rural,
        at: Position { lon: 121.397, lat: 31.627 },
        zone: "Asia/Shanghai".into(),
        villages: vec![village_code()],
    }
}

fn property_row(station: StationId) -> PropertyRow {
    let property = Property {
        id: PROPERTY,
        station,
        village: village_code(),
        name: "东门路 12 号".into(),
        kind: PropertyKind::RuralHouse,
        at: Some(Position { lon: 121.401, lat: 31.63 }),
    };
    PropertyRow { town: town(), property, registered: day(2) }
}

fn dwelling_row(station: StationId, id: DwellingId, door: &str, label: &str) -> DwellingRow {
    let dwelling = Dwelling {
        id,
        property: PROPERTY,
        door: door.into(),
        label: label.into(),
        class: Class::B,
        class_since: day(2),
        let_since: Some(day(3)),
        papers: Papers { lease: PaperState::Done, tax: PaperState::NotDone },
        registered: day(2),
    };
    DwellingRow { town: town(), station, dwelling }
}

fn tenancy_row() -> NewTenancy {
    let tenancy = Tenancy {
        id: TENANCY,
        dwelling: DWELLING,
        headcount: Headcount { adults: 2, children: 1 },
        moved_in: day(3),
        moved_out: None,
        refuses_visits: true,
    };
    NewTenancy {
        town: town(),
        tenancy,
        contact: Some(Contact { name: "王".into(), phone: "13800000000".into() }),
    }
}

/// One village, station, property, dwelling and tenancy.
pub async fn fill(store: &Store) {
    let filled = write(store, |tx| {
        Box::pin(async move {
            area::put_towns(tx, &[Town { code: town(), name: "城桥镇".into() }]).await?;
            let village = Village { code: village_code(), name: "聚训村".into(), town: town() };
            area::put_villages(tx, &[village]).await?;
            station::add(tx, &station_row()).await?;
            property::add_all(tx, &[property_row(STATION)]).await?;
            let label = label::next(tx, 1).await?.remove(0);
            dwelling::add_all(tx, &[dwelling_row(STATION, DWELLING, "101", &label)]).await?;
            let now = tx.now();
            label::add_all(tx, now, &[NewLabel { town: town(), dwelling: DWELLING, label }]).await?;
            tenancy::add_all(tx, &[tenancy_row()]).await
        })
    });
    filled.await.unwrap();
}

async fn areas_keep_their_town_and_take_a_new_name(db: Db) {
    fill(&db.store).await;
    let renamed = Village { code: village_code(), name: "聚训新村".into(), town: TownCode::local() };
    write(&db.store, |tx| Box::pin(async move { area::put_villages(tx, &[renamed]).await })).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let villages = area::villages(&mut reader).await.unwrap();
    assert_eq!(villages.len(), 1);
    assert_eq!((villages[0].village.name.as_str(), &villages[0].village.town), ("聚训新村", &town()));
    assert_eq!(villages[0].station, Some(STATION));
    assert_eq!(area::villages_of(&mut reader, &[village_code()]).await.unwrap(), villages);
    assert_eq!(area::towns(&mut reader).await.unwrap()[0].name, "城桥镇");
    assert_eq!(area::town_of(&mut reader, &village_code()).await.unwrap(), Some(town()));
}

async fn a_station_takes_over_what_waited_for_it(db: Db) {
    let waiting = write(&db.store, |tx| {
        Box::pin(async move {
            property::add_all(tx, &[property_row(station::NONE_YET)]).await?;
            dwelling::add_all(tx, &[dwelling_row(station::NONE_YET, DWELLING, "101", "AAAAAA")]).await?;
            station::add(tx, &station_row()).await
        })
    });
    waiting.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(dwelling::of_station(&mut reader, STATION).await.unwrap().len(), 1);
    assert_eq!(property::of_station(&mut reader, STATION).await.unwrap().len(), 1);
    assert_eq!(station::all(&mut reader).await.unwrap(), [station_row()]);
    assert_eq!(station::seal_public(&mut reader, STATION).await.unwrap().unwrap().len(), 65);
}

async fn a_village_has_one_station(db: Db) {
    fill(&db.store).await;
    let second = Station { id: StationId(Uuid::from_u128(0x52)), ..station_row() };
    let refused = write(&db.store, |tx| Box::pin(async move { station::add(tx, &second).await })).await;
    assert!(matches!(refused, Err(StoreError::Constraint { name }) if name == "station_villages_village"));
}

async fn a_property_and_its_dwellings_come_back(db: Db) {
    fill(&db.store).await;
    let mut reader = db.store.reader().await.unwrap();
    let found = property::by_name(&mut reader, &village_code(), "东门路 12 号").await.unwrap();
    assert_eq!(found, Some(property_row(STATION)));
    assert_eq!(property::by_id(&mut reader, PROPERTY).await.unwrap(), found);
    let dwellings = dwelling::of_property(&mut reader, PROPERTY).await.unwrap();
    let label = dwellings[0].dwelling.label.clone();
    assert_eq!(dwellings, [dwelling_row(STATION, DWELLING, "101", &label)]);
    assert_eq!(dwelling::by_label(&mut reader, &label).await.unwrap(), dwellings.first().cloned());
    assert_eq!(dwelling::of_villages(&mut reader, &[village_code()]).await.unwrap(), dwellings);
    assert_eq!(tenancy::of_dwelling(&mut reader, DWELLING).await.unwrap(), [tenancy_row().tenancy]);
    let current = tenancy::current_of(&mut reader, &[DWELLING]).await.unwrap();
    assert_eq!(current.get(&DWELLING), Some(&tenancy_row().tenancy));
}

async fn a_door_comes_once_in_a_property(db: Db) {
    fill(&db.store).await;
    let twice = dwelling_row(STATION, DwellingId(Uuid::from_u128(0x72)), "101", "BBBBBB");
    let refused = write(&db.store, |tx| Box::pin(async move { dwelling::add_all(tx, &[twice]).await })).await;
    assert!(matches!(refused, Err(StoreError::Constraint { name }) if name == "dwellings_property_door"));
}

async fn a_contact_opens_until_its_key_is_erased(db: Db) {
    fill(&db.store).await;
    let mut reader = db.store.reader().await.unwrap();
    let contact = tenancy::contact(&mut reader, db.store.vault(), TENANCY).await.unwrap();
    assert_eq!(contact, tenancy_row().contact);
    let erase = write(&db.store, |tx| {
        Box::pin(async move {
            let (vault, now) = (tx.vault(), tx.now());
            vault.erase_key(tx, now, TENANCY.0).await?;
            tenancy::end(tx, DWELLING, day(24)).await
        })
    });
    assert_eq!(erase.await.unwrap(), 1);
    assert_eq!(tenancy::contact(&mut reader, db.store.vault(), TENANCY).await.unwrap(), None);
    assert_eq!(tenancy::current(&mut reader, DWELLING).await.unwrap(), None);
}

async fn a_replaced_label_opens_no_door(db: Db) {
    fill(&db.store).await;
    let old = label::next(&mut db.store.reader().await.unwrap(), 1).await.unwrap();
    let replace = write(&db.store, |tx| Box::pin(async move { label::replace(tx, &town(), DWELLING).await }));
    let fresh = replace.await.unwrap();
    assert_eq!(old, std::slice::from_ref(&fresh));
    let mut reader = db.store.reader().await.unwrap();
    let found = dwelling::by_label(&mut reader, &fresh).await.unwrap().unwrap();
    assert_eq!(found.dwelling.id, DWELLING);
    assert_ne!(label::next(&mut reader, 1).await.unwrap(), [fresh], "no code is given twice");
}

async fn a_class_has_a_history(db: Db) {
    fill(&db.store).await;
    let change = |id: u128, from, to, since, by: Option<u128>| ClassChange {
        town: town(),
        id: Uuid::from_u128(id),
        dwelling: DWELLING,
        from,
        to,
        since,
        by: by.map(|id| UserId(Uuid::from_u128(id))),
        reason: "充电隐患".into(),
    };
    let changes =
        [change(1, None, Class::B, day(2), None), change(2, Some(Class::B), Class::C, day(20), Some(9))];
    let added = changes.clone();
    let write_ = write(&db.store, move |tx| {
        Box::pin(async move {
            class_change::add_all(tx, &added).await?;
            class_change::add_all(tx, &added).await?;
            dwelling::set_class(tx, DWELLING, Class::C, day(20)).await?;
            dwelling::set_let(tx, DWELLING, None).await
        })
    });
    write_.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(class_change::of_dwelling(&mut reader, DWELLING).await.unwrap(), changes);
    let found = dwelling::by_id(&mut reader, DWELLING).await.unwrap().unwrap().dwelling;
    assert_eq!((found.class, found.class_since, found.let_since), (Class::C, day(20), None));
}
