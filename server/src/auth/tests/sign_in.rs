use crate::testing::{App, ORIGIN, PASSWORD, body, code, enrolment, nobody};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use domain::id::DeviceId;
use domain::role::Role;
use serde_json::{Value, json};
use std::net::SocketAddr;

async fn sign_in(app: &App, name: &str, password: &str) -> axum::http::Response<Body> {
    app.desk("POST", "/desk/session", "", Some(json!({"user": name, "password": password}))).await
}

#[tokio::test]
async fn a_one_time_password_opens_nothing_but_its_change() {
    let app = App::new().await;
    let station = app.station("t1", "v1").await;
    app.account("王小明", Role::Coordinator, Some("t1"), Some(station), true).await;
    assert_eq!(code(sign_in(&app, "王小明", PASSWORD).await).await, "password_must_change");
    let enrol =
        app.call("POST", "/api/v1/devices", None, Some(enrolment(DeviceId(nobody()), "王小明"))).await;
    assert_eq!(code(enrol).await, "password_must_change");

    let change = |new: &str| json!({"user": "王小明", "old": PASSWORD, "new": new});
    for weak in ["short", "password123", "王小明王小明王小明", PASSWORD] {
        let answer = app.call("POST", "/api/v1/password", None, Some(change(weak))).await;
        assert_eq!(code(answer).await, "password_weak", "{weak}");
    }
    let answer = app.call("POST", "/api/v1/password", None, Some(change("雨天也要走完南门这条街"))).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(code(sign_in(&app, "王小明", PASSWORD).await).await, "sign_in_refused");
    app.clock.pass(TimeDelta::seconds(2));
    assert_eq!(sign_in(&app, "王小明", "雨天也要走完南门这条街").await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    let known = sign_in(&app, "known", "not the password").await;
    app.clock.pass(TimeDelta::minutes(1));
    let unknown = sign_in(&app, "unknown", "not the password").await;
    assert_eq!((known.status(), unknown.status()), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    let strip = |mut problem: Value| {
        problem["request"] = Value::Null;
        problem
    };
    assert_eq!(strip(body(known).await), strip(body(unknown).await));
}

#[tokio::test]
async fn an_unknown_name_costs_a_hash_as_a_known_one_does() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    for (tries, name) in ["known", "unknown", "known", "unknown"].into_iter().enumerate() {
        app.clock.pass(TimeDelta::days(1));
        assert_eq!(app.state.passwords.checked(), tries as u64);
        let answer = sign_in(&app, name, "not the password").await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(app.state.passwords.checked(), 4);
}

#[tokio::test]
async fn tries_are_counted_per_account_whoever_makes_them() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    for name in ["known", "unknown"] {
        let from = |last: u8| from(last, name);
        assert_eq!(app.send(from(1)).await.status(), StatusCode::UNAUTHORIZED);
        let answer = app.send(from(2)).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{name}");
        assert_eq!(answer.headers()[header::RETRY_AFTER], "1");
        app.clock.pass(TimeDelta::seconds(1));
        assert_eq!(app.send(from(2)).await.status(), StatusCode::UNAUTHORIZED);
        app.clock.pass(TimeDelta::days(2));
    }
}

#[tokio::test]
async fn tries_are_counted_per_source_whatever_they_try() {
    let app = App::new().await;
    for name in ["one", "two", "three", "four"] {
        assert_eq!(app.send(from(7, name)).await.status(), StatusCode::UNAUTHORIZED, "{name}");
    }
    assert_eq!(app.send(from(7, "five")).await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.send(from(8, "five")).await.status(), StatusCode::UNAUTHORIZED);
}

fn from(last: u8, name: &str) -> Request<Body> {
    let mut request = Request::post("/desk/session")
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json!({"user": name, "password": "wrong"}).to_string()))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, 100, last], 9))));
    request
}

#[tokio::test]
async fn tries_at_the_same_moment_gain_nothing() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    let tries = (0..8).map(|last| app.send(from(last, "known")));
    let answers = futures::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|answer| answer.status() == StatusCode::UNAUTHORIZED).count();
    assert_eq!(looked_at, 1);
}

#[tokio::test]
async fn a_cookie_is_secure_http_only_and_lax_and_ends_on_sign_out() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    let answer = sign_in(&app, "known", PASSWORD).await;
    let set = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(
        set.starts_with("__Host-rounds=") && set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{set}"
    );
    let cookie = set.split(';').next().unwrap().split_once('=').unwrap().1;
    assert!(cookie.len() >= 43, "256 bits");
    assert_eq!(app.desk("DELETE", "/desk/session", cookie, None).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(app.desk("DELETE", "/desk/session", cookie, None).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_browser_left_alone_or_open_for_a_shift_is_signed_out() {
    let app = App::new().await;
    app.user("known", Role::Officer, None, None).await;
    let path = format!("/api/v1/changes?station={}", app.station("t1", "v1").await);
    let cookie = app.sign_in_desk("known").await;
    app.clock.pass(TimeDelta::minutes(119));
    assert_eq!(app.desk("GET", &path, &cookie, None).await.status(), StatusCode::OK);
    app.clock.pass(TimeDelta::minutes(121));
    assert_eq!(app.desk("GET", &path, &cookie, None).await.status(), StatusCode::UNAUTHORIZED);

    let cookie = app.sign_in_desk("known").await;
    for _ in 0..11 {
        app.clock.pass(TimeDelta::hours(1));
        assert_eq!(app.desk("GET", &path, &cookie, None).await.status(), StatusCode::OK);
    }
    app.clock.pass(TimeDelta::hours(1));
    assert_eq!(app.desk("GET", &path, &cookie, None).await.status(), StatusCode::UNAUTHORIZED);
}
