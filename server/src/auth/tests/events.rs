use crate::store::testing::On;
use crate::testing::App;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::id::{StationId, UserId};
use domain::role::Role;
use futures::StreamExt;
use std::time::Duration;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// An open page: what it has heard so far.
struct Page {
    body: axum::body::BodyDataStream,
    heard: String,
}

impl Page {
    async fn open(app: &App, cookie: &str, last: Option<i64>) -> Self {
        let mut request =
            Request::get("/api/v1/events").header(header::COOKIE, format!("__Host-rounds={cookie}"));
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let answer = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        Self { body: answer.into_body().into_data_stream(), heard: String::new() }
    }

    /// Whether `text` is heard within a second.
    async fn hears(&mut self, text: &str) -> bool {
        let listen = async {
            while !self.heard.contains(text) {
                match self.body.next().await {
                    Some(Ok(bytes)) => self.heard.push_str(&String::from_utf8_lossy(&bytes)),
                    _ => return false,
                }
            }
            true
        };
        tokio::time::timeout(Duration::from_secs(1), listen).await.unwrap_or(false)
    }
}

async fn happen(app: &App, station: StationId, kind: &'static str) -> Uuid {
    let id = app.state.store.ids().id(app.state.clock.now());
    app.write(move |tx| Box::pin(async move { tx.change(station, kind, id, false).await })).await;
    id
}

fn follow(app: &App) -> JoinHandle<()> {
    tokio::spawn(app.state.events.clone().follow(app.state.store.clone()))
}

async fn officer(app: &App, town: &str) -> (UserId, String) {
    let id = app.user("officer", Role::Officer, Some(town), None).await;
    (id, app.sign_in_desk("officer").await)
}

#[tokio::test]
async fn an_open_page_hears_of_a_flag_of_its_area_within_a_second_and_of_no_other() {
    for engine in [On::Sqlite, On::Postgres] {
        let app = App::on(engine).await;
        let (own, other) = (app.station("t1", "v1").await, app.station("t2", "v2").await);
        let (_, cookie) = officer(&app, "t1").await;
        let task = follow(&app);
        let mut page = Page::open(&app, &cookie, None).await;
        assert!(page.hears("hello").await);
        tokio::time::sleep(Duration::from_millis(200)).await;
        let elsewhere = happen(&app, other, "flag").await;
        let here = happen(&app, own, "flag").await;
        assert!(page.hears(&here.to_string()).await, "{engine:?}: {}", page.heard);
        assert!(page.heard.contains("event: flag"), "{}", page.heard);
        assert!(!page.heard.contains(&elsewhere.to_string()));
        task.abort();
    }
}

#[tokio::test]
async fn a_page_that_was_away_hears_what_it_missed() {
    let app = App::new().await;
    let station = app.station("t1", "v1").await;
    let (_, cookie) = officer(&app, "t1").await;
    let missed = happen(&app, station, "flag").await;
    let mut page = Page::open(&app, &cookie, Some(app.state.clock.now().timestamp_millis())).await;
    assert!(page.hears(&missed.to_string()).await, "{}", page.heard);
}

#[tokio::test]
async fn a_visitor_hears_of_decisions_and_not_of_flags_least_of_all_restricted_ones() {
    let app = App::new().await;
    let station = app.station("t1", "v1").await;
    app.user("wang", Role::Coordinator, Some("t1"), Some(station)).await;
    let cookie = app.sign_in_desk("wang").await;
    let flag = happen(&app, station, "flag").await;
    let restricted = happen(&app, station, "restricted_flag").await;
    let decision = happen(&app, station, "decision").await;
    let mut page = Page::open(&app, &cookie, Some(app.state.clock.now().timestamp_millis())).await;
    assert!(page.hears(&decision.to_string()).await);
    assert!(!page.heard.contains(&flag.to_string()) && !page.heard.contains(&restricted.to_string()));

    let path = format!("/api/v1/changes?station={station}");
    let answer = app.desk("GET", &path, &cookie, None).await;
    let changes: serde_json::Value = crate::testing::body(answer).await;
    let kinds: Vec<_> = changes["changes"].as_array().unwrap().iter().map(|line| &line["kind"]).collect();
    assert_eq!(kinds, ["decision"]);
    assert_eq!(changes["next"], 3);
}

#[tokio::test]
async fn a_page_whose_session_has_ended_hears_nothing_more() {
    let app = App::new().await;
    let station = app.station("t1", "v1").await;
    let (user, cookie) = officer(&app, "t1").await;
    let task = follow(&app);
    let mut page = Page::open(&app, &cookie, None).await;
    assert!(page.hears("hello").await);
    app.write(move |tx| {
        Box::pin(async move {
            let at = tx.now();
            crate::store::session::revoke_all(tx, user, None, at).await.map(|_| ())
        })
    })
    .await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let flag = happen(&app, station, "flag").await;
    assert!(!page.hears(&flag.to_string()).await);
    task.abort();
}
