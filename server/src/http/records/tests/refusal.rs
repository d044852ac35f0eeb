use super::support::{World, id};
use crate::store::device;
use crate::testing::body;
use chrono::TimeDelta;
use domain::role::Role;
use serde_json::json;

#[tokio::test]
async fn a_second_contact_in_the_same_third_of_a_month_is_refused_unless_it_was_asked_for() {
    let world = World::new().await;
    world.send(&[world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))]).await;
    world.pass(TimeDelta::days(1));
    let second = world.send(&[world.check_in(12), world.visit(13, 12, "met", Some("at_door_only"))]).await;
    assert!(second[0]["receipt"].is_object());
    assert_eq!(second[1]["problem"]["code"], "ceiling_reached");
    let body = json!({"dwelling": world.dwelling, "check_in": id(12), "outcome": "met", "consent": "at_door_only",
        "asked_for": true});
    let asked = world.send(&[world.record(14, "visit", &[12], body)]).await;
    assert!(asked[0]["receipt"].is_object());
}

#[tokio::test]
async fn the_device_must_be_the_one_whose_credential_it_is() {
    let world = World::new().await;
    let credential = format!("Device {}", world.phone.enrolled.credential);
    let ask = json!({"device": id(99), "records": []});
    let response = world.app.call("POST", "/api/v1/records", Some(&credential), Some(ask)).await;
    assert_eq!(response.status(), 401);
    let nobody = world.app.call("POST", "/api/v1/records", None, Some(json!({}))).await;
    assert_eq!(nobody.status(), 401);
}

/// What a phone wrote before its credential was taken away goes out under the next one; with another
/// phone's session nobody hands in anything.
#[tokio::test]
async fn a_phone_enrolled_anew_hands_in_what_it_wrote_before() {
    let world = World::new().await;
    let before = world.phone.enrolled.device;
    world
        .app
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                device::revoke(tx, before, now).await
            })
        })
        .await;
    let batch = [world.check_in(10), world.visit(11, 10, "met", Some("at_door_only"))];
    let anew = world.app.enrol_again(before, "协管员甲").await;
    let other = world.app.enrol("协管员甲").await;
    for (phone, is_received) in [(other, false), (anew, true)] {
        let credential = format!("Device {}", phone.credential);
        let ask = json!({"device": phone.device, "records": batch});
        let response = world.app.call("POST", "/api/v1/records", Some(&credential), Some(ask)).await;
        let answer: serde_json::Value = body(response).await;
        assert_eq!(answer["results"][1]["receipt"].is_object(), is_received, "{answer}");
    }
}

#[tokio::test]
async fn records_of_an_author_who_has_signed_out_are_received() {
    let world = World::new().await;
    let batch = [world.check_in(10)];
    let bearer = format!("Bearer {}", world.phone.tokens.access);
    world.app.call("DELETE", "/api/v1/session", Some(&bearer), None).await;
    assert!(world.send(&batch).await[0]["receipt"].is_object());
}

#[tokio::test]
async fn a_record_in_another_accounts_name_is_refused() {
    let world = World::new().await;
    let other = world.app.user("协管员乙", Role::Coordinator, Some("t1"), Some(world.station)).await;
    let mut record = world.check_in(10);
    record["author"] = json!(other);
    assert_eq!(world.send(&[record]).await[0]["problem"]["code"], "not_allowed");
}

#[tokio::test]
async fn a_visitor_decides_nothing_but_that_a_hazard_is_remedied() {
    let world = World::new().await;
    world.send(&[world.finding(12, 11, "gas_and_co", "urgent")]).await;
    for (n, action) in [(20, "accept"), (21, "close"), (22, "verify")] {
        let body = json!({"flag": id(1012), "do": action});
        let refused = world.send(&[world.record(n, "decision", &[], body)]).await;
        assert_eq!(refused[0]["problem"]["code"], "not_allowed", "{action}");
    }
}

#[tokio::test]
async fn a_dwelling_of_another_stations_area_does_not_exist_for_the_visitor() {
    let world = World::new().await;
    let other = world.app.station("t2", "v2").await;
    world.app.user("协管员丙", Role::Coordinator, Some("t2"), Some(other)).await;
    let phone = world.app.phone("协管员丙").await;
    let stranger = World { phone, ..world };
    assert_eq!(stranger.send(&[stranger.check_in(30)]).await[0]["problem"]["code"], "not_found");
}
