use super::support::{World, id};
use crate::jobs::rebuild::{erase, rebuild};
use crate::store::testing::On;
use crate::store::{finding, flag, notice, record, visit};
use domain::id::RecordId;
use serde_json::json;

/// The view of the dwelling, whole.
pub(super) async fn view(world: &World) -> String {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let visits = visit::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    let findings = finding::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    let flags = flag::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    let notices = notice::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    let ledger = world.ledger().await;
    format!("{visits:#?}\n{findings:#?}\n{flags:#?}\n{notices:#?}\n{ledger:?}")
}

async fn lived_in(engine: On) -> World {
    let world = World::on(engine).await;
    let notice = json!({"notice": id(50), "dwelling": world.dwelling, "visit": id(11), "form": "shown",
        "code_hash": "ab".repeat(32)});
    world
        .send(&[
            world.check_in(10),
            world.visit(11, 10, "entered", Some("to_enter")),
            world.finding(12, 11, "fire", "high"),
            world.finding(13, 11, "sanitation", "low"),
            world.record(14, "notice", &[11], notice),
        ])
        .await;
    world.pass(chrono::TimeDelta::days(8));
    let body = json!({"dwelling": world.dwelling, "check_in": id(20), "outcome": "met", "consent": "at_door_only",
        "gone": [id(1013)]});
    world.send(&[world.check_in(20), world.record(21, "visit", &[20], body)]).await;
    world
}

#[tokio::test]
async fn a_view_built_again_from_records_is_the_same_on_either_engine() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = lived_in(engine).await;
        let before = view(&world).await;
        rebuild(&world.app.state.store, world.dwelling).await.unwrap();
        assert_eq!(view(&world).await, before);
    }
}

#[tokio::test]
async fn a_view_built_again_after_an_erasure_equals_the_erased_view() {
    let world = lived_in(On::Sqlite).await;
    let records = vec![RecordId(id(10)), RecordId(id(11)), RecordId(id(12)), RecordId(id(14))];
    erase(&world.app.state.store, world.dwelling, records).await.unwrap();
    let erased = view(&world).await;
    assert!(!erased.contains("entered") && !erased.contains("Fire"), "{erased}");
    assert!(erased.contains("met"));
    rebuild(&world.app.state.store, world.dwelling).await.unwrap();
    assert_eq!(view(&world).await, erased);
    let mut reader = world.app.state.store.reader().await.unwrap();
    assert!(record::by_id(&mut reader, RecordId(id(11))).await.unwrap().is_some(), "the envelope stays");
}

#[tokio::test]
async fn a_record_sent_again_after_its_erasure_keeps_its_receipt_and_brings_nothing_back() {
    let world = lived_in(On::Sqlite).await;
    let again = [world.check_in(10)];
    erase(&world.app.state.store, world.dwelling, vec![RecordId(id(10)), RecordId(id(11))]).await.unwrap();
    let erased = view(&world).await;
    assert!(world.send(&again).await[0]["receipt"].is_object());
    assert_eq!(view(&world).await, erased);
}
