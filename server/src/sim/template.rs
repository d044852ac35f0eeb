//! A station with its phones before anything happens: made once, copied for each seed.

use crate::config::Config;
use crate::store::dwelling::{self, DwellingRow};
use crate::store::property::{self, PropertyRow};
use crate::store::testing::{On, place};
use crate::testing::{App, ORIGIN};
use chrono::NaiveDate;
use domain::area::{TownCode, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DeviceId, DwellingId, PropertyId, SessionId, StationId, UserId};
use domain::property::{Property, PropertyKind};
use domain::role::Role;
use uuid::Uuid;

/// Doors of a station: no household is visited twice on a day.
const DOORS: u64 = 600;
const DOOR: u128 = 0x0190_0000_0000_7000_8000_0000_0001_0000;

/// How large a run is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub phones: u64,
    pub days: u64,
}

/// Who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    pub user: UserId,
    pub session: SessionId,
}

/// A phone as it was enrolled, with its two people.
pub struct Phone {
    pub device: DeviceId,
    pub credential: String,
    pub people: Vec<Person>,
}

/// A station with one house of many doors, whose phones each have two people.
pub struct Template {
    /// Its server, closed.
    app: App,
    pub size: Size,
    pub station: StationId,
    pub doors: u64,
    pub phones: Vec<Phone>,
}

impl Template {
    pub async fn new(size: Size) -> Self {
        let app = App::on(On::Sqlite).await;
        let station = app.station("t1", "v1").await;
        // As many as are begun in seven of ten hours of eight a day.
        let doors = DOORS.max(size.phones * size.days * 6);
        register(&app, station, doors).await;
        let mut phones = vec![];
        for n in 0..size.phones {
            phones.push(phone(&app, station, n).await);
        }
        app.state.store.close().await;
        Self { app, size, station, doors, phones }
    }

    /// A server over a copy of it.
    pub async fn copy(&self) -> App {
        let place = place(On::Sqlite).await;
        std::fs::create_dir(place.data.path().join("keys")).unwrap();
        for file in ["rounds.db", "keys/installation.key"] {
            std::fs::copy(self.app.state.config.data.join(file), place.data.path().join(file)).unwrap();
        }
        App::over(place, Config::for_tests(ORIGIN)).await
    }
}

async fn phone(app: &App, station: StationId, n: u64) -> Phone {
    let names = [0, 1].map(|person| format!("协管员 {n}-{person}"));
    for name in &names {
        app.user(name, Role::Coordinator, Some("t1"), Some(station)).await;
    }
    let enrolled = app.enrol(&names[0]).await;
    let mut people = vec![];
    for name in names {
        let tokens = app.sign_in_phone(&enrolled, &name).await;
        people.push(Person { user: tokens.me.user, session: tokens.session });
    }
    Phone { device: enrolled.device, credential: enrolled.credential, people }
}

/// The door of a number.
pub fn door(number: u64) -> DwellingId {
    DwellingId(Uuid::from_u128(DOOR + u128::from(number)))
}

async fn register(app: &App, station: StationId, doors: u64) {
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
    let doors: Vec<DwellingRow> = (0..doors).map(row).collect();
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
