//! The privacy officer's desk: requests with their last day, demands for one file each, what an account
//! has seen, periods that only shrink; and nobody else at it.

use super::{CODE, SECRET, count, opened, with_notice};
use crate::auth::rights::{RIGHTS, Who};
use crate::http::records::tests::support::{World, id};
use crate::store::tenancy::{self, Contact, NewTenancy};
use crate::testing::{ORIGIN, body, code};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::area::TownCode;
use domain::id::TenancyId;
use domain::role::Role;
use domain::tenancy::Tenancy;
use http_body_util::BodyExt;
use serde_json::{Value, json};

struct Desk {
    world: World,
    cookie: String,
}

impl Desk {
    async fn over(world: World) -> Self {
        world.app.user("保护负责人", Role::PrivacyOfficer, None, None).await;
        let cookie = world.app.sign_in_desk("保护负责人").await;
        Self { world, cookie }
    }

    async fn new() -> Self {
        Self::over(World::new().await).await
    }

    async fn call(&self, function: &str, ask: Value) -> axum::http::Response<Body> {
        self.world.app.desk("POST", &format!("/desk/fn/{function}"), &self.cookie, Some(ask)).await
    }

    async fn read(&self, function: &str) -> Value {
        let answer = self.call(function, json!({})).await;
        assert_eq!(answer.status(), StatusCode::OK, "{function}");
        body(answer).await
    }

    async fn take(&self, home: &str, kind: &str) -> StatusCode {
        let new = json!({"home": home, "kind": kind, "subject": "contact", "way": "letter",
            "received_on": "2026-11-20"});
        self.call("take_request", json!({"new": new})).await.status()
    }

    async fn demand(&self, document: &str, tell_on: &str) -> axum::http::Response<Body> {
        let new = json!({"home": "幸福里 8 号 201", "authority": "police", "document": document,
            "part": "visits", "received_on": "2026-11-20", "tell_on": tell_on});
        self.call("take_demand", json!({"new": new})).await
    }
}

#[tokio::test]
async fn a_request_is_taken_by_label_or_address_and_answered_once_with_a_ground_where_refused() {
    let desk = Desk::new().await;
    let label = desk.world.label.clone();
    assert_eq!(desk.take(&label, "read").await, StatusCode::OK);
    assert_eq!(desk.take("幸福里 8 号 201", "correct").await, StatusCode::OK);
    let page = desk.read("requests").await;
    let lines = page["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    assert!(lines[0]["cells"][1] == "幸福里 8 号 201" && lines[0]["is_open"] == true, "{page}");
    let answer = async |outcome: &str, ground: &str| {
        let ask = json!({"id": lines[0]["id"], "outcome": outcome, "ground": ground});
        desk.call("answer_request", ask).await.status()
    };
    assert_eq!(answer("refused", "").await, StatusCode::BAD_REQUEST);
    assert_eq!(answer("refused", "law_keeps").await, StatusCode::OK);
    assert_eq!(answer("done", "").await, StatusCode::CONFLICT);
    assert_eq!((count(&desk.world, "make").await, count(&desk.world, "decide").await), (2, 1));
}

#[tokio::test]
async fn a_request_names_a_home_whole_and_a_day_that_has_been() {
    let desk = Desk::new().await;
    for home in ["幸福里", "", "张三", "13812345678"] {
        assert_eq!(desk.take(home, "read").await, StatusCode::BAD_REQUEST, "{home:?}");
    }
    assert_eq!(desk.take("幸福里 8 号 201", "classify").await, StatusCode::BAD_REQUEST);
    let new = json!({"home": "幸福里 8 号 201", "kind": "read", "subject": "contact", "way": "desk",
        "received_on": "2027-01-01"});
    let answer = desk.call("take_request", json!({"new": new})).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(desk.read("requests").await["lines"], json!([]));
}

#[tokio::test]
async fn a_granted_erasure_of_the_contact_destroys_it_and_the_household_sees_who_did() {
    let desk = Desk::new().await;
    let dwelling = desk.world.dwelling;
    let household = desk
        .world
        .app
        .write(move |tx| {
            Box::pin(async move {
                let before = tenancy::current(tx, dwelling).await?.expect("it is let");
                tenancy::end(tx, dwelling, "2026-11-20".parse().unwrap()).await?;
                let household = Tenancy {
                    id: TenancyId(id(4)),
                    moved_in: "2026-11-21".parse().unwrap(),
                    moved_out: None,
                    ..before
                };
                let contact = Some(Contact { name: "王".into(), phone: "+4230000001".into() });
                let new = NewTenancy { town: TownCode("t1".into()), tenancy: household, contact };
                tenancy::add_all(tx, &[new]).await?;
                Ok(TenancyId(id(4)))
            })
        })
        .await;
    assert_eq!(desk.take("幸福里 8 号 201", "erase").await, StatusCode::OK);
    let page = desk.read("requests").await;
    let ask = json!({"id": page["lines"][0]["id"], "outcome": "done", "ground": ""});
    assert_eq!(desk.call("answer_request", ask).await.status(), StatusCode::OK);
    let store = &desk.world.app.state.store;
    let found = tenancy::contact(&mut store.reader().await.unwrap(), store.vault(), household).await.unwrap();
    assert_eq!(found, None);
    assert_eq!(count(&desk.world, "erase_contact").await, 1);
}

#[tokio::test]
async fn a_household_asks_on_its_page_reads_the_last_day_and_asks_the_same_only_once() {
    let desk = Desk::over(with_notice().await).await;
    let ask = async |secret: &str| {
        let request = Request::post(format!("/n/{CODE}?lang=en"))
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("secret={secret}&kind=erase&subject=contact")))
            .unwrap();
        let bytes = desk.world.app.send(request).await.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    assert!(!ask("00000000").await.contains("erase · contact"), "a wrong secret asks nothing");
    assert_eq!(desk.read("requests").await["lines"], json!([]));
    for _ in 0..2 {
        let page = ask(SECRET).await;
        assert!(page.contains("erase · contact · waits for an answer"), "{page}");
        assert!(page.contains("24 December 2026") || page.contains("24 Dec 2026"), "{page}");
    }
    let page = desk.read("requests").await;
    assert_eq!(page["lines"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_demand_is_for_one_file_counted_for_everyone_and_told_when_the_law_allows() {
    let desk = Desk::over(with_notice().await).await;
    assert_eq!(desk.demand("沪公（崇）调证字〔2026〕12号", "").await.status(), StatusCode::OK);
    let again = desk.demand("沪公（崇）调证字〔2026〕12号", "").await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(code(again).await, "refused_by_rule");
    assert!(!desk.demand("310230199001011234", "").await.status().is_success());
    let page = desk.read("demands").await;
    let id = &page["lines"][0]["id"];
    let answer = json!({"id": id, "outcome": "handed", "ground": ""});
    assert_eq!(desk.call("answer_demand", answer).await.status(), StatusCode::OK);
    let (_, told) = opened(&desk.world, SECRET).await;
    assert!(!told.contains("Demanded by investigators"), "the law forbids it as yet");
    let tell = json!({"id": id, "on": "2026-11-24"});
    assert_eq!(desk.call("tell_demand", tell).await.status(), StatusCode::OK);
    let (_, told) = opened(&desk.world, SECRET).await;
    assert!(told.contains("Demanded by investigators") && told.contains("police"), "{told}");
    let public = desk.world.app.call("GET", "/figures/demands", None, None).await;
    assert_eq!(public.status(), StatusCode::OK);
    let bytes = public.into_body().collect().await.unwrap().to_bytes();
    let public = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(public.contains("<td>2026</td><td>1</td><td>1</td><td>0</td><td>1</td>"), "{public}");
    assert!(!public.contains("12号") && !public.contains("幸福里"), "{public}");
}

#[tokio::test]
async fn an_incident_report_lists_what_one_account_has_seen_and_is_itself_logged() {
    let desk = Desk::new().await;
    let coordinator = desk.world.app.sign_in_desk("协管员甲").await;
    for _ in 0..2 {
        let ask = json!({"dwelling": desk.world.dwelling});
        desk.world.app.desk("POST", "/desk/fn/dwelling", &coordinator, Some(ask)).await;
    }
    let ask = json!({"ask": {"account": "协管员甲", "from": "2026-11-24", "to": "2026-11-24"}});
    let report: Value = body(desk.call("incident", ask).await).await;
    let rows = report["rows"].as_array().unwrap();
    let file = rows.iter().find(|row| row[0] == "幸福里 8 号 201").expect("the file that was read");
    assert_eq!(file[1], "2");
    let path =
        "/desk/incident/file?account=%E5%8D%8F%E7%AE%A1%E5%91%98%E7%94%B2&from=2026-11-24&to=2026-11-24";
    let answer = desk.world.app.desk("GET", path, &desk.cookie, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let csv = answer.into_body().collect().await.unwrap().to_bytes();
    assert!(String::from_utf8(csv.to_vec()).unwrap().contains("幸福里 8 号 201"));
    for (account, from, to) in [
        ("没有此人", "2026-11-24", "2026-11-24"),
        ("协管员甲", "2026-11-25", "2026-11-24"),
        ("协管员甲", "", ""),
    ] {
        let ask = json!({"ask": {"account": account, "from": from, "to": to}});
        assert_eq!(desk.call("incident", ask).await.status(), StatusCode::BAD_REQUEST, "{account} {from}");
    }
    let log: Value = body(
        desk.call(
            "audit",
            json!({"filter": {"action": "read", "object": "", "actor": "保护负责人", "page": 0}}),
        )
        .await,
    )
    .await;
    let kinds: Vec<_> =
        log["rows"].as_array().unwrap().iter().map(|row| row["object_kind"].clone()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "incident").count(), 2, "{kinds:?}");
}

#[tokio::test]
async fn the_log_is_read_by_purpose_and_period_and_a_wrong_day_is_named() {
    let desk = Desk::new().await;
    let filter = |purpose: &str, from: &str| {
        json!({"filter": {"action": "", "object": "", "actor": "", "purpose": purpose, "from": from,
            "to": "", "page": 0}})
    };
    let page: Value = body(desk.call("audit", filter("visit", "2026-11-01")).await).await;
    assert!(page["rows"].as_array().unwrap().iter().all(|row| row["purpose"] == "visit"));
    let answer = desk.call("audit", filter("", "yesterday")).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let answer = desk.call("audit", filter("curiosity", "")).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_period_is_shortened_by_the_privacy_officer_and_the_administrator_and_lengthened_by_nobody() {
    let desk = Desk::new().await;
    desk.world.app.user("管理员", Role::Administrator, None, None).await;
    let administrator = desk.world.app.sign_in_desk("管理员").await;
    for (count, status) in [(31, StatusCode::BAD_REQUEST), (0, StatusCode::BAD_REQUEST), (14, StatusCode::OK)]
    {
        let ask = json!({"rule": "contact", "count": count});
        for cookie in [&desk.cookie, &administrator] {
            let answer =
                desk.world.app.desk("POST", "/desk/fn/set_retention", cookie, Some(ask.clone())).await;
            assert_eq!(answer.status(), status, "{count}");
        }
    }
    let answer = desk.call("retention", json!({"counted": true})).await;
    let page: Value = body(answer).await;
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["rule"] == "contact").unwrap().clone();
    assert_eq!((&row["count"], &row["due"]), (&json!(14), &json!(0)));
}

#[tokio::test]
async fn what_is_stored_is_told_in_both_sheets() {
    let desk = Desk::new().await;
    let record: Value = body(desk.call("stored", json!({"impact": false})).await).await;
    let rows = record["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row[0] == "tenancies" && row[1] == "contact"), "{record}");
    let width = record["headings"].as_array().unwrap().len();
    assert!(rows.iter().all(|row| row.as_array().unwrap().len() == width));
    let impact: Value = body(desk.call("stored", json!({"impact": true})).await).await;
    assert!(impact["rows"].as_array().unwrap().len() > 8);
}

#[tokio::test]
async fn an_alert_waits_until_it_was_looked_into() {
    let desk = Desk::new().await;
    let coordinator = desk.world.phone.tokens.me.user;
    let zone = chrono_tz::Asia::Shanghai;
    for _ in 0..21 {
        desk.world
            .app
            .write(move |tx| {
                Box::pin(async move {
                    crate::store::alert::contact_opened(tx, coordinator, zone).await?;
                    let entry = crate::store::Entry::new(
                        crate::store::Chain::Installation,
                        "open_contact",
                        "dwelling",
                    );
                    tx.audit(entry.by(coordinator, Role::Coordinator)).await
                })
            })
            .await;
    }
    let page = desk.read("alerts").await;
    assert_eq!((&page["rows"][0]["name"], &page["rows"][0]["is_seen"]), (&json!("协管员甲"), &json!(false)));
    let see = json!({"user": coordinator, "on": "2026-11-24"});
    assert_eq!(desk.call("see_alert", see.clone()).await.status(), StatusCode::OK);
    assert_eq!(desk.call("see_alert", see).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(desk.read("alerts").await["rows"][0]["is_seen"], true);
}

/// What the privacy officer opens beside the own pages: signing in and out, and the own password.
#[test]
fn the_privacy_officer_holds_no_other_role_and_nobody_else_sits_at_this_desk() {
    const SHARED: [&str; 2] = ["/desk/retention", "/desk/fn/retention"];
    for right in RIGHTS {
        let Who::Roles(roles) = right.who else { continue };
        if roles.len() == Role::ALL.len() || !roles.contains(&Role::PrivacyOfficer) {
            continue;
        }
        let shared = SHARED.contains(&right.path) || right.path == "/desk/fn/set_retention";
        let others: Vec<_> = roles.iter().filter(|role| **role != Role::PrivacyOfficer).collect();
        assert!(others.is_empty() || shared && others == [&Role::Administrator], "{}", right.path);
    }
}
