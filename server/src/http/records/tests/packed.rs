//! Batches that come as gzip.

use super::support::World;
use crate::testing::{body, code};
use axum::body::Body;
use axum::http::Request;
use domain::receipt::MAX_BYTES;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;

impl World {
    fn packed(&self, bytes: Vec<u8>) -> Request<Body> {
        Request::post("/api/v1/records")
            .header("authorization", format!("Device {}", self.phone.enrolled.credential))
            .header("content-type", "application/json")
            .header("content-encoding", "gzip")
            .body(Body::from(bytes))
            .unwrap()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[tokio::test]
async fn a_packed_batch_is_received_as_a_plain_one() {
    let world = World::new().await;
    let batch = json!({"device": world.phone.enrolled.device, "records": [world.check_in(10)]});
    let response = world.app.send(world.packed(gzip(batch.to_string().as_bytes()))).await;
    let answer: Value = body(response).await;
    assert!(answer["results"][0]["receipt"].is_object(), "{answer}");
}

#[tokio::test]
async fn a_batch_that_breaks_off_or_is_none_is_named() {
    let world = World::new().await;
    let whole = gzip(&[b' '; 4096]);
    for bytes in [whole[..whole.len() / 2].to_vec(), b"no gzip".to_vec(), Vec::new()] {
        let response = world.app.send(world.packed(bytes)).await;
        assert_eq!(response.status(), 400);
        assert_eq!(code(response).await, "malformed");
    }
}

#[tokio::test]
async fn a_small_batch_that_unpacks_to_a_large_one_is_too_large() {
    let world = World::new().await;
    let bomb = gzip(&vec![b' '; MAX_BYTES + 1]);
    assert!(bomb.len() < MAX_BYTES / 100);
    let response = world.app.send(world.packed(bomb)).await;
    assert_eq!(response.status(), 413);
    assert_eq!(code(response).await, "too_large");
}
