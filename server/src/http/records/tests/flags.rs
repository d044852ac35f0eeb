use super::support::{World, id};
use crate::store::{change, flag};
use chrono::TimeDelta;
use domain::flag::FlagState;
use domain::id::FindingId;
use serde_json::json;

async fn flag(world: &World, n: u128) -> Option<flag::FlagRow> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    flag::by_id(&mut reader, FindingId(id(n))).await.unwrap()
}

#[tokio::test]
async fn an_urgent_finding_is_flagged_before_its_visit_has_come() {
    let world = World::new().await;
    world.send(&[world.finding(12, 11, "gas_and_co", "urgent")]).await;
    assert_eq!(flag(&world, 1012).await.unwrap().state, FlagState::Flagged);
}

#[tokio::test]
async fn the_third_open_low_finding_of_a_category_is_flagged_and_the_first_two_are_not() {
    let world = World::new().await;
    world.send(&[world.check_in(10), world.visit(11, 10, "entered", Some("to_enter"))]).await;
    for n in [12, 13, 14] {
        world.pass(TimeDelta::minutes(1));
        world.send(&[world.finding(n, 11, "sanitation", "low")]).await;
    }
    assert!(flag(&world, 1012).await.is_none() && flag(&world, 1013).await.is_none());
    assert!(flag(&world, 1014).await.is_some());
}

#[tokio::test]
async fn an_urgent_flag_that_nobody_answers_alarms_and_escalates_after_a_restart_too() {
    let world = World::new().await;
    world.send(&[world.finding(12, 11, "gas_and_co", "urgent")]).await;
    world.pass(TimeDelta::minutes(2));
    world.work().await;
    assert!(flag(&world, 1012).await.unwrap().alarmed_at.is_some());
    assert!(flag(&world, 1012).await.unwrap().escalated_at.is_none());
    world.pass(TimeDelta::minutes(13));
    let restarted =
        crate::state::AppState::new(world.app.state.store.clone(), (*world.app.state.config).clone());
    while restarted.jobs.run_due().await.unwrap() > 0 {}
    assert!(flag(&world, 1012).await.unwrap().escalated_at.is_some());
}

#[tokio::test]
async fn a_need_leaves_no_trace_in_the_stations_feed() {
    let (with, without) = (World::new().await, World::new().await);
    with.send(&[with.finding(12, 11, "domestic_violence", "urgent")]).await;
    let feed = async |world: &World| {
        let mut reader = world.app.state.store.reader().await.unwrap();
        change::after(&mut reader, world.station, 0, 100).await.unwrap().len()
    };
    assert!(flag(&with, 1012).await.is_some());
    assert_eq!(feed(&with).await, feed(&without).await);
}

#[tokio::test]
async fn a_need_that_goes_straight_to_a_department_starts_no_timer_for_officers() {
    let world = World::new().await;
    let body = json!({"finding": id(1012), "dwelling": world.dwelling, "visit": id(11),
        "category": "domestic_violence", "severity": "urgent", "person_agrees": true,
        "straight_to": "womens_federation"});
    world.send(&[world.record(12, "finding", &[], body)]).await;
    world.pass(TimeDelta::hours(1));
    world.work().await;
    let flag = flag(&world, 1012).await.unwrap();
    assert!(flag.straight && flag.escalated_at.is_none() && flag.alarmed_at.is_none());
    assert_eq!(flag.state.key(), "referred");
}
