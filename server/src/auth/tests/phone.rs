use crate::store::testing::On;
use crate::store::{device, session, user};
use crate::testing::{App, PASSWORD, body, code, enrolment, nobody};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::id::{DeviceId, StationId};
use domain::role::Role;
use domain::session::Tokens;
use serde_json::json;

async fn app() -> (App, StationId) {
    on(On::Sqlite).await
}

async fn on(engine: On) -> (App, StationId) {
    let app = App::on(engine).await;
    let station = app.station("t1", "v1").await;
    app.user("wang", Role::Coordinator, Some("t1"), Some(station)).await;
    (app, station)
}

async fn refresh(app: &App, token: &str) -> Option<Tokens> {
    let answer = app.call("POST", "/api/v1/session/refresh", None, Some(json!({"refresh": token}))).await;
    if answer.status() == StatusCode::OK { Some(body(answer).await) } else { None }
}

async fn opens(app: &App, tokens: &Tokens) -> bool {
    let path = format!("/api/v1/changes?station={}", tokens.me.station.unwrap());
    let bearer = format!("Bearer {}", tokens.access);
    app.call("GET", &path, Some(&bearer), None).await.status() == StatusCode::OK
}

#[tokio::test]
async fn a_phone_enrols_signs_in_works_and_signs_out() {
    for engine in [On::Sqlite, On::Postgres] {
        works_and_signs_out(engine).await;
    }
}

async fn works_and_signs_out(engine: On) {
    let (app, station) = on(engine).await;
    let phone = app.phone("wang").await;
    assert_eq!(phone.enrolled.station, station);
    assert_eq!(phone.tokens.me.role, Role::Coordinator);
    assert!(opens(&app, &phone.tokens).await);
    let bearer = format!("Bearer {}", phone.tokens.access);
    assert_eq!(
        app.call("DELETE", "/api/v1/session", Some(&bearer), None).await.status(),
        StatusCode::NO_CONTENT
    );
    assert!(!opens(&app, &phone.tokens).await);
    assert!(refresh(&app, &phone.tokens.refresh).await.is_none());
}

#[tokio::test]
async fn a_repeated_enrolment_is_the_same_phone_with_a_new_credential() {
    let (app, _) = app().await;
    let first = app.enrol("wang").await;
    let answer = app.call("POST", "/api/v1/devices", None, Some(enrolment(first.device, "wang"))).await;
    let second: domain::session::DeviceEnrolled = body(answer).await;
    assert_eq!(first.device, second.device);
    let old = format!("Device {}", first.credential);
    let ask = json!({"user": "wang", "password": PASSWORD});
    assert_eq!(
        code(app.call("POST", "/api/v1/session", Some(&old), Some(ask)).await).await,
        "device_unknown"
    );
    app.sign_in_phone(&second, "wang").await;
}

#[tokio::test]
async fn a_phone_with_another_key_cannot_take_an_id() {
    let (app, _) = app().await;
    let first = app.enrol("wang").await;
    let mut other = enrolment(first.device, "wang");
    let key = p256::SecretKey::from_slice(&[8; 32]).unwrap().public_key();
    use base64::Engine;
    other["public_key"] = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key.to_sec1_bytes()).into();
    assert_eq!(code(app.call("POST", "/api/v1/devices", None, Some(other)).await).await, "device_unknown");
}

#[tokio::test]
async fn a_key_that_is_no_point_and_a_role_that_walks_no_rounds_are_refused() {
    let (app, _) = app().await;
    app.user("admin", Role::Administrator, None, None).await;
    let mut bad = enrolment(DeviceId(nobody()), "wang");
    bad["public_key"] = "AAAA".into();
    assert_eq!(code(app.call("POST", "/api/v1/devices", None, Some(bad)).await).await, "malformed");
    let admin = enrolment(DeviceId(nobody()), "admin");
    assert_eq!(code(app.call("POST", "/api/v1/devices", None, Some(admin)).await).await, "not_allowed");
}

#[tokio::test]
async fn a_phone_of_one_station_signs_nobody_in_from_another() {
    let (app, _) = app().await;
    let other = app.station("t2", "v2").await;
    app.user("li", Role::Coordinator, Some("t2"), Some(other)).await;
    let phone = app.enrol("wang").await;
    let credential = format!("Device {}", phone.credential);
    let ask = json!({"user": "li", "password": PASSWORD});
    let answer = app.call("POST", "/api/v1/session", Some(&credential), Some(ask)).await;
    assert_eq!(code(answer).await, "device_unknown");
}

#[tokio::test]
async fn an_answer_lost_on_the_way_strands_nobody_for_a_day() {
    let (app, _) = app().await;
    let first = app.phone("wang").await.tokens;
    assert!(refresh(&app, &first.refresh).await.is_some(), "this answer is lost");
    app.clock.pass(TimeDelta::hours(24));
    let again = refresh(&app, &first.refresh).await.expect("the previous token is valid for 24 hours");
    assert!(opens(&app, &again).await);
    let next = refresh(&app, &again.refresh).await.unwrap();
    assert!(refresh(&app, &again.refresh).await.is_some(), "and so on");
    assert!(!next.access.is_empty());
}

#[tokio::test]
async fn after_a_day_the_previous_token_is_worth_nothing() {
    let (app, _) = app().await;
    let first = app.phone("wang").await.tokens;
    refresh(&app, &first.refresh).await.unwrap();
    app.clock.pass(TimeDelta::hours(24) + TimeDelta::seconds(1));
    assert!(refresh(&app, &first.refresh).await.is_none());
}

#[tokio::test]
async fn a_token_used_again_after_its_successor_ends_the_session_for_all() {
    let (app, _) = app().await;
    let first = app.phone("wang").await.tokens;
    let second = refresh(&app, &first.refresh).await.unwrap();
    let third = refresh(&app, &second.refresh).await.unwrap();
    assert!(refresh(&app, &first.refresh).await.is_none(), "a thief comes late");
    assert!(refresh(&app, &third.refresh).await.is_none());
    assert!(!opens(&app, &third).await);
}

#[tokio::test]
async fn an_invented_refresh_token_ends_nobodys_session() {
    let (app, _) = app().await;
    let tokens = app.phone("wang").await.tokens;
    let invented = crate::auth::token::TokenKeys::new([0; 32], [0; 32]).refresh(tokens.session, [1; 32]);
    assert!(refresh(&app, &invented).await.is_none());
    assert!(opens(&app, &tokens).await);
}

#[tokio::test]
async fn what_ends_a_session_counts_from_the_next_request() {
    for engine in [On::Sqlite, On::Postgres] {
        ends_count_at_once(engine).await;
    }
}

async fn ends_count_at_once(engine: On) {
    let (app, station) = on(engine).await;
    for end in ["revoke", "rights", "leave", "device", "password", "everywhere"] {
        let name = format!("user-{end}");
        let id = app.user(&name, Role::Coordinator, Some("t1"), Some(station)).await;
        let phone = app.phone(&name).await;
        assert!(opens(&app, &phone.tokens).await, "{end}");
        let (session_id, device_id) = (phone.tokens.session, phone.enrolled.device);
        match end {
            "password" => {
                let change = json!({"user": name, "old": PASSWORD, "new": "雨天也要走完南门这条街"});
                app.call("POST", "/api/v1/password", None, Some(change)).await;
            }
            "everywhere" => {
                let bearer = format!("Bearer {}", phone.tokens.access);
                app.call("DELETE", "/api/v1/sessions", Some(&bearer), None).await;
            }
            _ => {
                app.write(move |tx| {
                    Box::pin(async move {
                        let at = tx.now();
                        match end {
                            "revoke" => session::revoke(tx, session_id, at).await,
                            "rights" => {
                                user::set_rights(tx, id, Role::Patrol, None, Some(station), &[]).await
                            }
                            "leave" => user::leave(tx, id, at).await,
                            _ => device::revoke(tx, device_id, at).await,
                        }
                    })
                })
                .await;
            }
        }
        assert!(!opens(&app, &phone.tokens).await, "{end}");
        assert!(refresh(&app, &phone.tokens.refresh).await.is_none(), "{end}");
        app.clock.pass(TimeDelta::minutes(1));
    }
}

#[tokio::test]
async fn an_access_token_lives_ten_minutes_and_a_session_thirty_days() {
    let (app, _) = app().await;
    let mut tokens = app.phone("wang").await.tokens;
    app.clock.pass(TimeDelta::minutes(10));
    assert!(!opens(&app, &tokens).await);
    for _ in 0..29 {
        app.clock.pass(TimeDelta::days(1));
        tokens = refresh(&app, &tokens.refresh).await.unwrap();
    }
    app.clock.pass(TimeDelta::days(1));
    assert!(refresh(&app, &tokens.refresh).await.is_none());
}
