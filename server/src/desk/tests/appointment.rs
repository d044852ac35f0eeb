//! An appointment is made and cancelled at the desk, within the area, and logged.

use super::count;
use crate::http::records::tests::support::World;
use crate::testing::body;
use axum::http::StatusCode;
use domain::id::StationId;
use domain::role::Role;
use serde_json::{Value, json};

fn wish(world: &World, on: &str, hours: Option<[u16; 2]>) -> Value {
    let appointment = json!({"on": on, "hours": hours, "visitor": null, "reason": "household_asked"});
    json!({"dwelling": world.dwelling, "appointment": appointment})
}

async fn file(world: &World, cookie: &str) -> Value {
    let ask = json!({"dwelling": world.dwelling});
    body(world.app.desk("POST", "/desk/fn/dwelling", cookie, Some(ask)).await).await
}

#[tokio::test]
async fn a_coordinator_makes_an_appointment_changes_it_and_cancels_it_and_each_is_logged() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    for (on, hours) in [("2026-11-27", None), ("2026-11-30", Some([1080, 1200]))] {
        let ask = wish(&world, on, hours);
        let answer = world.app.desk("POST", "/desk/fn/make_appointment", &cookie, Some(ask)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let shown = &file(&world, &cookie).await["appointment"];
        assert_eq!(shown["appointment"]["on"], on);
        assert_eq!(shown["appointment"]["hours"], json!(hours));
        assert_eq!(shown["made_by"], "协管员甲");
    }
    let cancel = || async {
        let ask = json!({"dwelling": world.dwelling});
        world.app.desk("POST", "/desk/fn/cancel_appointment", &cookie, Some(ask)).await.status()
    };
    assert_eq!(cancel().await, StatusCode::OK);
    assert_eq!(cancel().await, StatusCode::NOT_FOUND);
    assert_eq!(file(&world, &cookie).await["appointment"], Value::Null);
    assert_eq!((count(&world, "make").await, count(&world, "cancel").await), (2, 1));
}

#[tokio::test]
async fn a_past_day_the_night_and_a_stranger_are_refused_with_the_field_named() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let mut stranger = wish(&world, "2026-11-27", None);
    stranger["appointment"]["visitor"] = json!(crate::testing::nobody());
    let refused =
        [wish(&world, "2026-11-20", None), wish(&world, "2026-11-27", Some([1200, 1290])), stranger];
    for ask in refused {
        let answer = world.app.desk("POST", "/desk/fn/make_appointment", &cookie, Some(ask)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
    assert_eq!(count(&world, "make").await, 0);
}

#[tokio::test]
async fn another_stations_dwelling_is_not_there_and_a_supervisor_makes_none() {
    let world = World::new().await;
    let other: StationId = world.app.station("t2", "v9").await;
    world.app.user("协管员乙", Role::Coordinator, Some("t2"), Some(other)).await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    for (name, status) in [("协管员乙", StatusCode::NOT_FOUND), ("督导员", StatusCode::FORBIDDEN)] {
        let cookie = world.app.sign_in_desk(name).await;
        let ask = wish(&world, "2026-11-27", None);
        let answer = world.app.desk("POST", "/desk/fn/make_appointment", &cookie, Some(ask)).await;
        assert_eq!(answer.status(), status, "{name}");
    }
}
