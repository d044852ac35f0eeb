//! Calls that are dropped at any await, as when a phone's connection is cut.

use crate::args;
use crate::store::{Conn, audit};
use crate::testing::{App, PhoneInHand, body};
use axum::http::StatusCode;
use domain::receipt::{Answer, BatchAnswer};
use domain::role::Role;
use futures::FutureExt;
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

const RECORDS: u128 = 5;

fn batch(phone: &PhoneInHand, n: u128) -> Value {
    let records: Vec<Value> = (0..RECORDS)
        .map(|k| {
            json!({"id": Uuid::from_u128(1_000 + n * RECORDS + k), "seq": n * RECORDS + k + 1, "v": 1,
                   "kind": "file_read", "author": phone.tokens.me.user, "session": phone.tokens.session,
                   "made_at": "2026-11-24T01:59:00Z", "offset_ms": 0,
                   "body": json!({"dwelling": Uuid::from_u128(7), "purpose": "visit"}).to_string()})
        })
        .collect();
    json!({"device": phone.enrolled.device, "records": records})
}

async fn stored(app: &App) -> i64 {
    let mut reader = app.state.store.reader().await.unwrap();
    let row = reader.row("SELECT COUNT(*) AS n FROM records", args![]).await.unwrap().unwrap();
    row.get("n").unwrap()
}

/// Polls a call so often, with a little time for the writer between, and drops it. Answers whether
/// it came to its end before.
async fn drop_after(app: &App, phone: &PhoneInHand, n: u128, polls: usize) -> bool {
    let credential = format!("Device {}", phone.enrolled.credential);
    let mut call = Box::pin(app.call("POST", "/api/v1/records", Some(&credential), Some(batch(phone, n))));
    for _ in 0..polls {
        if call.as_mut().now_or_never().is_some() {
            return true;
        }
        tokio::time::sleep(Duration::from_micros(500)).await;
    }
    false
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_dropped_at_any_await_is_kept_whole_or_not_at_all() {
    let app = App::new().await;
    let station = app.station("310151101", "310151101001").await;
    app.user("walker", Role::Coordinator, Some("310151101"), Some(station)).await;
    let phone = app.phone("walker").await;
    let (mut calls, mut ended) = (0, 0);
    for polls in 0..300 {
        ended += u32::from(drop_after(&app, &phone, calls, polls).await);
        calls += 1;
        if ended == 3 {
            break;
        }
    }
    assert!(ended > 0 && calls > 3, "calls were dropped at every poll up to their end");

    let credential = format!("Device {}", phone.enrolled.credential);
    for n in 0..calls {
        let again = app.call("POST", "/api/v1/records", Some(&credential), Some(batch(&phone, n))).await;
        assert_eq!(again.status(), StatusCode::OK);
        let answer: BatchAnswer = body(again).await;
        assert!(answer.results.iter().all(|result| matches!(result.answer, Answer::Receipt(_))));
    }
    assert_eq!(stored(&app).await, i64::try_from(calls * RECORDS).unwrap());
    assert_eq!(audit::verify(&app.state.store).await.unwrap().first_bad, None);
}
