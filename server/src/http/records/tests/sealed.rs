//! Rows that another one's phone sends on unread.

use super::support::{World, id};
use crate::seal::tests::seal;
use crate::store::{record, station};
use domain::hex;
use domain::id::RecordId;
use domain::ledger::Settled::{Done, Late};
use p256::PublicKey;
use serde_json::{Value, json};

/// The record with its body sealed to the world's station.
async fn sealed(world: &World, mut record: Value) -> Value {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let point = station::seal_public(&mut reader, world.station).await.unwrap().unwrap();
    let public = PublicKey::from_sec1_bytes(&point).unwrap();
    let id: RecordId = record["id"].as_str().unwrap().parse().unwrap();
    let sealed = seal(record["body"].as_str().unwrap(), id, world.station, &public);
    record["body"] = serde_json::to_string(&sealed).unwrap().into();
    record
}

#[tokio::test]
async fn a_sealed_record_counts_as_what_is_in_it_and_its_receipt_is_over_what_was_sent() {
    let world = World::new().await;
    let (check_in, visit) = (world.check_in(10), world.visit(11, 10, "entered", Some("to_enter")));
    let batch = [sealed(&world, check_in).await, sealed(&world, visit.clone()).await];
    let results = world.send(&batch).await;
    for (result, sent) in results.iter().zip(&batch) {
        let hash = hex::sha256(sent["body"].as_str().unwrap().as_bytes());
        assert_eq!(result["receipt"]["sha256"], hash.as_str());
    }
    assert_eq!(world.ledger().await, [Some(Late), Some(Done)]);
    // What is kept is the body itself: the same row sent open by its author is the same row.
    let open = world.send(std::slice::from_ref(&visit)).await;
    assert_eq!(
        open[0]["receipt"]["sha256"],
        hex::sha256(visit["body"].as_str().unwrap().as_bytes()).as_str()
    );
    let mut reader = world.app.state.store.reader().await.unwrap();
    assert!(record::by_id(&mut reader, RecordId(id(11))).await.unwrap().is_some());
}

#[tokio::test]
async fn a_body_that_no_station_opens_is_refused_and_named() {
    let world = World::new().await;
    let mut record = sealed(&world, world.check_in(10)).await;
    record["id"] = json!(id(12));
    let results = world.send(&[record]).await;
    assert_eq!(results[0]["problem"]["code"], "malformed");
}
