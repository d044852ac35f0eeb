//! What leaves the desk: exported rows, the log of lists, and what a household reads of both.

mod appointment;
mod class;
mod district;
mod field;
mod inspection;
mod meeting;
mod message;
mod privacy;
mod rectification;
mod spot_check;

use crate::http::records::tests::support::{World, id};
use crate::store::audit::{self, Wanted};
use crate::testing::{ORIGIN, body, code};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::notice::{code_hash, secret_hash};
use domain::role::Role;
use http_body_util::BodyExt;
use serde_json::{Value, json};

const CODE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAA";
const SECRET: &str = "12345678";

fn ask(purpose: &str) -> Value {
    json!({"what": "register", "from": "2026-01-01", "to": "2026-12-31",
        "purpose": purpose, "receiver": "town"})
}

async fn count(world: &World, action: &str) -> usize {
    let wanted = Wanted { action, limit: 100, ..Wanted::default() };
    let mut reader = world.app.state.store.reader().await.unwrap();
    audit::page(&mut reader, wanted).await.unwrap().len()
}

/// The page of the notice, opened with a secret.
async fn opened(world: &World, secret: &str) -> (StatusCode, String) {
    let request = Request::post(format!("/n/{CODE}?lang=en"))
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("secret={secret}")))
        .unwrap();
    let answer = world.app.send(request).await;
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

/// A visit that left a notice with its secret.
async fn with_notice() -> World {
    let world = World::new().await;
    let notice = json!({"notice": id(900), "dwelling": world.dwelling, "visit": id(11), "form": "shown",
        "code_hash": code_hash(CODE), "secret_hash": secret_hash(CODE, SECRET)});
    let batch = [
        world.check_in(10),
        world.visit(11, 10, "met", Some("at_door_only")),
        world.record(12, "notice", &[11], notice),
    ];
    for result in world.send(&batch).await {
        assert!(result["receipt"].is_object(), "{result}");
    }
    world
}

#[tokio::test]
async fn rows_of_the_own_station_leave_without_headcount_and_the_household_reads_of_it() {
    let world = with_notice().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let answer = world.app.desk("POST", "/desk/export", &cookie, Some(ask("meeting"))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let csv = answer.into_body().collect().await.unwrap().to_bytes();
    let csv = String::from_utf8(csv.to_vec()).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("幸福里 8 号") && !csv.contains("adults"));
    let (status, page) = opened(&world, SECRET).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("papers for a meeting") && page.contains("the town government"), "{page}");
    assert!(page.contains("协管员甲"));
}

#[tokio::test]
async fn an_export_for_an_unknown_purpose_is_refused() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let answer = world.app.desk("POST", "/desk/export", &cookie, Some(ask("a list of persons"))).await;
    assert!(!answer.status().is_success(), "{}", answer.status());
    assert_eq!(count(&world, "export").await, 0);
}

#[tokio::test]
async fn contacts_and_persons_leave_in_no_file() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    for what in ["contacts", "headcounts", "联系方式", "重点人员", "户籍"] {
        let mut ask = ask("archive");
        ask["what"] = json!(what);
        let answer = world.app.desk("POST", "/desk/export", &cookie, Some(ask)).await;
        assert_eq!(code(answer).await, "refused_by_rule", "{what}");
    }
    assert_eq!(count(&world, "export").await, 0);
}

#[tokio::test]
async fn nobody_is_found_by_name_phone_or_attribute() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    for text in ["13800138000", "138-0013-8000", "310230199001011234", "回族", "户籍 安徽", "hukou"] {
        let filter =
            json!({"filter": {"text": text, "village": null, "class": null, "sort": "address", "page": 0}});
        let answer = world.app.desk("POST", "/desk/fn/dwellings", &cookie, Some(filter)).await;
        assert!(!answer.status().is_success(), "{text}");
        assert_eq!(code(answer).await, "refused_by_rule", "{text}");
    }
}

#[tokio::test]
async fn an_export_of_days_the_wrong_way_round_is_refused() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let mut ask = ask("archive");
    ask["to"] = json!("2025-12-31");
    let answer = world.app.desk("POST", "/desk/export", &cookie, Some(ask)).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(count(&world, "export").await, 0);
}

#[tokio::test]
async fn who_has_no_station_of_its_own_exports_nothing() {
    let world = World::new().await;
    world.app.user("督导员", Role::Supervisor, Some("t1"), None).await;
    let cookie = world.app.sign_in_desk("督导员").await;
    let answer = world.app.desk("POST", "/desk/export", &cookie, Some(ask("archive"))).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_list_that_is_renewed_is_one_entry_of_the_log() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let filter =
        json!({"filter": {"text": "", "village": null, "class": null, "sort": "address", "page": 0}});
    for _ in 0..3 {
        let answer = world.app.desk("POST", "/desk/fn/dwellings", &cookie, Some(filter.clone())).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }
    assert_eq!(count(&world, "list").await, 1);
}

#[tokio::test]
async fn a_wrong_secret_opens_nothing_more_than_the_code() {
    let world = with_notice().await;
    let (status, page) = opened(&world, "00000000").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("协管员甲") && page.contains("refused"), "{page}");
    assert!(!page.contains("class=\"opened\""), "{page}");
}

#[tokio::test]
async fn a_lost_label_is_replaced_singly_and_the_old_one_opens_nothing() {
    let world = World::new().await;
    let cookie = world.app.sign_in_desk("协管员甲").await;
    let path = format!("/desk/labels/{}", world.dwelling);
    let answer = world.app.desk("POST", &path, &cookie, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let new: Value = body(answer).await;
    assert_ne!(new["label"], world.label);
    let mut reader = world.app.state.store.reader().await.unwrap();
    let file = crate::store::dwelling::by_id(&mut reader, world.dwelling).await.unwrap().unwrap();
    assert_eq!(file.dwelling.label, new["label"]);
}
