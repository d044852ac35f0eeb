//! Two people change one field: both values stay, and an officer chooses.

use super::support::{World, id};
use crate::jobs::rebuild::{erase, rebuild};
use crate::store::testing::On;
use crate::store::{dwelling, field, pack, record, tenancy};
use crate::testing::PhoneInHand;
use chrono::TimeDelta;
use domain::field::Said;
use domain::id::RecordId;
use domain::record::Mark;
use domain::role::Role;
use serde_json::{Value, json};

impl World {
    /// A value said by whoever holds `phone`, on the base of a record.
    fn said(&self, phone: &PhoneInHand, n: u128, field: &str, value: &str, base: Option<u128>) -> Value {
        let mut said = json!({"field": field, "value": value, "base": base.map(id)});
        if ["adults", "children"].contains(&field) {
            said["household"] = json!(id(3));
        }
        let body = json!({"dwelling": self.dwelling, "said": said});
        let mut record = self.record(n, "correction", &[], body);
        record["author"] = json!(phone.tokens.me.user);
        record["session"] = json!(phone.tokens.session);
        record
    }

    async fn another(&self) -> PhoneInHand {
        self.app.user("协管员乙", Role::Coordinator, Some("t1"), Some(self.station)).await;
        self.app.phone("协管员乙").await
    }

    async fn send_from(&self, phone: &PhoneInHand, records: &[Value]) {
        let credential = format!("Device {}", phone.enrolled.credential);
        let ask = json!({"device": phone.enrolled.device, "records": records});
        let answer = self.app.call("POST", "/api/v1/records", Some(&credential), Some(ask)).await;
        let answer: Value = crate::testing::body(answer).await;
        let results = answer["results"].as_array().unwrap();
        assert!(results.iter().all(|result| result["receipt"].is_object()), "{answer}");
        self.work().await;
    }

    /// The register's door, papers and headcount.
    async fn register_says(&self) -> String {
        let mut reader = self.app.state.store.reader().await.unwrap();
        let file = dwelling::by_id(&mut reader, self.dwelling).await.unwrap().unwrap().dwelling;
        let count = tenancy::current(&mut reader, self.dwelling).await.unwrap().unwrap().headcount;
        format!("{} {:?} {} {}", file.door, file.papers.lease, count.adults, count.children)
    }

    async fn standing(&self) -> Vec<Said> {
        let mut reader = self.app.state.store.reader().await.unwrap();
        let mut all = field::standing_of(&mut reader, &[self.dwelling]).await.unwrap();
        all.remove(&self.dwelling).unwrap_or_default()
    }

    async fn versions(&self) -> String {
        let mut reader = self.app.state.store.reader().await.unwrap();
        format!("{:#?}", field::of_dwelling(&mut reader, self.dwelling).await.unwrap())
    }
}

#[tokio::test]
async fn what_two_visitors_said_without_knowing_of_each_other_stands_the_same_in_any_order() {
    let mut ends = Vec::new();
    for (engine, swapped) in [(On::Sqlite, false), (On::Postgres, true)] {
        let world = World::on(engine).await;
        let other = world.another().await;
        let first = world.said(&world.phone, 10, "adults", "3", None);
        world.pass(TimeDelta::minutes(5));
        let second = world.said(&other, 11, "adults", "4", None);
        if swapped {
            world.send_from(&other, &[second]).await;
            assert_eq!(world.register_says().await, "201 NotDone 4 0");
            world.send_from(&world.phone, &[first]).await;
        } else {
            world.send_from(&world.phone, &[first]).await;
            world.send_from(&other, &[second]).await;
        }
        assert_eq!(world.register_says().await, "201 NotDone 3 0");
        let standing = world.standing().await;
        assert_eq!(standing.len(), 1);
        assert_eq!((standing[0].base, &standing[0].over), (Some(RecordId(id(10))), &vec![RecordId(id(11))]));
        ends.push(standing);
    }
    assert_eq!(ends[0], ends[1]);
}

#[tokio::test]
async fn whoever_saw_a_value_changes_it_and_the_pack_tells_how_fields_stand() {
    let world = World::new().await;
    let other = world.another().await;
    world.send_from(&world.phone, &[world.said(&world.phone, 10, "lease", "done", None)]).await;
    world.send_from(&other, &[world.said(&other, 11, "lease", "not_needed", Some(10))]).await;
    world.send_from(&other, &[world.said(&other, 12, "door", "201甲", None)]).await;
    assert_eq!(world.register_says().await, "201甲 NotNeeded 2 0");
    let mut reader = world.app.state.store.reader().await.unwrap();
    let files = pack::files(&mut reader, world.station, &[world.dwelling]).await.unwrap().files;
    let lease = files[0].said(domain::field::Field::Lease).unwrap();
    assert_eq!((lease.value.as_str(), lease.base), ("not_needed", Some(RecordId(id(11)))));
    let tax = files[0].said(domain::field::Field::Tax).unwrap();
    assert_eq!((tax.value.as_str(), tax.base, tax.over.len()), ("not_done", None, 0));
    assert_eq!(files[0].said(domain::field::Field::Adults).unwrap().household.unwrap().0, id(3));
}

#[tokio::test]
async fn a_change_waits_for_the_one_that_it_is_based_on() {
    let world = World::new().await;
    let (first, second) = (
        world.said(&world.phone, 10, "tax", "done", None),
        world.said(&world.phone, 11, "tax", "not_needed", Some(10)),
    );
    world.send(&[second]).await;
    assert!(world.standing().await.is_empty());
    world.send(&[first]).await;
    assert_eq!(world.standing().await[0].value, "not_needed");
}

#[tokio::test]
async fn a_view_built_again_stands_the_same_and_an_erasure_leaves_what_is_in_force() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = World::on(engine).await;
        let other = world.another().await;
        let all = [
            world.said(&world.phone, 10, "adults", "3", None),
            world.said(&world.phone, 11, "door", "202", None),
            world.said(&world.phone, 12, "door", "203", Some(11)),
        ];
        world.send_from(&world.phone, &all).await;
        world.pass(TimeDelta::minutes(5));
        let others =
            [world.said(&other, 13, "adults", "4", None), world.said(&other, 14, "door", "203", None)];
        world.send_from(&other, &others).await;
        let before = (world.versions().await, world.register_says().await);
        let store = &world.app.state.store;
        rebuild(store, world.dwelling).await.unwrap();
        assert_eq!((world.versions().await, world.register_says().await), before);

        erase(store, world.dwelling, vec![RecordId(id(10)), RecordId(id(12))]).await.unwrap();
        let erased = (world.versions().await, world.register_says().await);
        assert_eq!(erased.1, before.1, "the register keeps what is in force");
        assert_eq!(world.standing().await.iter().map(|it| it.over.len()).sum::<usize>(), 1, "{}", erased.0);
        rebuild(store, world.dwelling).await.unwrap();
        assert_eq!((world.versions().await, world.register_says().await), erased);
    }
}

#[tokio::test]
async fn a_door_mark_that_another_door_bears_waits_for_an_officer() {
    let world = World::new().await;
    let next_door = json!({"dwelling": id(1019), "property": id(2), "door": "301"});
    world.send(&[world.record(9, "dwelling_registered", &[], next_door)]).await;
    world.send(&[world.said(&world.phone, 10, "door", "301", None)]).await;
    assert_eq!(world.register_says().await, "201 NotDone 2 0");
    assert_eq!(world.standing().await[0].over, [RecordId(id(10))]);
    rebuild(&world.app.state.store, world.dwelling).await.unwrap();
    assert_eq!(world.standing().await[0].over, [RecordId(id(10))]);
}

#[tokio::test]
async fn a_former_visitors_late_change_is_received_as_handed_over_and_waits_with_the_others() {
    let world = World::new().await;
    let other = world.another().await;
    let late = world.said(&world.phone, 10, "lease", "done", None);
    world.pass(TimeDelta::minutes(5));
    world.send_from(&other, &[world.said(&other, 11, "lease", "not_needed", None)]).await;
    world.app.user("协管员丙", Role::Coordinator, Some("t1"), Some(world.station)).await;
    world.app.sign_in_phone(&world.phone.enrolled, "协管员丙").await;
    let author = world.phone.tokens.me.user;
    world
        .app
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                crate::store::user::leave(tx, author, now).await
            })
        })
        .await;
    world.send(&[late]).await;
    let mut reader = world.app.state.store.reader().await.unwrap();
    let row = record::by_id(&mut reader, RecordId(id(10))).await.unwrap().unwrap();
    assert!(row.marks.contains(&Mark::HandedOver) && row.marks.contains(&Mark::AuthorMovedOn), "{row:?}");
    assert_eq!(world.standing().await[0].over.len(), 1);
}

#[tokio::test]
async fn only_an_officer_chooses() {
    let world = World::new().await;
    let mut record = world.said(&world.phone, 10, "lease", "done", None);
    let body = json!({"dwelling": world.dwelling,
        "said": {"field": "lease", "value": "done", "over": [id(11)], "why": "paper_seen"}});
    record["body"] = json!(body.to_string());
    assert_eq!(world.send(&[record]).await[0]["problem"]["code"], "not_allowed");
}
