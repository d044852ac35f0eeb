//! Figures by role and area: a supervisor reads its own area, a worker itself alone, nobody elsewhere.

use super::count;
use crate::http::records::tests::support::World;
use crate::testing::body;
use axum::http::StatusCode;
use domain::role::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn world() -> World {
    let world = World::new().await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    world.app.user("县督导员", Role::Supervisor, None, None).await;
    world
}

async fn ask(world: &World, name: &str, function: &str, ask: Value) -> (StatusCode, Value) {
    let cookie = world.app.sign_in_desk(name).await;
    let answer = world.app.desk("POST", &format!("/desk/fn/{function}"), &cookie, Some(ask)).await;
    (answer.status(), body(answer).await)
}

fn figures() -> Value {
    json!({"ask": {"station": null, "village": null, "visitor": null, "from": null, "to": null}})
}

#[tokio::test]
async fn a_station_of_one_dwelling_tells_nothing() {
    let world = world().await;
    let (status, page) = ask(&world, "督导员", "figures", figures()).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!((page["total"].clone(), page["months"].as_array().unwrap().len()), (Value::Null, 6));
    assert_eq!(page["stations"].as_array().unwrap().len(), 1);
    assert!(page["places"].as_array().unwrap().iter().all(|place| place["tally"].is_null()), "{page}");
    let (_, board) = ask(&world, "督导员", "board", json!({"from": null, "to": null})).await;
    assert_eq!((&board["lines"][0]["coverage"], &board["lines"][0]["place"]), (&Value::Null, &Value::Null));
    let (_, sheet) = ask(&world, "督导员", "year_sheet", json!({"station": null, "year": 2026})).await;
    assert_eq!((sheet["total"].clone(), sheet["months"].as_array().unwrap().len()), (Value::Null, 11));
    assert_eq!(count(&world, "list").await, 3);
}

#[tokio::test]
async fn a_station_elsewhere_is_not_there_and_the_county_sees_both() {
    let world = world().await;
    let foreign = world.app.station("t2", "v9").await;
    let mut elsewhere = figures();
    elsewhere["ask"]["station"] = json!(foreign);
    assert_eq!(ask(&world, "督导员", "figures", elsewhere.clone()).await.0, StatusCode::NOT_FOUND);
    assert_eq!(ask(&world, "县督导员", "figures", elsewhere).await.0, StatusCode::OK);
    let year = json!({"station": foreign, "year": 2026});
    assert_eq!(ask(&world, "督导员", "year_sheet", year).await.0, StatusCode::NOT_FOUND);
    let (_, page) = ask(&world, "县督导员", "figures", figures()).await;
    assert_eq!(page["stations"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_worker_reads_own_figures_alone() {
    let world = world().await;
    world.send(&[world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))]).await;
    let (status, page) = ask(&world, "协管员甲", "own_figures", json!({})).await;
    assert_eq!((status, page["own"]["name"].as_str()), (StatusCode::OK, Some("协管员甲")));
    let last = page["own"]["months"].as_array().unwrap().last().unwrap();
    assert_eq!((&last[0], &last[1]["visits"]), (&json!("2026-11"), &json!(1)));
    let asked = [
        ("figures", figures()),
        ("board", json!({"from": null, "to": null})),
        ("year_sheet", json!({"station": null, "year": null})),
    ];
    for (function, question) in asked {
        assert_eq!(ask(&world, "协管员甲", function, question).await.0, StatusCode::FORBIDDEN, "{function}");
    }
    assert_eq!(ask(&world, "督导员", "own_figures", json!({})).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn months_the_wrong_way_round_and_years_to_come_are_refused() {
    let world = world().await;
    let mut backwards = figures();
    backwards["ask"]["from"] = json!("2026-11");
    backwards["ask"]["to"] = json!("2026-10");
    assert_eq!(ask(&world, "督导员", "figures", backwards).await.0, StatusCode::BAD_REQUEST);
    let ahead = json!({"station": null, "year": 2027});
    assert_eq!(ask(&world, "督导员", "year_sheet", ahead).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_board_names_no_worker() {
    let world = world().await;
    world.send(&[world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))]).await;
    let (_, board) = ask(&world, "督导员", "board", json!({"from": null, "to": null})).await;
    assert!(!board.to_string().contains("协管员甲"), "{board}");
    let keys: BTreeSet<&str> = board["lines"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["agreement", "coverage", "place", "station", "timeliness"]));
}
