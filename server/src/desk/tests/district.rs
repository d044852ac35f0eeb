//! A supervisor parts a town among stations; nobody else, and no other town.

use super::count;
use crate::http::records::tests::support::World;
use crate::testing::body;
use axum::http::StatusCode;
use domain::role::Role;
use serde_json::{Value, json};

async fn proposal(world: &World, cookie: &str, town: &str) -> (StatusCode, Value) {
    let answer = world.app.desk("POST", "/desk/fn/districting", cookie, Some(json!({"town": town}))).await;
    (answer.status(), body(answer).await)
}

async fn confirm(world: &World, cookie: &str, stations: &Value, to: usize) -> StatusCode {
    let ask = json!({"town": "t1", "stations": stations, "assigned": [{"village": "v1", "station": to}]});
    world.app.desk("POST", "/desk/fn/confirm_districting", cookie, Some(ask)).await.status()
}

async fn world() -> World {
    let world = World::new().await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    world
}

#[tokio::test]
async fn a_village_goes_to_a_new_station_and_its_files_with_it() {
    let world = world().await;
    let cookie = world.app.sign_in_desk("督导员").await;
    let stations = json!([{"id": null, "name": "t1 2 号工作站", "exception": null}]);
    assert_eq!(confirm(&world, &cookie, &stations, 0).await, StatusCode::OK);
    let mut reader = world.app.state.store.reader().await.unwrap();
    let file = crate::store::dwelling::by_id(&mut reader, world.dwelling).await.unwrap().unwrap();
    let home = crate::store::station::by_id(&mut reader, file.station).await.unwrap().unwrap();
    assert_eq!(home.name, "t1 2 号工作站");
    assert_eq!((count(&world, "confirm").await, count(&world, "serve").await), (1, 1));
}

#[tokio::test]
async fn what_is_as_it_was_moves_nothing() {
    let world = world().await;
    let cookie = world.app.sign_in_desk("督导员").await;
    let stations = json!([{"id": world.station, "name": "v1 站", "exception": null}]);
    assert_eq!(confirm(&world, &cookie, &stations, 0).await, StatusCode::OK);
    assert_eq!(count(&world, "serve").await, 0);
}

#[tokio::test]
async fn a_station_of_another_town_and_a_place_that_is_not_there_are_refused() {
    let world = world().await;
    let cookie = world.app.sign_in_desk("督导员").await;
    let foreign = world.app.station("t2", "v9").await;
    let stations = json!([{"id": foreign, "name": "v9 站", "exception": null}, {"id": null, "name": " ", "exception": null}]);
    for (to, status) in [(0, StatusCode::NOT_FOUND), (1, StatusCode::BAD_REQUEST), (7, StatusCode::NOT_FOUND)]
    {
        assert_eq!(confirm(&world, &cookie, &stations, to).await, status, "{to}");
    }
    assert_eq!(proposal(&world, &cookie, "t2").await.0, StatusCode::NOT_FOUND);
    assert_eq!(count(&world, "confirm").await, 0);
}

#[tokio::test]
async fn an_administrator_reads_the_proposal_and_confirms_nothing() {
    let world = world().await;
    world.app.user("管理员", Role::Administrator, None, None).await;
    let cookie = world.app.sign_in_desk("管理员").await;
    let (status, page) = proposal(&world, &cookie, "t1").await;
    assert_eq!((status, page["may_confirm"].as_bool()), (StatusCode::OK, Some(false)));
    assert_eq!(confirm(&world, &cookie, &json!([]), 0).await, StatusCode::FORBIDDEN);
}
