//! A town with one station, one house of many doors, and a coordinator a phone.

use chrono::NaiveDate;
use domain::Position;
use domain::area::{AreaMode, Station, Town, TownCode, Village, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DwellingId, PropertyId, StationId, UserId};
use domain::property::{Property, PropertyKind};
use domain::role::{Role, TravelMode};
use server::auth::password::hash_now;
use server::store::dwelling::DwellingRow;
use server::store::property::PropertyRow;
use server::store::user::NewUser;
use server::store::{Chain, Entry, Store, StoreError, Tx, area, dwelling, property, station, user};
use uuid::Uuid;

pub const PASSWORD: &str = "three brown doors";
/// Doors that phones speak of.
pub const DOORS: u64 = 100;
const STATION: StationId = StationId(Uuid::from_u128(0x51));
const HOUSE: PropertyId = PropertyId(Uuid::from_u128(0x61));

/// The account of coordinator `n`.
pub fn name(n: usize) -> String {
    format!("coordinator-{n}")
}

/// Runs a write with an audit entry.
pub async fn write<F>(store: &Store, f: F)
where
    F: for<'t> FnOnce(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<(), StoreError>> + Send + 'static,
{
    let written: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(Entry::new(Chain::Installation, "arrange", "test")).await?;
                f(tx).await
            })
        })
        .await;
    written.unwrap();
}

/// Fills an empty database; `users` coordinators have [`PASSWORD`].
pub async fn fill(store: &Store, users: usize) {
    let hash = hash_now(PASSWORD).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let (town, village) = (TownCode("310151101".into()), VillageCode("310151101001".into()));
    write(store, move |tx| {
        Box::pin(async move {
            area::put_towns(tx, &[Town { code: town.clone(), name: "城桥镇".into() }]).await?;
            let place = Village { code: village.clone(), name: "聚训村".into(), town: town.clone() };
            area::put_villages(tx, &[place]).await?;
            station::add(tx, &home(&town, &village)).await?;
            property::add_all(tx, &[house(&town, &village, day)]).await?;
            let doors: Vec<DwellingRow> = (0..DOORS).map(|n| door(n, &town, day)).collect();
            dwelling::add_all(tx, &doors).await?;
            for n in 0..users {
                let now = tx.now();
                user::add(tx, &coordinator(n, &town, &hash), now).await?;
            }
            Ok(())
        })
    })
    .await;
}

fn home(town: &TownCode, village: &VillageCode) -> Station {
    Station {
        id: STATION,
        town: town.clone(),
        name: "服务站".into(),
        mode: AreaMode::Rural,
        at: Position { lon: 121.4, lat: 31.6 },
        zone: "Asia/Shanghai".into(),
        villages: vec![village.clone()],
    }
}

/// The dwelling behind a door.
pub fn dwelling_id(n: u64) -> DwellingId {
    DwellingId(Uuid::from_u128(0x7000 + u128::from(n % DOORS)))
}

fn house(town: &TownCode, village: &VillageCode, day: NaiveDate) -> PropertyRow {
    let property = Property {
        id: HOUSE,
        station: STATION,
        village: village.clone(),
        name: "东门路 12 号".into(),
        kind: PropertyKind::RuralHouse,
        at: None,
    };
    PropertyRow { town: town.clone(), property, registered: day }
}

fn door(n: u64, town: &TownCode, day: NaiveDate) -> DwellingRow {
    let dwelling = Dwelling {
        id: dwelling_id(n),
        property: HOUSE,
        door: n.to_string(),
        label: format!("L{n}"),
        class: Class::B,
        class_since: day,
        let_since: Some(day),
        papers: Papers::default(),
        registered: day,
    };
    DwellingRow { town: town.clone(), station: STATION, dwelling }
}

fn coordinator(n: usize, town: &TownCode, hash: &str) -> NewUser {
    NewUser {
        id: UserId(Uuid::from_u128(0x100 + n as u128)),
        name: name(n),
        role: Role::Coordinator,
        town: Some(town.clone()),
        station: Some(STATION),
        villages: Vec::new(),
        password_hash: hash.to_owned(),
        must_change: false,
        mode: TravelMode::Foot,
        shift: (540, 1020),
        work_days: 31,
        start: None,
    }
}
