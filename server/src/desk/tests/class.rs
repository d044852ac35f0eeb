//! Classes are decided by officers of the area, and appeals answered outside the police station.

use super::{CODE, SECRET, count, opened};
use crate::http::records::tests::support::{World, id};
use crate::store::appeal;
use crate::store::dwelling;
use crate::testing::{ORIGIN, body, code};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use domain::class::{AppealState, Class};
use domain::notice::{code_hash, secret_hash};
use domain::role::Role;
use serde_json::{Value, json};

/// A dwelling with a confirmed fire hazard and a proposal of C; officers of its town and of the next,
/// supervisors of the town and of the county. The visit left a notice with its secret.
async fn with_proposal() -> World {
    let world = World::new().await;
    world.app.station("t2", "v9").await;
    for (name, role, town) in [
        ("民警甲", Role::Officer, Some("t1")),
        ("民警乙", Role::Officer, Some("t2")),
        ("督导员", Role::Supervisor, Some("t1")),
        ("区督导员", Role::Supervisor, None),
        ("外镇督导员", Role::Supervisor, Some("t3")),
    ] {
        world.app.user(name, role, town, None).await;
    }
    let notice = json!({"notice": id(900), "dwelling": world.dwelling, "visit": id(11), "form": "shown",
        "code_hash": code_hash(CODE), "secret_hash": secret_hash(CODE, SECRET)});
    let batch = [
        world.check_in(10),
        world.visit(11, 10, "entered", Some("to_enter")),
        world.finding(12, 11, "fire", "high"),
        world.record(14, "notice", &[11], notice),
    ];
    world.send(&batch).await;
    world.accept("民警甲", 12).await;
    world
}

async fn call(world: &World, name: &str, function: &str, ask: Value) -> Result<Value, String> {
    let cookie = world.app.sign_in_desk(name).await;
    let answer = world.app.desk("POST", &format!("/desk/fn/{function}"), &cookie, Some(ask)).await;
    if answer.status().is_success() { Ok(body(answer).await) } else { Err(code(answer).await) }
}

async fn page(world: &World, name: &str) -> Value {
    call(world, name, "classes", json!({})).await.unwrap()
}

/// What `name` sees first is decided by `by`.
async fn decide(world: &World, by: &str, verdict: Value) -> Result<Value, String> {
    let row = page(world, "民警甲").await["proposals"][0].clone();
    let ask = json!({"proposal": row["id"], "version": row["version"], "verdict": verdict,
        "reason": "evidence_holds"});
    call(world, by, "decide_class", ask).await
}

async fn class(world: &World) -> Class {
    let mut reader = world.app.state.store.reader().await.unwrap();
    dwelling::by_id(&mut reader, world.dwelling).await.unwrap().unwrap().dwelling.class
}

async fn answer(world: &World, by: &str, answer: &str) -> Result<Value, String> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let row = appeal::of_dwelling(&mut reader, world.dwelling).await.unwrap().pop().unwrap();
    drop(reader);
    let ask = json!({"appeal": row.id, "answer": answer, "reason": "evidence_holds"});
    call(world, by, "answer_appeal", ask).await
}

async fn in_c() -> World {
    let world = with_proposal().await;
    decide(&world, "民警甲", json!({"do": "accept"})).await.unwrap();
    assert_eq!(class(&world).await, Class::C);
    world
}

async fn appeal_at_station(world: &World) -> Result<Value, String> {
    let ask = json!({"dwelling": world.dwelling, "ground": "hazard_gone"});
    call(world, "协管员甲", "appeal_class", ask).await
}

#[tokio::test]
async fn an_officer_of_the_area_decides_and_nobody_else() {
    let world = with_proposal().await;
    let row = &page(&world, "民警甲").await["proposals"][0];
    assert_eq!((&row["from"], &row["proposal"]["class"]), (&json!("B"), &json!("C")));
    assert_eq!(row["evidence"]["hazards"][0]["confirmed"], "2026-11-24");
    assert_eq!(page(&world, "民警乙").await["proposals"], json!([]));
    for (name, refused) in [("督导员", "not_allowed"), ("协管员甲", "not_allowed"), ("民警乙", "not_found")]
    {
        let tried = decide(&world, name, json!({"do": "accept"})).await;
        assert_eq!(tried.unwrap_err(), refused, "{name}");
    }
    assert_eq!(class(&world).await, Class::B);
    decide(&world, "民警甲", json!({"do": "accept"})).await.unwrap();
    assert_eq!(class(&world).await, Class::C);
    assert_eq!(page(&world, "民警甲").await["proposals"], json!([]));
    let ask = json!({"dwelling": world.dwelling});
    let file = call(&world, "民警甲", "dwelling", ask).await.unwrap();
    let change = &file["classes"][0];
    assert_eq!((&change["by"], &change["reason"]), (&json!("民警甲"), &json!("evidence_holds")));
    assert_eq!(change["evidence"][0]["because"], "confirmed_hazard");
    assert_eq!(change["told"], Value::Null, "the household is told at the next visit");
}

#[tokio::test]
async fn a_class_without_its_ground_and_a_version_that_has_passed_are_refused() {
    let world = with_proposal().await;
    let other = decide(&world, "民警甲", json!({"do": "other", "class": "A"})).await;
    assert_eq!(other.unwrap_err(), "refused_by_rule");
    let row = page(&world, "民警甲").await["proposals"][0].clone();
    let ask = json!({"proposal": row["id"], "version": 9, "verdict": {"do": "accept"},
        "reason": "evidence_holds"});
    assert_eq!(call(&world, "民警甲", "decide_class", ask).await.unwrap_err(), "conflict");
    assert_eq!(count(&world, "decide").await, 1, "the flag alone");
}

#[tokio::test]
async fn what_an_officer_rejected_comes_again_only_on_new_evidence() {
    let world = with_proposal().await;
    decide(&world, "民警甲", json!({"do": "reject"})).await.unwrap();
    world.pass(TimeDelta::days(8));
    world.send(&[world.check_in(20), world.visit(21, 20, "refused", Some("refused"))]).await;
    assert_eq!(page(&world, "民警甲").await["proposals"], json!([]));
    let again = [world.check_in(30), world.finding(31, 30, "gas_and_co", "high")];
    world.send(&again).await;
    world.accept("民警甲", 31).await;
    let proposals = page(&world, "民警甲").await["proposals"].clone();
    assert_eq!(proposals[0]["evidence"]["hazards"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_appeal_stops_c_until_someone_outside_the_police_station_answers() {
    let world = in_c().await;
    appeal_at_station(&world).await.unwrap();
    assert_eq!(class(&world).await, Class::B);
    assert_eq!(appeal_at_station(&world).await.unwrap_err(), "conflict");
    let seen = page(&world, "民警甲").await["appeals"][0].clone();
    assert_eq!((&seen["may_answer"], &seen["due_on"]), (&json!(false), &json!("2026-12-09")));
    assert_eq!(page(&world, "民警乙").await["appeals"][0]["may_answer"], true);
    assert_eq!(page(&world, "外镇督导员").await["appeals"], json!([]));
    let refused = [
        ("民警甲", "refused_by_rule"),
        ("督导员", "refused_by_rule"),
        ("协管员甲", "not_allowed"),
        ("外镇督导员", "not_found"),
    ];
    for (name, expected) in refused {
        assert_eq!(answer(&world, name, "upheld").await.unwrap_err(), expected, "{name}");
    }
    world.pass(TimeDelta::days(16));
    assert_eq!(page(&world, "区督导员").await["appeals"][0]["overdue"], true);
    answer(&world, "民警乙", "upheld").await.unwrap();
    assert_eq!(class(&world).await, Class::C);
    assert_eq!(answer(&world, "区督导员", "set_aside").await.unwrap_err(), "conflict");
    assert_eq!(
        appeal_at_station(&world).await.unwrap_err(),
        "invalid_transition",
        "what follows is a court's"
    );
    assert_eq!((count(&world, "appeal").await, count(&world, "answer").await), (1, 1));
}

#[tokio::test]
async fn an_appeal_set_aside_leaves_the_class_before_and_the_evidence_is_not_put_again() {
    let world = in_c().await;
    appeal_at_station(&world).await.unwrap();
    answer(&world, "区督导员", "set_aside").await.unwrap();
    assert_eq!(class(&world).await, Class::B);
    assert_eq!(page(&world, "民警甲").await["proposals"], json!([]));
}

async fn ask_on_page(world: &World, secret: &str) -> String {
    let request = Request::post(format!("/n/{CODE}?lang=en"))
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("secret={secret}&ground=hazard_gone")))
        .unwrap();
    let answer = world.app.send(request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let bytes = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn the_household_reads_why_somebody_comes_and_asks_for_a_review_with_its_secret() {
    let world = in_c().await;
    let (_, page) = opened(&world, SECRET).await;
    assert!(page.contains("How often somebody comes") && page.contains("The evidence holds"), "{page}");
    assert!(page.contains("Ask for a review") && !page.contains("Class C"), "{page}");
    ask_on_page(&world, "00000000").await;
    assert_eq!(class(&world).await, Class::C, "a wrong secret files nothing");
    let page = ask_on_page(&world, SECRET).await;
    assert!(page.contains("You asked for a review: The hazard is gone"), "{page}");
    assert!(page.contains("Answer due by:"), "{page}");
    assert_eq!(class(&world).await, Class::B);
    ask_on_page(&world, SECRET).await;
    answer(&world, "区督导员", "upheld").await.unwrap();
    let (_, page) = opened(&world, SECRET).await;
    assert!(page.contains("administrative reconsideration within 60 days"), "{page}");
    assert!(page.contains("six months") && !page.contains("name=\"ground\""), "{page}");
    let mut reader = world.app.state.store.reader().await.unwrap();
    let appeals = appeal::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    assert_eq!(appeals.iter().map(|a| a.state).collect::<Vec<_>>(), [AppealState::Upheld]);
}

#[tokio::test]
async fn an_appeal_ends_when_its_household_moves_out() {
    let world = in_c().await;
    appeal_at_station(&world).await.unwrap();
    let moved = json!({"dwelling": world.dwelling, "on": "2026-11-24"});
    world.send(&[world.record(40, "moved_out", &[], moved)]).await;
    let mut reader = world.app.state.store.reader().await.unwrap();
    let appeals = appeal::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    assert_eq!(appeals[0].state, AppealState::Ended);
}
