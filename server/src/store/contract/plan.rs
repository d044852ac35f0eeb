//! Plans: a day planned over a small map is saved, found by its visitors, and made anew.

use super::register::{day, town, village_code, write};
use super::{Db, on_both_engines};
use crate::jobs::plan_day::{self, Ask, JOB, Limit, Planned};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::job::Lane;
use crate::store::map::{self, NewMap};
use crate::store::plan::{self, PlannedRound, PlannedStop};
use crate::store::property::{self, PropertyRow};
use crate::store::user::{self, NewUser};
use crate::store::{Conn, Store, Tx, area, job, ledger, station};
use chrono::NaiveDate;
use domain::Position;
use domain::area::{AreaMode, Station, Town, Village};
use domain::class::Class;
use domain::dwelling::{Dwelling, Papers};
use domain::id::{DwellingId, PropertyId, StationId, UserId};
use domain::plan::LeftOut;
use domain::property::{Property, PropertyKind};
use domain::role::{Role, TravelMode};
use roads::{Node, Point, Roads, Tags, Way};
use std::collections::BTreeSet;
use uuid::Uuid;

on_both_engines! {
    a_day_is_planned_and_each_visitor_finds_the_round,
    joint_visits_start_together,
    what_one_day_visits_the_next_does_not,
    every_visit_has_a_day_in_its_period,
    planning_again_keeps_what_visitors_saw_and_says_what_changed,
    planning_again_makes_a_new_version_and_opens_nothing_twice,
    the_same_seed_and_steps_give_the_same_stops,
    a_morning_without_a_plan_gets_one,
    a_morning_whose_plan_is_of_an_earlier_day_gets_a_new_version_of_it,
    without_a_map_nothing_is_planned,
}

pub const STATION: StationId = StationId(Uuid::from_u128(0x51));
pub const COORDINATOR: UserId = UserId(Uuid::from_u128(0xc1));
pub const OFFICER: UserId = UserId(Uuid::from_u128(0xc2));
pub const DOORS: u32 = 6;

fn door(n: u32) -> Position {
    // Whole thousandths: the nearest double, which JSON gives back as it was.
    Position { lon: f64::from(121_400 + n) / 1000.0, lat: 31.6 }
}

/// One straight road past all doors.
fn small_map() -> NewMap {
    let node = |n: u32| Node { id: i64::from(n), at: Point::from_degrees(door(n).lon, door(n).lat).unwrap() };
    let way = Way {
        id: 1,
        nodes: (0..=DOORS).map(node).collect(),
        tags: Tags::from_iter([("highway", "residential")]),
    };
    NewMap {
        name: "small.osm".into(),
        graph: Roads::build(&[way], &[]).unwrap().to_bytes(),
        tiles: vec![1],
        bounds: [121.0, 31.0, 122.0, 32.0],
        attribution: "test",
        addresses: vec![],
        villages: vec![],
    }
}

/// Two dwellings at a door: the first door's first one is of class C.
async fn add_door(tx: &mut Tx, n: u32) {
    let property = Property {
        id: PropertyId(Uuid::from_u128(0x6100 + u128::from(n))),
        station: STATION,
        village: village_code(),
        name: format!("东门路 {n} 号"),
        kind: PropertyKind::RuralHouse,
        at: Some(door(n)),
    };
    let (id, registered) = (property.id, NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
    property::add_all(tx, &[PropertyRow { town: town(), property, registered }]).await.unwrap();
    for unit in 0..2 {
        let dwelling = Dwelling {
            id: DwellingId(Uuid::from_u128(0x7100 + u128::from(2 * n + unit))),
            property: id,
            door: unit.to_string(),
            label: format!("L{n}{unit}"),
            class: if n == 0 && unit == 0 { Class::C } else { Class::B },
            class_since: registered,
            let_since: Some(registered),
            papers: Papers::default(),
            registered,
        };
        dwelling::add_all(tx, &[DwellingRow { town: town(), station: STATION, dwelling }]).await.unwrap();
    }
}

pub async fn add_visitor(tx: &mut Tx, id: UserId, role: Role) {
    let new = NewUser {
        id,
        name: format!("{role:?}"),
        role,
        town: Some(town()),
        station: Some(STATION),
        villages: vec![],
        password_hash: "none".into(),
        must_change: true,
        mode: TravelMode::Foot,
        shift: (540, 1020),
        work_days: 0b111_1111,
        start: None,
    };
    let now = tx.now();
    user::add(tx, &new, now).await.unwrap();
}

/// A station with six properties, a coordinator and an officer, on a small map.
pub async fn fill(store: &Store) {
    let filled = write(store, |tx| {
        Box::pin(async move {
            area::put_towns(tx, &[Town { code: town(), name: "城桥镇".into() }]).await?;
            let village = Village { code: village_code(), name: "聚训村".into(), town: town() };
            area::put_villages(tx, &[village]).await?;
            let station = Station {
                id: STATION,
                town: town(),
                name: "城桥第一服务站".into(),
                mode: AreaMode::Rural,
                at: door(DOORS),
                zone: "Asia/Shanghai".into(),
                villages: vec![village_code()],
            };
            station::add(tx, &station).await?;
            for n in 0..DOORS {
                add_door(tx, n).await;
            }
            add_visitor(tx, COORDINATOR, Role::Coordinator).await;
            add_visitor(tx, OFFICER, Role::Officer).await;
            let (id, now) = (tx.new_id(), tx.now());
            map::replace(tx, id, now, small_map()).await
        })
    });
    filled.await.unwrap();
}

fn ask(from: u32, days: u32) -> Ask {
    Ask { station: None, from: day(from), days, limit: Limit::Iterations(100), seed: 1, threads: 2, by: None }
}

pub async fn planned(db: &Db, from: u32, days: u32) -> Planned {
    plan_day::plan(&db.store, ask(from, days)).await.unwrap()
}

pub fn stops(rounds: &[PlannedRound]) -> impl Iterator<Item = &PlannedStop> {
    rounds.iter().flat_map(|round| &round.stops)
}

async fn a_day_is_planned_and_each_visitor_finds_the_round(db: Db) {
    fill(&db.store).await;
    let planned = planned(&db, 30, 1).await;
    let (row, rounds) = &planned.stations[0].days[0];
    // November's last day: every household's visit is due, each once, whatever October left.
    let visited: BTreeSet<DwellingId> = stops(rounds).map(|stop| stop.dwelling).collect();
    assert_eq!(visited.len() as u32, 2 * DOORS);
    let mut reader = db.store.reader().await.unwrap();
    let (found, round) = plan::round_of(&mut reader, COORDINATOR, day(30)).await.unwrap().unwrap();
    assert_eq!(&found, row);
    assert_eq!(Some(&round), rounds.iter().find(|round| round.visitor == COORDINATOR));
    assert_eq!(plan::rounds(&mut reader, row.id).await.unwrap().len(), 2);
    let left_out = plan::unassigned(&mut reader, row.id).await.unwrap();
    assert!(!left_out.is_empty() && left_out.iter().all(|u| u.reason == LeftOut::Ceiling));
}

async fn joint_visits_start_together(db: Db) {
    fill(&db.store).await;
    let planned = planned(&db, 24, 1).await;
    let rounds = &planned.stations[0].days[0].1;
    let joint: Vec<_> = stops(rounds).filter(|stop| stop.joint_with.is_some()).collect();
    assert_eq!(joint.len(), 2);
    let begins = PlannedStop::begins;
    assert_eq!(begins(joint[0]), begins(joint[1]));
    assert_eq!(joint[0].owed, joint[1].owed);
    assert!(joint[0].why.joint);
}

fn visited(planned: &Planned) -> Vec<BTreeSet<DwellingId>> {
    let day = |(_, rounds): &(_, Vec<PlannedRound>)| stops(rounds).map(|stop| stop.dwelling).collect();
    planned.stations[0].days.iter().map(day).collect()
}

async fn what_one_day_visits_the_next_does_not(db: Db) {
    fill(&db.store).await;
    let together = visited(&planned(&db, 24, 3).await);
    let all: BTreeSet<DwellingId> = together.iter().flatten().copied().collect();
    assert_eq!(all.len(), together.iter().map(BTreeSet::len).sum::<usize>());
    // Alone, the second day has what it had: neither the first day's visits nor the third's.
    assert_eq!(visited(&planned(&db, 25, 1).await)[0], together[1]);
}

async fn every_visit_has_a_day_in_its_period(db: Db) {
    fill(&db.store).await;
    let planned = planned(&db, 24, 7).await;
    let days = visited(&planned);
    assert_eq!(days.iter().map(BTreeSet::len).sum::<usize>() as u32, 2 * DOORS);
    assert!(days.iter().all(|day| day.len() <= 4), "{days:?}");
    assert!(planned.stations[0].unassigned.iter().all(|u| u.reason == LeftOut::Ceiling));
    let mut reader = db.store.reader().await.unwrap();
    for (row, _) in &planned.stations[0].days {
        // What another day visits is not left out.
        let left_out = plan::unassigned(&mut reader, row.id).await.unwrap();
        assert!(left_out.iter().all(|u| u.reason == LeftOut::Ceiling), "{left_out:?}");
    }
}

async fn planning_again_keeps_what_visitors_saw_and_says_what_changed(db: Db) {
    fill(&db.store).await;
    let first = planned(&db, 30, 1).await;
    assert!(first.stations[0].changes.is_empty());
    let second = planned(&db, 30, 1).await;
    assert!(second.stations[0].changes.is_empty());
    assert_eq!(second.stations[0].days[0].1, first.stations[0].days[0].1);
    // The last dwelling's household moves out: its visit is gone, everything else stays.
    let gone = DwellingId(Uuid::from_u128(0x7100 + u128::from(2 * DOORS - 1)));
    let owed = stops(&first.stations[0].days[0].1).find(|stop| stop.dwelling == gone).unwrap().owed;
    write(&db.store, move |tx| {
        Box::pin(async move {
            tx.execute("DELETE FROM owed_visits WHERE dwelling = $1", crate::args![gone]).await?;
            dwelling::set_let(tx, gone, None).await
        })
    })
    .await
    .unwrap();
    let third = planned(&db, 30, 1).await;
    let [(on, changed)] = third.stations[0].changes.as_slice() else {
        panic!("{:?}", third.stations[0].changes)
    };
    assert_eq!((*on, changed.name.as_str()), (day(30), "Coordinator"));
    assert_eq!((&changed.change.removed, changed.change.added.len()), (&vec![owed], 0));
    assert!(changed.change.moved.is_empty());
    let officer = |planned: &Planned| {
        planned.stations[0].days[0].1.iter().find(|round| round.visitor == OFFICER).cloned()
    };
    assert_eq!(officer(&third), officer(&first));
    let mut reader = db.store.reader().await.unwrap();
    let row = &third.stations[0].days[0].0;
    let before = plan::before(&mut reader, row).await.unwrap();
    assert_eq!(before, Some(second.stations[0].days[0].0.id));
}

async fn planning_again_makes_a_new_version_and_opens_nothing_twice(db: Db) {
    fill(&db.store).await;
    let first = planned(&db, 24, 1).await;
    let mut reader = db.store.reader().await.unwrap();
    let open = ledger::open(&mut reader, STATION, day(24)).await.unwrap();
    drop(reader);
    let second = planned(&db, 24, 1).await;
    let versions = [&first, &second].map(|planned| planned.stations[0].days[0].0.version);
    assert_eq!(versions, [1, 2]);
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(ledger::open(&mut reader, STATION, day(24)).await.unwrap(), open);
    let used = plan::in_use(&mut reader, STATION, day(24)).await.unwrap().unwrap();
    assert_eq!(used, second.stations[0].days[0].0);
}

async fn the_same_seed_and_steps_give_the_same_stops(db: Db) {
    fill(&db.store).await;
    let (first, second) = (planned(&db, 24, 1).await, planned(&db, 24, 1).await);
    assert_eq!(first.stations[0].days[0].1, second.stations[0].days[0].1);
}

async fn a_morning_without_a_plan_gets_one(db: Db) {
    fill(&db.store).await;
    plan_day::leave_jobs(&db.store).await.unwrap();
    plan_day::leave_jobs(&db.store).await.unwrap();
    let jobs = job::claim(&db.store, Lane::Long, 10).await.unwrap();
    let jobs: Vec<_> = jobs.into_iter().filter(|job| job.kind == JOB).collect();
    assert_eq!(jobs.len(), 1);
    let payload = serde_json::from_value(jobs[0].payload.clone()).unwrap();
    plan_day::run(&db.store, STATION, &payload).await.unwrap();
    plan_day::run(&db.store, STATION, &payload).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(plan::in_use(&mut reader, STATION, day(24)).await.unwrap().unwrap().version, 1);
}

async fn a_morning_whose_plan_is_of_an_earlier_day_gets_a_new_version_of_it(db: Db) {
    fill(&db.store).await;
    let month = planned(&db, 24, 3).await;
    // From eight in the morning to four of the next one.
    db.clock.forward(chrono::TimeDelta::hours(20));
    plan_day::leave_jobs(&db.store).await.unwrap();
    let jobs = job::claim(&db.store, Lane::Long, 10).await.unwrap();
    let jobs: Vec<_> = jobs.into_iter().filter(|job| job.kind == JOB).collect();
    assert_eq!(jobs.len(), 1);
    let payload = serde_json::from_value(jobs[0].payload.clone()).unwrap();
    plan_day::run(&db.store, STATION, &payload).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let again = plan::in_use(&mut reader, STATION, day(25)).await.unwrap().unwrap();
    assert_eq!(again.version, 2);
    // Nothing was learned meanwhile but that yesterday's visits were not made.
    let kept = visited(&month)[1].clone();
    let rounds = plan::rounds(&mut reader, again.id).await.unwrap();
    let now: BTreeSet<DwellingId> = stops(&rounds).map(|stop| stop.dwelling).collect();
    assert!(now.is_superset(&kept), "{now:?} {kept:?}");
}

async fn without_a_map_nothing_is_planned(db: Db) {
    let refused = plan_day::plan(&db.store, ask(24, 1)).await;
    assert!(matches!(refused, Err(plan_day::PlanError::NoMap)));
    plan_day::leave_jobs(&db.store).await.unwrap();
    assert!(job::claim(&db.store, Lane::Long, 10).await.unwrap().is_empty());
}
