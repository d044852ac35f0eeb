use crate::testing::{App, ORIGIN, code};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::role::Role;

const FORMS: [&str; 3] =
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"];

async fn sign_out(app: &App, cookie: &str, headers: &[(&str, &str)]) -> axum::http::Response<Body> {
    let mut request =
        Request::delete("/desk/session").header(header::COOKIE, format!("__Host-rounds={cookie}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_foreign_page_changes_nothing_with_a_users_cookie() {
    let app = App::new().await;
    app.user("officer", Role::Officer, None, None).await;
    let cookie = app.sign_in_desk("officer").await;
    let foreign: [&[(&str, &str)]; 9] = [
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "https://rounds.example.evil.example")],
        &[("origin", "http://rounds.example")],
        &[("origin", "https://rounds.example:8443")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", ORIGIN)],
        &[("sec-fetch-site", "none")],
        &[],
    ];
    for headers in foreign {
        assert_eq!(code(sign_out(&app, &cookie, headers).await).await, "foreign_origin", "{headers:?}");
    }
    for form in FORMS {
        let headers = [("origin", ORIGIN), ("sec-fetch-site", "same-origin"), ("content-type", form)];
        assert_eq!(code(sign_out(&app, &cookie, &headers).await).await, "foreign_origin", "{form}");
    }
    let own = [("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
    assert_eq!(sign_out(&app, &cookie, &own).await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_foreign_page_signs_nobody_in() {
    let app = App::new().await;
    app.user("officer", Role::Officer, None, None).await;
    for form in FORMS.iter().chain(&["application/json"]) {
        let request = Request::post("/desk/session")
            .header("origin", "https://evil.example")
            .header(header::CONTENT_TYPE, *form)
            .body(Body::from(r#"{"user":"officer","password":"three brown doors"}"#))
            .unwrap();
        let answer = app.send(request).await;
        assert!(answer.headers().get(header::SET_COOKIE).is_none());
        assert_eq!(code(answer).await, "foreign_origin", "{form}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_its_request_id() {
    let app = App::new().await;
    for path in ["/livez", "/nothing/here", "/api/v1/events", "/field"] {
        let answer = app.call("GET", path, None, None).await;
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin", "{path}");
        assert!(
            headers["permissions-policy"].to_str().unwrap().contains("camera=(self), geolocation=(self)")
        );
        assert!(headers["strict-transport-security"].to_str().unwrap().contains("max-age"));
        assert_eq!(headers["x-request-id"].to_str().unwrap().len(), 36, "{path}");
    }
}

#[tokio::test]
async fn a_problem_speaks_the_callers_language_and_names_the_request() {
    let app = App::new().await;
    for (wanted, tag, title) in
        [("en", "en", "Not found"), ("zh-CN,zh;q=0.9", "zh-CN", "没有找到"), ("fr", "zh-CN", "没有找到")]
    {
        let request =
            Request::get("/nothing").header(header::ACCEPT_LANGUAGE, wanted).body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(answer.headers()[header::CONTENT_LANGUAGE], tag);
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let problem: serde_json::Value = crate::testing::body(answer).await;
        assert_eq!(
            (problem["title"].as_str(), problem["request"].as_str()),
            (Some(title), Some(id.as_str()))
        );
    }
}
