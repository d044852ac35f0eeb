//! A meeting from its call to its filing, what each reader sees of it, and the calendar of an account.

use super::count;
use crate::http::records::tests::support::{World, id};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::flag::{self, FlagRow};
use crate::store::property::{self, PropertyRow};
use crate::testing::{App, body, code};
use axum::http::{StatusCode, header};
use domain::area::{TownCode, VillageCode};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::finding::{Category, Severity};
use domain::flag::FlagState;
use domain::id::{DwellingId, FindingId, PropertyId, StationId, UserId};
use domain::property::{Property, PropertyKind};
use domain::role::Role;
use domain::triage::FlagReason;
use http_body_util::BodyExt;
use serde_json::{Value, json};

async fn ask(app: &App, cookie: &str, function: &str, ask: Value) -> (StatusCode, Value) {
    let answer = app.desk("POST", &format!("/desk/fn/{function}"), cookie, Some(ask)).await;
    let status = answer.status();
    (status, body(answer).await)
}

async fn done(app: &App, cookie: &str, function: &str, what: Value) -> Value {
    let (status, answer) = ask(app, cookie, function, what).await;
    assert_eq!(status, StatusCode::OK, "{function}: {answer}");
    answer
}

fn new(kind: &str, attendees: &[UserId]) -> Value {
    json!({"new": {"kind": kind, "property": null, "on": "2026-11-24", "hours": [540, 600],
        "place": "三楼会议室", "attendees": attendees, "departments": ["fire_service"]}})
}

/// An officer, a coordinator and a warden of one station, and a hazard that is flagged.
async fn office() -> (World, [UserId; 3], String) {
    let world = World::new().await;
    let officer = world.app.user("民警甲", Role::Officer, Some("t1"), Some(world.station)).await;
    let warden = world.app.user("宿管甲", Role::Warden, Some("t1"), Some(world.station)).await;
    let coordinator = world.phone.tokens.me.user;
    world.send(&[world.check_in(10), world.visit(11, 10, "entered", Some("to_enter"))]).await;
    world.send(&[world.finding(12, 11, "fire", "high")]).await;
    let cookie = world.app.sign_in_desk("民警甲").await;
    (world, [officer, coordinator, warden], cookie)
}

async fn step(world: &World, cookie: &str, meeting: &Value, step: Value) -> (StatusCode, Value) {
    ask(&world.app, cookie, "step_meeting", json!({"meeting": meeting, "step": step})).await
}

async fn read(world: &World, cookie: &str, meeting: &Value) -> Value {
    done(&world.app, cookie, "meeting", json!({"meeting": meeting, "numbers": false})).await
}

#[tokio::test]
async fn a_meeting_is_called_held_and_filed_and_then_stays() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let early = step(&world, &cookie, &id, json!({"step": "file"})).await;
    assert_eq!(early.0, StatusCode::CONFLICT, "nothing is filed without minutes: {early:?}");
    let steps = [
        json!({"step": "propose", "text": "消防演练"}),
        json!({"step": "hold", "minutes": "逐户复查楼道充电"}),
        json!({"step": "agree", "text": "复查 8 号楼道", "owner": coordinator, "due": "2026-11-30"}),
        json!({"step": "file"}),
    ];
    for one in &steps {
        let (status, answer) = step(&world, &cookie, &id, one.clone()).await;
        assert_eq!(status, StatusCode::OK, "{one}: {answer}");
    }
    for one in steps {
        assert_eq!(step(&world, &cookie, &id, one).await.0, StatusCode::CONFLICT, "filed");
    }
    let filed = read(&world, &cookie, &id).await;
    assert_eq!((filed["line"]["state"].as_str(), filed["may_keep"].as_bool()), (Some("filed"), Some(false)));
    assert_eq!(filed["minutes"], "逐户复查楼道充电");
    let items = filed["agenda"].as_array().unwrap();
    assert_eq!(items[0]["Flag"]["file"]["address"][1], "幸福里 8 号 201");
    assert_eq!(items[1]["Free"]["text"], "消防演练");
    // A later hazard is no part of what was filed.
    world.send(&[world.finding(13, 11, "gas_and_co", "urgent")]).await;
    assert_eq!(read(&world, &cookie, &id).await["agenda"], filed["agenda"]);
    assert_eq!((count(&world, "call").await, count(&world, "file").await), (1, 1));
}

#[tokio::test]
async fn an_action_waits_for_its_owner_until_it_is_done() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let agree = json!({"step": "agree", "text": "复查 8 号楼道", "owner": coordinator, "due": "2026-11-30"});
    assert_eq!(step(&world, &cookie, &id, agree).await.0, StatusCode::OK);
    let owner = world.app.sign_in_desk("协管员甲").await;
    let waits = || done(&world.app, &owner, "own_work", json!({}));
    let action = waits().await["actions"][0].clone();
    assert_eq!((&action["text"], &action["due"]), (&json!("复查 8 号楼道"), &json!("2026-11-30")));
    done(&world.app, &owner, "settle_action", json!({"action": action["id"], "done": true})).await;
    assert_eq!(waits().await["actions"], json!([]));
    assert_eq!(read(&world, &cookie, &id).await["actions"][0]["done_by"], "协管员甲");
    assert_eq!(count(&world, "settle").await, 1);
    let by_owner = step(&world, &owner, &id, json!({"step": "propose", "text": "演练"})).await;
    assert_eq!(by_owner.0, StatusCode::FORBIDDEN, "who is asked to come keeps no minutes");
}

/// A dormitory of the station with one room, where a hazard is flagged.
async fn dormitory(world: &World) {
    let (town, station, day) = (TownCode("t1".into()), world.station, "2026-09-15".parse().unwrap());
    let property = Property {
        id: PropertyId(id(20)),
        station,
        village: VillageCode("v1".into()),
        name: "东海工厂宿舍".into(),
        kind: PropertyKind::EmployerDormitory,
        at: None,
    };
    let dwelling = Dwelling {
        id: DwellingId(id(21)),
        property: property.id,
        door: "三楼七室".into(),
        label: "LODGE7".into(),
        class: Class::B,
        class_since: day,
        let_since: Some(day),
        papers: Papers::default(),
        registered: day,
    };
    let flag = FlagRow {
        town: town.clone(),
        id: FindingId(id(22)),
        station,
        dwelling: dwelling.id,
        reason: FlagReason::Serious,
        severity: Severity::High,
        category: Category::Fire,
        restricted: false,
        straight: false,
        found_by: world.phone.tokens.me.user,
        raised_at: world.app.state.clock.now(),
        deadline: None,
        state: FlagState::Flagged,
        version: 0,
        seen_at: None,
        alarmed_at: None,
        escalated_at: None,
    };
    world
        .app
        .write(move |tx| {
            Box::pin(async move {
                let row = DwellingRow { town: town.clone(), station, dwelling };
                property::add_all(tx, &[PropertyRow { town, property, registered: day }]).await?;
                dwelling::add_all(tx, &[row]).await?;
                flag::add(tx, &flag).await
            })
        })
        .await;
}

#[tokio::test]
async fn who_has_no_right_to_a_file_sees_its_number_alone() {
    let (world, [officer, _, warden], cookie) = office().await;
    dormitory(&world).await;
    let lodging = |property: u128| {
        let mut new = new("employer", &[officer, warden]);
        new["new"]["property"] = json!(id(property));
        new
    };
    let (status, _) = ask(&world.app, &cookie, "call_meeting", lodging(2)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a flat is no lodging");
    let id = done(&world.app, &cookie, "call_meeting", lodging(20)).await;
    let asked = world.app.sign_in_desk("宿管甲").await;
    let seen = read(&world, &asked, &id).await;
    let agenda = seen["agenda"].as_array().unwrap();
    let file = &agenda[0]["Flag"]["file"];
    assert_eq!((agenda.len(), &file["number"], &file["address"]), (1, &json!("LODGE7"), &Value::Null));
    assert!(!seen.to_string().contains("三楼七室"), "{seen}");
    assert!(read(&world, &cookie, &id).await.to_string().contains("三楼七室"));
    let numbers = done(&world.app, &cookie, "meeting", json!({"meeting": id, "numbers": true})).await;
    assert!(!numbers.to_string().contains("三楼七室"), "a print for others: {numbers}");
}

#[tokio::test]
async fn a_restricted_finding_leaves_every_agenda_as_it_was() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let before = read(&world, &cookie, &id).await.to_string();
    world.send(&[world.finding(14, 11, "domestic_violence", "urgent")]).await;
    assert_eq!(read(&world, &cookie, &id).await.to_string(), before);
}

#[tokio::test]
async fn others_neither_call_nor_see_a_meeting() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let other: StationId = world.app.station("t2", "v9").await;
    world.app.user("民警乙", Role::Officer, Some("t2"), Some(other)).await;
    world.app.user("督导员乙", Role::Supervisor, Some("t2"), None).await;
    world.app.user("县督导员", Role::Supervisor, None, None).await;
    for name in ["民警乙", "督导员乙", "宿管甲"] {
        let stranger = world.app.sign_in_desk(name).await;
        let (status, _) =
            ask(&world.app, &stranger, "meeting", json!({"meeting": id, "numbers": false})).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
    }
    let county = world.app.sign_in_desk("县督导员").await;
    assert_eq!(read(&world, &county, &id).await["may_keep"], true);
    let own = world.app.sign_in_desk("协管员甲").await;
    for (who, kind, status) in [
        (&own, "police_station", StatusCode::FORBIDDEN),
        (&cookie, "county", StatusCode::FORBIDDEN),
        (&cookie, "joint", StatusCode::FORBIDDEN),
        (&county, "police_station", StatusCode::FORBIDDEN),
        (&county, "county", StatusCode::OK),
    ] {
        let asked = new(kind, &[officer]);
        assert_eq!(ask(&world.app, who, "call_meeting", asked).await.0, status, "{kind}");
    }
    let (status, _) = ask(&world.app, &cookie, "call_meeting", new("police_station", &[])).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "nobody is asked to come");
}

#[tokio::test]
async fn minutes_about_a_person_are_refused() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let hold = json!({"meeting": id, "step": {"step": "hold", "minutes": "核对身份证"}});
    let answer = world.app.desk("POST", "/desk/fn/step_meeting", &cookie, Some(hold)).await;
    assert_eq!(code(answer).await, "text_refused");
    assert_eq!(read(&world, &cookie, &id).await["minutes"], Value::Null);
}

async fn feed(app: &App, address: &str) -> (StatusCode, String) {
    let path = address.strip_prefix(crate::testing::ORIGIN).unwrap();
    let answer = app.call("GET", path, None, None).await;
    let status = answer.status();
    if status == StatusCode::OK {
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    }
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn a_calendar_shows_own_dates_alone_until_it_is_revoked() {
    let (world, [officer, coordinator, _], cookie) = office().await;
    let id = done(&world.app, &cookie, "call_meeting", new("police_station", &[officer, coordinator])).await;
    let agree = json!({"step": "agree", "text": "复查 8 号楼道", "owner": coordinator, "due": "2026-11-30"});
    assert_eq!(step(&world, &cookie, &id, agree).await.0, StatusCode::OK);
    let address = done(&world.app, &cookie, "make_calendar", json!({})).await;
    let (status, text) = feed(&world.app, address.as_str().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("DTSTART:20261124T010000Z\r\nDTEND:20261124T020000Z\r\n"), "{text}");
    assert!(!text.contains("20261130"), "the action is another's: {text}");
    for shown in ["幸福里", "8 号", "复查", "协管员甲"] {
        assert!(!text.contains(shown), "{shown}: {text}");
    }
    let owner = world.app.sign_in_desk("协管员甲").await;
    let own = done(&world.app, &owner, "make_calendar", json!({})).await;
    let (_, text) = feed(&world.app, own.as_str().unwrap()).await;
    assert!(text.contains("DTSTART;VALUE=DATE:20261130\r\n"), "{text}");
    // A need of a person changes no byte of it.
    world.send(&[world.finding(14, 11, "medical_need", "high")]).await;
    assert_eq!(feed(&world.app, own.as_str().unwrap()).await.1, text);
    done(&world.app, &owner, "revoke_calendar", json!({})).await;
    assert_eq!(feed(&world.app, own.as_str().unwrap()).await.0, StatusCode::NOT_FOUND);
}
