use crate::auth::password::hash_now;
use crate::jobs::plan_day::{self, Ask, Limit};
use crate::store::contract::plan::{COORDINATOR, OFFICER, fill};
use crate::store::user;
use crate::testing::{App, PASSWORD, body, code};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::round::Round;

/// A server with a small station, whose visitors have [`PASSWORD`].
pub(in crate::http) async fn app() -> App {
    let app = App::new().await;
    fill(&app.state.store).await;
    let hash = hash_now(PASSWORD).unwrap();
    app.write(move |tx| {
        Box::pin(async move {
            user::set_password(tx, OFFICER, &hash, false).await?;
            user::set_password(tx, COORDINATOR, &hash, false).await
        })
    })
    .await;
    app
}

/// Plans its Tuesday.
pub(in crate::http) async fn plan(app: &App) {
    let from = "2026-11-24".parse().unwrap();
    let limit = Limit::Iterations(50);
    let ask = Ask { station: None, from, days: 1, limit, seed: 1, threads: 1, by: None };
    plan_day::plan(&app.state.store, ask).await.unwrap();
}

fn request(token: &str, known: Option<&str>) -> Request<Body> {
    let mut request = Request::get("/api/v1/rounds/today").header(header::AUTHORIZATION, token);
    if let Some(tag) = known {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_visitor_without_a_plan_hears_that_there_is_none() {
    let app = app().await;
    let phone = app.phone("Coordinator").await;
    let answer = app.send(request(&format!("Bearer {}", phone.tokens.access), None)).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(code(answer).await, "not_found");
}

#[tokio::test]
async fn the_round_comes_once_and_again_only_when_it_has_changed() {
    let app = app().await;
    plan(&app).await;
    let phone = app.phone("Coordinator").await;
    let token = format!("Bearer {}", phone.tokens.access);
    let first = app.send(request(&token, None)).await;
    assert_eq!(first.status(), StatusCode::OK);
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    let round: Round = body(first).await;
    // The property with the serious hazard, both doors.
    assert_eq!((round.visitor, round.stops.len()), (COORDINATOR, 2));
    assert_eq!(round.utc_offset_s, 8 * 3600);
    assert!(round.stops[0].way.len() > 1);
    assert!(round.stops.iter().any(|stop| stop.joint_with.as_ref().is_some_and(|p| p.user == OFFICER)));
    let same = app.send(request(&token, Some(&tag))).await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    plan(&app).await;
    let anew = app.send(request(&token, Some(&tag))).await;
    assert_eq!(anew.status(), StatusCode::OK);
}
