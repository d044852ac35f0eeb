use super::support::{World, id};
use crate::store::testing::On;
use crate::store::{record, visit};
use chrono::TimeDelta;
use domain::id::RecordId;
use domain::ledger::Settled::{Done, Late};
use std::time::Duration;

async fn state(world: &World, n: u128) -> String {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let row = record::by_id(&mut reader, RecordId(id(n))).await.unwrap().unwrap();
    format!("{:?}", row.state).to_lowercase()
}

async fn visits(world: &World) -> Vec<visit::VisitRow> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    visit::of_dwelling(&mut reader, world.dwelling).await.unwrap()
}

#[tokio::test]
async fn a_visit_settles_its_month_as_done_and_older_ones_as_late() {
    let world = World::new().await;
    assert_eq!(world.ledger().await, [None, None]);
    let results = world.send(&[world.check_in(10), world.visit(11, 10, "entered", Some("to_enter"))]).await;
    assert!(results.iter().all(|result| result["receipt"]["sha256"].is_string()), "{results:?}");
    assert_eq!(world.ledger().await, [Some(Late), Some(Done)]);
    let visits = visits(&world).await;
    assert_eq!((visits.len(), visits[0].evidence.as_str()), (1, "door_code"));
}

#[tokio::test]
async fn a_record_sent_twice_is_stored_once_and_gets_the_same_receipt() {
    let world = World::new().await;
    let batch = [world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))];
    let first = world.send(&batch).await;
    world.pass(TimeDelta::minutes(3));
    assert_eq!(world.send(&batch).await, first);
    assert_eq!(visits(&world).await.len(), 1);
}

#[tokio::test]
async fn the_same_id_with_other_bytes_is_refused() {
    let world = World::new().await;
    world.send(&[world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))]).await;
    let other = world.send(&[world.visit(11, 10, "refused", Some("refused"))]).await;
    assert_eq!(other[0]["problem"]["code"], "record_differs");
    assert_eq!(visits(&world).await[0].outcome, "met");
}

#[tokio::test]
async fn a_visit_that_arrives_before_its_check_in_is_held_until_that_comes() {
    let world = World::new().await;
    let (check_in, visit) = (world.check_in(10), world.visit(11, 10, "met", Some("at_door_only")));
    world.send(&[visit]).await;
    assert_eq!((state(&world, 11).await.as_str(), visits(&world).await.len()), ("held", 0));
    world.send(&[check_in]).await;
    assert_eq!((state(&world, 11).await.as_str(), visits(&world).await.len()), ("applied", 1));
    assert_eq!(visits(&world).await[0].evidence, "door_code");
}

#[tokio::test]
async fn a_visit_whose_check_in_never_comes_is_applied_without_it_after_five_days() {
    let world = World::new().await;
    world.send(&[world.visit(11, 10, "met", Some("at_door_only"))]).await;
    world.pass(TimeDelta::days(5));
    world.work().await;
    let visits = visits(&world).await;
    assert_eq!((visits.len(), visits[0].evidence.as_str()), (1, "none"));
}

#[tokio::test]
async fn a_visit_made_offline_counts_for_the_month_in_which_it_was_made() {
    let world = World::new().await;
    let batch = [world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))];
    world.pass(TimeDelta::days(10));
    world.send(&batch).await;
    assert_eq!(world.ledger().await, [Some(Late), Some(Done)]);
    assert!(visits(&world).await[0].received_late);
}

#[tokio::test]
async fn any_order_of_arrival_gives_the_same_view_on_either_engine() {
    let mut views = Vec::new();
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]];
    for (order, engine) in orders.into_iter().zip([On::Sqlite, On::Postgres].into_iter().cycle()) {
        let world = World::on(engine).await;
        let batch = [
            world.check_in(10),
            world.visit(11, 10, "entered", Some("to_enter")),
            world.finding(12, 11, "fire", "high"),
            world.finding(13, 11, "sanitation", "low"),
        ];
        for at in order {
            world.send(&[batch[at].clone()]).await;
        }
        let mut reader = world.app.state.store.reader().await.unwrap();
        let flags = crate::store::flag::of_dwelling(&mut reader, world.dwelling).await.unwrap();
        let visits: Vec<_> =
            visits(&world).await.into_iter().map(|v| (v.id, v.outcome, v.evidence)).collect();
        let flags: Vec<_> = flags.into_iter().map(|f| (f.id, f.state)).collect();
        views.push((visits, flags, world.ledger().await));
    }
    assert!(views.iter().all(|view| *view == views[0]), "{views:?}");
    assert_eq!(views[0].1.len(), 1);
}

#[tokio::test]
async fn an_interrupted_call_stores_all_or_nothing_and_the_next_one_gets_the_receipts() {
    let world = World::new().await;
    let batch = [world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))];
    for micros in [0, 50, 200, 800, 3200] {
        let _ = tokio::time::timeout(Duration::from_micros(micros), world.post(&batch)).await;
        let mut reader = world.app.state.store.reader().await.unwrap();
        let known = record::known(&mut reader, &[RecordId(id(10)), RecordId(id(11))]).await.unwrap();
        assert!([0, 2].contains(&known.len()));
    }
    let results = world.send(&batch).await;
    assert!(results.iter().all(|result| result["receipt"].is_object()));
    assert_eq!(visits(&world).await.len(), 1);
}

#[tokio::test]
async fn a_correction_is_shown_whether_it_comes_before_or_after_its_visit() {
    for reversed in [false, true] {
        let world = World::new().await;
        let visit = world.visit(11, 10, "met", Some("at_door_only"));
        let body = serde_json::json!({"dwelling": world.dwelling, "check_in": id(10), "outcome": "refused",
            "consent": "refused"});
        let change = serde_json::json!({"dwelling": world.dwelling, "of": id(11), "body": body.to_string()});
        let correction = world.record(12, "correction", &[11], change);
        let mut batches = vec![vec![world.check_in(10), visit], vec![correction]];
        if reversed {
            batches.reverse();
        }
        for batch in &batches {
            world.send(batch).await;
        }
        let visits = visits(&world).await;
        assert_eq!(visits[0].outcome, "refused", "reversed: {reversed}");
        assert_eq!(visits[0].corrected_by, Some(RecordId(id(12))));
    }
}
