//! The way of a flag from the queue to its end, by whom it takes.

use crate::auth::Actor;
use crate::auth::token::stored_hash;
use crate::desk::Desk;
use crate::http::records::tests::support::{World, id};
use crate::store::session;
use crate::store::testing::On;
use app::desk::flag::{FlagDesk, FlagFilter, FlagView, Step};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use domain::Lang;
use domain::finding::Department;
use domain::flag::{DismissReason, FlagAction, FlagState};
use domain::id::FindingId;
use domain::role::Role;
use serde_json::{Value, json};

/// An account of the town at a desk.
async fn desk(world: &World, name: &str, role: Role) -> Desk {
    world.app.user(name, role, Some("t1"), None).await;
    let cookie = world.app.sign_in_desk(name).await;
    let mut reader = world.app.state.store.reader().await.unwrap();
    let now = world.app.state.clock.now();
    let session = session::by_cookie(&mut reader, stored_hash(&cookie), now).await.unwrap().unwrap();
    let actor = Actor::of(&mut reader, &session, Lang::En).await.unwrap();
    Desk::new(world.app.state.clone(), actor)
}

fn flag() -> FindingId {
    FindingId(id(1012))
}

async fn with_fire() -> World {
    with_fire_on(On::Sqlite).await
}

async fn with_fire_on(engine: On) -> World {
    let world = World::on(engine).await;
    let batch = [
        world.check_in(10),
        world.visit(11, 10, "entered", Some("to_enter")),
        world.finding(12, 11, "fire", "high"),
    ];
    world.send(&batch).await;
    world
}

async fn act(desk: &Desk, version: i64, action: FlagAction) -> Result<FlagView, String> {
    desk.act(flag(), version, action).await.map_err(|error| error.code)
}

#[tokio::test]
async fn a_serious_flag_goes_its_whole_way_with_a_visit_between_and_a_second_officer_at_the_end() {
    let world = with_fire().await;
    let (first, second) =
        (desk(&world, "民警甲", Role::Officer).await, desk(&world, "民警乙", Role::Officer).await);
    assert_eq!(first.list(FlagFilter::default()).await.unwrap().unanswered, 1);
    act(&first, 0, FlagAction::Accept).await.unwrap();
    let referred = act(&first, 1, FlagAction::Refer { department: Department::FireService }).await.unwrap();
    assert_eq!(referred.may, [Step::Refer, Step::Remedy]);
    act(&first, 2, FlagAction::Remedy).await.unwrap();
    assert_eq!(act(&second, 3, FlagAction::Verify).await, Err("other_visitor_needed".into()));
    world.pass(TimeDelta::days(8));
    let gone = json!({"dwelling": world.dwelling, "check_in": id(20), "outcome": "met",
        "consent": "at_door_only", "gone": [flag()]});
    world.send(&[world.check_in(20), world.record(21, "visit", &[20], gone)]).await;
    let seen = first.view(flag()).await.unwrap();
    assert!(matches!(seen.row.state, FlagState::Verified { .. }) && seen.needs_second);
    assert_eq!(act(&first, 4, FlagAction::Close).await, Err("second_officer_needed".into()));
    assert_eq!(act(&second, 4, FlagAction::Close).await.unwrap().row.state.key(), "closed");
}

#[tokio::test]
async fn two_officers_who_saw_the_same_version_cannot_both_act() {
    let world = with_fire().await;
    let (first, second) =
        (desk(&world, "民警甲", Role::Officer).await, desk(&world, "民警乙", Role::Officer).await);
    act(&first, 0, FlagAction::Accept).await.unwrap();
    let dismiss = FlagAction::Dismiss { reason: DismissReason::NoHazard };
    assert_eq!(act(&second, 0, dismiss).await, Err("conflict".into()));
}

#[tokio::test]
async fn the_decision_reaches_the_visitor_who_found_it() {
    let world = with_fire_on(On::Postgres).await;
    let officer = desk(&world, "民警甲", Role::Officer).await;
    act(&officer, 0, FlagAction::Dismiss { reason: DismissReason::Duplicate }).await.unwrap();
    let bearer = format!("Bearer {}", world.phone.tokens.access);
    let answer = world.app.call("GET", "/api/v1/decisions", Some(&bearer), None).await;
    let tag = answer.headers()[header::ETAG].to_str().unwrap().to_owned();
    let text = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    let told: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!((&told[0]["state"], &told[0]["reason"]), (&json!("dismissed"), &json!("duplicate")));
    // A phone makes the tag of what it holds.
    assert_eq!(tag, format!("\"{}\"", domain::hex::sha256(&text)));
    let again = Request::get("/api/v1/decisions").header(header::AUTHORIZATION, bearer);
    let again = again.header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
    assert_eq!(world.app.send(again).await.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_need_is_read_by_its_finder_and_the_officer_who_reviews_it_and_by_nobody_else() {
    let world = World::new().await;
    world.send(&[world.finding(12, 11, "domestic_violence", "urgent")]).await;
    let supervisor = desk(&world, "督导员", Role::Supervisor).await;
    let (first, second) =
        (desk(&world, "民警甲", Role::Officer).await, desk(&world, "民警乙", Role::Officer).await);
    let reads = async |desk: &Desk| desk.view(flag()).await.is_ok();
    assert!(reads(&first).await && reads(&second).await && !reads(&supervisor).await);
    act(&first, 0, FlagAction::Accept).await.unwrap();
    assert!(reads(&first).await && !reads(&second).await && !reads(&supervisor).await);
    assert!(second.list(FlagFilter::default()).await.unwrap().rows.is_empty());
    assert_eq!(second.list(FlagFilter::default()).await.unwrap().unanswered, 0);
}
