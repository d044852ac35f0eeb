use crate::http::rounds::tests::app;
use crate::jobs::plan_day::{self, Ask, DAYS, Limit};
use crate::store::audit;
use crate::store::contract::plan::COORDINATOR;
use crate::testing::{App, body};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use chrono::{NaiveDate, TimeDelta};
use domain::round::Round;

async fn get(app: &App, token: &str, known: Option<&str>) -> Response<Body> {
    let request = Request::get("/api/v1/rounds/ahead").header(header::AUTHORIZATION, token);
    let request = known.into_iter().fold(request, |request, tag| request.header(header::IF_NONE_MATCH, tag));
    app.send(request.body(Body::empty()).unwrap()).await
}

async fn token(app: &App, name: &str) -> String {
    format!("Bearer {}", app.phone(name).await.tokens.access)
}

async fn plan(app: &App, days: u32) {
    let (from, limit) = (today(), Limit::Iterations(50));
    let ask = Ask { station: None, from, days, limit, seed: 1, threads: 1, by: None };
    plan_day::plan(&app.state.store, ask).await.unwrap();
}

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

#[tokio::test]
async fn coming_days_come_in_order_without_today_and_without_ways() {
    let app = app().await;
    plan(&app, DAYS + 2).await;
    let rounds: Vec<Round> = body(get(&app, &token(&app, "Coordinator").await, None).await).await;
    assert!(rounds.len() > 1 && rounds.is_sorted_by(|a, b| a.date < b.date));
    let ahead = today() + TimeDelta::days(1)..today() + TimeDelta::days(i64::from(DAYS));
    for round in &rounds {
        assert!(ahead.contains(&round.date) && round.visitor == COORDINATOR, "{}", round.date);
        assert!(round.stops.iter().all(|stop| stop.way.is_empty() && !stop.property_name.is_empty()));
    }
}

#[tokio::test]
async fn what_the_phone_has_is_not_sent_again_until_a_day_changes() {
    let app = app().await;
    let token = token(&app, "Coordinator").await;
    let none = get(&app, &token, None).await;
    assert_eq!(none.status(), StatusCode::OK);
    assert!(body::<Vec<Round>>(none).await.is_empty());
    plan(&app, DAYS).await;
    let first = get(&app, &token, None).await;
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(get(&app, &token, Some(&tag)).await.status(), StatusCode::NOT_MODIFIED);
    plan(&app, DAYS).await;
    assert_eq!(get(&app, &token, Some(&tag)).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn each_visitor_sees_the_own_days_alone_and_the_read_is_noted() {
    let app = app().await;
    plan(&app, DAYS).await;
    let mine: Vec<Round> = body(get(&app, &token(&app, "Coordinator").await, None).await).await;
    let other: Vec<Round> = body(get(&app, &token(&app, "Officer").await, None).await).await;
    assert!(other.iter().all(|round| round.visitor != COORDINATOR));
    let mut reader = app.state.store.reader().await.unwrap();
    for round in &mine {
        let viewers = audit::viewers(&mut reader, round.plan.0, 9).await.unwrap();
        assert!(viewers.iter().any(|entry| entry.action == "read" && entry.actor == Some(COORDINATOR)));
    }
}
