//! A field is changed at the desk, two values are chosen from, and each is logged.

use super::count;
use crate::http::records::tests::support::{World, id};
use crate::testing::{body, code};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::id::StationId;
use domain::role::Role;
use serde_json::{Value, json};

async fn ask(world: &World, cookie: &str, name: &str, said: Value) -> StatusCode {
    let ask = json!({"dwelling": world.dwelling, "said": said});
    world.app.desk("POST", &format!("/desk/fn/{name}"), cookie, Some(ask)).await.status()
}

async fn lease(world: &World, cookie: &str) -> Value {
    let ask = json!({"dwelling": world.dwelling});
    let file: Value = body(world.app.desk("POST", "/desk/fn/dwelling", cookie, Some(ask)).await).await;
    let fields = file["fields"].as_array().unwrap().clone();
    fields.into_iter().find(|part| part["field"] == "lease").unwrap()
}

async fn conflicts(world: &World, cookie: &str) -> Vec<Value> {
    let answer = world.app.desk("POST", "/desk/fn/conflicts", cookie, Some(json!({}))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    body::<Value>(answer).await.as_array().unwrap().clone()
}

/// The phone's coordinator and an officer at a desk, who did not know of each other.
async fn in_conflict() -> (World, String, Value) {
    let world = World::new().await;
    world.app.user("民警甲", Role::Officer, Some("t1"), None).await;
    let officer = world.app.sign_in_desk("民警甲").await;
    let said = json!({"dwelling": world.dwelling, "said": {"field": "lease", "value": "done"}});
    let offline = world.record(10, "correction", &[], said);
    world.pass(TimeDelta::minutes(5));
    let changed =
        ask(&world, &officer, "change_field", json!({"field": "lease", "value": "not_needed"})).await;
    assert_eq!(changed, StatusCode::OK);
    assert_eq!(conflicts(&world, &officer).await.len(), 0);
    world.send(&[offline]).await;
    let part = lease(&world, &officer).await;
    (world, officer, part)
}

fn choice(part: &Value, value: &str) -> Value {
    let over: Vec<&Value> = part["waiting"].as_array().unwrap().iter().map(|it| &it["version"]).collect();
    json!({"field": "lease", "value": value, "base": part["in_force"]["version"], "over": over,
        "why": "paper_seen"})
}

#[tokio::test]
async fn an_officer_sees_both_values_with_who_said_them_and_chooses() {
    let (world, officer, part) = in_conflict().await;
    assert_eq!((&part["in_force"]["value"], &part["in_force"]["by"]), (&json!("done"), &json!("协管员甲")));
    assert_eq!(part["waiting"].as_array().unwrap().len(), 1);
    assert_eq!(part["waiting"][0]["value"], "not_needed");
    assert_eq!(part["waiting"][0]["by"], "民警甲");
    let listed = conflicts(&world, &officer).await;
    assert_eq!((listed.len(), &listed[0]["values"]), (1, &json!(2)));
    assert_eq!(ask(&world, &officer, "choose_value", choice(&part, "not_needed")).await, StatusCode::OK);
    assert_eq!(conflicts(&world, &officer).await.len(), 0);
    let after = lease(&world, &officer).await;
    assert_eq!(after["in_force"]["value"], "not_needed");
    assert_eq!(after["earlier"].as_array().unwrap().len(), 3, "nothing is lost: {after}");
    assert_eq!((count(&world, "choose").await, count(&world, "change").await), (1, 1));
}

#[tokio::test]
async fn a_choice_among_other_values_than_those_that_stand_is_refused() {
    let (world, officer, part) = in_conflict().await;
    let mut old = choice(&part, "done");
    old["over"] = json!([id(99)]);
    assert_eq!(ask(&world, &officer, "choose_value", old).await, StatusCode::CONFLICT);
    let first = ask(&world, &officer, "choose_value", choice(&part, "done")).await;
    let again = ask(&world, &officer, "choose_value", choice(&part, "done")).await;
    assert_eq!((first, again), (StatusCode::OK, StatusCode::CONFLICT));
}

#[tokio::test]
async fn a_change_on_the_version_that_the_page_showed_takes_force_and_an_older_one_waits() {
    let world = World::new().await;
    world.app.user("协管员乙", Role::Coordinator, Some("t1"), Some(world.station)).await;
    let (one, other) = (world.app.sign_in_desk("协管员甲").await, world.app.sign_in_desk("协管员乙").await);
    let say = |value: &str, base: Value| json!({"field": "lease", "value": value, "base": base});
    assert_eq!(ask(&world, &one, "change_field", say("done", Value::Null)).await, StatusCode::OK);
    let shown = lease(&world, &other).await["in_force"]["version"].clone();
    world.pass(TimeDelta::minutes(1));
    assert_eq!(ask(&world, &other, "change_field", say("not_needed", shown.clone())).await, StatusCode::OK);
    assert_eq!(lease(&world, &one).await["in_force"]["value"], "not_needed");
    world.pass(TimeDelta::minutes(1));
    assert_eq!(ask(&world, &one, "change_field", say("not_done", shown)).await, StatusCode::OK);
    let part = lease(&world, &one).await;
    assert_eq!(
        (&part["in_force"]["value"], &part["waiting"][0]["value"]),
        (&json!("not_needed"), &json!("not_done"))
    );
}

#[tokio::test]
async fn another_stations_file_is_not_there_and_a_coordinator_chooses_nothing() {
    let (world, _, part) = in_conflict().await;
    let other: StationId = world.app.station("t2", "v9").await;
    world.app.user("协管员丁", Role::Coordinator, Some("t2"), Some(other)).await;
    let cookie = world.app.sign_in_desk("协管员丁").await;
    let said = json!({"field": "lease", "value": "done"});
    assert_eq!(ask(&world, &cookie, "change_field", said.clone()).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(&world, &cookie, "choose_value", choice(&part, "done")).await, StatusCode::FORBIDDEN);
    let own = world.app.sign_in_desk("协管员甲").await;
    assert_eq!(ask(&world, &own, "choose_value", choice(&part, "done")).await, StatusCode::FORBIDDEN);
    let hidden = json!({"dwelling": world.dwelling, "said": choice(&part, "done")});
    let answer = world.app.desk("POST", "/desk/fn/change_field", &own, Some(hidden)).await;
    assert_eq!(code(answer).await, "malformed", "a choice does not pass as a change");
}
