//! Orders are issued by supervisors, answered by their station, and checked for what they say.

use super::count;
use crate::http::records::tests::support::World;
use crate::testing::{body, code};
use axum::http::StatusCode;
use domain::role::Role;
use serde_json::{Value, json};

async fn world() -> World {
    let world = World::new().await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    world
}

fn order(world: &World, deadline: &str) -> Value {
    json!({"order": {"station": world.station, "village": null, "subject": "overdue", "deadline": deadline}})
}

async fn call(world: &World, name: &str, function: &str, ask: Value) -> (StatusCode, Value) {
    let cookie = world.app.sign_in_desk(name).await;
    let answer = world.app.desk("POST", &format!("/desk/fn/{function}"), &cookie, Some(ask)).await;
    (answer.status(), body(answer).await)
}

fn act(page: &Value, action: Value) -> Value {
    let order = &page["orders"][0];
    json!({"order": order["id"], "version": order["version"], "action": action})
}

#[tokio::test]
async fn an_order_is_issued_answered_returned_answered_and_closed() {
    let world = world().await;
    let (status, page) = call(&world, "督导员", "issue_order", order(&world, "2026-12-01")).await;
    assert_eq!((status, &page["orders"][0]["state"]), (StatusCode::OK, &json!("ordered")));
    let answer = json!({"do": "answer", "proof": "已补访 12 户，逾期清零"});
    let steps = [
        ("协管员甲", answer.clone(), "answered"),
        ("督导员", json!({"do": "return", "why": "not_put_right"}), "returned"),
        ("协管员甲", answer, "answered"),
        ("督导员", json!({"do": "accept"}), "accepted"),
    ];
    let mut page = page;
    for (name, action, state) in steps {
        let (status, next) = call(&world, name, "act_on_order", act(&page, action)).await;
        assert_eq!((status, &next["orders"][0]["state"]), (StatusCode::OK, &json!(state)), "{next}");
        page = next;
    }
    assert_eq!(page["orders"][0]["steps"].as_array().unwrap().len(), 4);
    assert_eq!((count(&world, "issue").await, count(&world, "act").await), (1, 4));
}

#[tokio::test]
async fn each_does_its_own_part_and_nobody_elsewhere_any() {
    let world = world().await;
    let other = world.app.station("t2", "v9").await;
    world.app.user("协管员乙", Role::Coordinator, Some("t2"), Some(other)).await;
    let (_, page) = call(&world, "督导员", "issue_order", order(&world, "2026-12-01")).await;
    let answer = json!({"do": "answer", "proof": "已补访 12 户"});
    let refused = [
        ("协管员甲", "issue_order", order(&world, "2026-12-01"), StatusCode::FORBIDDEN),
        ("协管员甲", "act_on_order", act(&page, json!({"do": "accept"})), StatusCode::FORBIDDEN),
        ("督导员", "act_on_order", act(&page, answer.clone()), StatusCode::FORBIDDEN),
        ("协管员乙", "act_on_order", act(&page, answer), StatusCode::NOT_FOUND),
    ];
    for (name, function, ask, status) in refused {
        assert_eq!(call(&world, name, function, ask).await.0, status, "{name} {function}");
    }
    let (_, own) = call(&world, "协管员乙", "orders", json!({})).await;
    assert_eq!(own["orders"], json!([]));
    let foreign =
        json!({"order": {"station": other, "village": null, "subject": "duty", "deadline": "2026-12-01"}});
    assert_eq!(call(&world, "督导员", "issue_order", foreign).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_proof_about_a_person_a_past_deadline_and_a_step_from_an_old_version_are_refused() {
    let world = world().await;
    for deadline in ["2026-11-24", "2027-06-01"] {
        let answer = call(&world, "督导员", "issue_order", order(&world, deadline)).await;
        assert_eq!(answer.0, StatusCode::BAD_REQUEST, "{deadline}");
    }
    let (_, page) = call(&world, "督导员", "issue_order", order(&world, "2026-12-01")).await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let said = act(&page, json!({"do": "answer", "proof": "已核对住户身份证"}));
    let refused = world.app.desk("POST", "/desk/fn/act_on_order", &cookie, Some(said)).await;
    assert_eq!(code(refused).await, "text_refused");
    let mut old = act(&page, json!({"do": "answer", "proof": "已补访 12 户"}));
    old["version"] = json!(7);
    assert_eq!(call(&world, "协管员甲", "act_on_order", old).await.0, StatusCode::CONFLICT);
    assert_eq!(count(&world, "act").await, 0);
}
