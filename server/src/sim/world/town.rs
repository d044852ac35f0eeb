//! A station with one house of many doors.

use crate::store::dwelling::{self, DwellingRow};
use crate::store::property::{self, PropertyRow};
use crate::testing::App;
use chrono::NaiveDate;
use domain::area::{TownCode, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DwellingId, PropertyId, StationId};
use domain::property::{Property, PropertyKind};
use uuid::Uuid;

/// Doors of the station: no household is visited twice on a day.
const DOORS: u64 = 600;
const DOOR: u128 = 0x0190_0000_0000_7000_8000_0000_0001_0000;

/// The door of a number.
pub fn door(number: u64) -> DwellingId {
    DwellingId(Uuid::from_u128(DOOR + u128::from(number % DOORS)))
}

/// Registers them all.
pub async fn register(app: &App, station: StationId) {
    let (town, day): (_, NaiveDate) = (TownCode("t1".into()), "2026-09-15".parse().unwrap());
    let house = PropertyId(Uuid::from_u128(DOOR - 1));
    let property = PropertyRow {
        town: town.clone(),
        property: Property {
            id: house,
            station,
            village: VillageCode("v1".into()),
            name: "幸福里 8 号".into(),
            kind: PropertyKind::Flat,
            at: None,
        },
        registered: day,
    };
    let row = |n: u64| DwellingRow {
        town: town.clone(),
        station,
        dwelling: Dwelling {
            id: door(n),
            property: house,
            door: n.to_string(),
            label: format!("L{n}"),
            class: Class::B,
            class_since: day,
            let_since: Some(day),
            papers: Papers::default(),
            registered: day,
        },
    };
    let doors: Vec<DwellingRow> = (0..DOORS).map(row).collect();
    app.write(move |tx| {
        Box::pin(async move {
            let (vault, at) = (tx.vault(), tx.now());
            let keys: Vec<_> = doors.iter().map(|door| (town.clone(), door.dwelling.id.0)).collect();
            vault.make_keys(tx, at, &keys).await?;
            property::add_all(tx, &[property]).await?;
            dwelling::add_all(tx, &doors).await
        })
    })
    .await;
}
