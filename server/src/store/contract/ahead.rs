//! Days ahead: planned every morning, kept small, found by their visitors.

use super::plan::{COORDINATOR, DOORS, STATION, fill, planned, stops};
use super::register::{day, write};
use super::{Db, on_both_engines};
use crate::jobs::plan_day::{self, Payload};
use crate::store::job::Lane;
use crate::store::plan::{self, PlannedRound};
use crate::store::{dwelling, job, ledger};
use chrono::{NaiveDate, TimeDelta};
use domain::id::DwellingId;
use uuid::Uuid;

on_both_engines! {
    every_morning_the_ten_days_ahead_have_a_plan_and_older_versions_go,
    a_job_of_a_day_that_is_over_plans_nothing,
    a_visit_opened_ahead_goes_with_what_demanded_it,
    a_visitors_coming_days_are_the_rounds_in_use,
    a_plan_that_visitors_may_have_set_out_by_stays,
}

/// The day so many days after the last of October.
fn date(n: u32) -> NaiveDate {
    day(1) + TimeDelta::days(i64::from(n) - 1)
}

/// Days from the 24th on with a plan in use, and its version.
async fn versions(db: &Db) -> Vec<(NaiveDate, i64)> {
    let mut reader = db.store.reader().await.unwrap();
    let mut versions = vec![];
    for on in (24..60).map(date) {
        versions.extend(plan::in_use(&mut reader, STATION, on).await.unwrap().map(|row| (on, row.version)));
    }
    versions
}

/// Has the machine look for days without a plan, and plan them; how many stations there were.
async fn night(db: &Db) -> usize {
    plan_day::leave_jobs(&db.store).await.unwrap();
    let jobs = job::claim(&db.store, Lane::Long, 10).await.unwrap();
    for job in &jobs {
        let payload = serde_json::from_value(job.payload.clone()).unwrap();
        plan_day::run(&db.store, STATION, &payload).await.unwrap();
        let (id, now) = (job.id, db.store.clock().now());
        write(&db.store, move |tx| Box::pin(async move { job::done(tx, id, now).await })).await.unwrap();
    }
    jobs.len()
}

async fn every_morning_the_ten_days_ahead_have_a_plan_and_older_versions_go(db: Db) {
    fill(&db.store).await;
    assert_eq!((night(&db).await, night(&db).await), (1, 0));
    let mut kept = vec![];
    for morning in 25..29 {
        db.clock.forward(TimeDelta::days(1));
        assert_eq!((night(&db).await, night(&db).await), (1, 0));
        let used = versions(&db).await;
        assert_eq!(used.last(), Some(&(date(morning + 9), 1)));
        assert_eq!(used.len() as u32, morning - 24 + 10);
        // Of each day to come: the version in use and the one before, which says what changed.
        let mut reader = db.store.reader().await.unwrap();
        let all = plan::versions(&mut reader, STATION, date(morning + 1), date(morning + 9)).await.unwrap();
        for on in (morning + 1..morning + 9).map(date) {
            assert_eq!(all.iter().filter(|(of, _)| *of == on).count(), 2, "{on}");
        }
        kept.push(all.len());
    }
    assert!(kept.iter().all(|all| *all == kept[0]), "{kept:?}");
}

async fn a_job_of_a_day_that_is_over_plans_nothing(db: Db) {
    fill(&db.store).await;
    plan_day::run(&db.store, STATION, &Payload { date: day(23) }).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(plan::versions(&mut reader, STATION, day(1), date(60)).await.unwrap(), []);
}

async fn a_visit_opened_ahead_goes_with_what_demanded_it(db: Db) {
    fill(&db.store).await;
    planned(&db, 24, 10).await;
    let gone = DwellingId(Uuid::from_u128(0x7100 + u128::from(2 * DOORS - 1)));
    let of = |open: &[ledger::OpenVisit]| -> Vec<NaiveDate> {
        open.iter().filter(|open| open.dwelling == gone).map(|open| open.owed.period.from).collect()
    };
    let mut reader = db.store.reader().await.unwrap();
    let before = of(&ledger::open(&mut reader, STATION, date(40)).await.unwrap());
    assert!(before.contains(&date(31)), "{before:?}");
    drop(reader);
    write(&db.store, move |tx| Box::pin(async move { dwelling::set_let(tx, gone, None).await }))
        .await
        .unwrap();
    let again = planned(&db, 24, 10).await;
    let mut reader = db.store.reader().await.unwrap();
    let after = of(&ledger::open(&mut reader, STATION, date(40)).await.unwrap());
    // What had begun stays owed until someone settles it.
    assert_eq!(after, before.into_iter().filter(|from| *from <= day(24)).collect::<Vec<_>>());
    let december = again.stations[0].days.iter().filter(|(row, _)| row.on > day(30));
    assert!(december.flat_map(|(_, rounds)| stops(rounds)).all(|stop| stop.dwelling != gone));
}

async fn a_visitors_coming_days_are_the_rounds_in_use(db: Db) {
    fill(&db.store).await;
    planned(&db, 24, 5).await;
    let planned = planned(&db, 24, 5).await;
    let mut reader = db.store.reader().await.unwrap();
    let found = plan::rounds_of(&mut reader, COORDINATOR, day(25), day(27)).await.unwrap();
    let own = |(row, rounds): &(plan::PlanRow, Vec<PlannedRound>)| {
        let mine = rounds.iter().find(|round| round.visitor == COORDINATOR)?;
        (day(25)..=day(27)).contains(&row.on).then(|| (row.clone(), mine.clone()))
    };
    assert_eq!(found, planned.stations[0].days.iter().filter_map(own).collect::<Vec<_>>());
    assert!(!found.is_empty());
}

async fn a_plan_that_visitors_may_have_set_out_by_stays(db: Db) {
    fill(&db.store).await;
    planned(&db, 24, 2).await;
    // Seven of the next morning.
    db.clock.forward(TimeDelta::hours(23));
    night(&db).await;
    // The days after it have theirs, made for the first time or anew.
    let used = versions(&db).await;
    assert_eq!(used[..2], [(day(24), 1), (day(25), 1)]);
    assert_eq!(used[2..], (26..35).map(|n| (date(n), 1)).collect::<Vec<_>>());
}
