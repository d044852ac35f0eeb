//! A spot check from the draw to its agreement: blind, by another visitor, within the ceiling.

use super::count;
use crate::http::records::tests::support::{World, id};
use crate::testing::body;
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::role::Role;
use serde_json::{Value, json};

async fn call(world: &World, name: &str, function: &str, ask: Value) -> (StatusCode, Value) {
    let cookie = world.app.sign_in_desk(name).await;
    let answer = world.app.desk("POST", &format!("/desk/fn/{function}"), &cookie, Some(ask)).await;
    (answer.status(), body(answer).await)
}

/// A visit in November's last 旬 by the first coordinator, and ten days later a second one at the station.
async fn world() -> World {
    let world = World::new().await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    world.app.user("协管员丙", Role::Coordinator, Some("t1"), Some(world.station)).await;
    let answers =
        json!([{"question": "wiring", "seen": "in_order"}, {"question": "sanitation", "seen": "in_order"}]);
    let body = json!({"dwelling": world.dwelling, "check_in": id(10), "outcome": "met",
        "consent": "at_door_only", "answers": answers});
    let sent = world.send(&[world.check_in(10), world.record(11, "visit", &[10], body)]).await;
    assert!(sent.iter().all(|result| result["receipt"].is_object()), "{sent:?}");
    world.pass(TimeDelta::days(8));
    world
}

fn draw(world: &World) -> Value {
    json!({"station": world.station, "month": "2026-11", "seed": 7})
}

fn report(check: &Value, outcome: &str, answers: Value) -> Value {
    json!({"check": check, "report": {"on": "2026-12-02", "minute": 600, "outcome": outcome,
        "answers": answers, "notice": true}})
}

#[tokio::test]
async fn a_check_is_drawn_made_blind_and_compared() {
    let world = world().await;
    let (status, drawn) = call(&world, "督导员", "draw_spot_checks", draw(&world)).await;
    assert_eq!((status, drawn), (StatusCode::OK, json!({"seed": 7, "drawn": 1})));
    let (_, again) = call(&world, "督导员", "draw_spot_checks", draw(&world)).await;
    assert_eq!(again["drawn"], 0, "a month keeps its share");

    let (_, mine) = call(&world, "协管员丙", "spot_checks", json!({})).await;
    let task = mine["tasks"][0].clone();
    assert_eq!((task["address"].as_str(), mine["lines"].clone()), (Some("幸福里 8 号 201"), json!([])));
    assert!(!mine.to_string().contains("协管员甲") && !mine.to_string().contains("in_order"), "{mine}");
    let (_, first) = call(&world, "协管员甲", "spot_checks", json!({})).await;
    assert_eq!(first["tasks"], json!([]), "who made the visit does not hear of it");

    let answers = json!([{"question": "wiring", "seen": "in_order"}, {"question": "sanitation", "seen": "not_in_order"}]);
    let said = report(&task["id"], "met", answers);
    assert_eq!(call(&world, "协管员甲", "report_spot_check", said.clone()).await.0, StatusCode::NOT_FOUND);
    assert_eq!(call(&world, "协管员丙", "report_spot_check", said.clone()).await.0, StatusCode::OK);
    assert!(!call(&world, "协管员丙", "report_spot_check", said).await.0.is_success(), "once");
    let (_, page) = call(&world, "督导员", "spot_checks", json!({})).await;
    assert_eq!(page["lines"][0]["result"], json!(["2026-12-02", "met", {"part": 1, "whole": 2}]));
    assert_eq!((count(&world, "draw").await, count(&world, "report").await), (2, 1));
}

#[tokio::test]
async fn a_check_counts_as_a_contact_and_a_contact_holds_it_back() {
    let world = world().await;
    call(&world, "督导员", "draw_spot_checks", draw(&world)).await;
    let (_, mine) = call(&world, "协管员丙", "spot_checks", json!({})).await;
    let task = mine["tasks"][0]["id"].clone();
    // The station's visitor meets the household first: the check has to wait for the next 旬.
    world.send(&[world.check_in(20), world.visit(21, 20, "met", Some("at_door_only"))]).await;
    let refused = call(&world, "协管员丙", "report_spot_check", report(&task, "met", json!([]))).await;
    assert_eq!(
        (refused.0, refused.1["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("ceiling_reached"))
    );
    world.pass(TimeDelta::days(9));
    let mut later = report(&task, "met", json!([]));
    later["report"]["on"] = json!("2026-12-11");
    assert_eq!(call(&world, "协管员丙", "report_spot_check", later).await.0, StatusCode::OK);
    // And the next visit has to wait for the 旬 after it.
    let results = world.send(&[world.check_in(30), world.visit(31, 30, "met", Some("at_door_only"))]).await;
    assert_eq!(results[1]["problem"]["code"], "ceiling_reached");
}

#[tokio::test]
async fn a_supervisor_alone_draws_in_its_area_and_from_the_last_two_months() {
    let world = world().await;
    let foreign = world.app.station("t2", "v9").await;
    let elsewhere = json!({"station": foreign, "month": "2026-11", "seed": 7});
    assert_eq!(call(&world, "督导员", "draw_spot_checks", elsewhere).await.0, StatusCode::NOT_FOUND);
    assert_eq!(call(&world, "协管员甲", "draw_spot_checks", draw(&world)).await.0, StatusCode::FORBIDDEN);
    let long_ago = json!({"station": world.station, "month": "2026-09", "seed": 7});
    assert_eq!(call(&world, "督导员", "draw_spot_checks", long_ago).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(count(&world, "draw").await, 0);
}
