//! A visitor with a phone before a door, over the real router and a real database.

use crate::store::dwelling::{self, DwellingRow};
use crate::store::label::{self, NewLabel};
use crate::store::ledger;
use crate::store::owed_visit;
use crate::store::property::{self, PropertyRow};
use crate::store::tenancy::{self, NewTenancy};
use crate::store::testing::On;
use crate::testing::{App, PhoneInHand, body};
use chrono::{NaiveDate, TimeDelta};
use domain::area::{TownCode, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DwellingId, PropertyId, StationId, TenancyId};
use domain::ledger::Settled;
use domain::property::{Property, PropertyKind};
use domain::role::Role;
use domain::tenancy::{Headcount, Tenancy};
use serde_json::{Value, json};
use uuid::Uuid;

pub struct World {
    pub app: App,
    pub station: StationId,
    pub phone: PhoneInHand,
    pub dwelling: DwellingId,
    pub label: String,
}

/// An id that a test can name.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}

impl World {
    /// A coordinator signed in on a phone, and one let dwelling of class B with October and November
    /// owed.
    pub async fn new() -> Self {
        Self::on(On::Sqlite).await
    }

    /// The same over a database of that engine.
    pub async fn on(engine: On) -> Self {
        let app = App::on(engine).await;
        let station = app.station("t1", "v1").await;
        app.user("协管员甲", Role::Coordinator, Some("t1"), Some(station)).await;
        let phone = app.phone("协管员甲").await;
        let dwelling = DwellingId(id(1));
        let label = domain::label::code(7);
        let world = Self { app, station, phone, dwelling, label };
        world.register().await;
        world
    }

    async fn register(&self) {
        let (town, day): (_, NaiveDate) = (TownCode("t1".into()), "2026-09-15".parse().unwrap());
        let property = PropertyRow {
            town: town.clone(),
            property: Property {
                id: PropertyId(id(2)),
                station: self.station,
                village: VillageCode("v1".into()),
                name: "幸福里 8 号".into(),
                kind: PropertyKind::Flat,
                at: None,
            },
            registered: day,
        };
        let file = DwellingRow {
            town: town.clone(),
            station: self.station,
            dwelling: Dwelling {
                id: self.dwelling,
                property: PropertyId(id(2)),
                door: "201".into(),
                label: self.label.clone(),
                class: Class::B,
                class_since: day,
                let_since: Some(day),
                papers: Papers::default(),
                registered: day,
            },
        };
        let label = NewLabel { town: town.clone(), dwelling: self.dwelling, label: self.label.clone() };
        let headcount = Headcount { adults: 2, children: 0 };
        let tenancy = Tenancy {
            id: TenancyId(id(3)),
            dwelling: self.dwelling,
            headcount,
            moved_in: day,
            moved_out: None,
            refuses_visits: false,
        };
        let station = self.station;
        self.app
            .write(move |tx| {
                Box::pin(async move {
                    let (vault, at) = (tx.vault(), tx.now());
                    vault.make_keys(tx, at, &[(town.clone(), file.dwelling.id.0)]).await?;
                    property::add_all(tx, &[property]).await?;
                    dwelling::add_all(tx, &[file]).await?;
                    label::add_all(tx, at, &[label]).await?;
                    tenancy::add_all(tx, &[NewTenancy { town, tenancy, contact: None }]).await?;
                    ledger::open_until(tx, station, "2026-11-24".parse().unwrap()).await?;
                    Ok(())
                })
            })
            .await;
    }

    /// A record made now, by this phone's user.
    pub fn record(&self, n: u128, kind: &str, after: &[u128], body: Value) -> Value {
        json!({
            "id": id(n), "seq": n, "kind": kind, "v": 1, "author": self.phone.tokens.me.user,
            "session": self.phone.tokens.session, "made_at": self.app.state.clock.now(), "offset_ms": 0,
            "after": after.iter().map(|n| id(*n)).collect::<Vec<_>>(), "body": body.to_string(),
        })
    }

    pub fn check_in(&self, n: u128) -> Value {
        let evidence = json!({"by": "door_code", "code": self.label});
        self.record(
            n,
            "check_in",
            &[],
            json!({"dwelling": self.dwelling, "owed": null, "evidence": evidence}),
        )
    }

    pub fn visit(&self, n: u128, check_in: u128, outcome: &str, consent: Option<&str>) -> Value {
        let body = json!({"dwelling": self.dwelling, "check_in": id(check_in), "outcome": outcome, "consent": consent});
        self.record(n, "visit", &[check_in], body)
    }

    pub fn finding(&self, n: u128, visit: u128, category: &str, severity: &str) -> Value {
        let body = json!({"finding": id(n + 1000), "dwelling": self.dwelling, "visit": id(visit),
            "category": category, "severity": severity});
        self.record(n, "finding", &[visit], body)
    }

    /// The officer of that name accepts the flag of the finding in record `n`.
    pub async fn accept(&self, officer: &str, n: u128) {
        let cookie = self.app.sign_in_desk(officer).await;
        let ask = json!({"id": id(n + 1000), "version": 0, "action": {"do": "accept"}});
        let answer = self.app.desk("POST", "/desk/fn/act_on_flag", &cookie, Some(ask)).await;
        assert_eq!(answer.status(), 200);
    }

    /// Sends a batch and applies what came; answers the results.
    pub async fn send(&self, records: &[Value]) -> Vec<Value> {
        let results = self.post(records).await;
        self.work().await;
        results
    }

    /// Sends a batch; nothing of it is applied yet.
    pub async fn post(&self, records: &[Value]) -> Vec<Value> {
        let credential = format!("Device {}", self.phone.enrolled.credential);
        let ask = json!({"device": self.phone.enrolled.device, "records": records});
        let response = self.app.call("POST", "/api/v1/records", Some(&credential), Some(ask)).await;
        assert_eq!(response.status(), 200);
        let answer: Value = body(response).await;
        answer["results"].as_array().unwrap().clone()
    }

    /// Runs every job that is due.
    pub async fn work(&self) {
        while self.app.state.jobs.run_due().await.unwrap() > 0 {}
    }

    pub fn pass(&self, time: TimeDelta) {
        self.app.clock.pass(time);
    }

    /// How the months of the ledger stand.
    pub async fn ledger(&self) -> Vec<Option<Settled>> {
        let mut reader = self.app.state.store.reader().await.unwrap();
        let rows = owed_visit::of_dwelling(&mut reader, self.dwelling).await.unwrap();
        rows.into_iter().map(|row| row.settled).collect()
    }
}
