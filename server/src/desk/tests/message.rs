//! Stations tell each other of properties and share what works.

use super::count;
use crate::http::records::tests::support::{World, id};
use crate::testing::body;
use axum::http::StatusCode;
use domain::id::StationId;
use domain::role::Role;
use serde_json::{Value, json};

struct Two {
    world: World,
    other: StationId,
    own: String,
    theirs: String,
}

impl Two {
    async fn new() -> Self {
        let world = World::new().await;
        let other = world.app.station("t2", "v9").await;
        world.app.user("协管员乙", Role::Coordinator, Some("t2"), Some(other)).await;
        let own = world.app.sign_in_desk("协管员甲").await;
        let theirs = world.app.sign_in_desk("协管员乙").await;
        Self { world, other, own, theirs }
    }

    async fn ask(&self, cookie: &str, function: &str, ask: Value) -> (StatusCode, Value) {
        let path = format!("/desk/fn/{function}");
        let answer = self.world.app.desk("POST", &path, cookie, Some(ask)).await;
        (answer.status(), body(answer).await)
    }

    async fn send(&self, cookie: &str, to: StationId, text: &str) -> (StatusCode, Value) {
        let new = json!({"to": to, "property": id(2), "subject": "shared_hazard", "text": text});
        self.ask(cookie, "send_message", json!({"new": new})).await
    }
}

#[tokio::test]
async fn a_station_tells_another_of_its_property_and_nothing_of_the_file() {
    let two = Two::new().await;
    assert_eq!(two.send(&two.own, two.other, "楼道电线外露").await.0, StatusCode::OK);
    let (_, page) = two.ask(&two.theirs, "messages", json!({})).await;
    assert_eq!((&page["unread"], &page["messages"][0]["received"]), (&json!(1), &json!(true)));
    assert_eq!(page["messages"][0]["property"], "幸福里 8 号");
    assert!(!page.to_string().contains("8 号 201") && page["properties"] == json!([]), "{page}");
    let work = two.ask(&two.theirs, "own_work", json!({})).await.1;
    assert_eq!(work["unread"], 1);
    let message = json!({"message": page["messages"][0]["id"]});
    let own = two.ask(&two.own, "mark_message_read", message.clone()).await;
    assert_eq!(own.0, StatusCode::NOT_FOUND, "who sent it does not read it for the other");
    assert_eq!(two.ask(&two.theirs, "mark_message_read", message).await.0, StatusCode::OK);
    let (_, page) = two.ask(&two.own, "messages", json!({})).await;
    assert_eq!((&page["unread"], &page["messages"][0]["read_by"]), (&json!(0), &json!("协管员乙")));
    assert_eq!(count(&two.world, "send").await, 1);
}

#[tokio::test]
async fn a_message_about_anothers_property_a_person_or_to_oneself_is_refused() {
    let two = Two::new().await;
    assert_eq!(two.send(&two.theirs, two.world.station, "").await.0, StatusCode::NOT_FOUND);
    assert_eq!(two.send(&two.own, two.world.station, "").await.0, StatusCode::BAD_REQUEST);
    let (status, problem) = two.send(&two.own, two.other, "户籍不明").await;
    assert_eq!((status.is_success(), &problem["code"]), (false, &json!("text_refused")));
    two.world.app.user("县督导员", Role::Supervisor, None, None).await;
    let county = two.world.app.sign_in_desk("县督导员").await;
    assert_eq!(two.send(&county, two.other, "").await.0, StatusCode::FORBIDDEN, "no station's");
    assert_eq!(count(&two.world, "send").await, 0);
}

#[tokio::test]
async fn a_practice_note_is_read_by_all_and_taken_back_by_its_own() {
    let two = Two::new().await;
    let note =
        |station: StationId, text: &str| json!({"station": station, "title": "先楼后户", "text": text});
    let share = |cookie, note| two.ask(cookie, "share_practice", note);
    assert_eq!(share(&two.own, note(two.world.station, "楼道隐患一次记清")).await.0, StatusCode::OK);
    assert_eq!(share(&two.own, note(two.other, "楼道")).await.0, StatusCode::NOT_FOUND);
    assert!(!share(&two.own, note(two.world.station, "问清民族")).await.0.is_success());
    two.world.app.user("队员乙", Role::Patrol, Some("t2"), Some(two.other)).await;
    let patrol = two.world.app.sign_in_desk("队员乙").await;
    assert_eq!(share(&patrol, note(two.other, "楼道")).await.0, StatusCode::FORBIDDEN);
    let (_, page) = two.ask(&patrol, "practice", json!({})).await;
    assert_eq!((&page["notes"][0]["title"], &page["stations"]), (&json!("先楼后户"), &json!([])));
    let withdraw = json!({"note": page["notes"][0]["id"]});
    let theirs = two.ask(&two.theirs, "withdraw_practice", withdraw.clone()).await;
    assert_eq!(theirs.0, StatusCode::FORBIDDEN);
    assert_eq!(two.ask(&two.own, "withdraw_practice", withdraw).await.0, StatusCode::OK);
    assert_eq!(two.ask(&patrol, "practice", json!({})).await.1["notes"], json!([]));
}
