//! Jobs: with their cause or not at all, one claim at a time, again after a failure.

use super::{Db, entry, on_both_engines};
use crate::jobs::plan_day;
use crate::store::job::Lane;
use crate::store::{Conn, Dialect, Store, StoreError, job};
use chrono::TimeDelta;
use std::collections::BTreeSet;
use uuid::Uuid;

on_both_engines! {
    a_job_comes_with_its_cause_or_not_at_all,
    a_job_is_not_due_before_its_time,
    two_servers_never_claim_the_same_job,
    a_failed_job_comes_again_later_and_later,
    a_job_whose_server_died_comes_again,
    a_server_that_starts_alone_takes_up_what_a_killed_one_had_claimed,
    a_job_done_is_done,
    planning_and_what_someone_waits_for_are_claimed_apart,
}

async fn leave(store: &Store, jobs: u128, delay: TimeDelta, fail: bool) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                for n in 0..jobs {
                    let run_at = tx.now() + delay;
                    let payload = serde_json::json!({"n": n as u64});
                    tx.job("apply_record", Some(Uuid::from_u128(n)), &payload, run_at).await?;
                }
                if fail { Err(StoreError::Closed) } else { Ok(()) }
            })
        })
        .await
}

async fn open(store: &Store) -> i64 {
    job::open(&mut store.reader().await.unwrap()).await.unwrap()
}

async fn a_job_comes_with_its_cause_or_not_at_all(db: Db) {
    assert!(leave(&db.store, 1, TimeDelta::zero(), true).await.is_err());
    assert_eq!(open(&db.store).await, 0);
    leave(&db.store, 1, TimeDelta::zero(), false).await.unwrap();
    let jobs = job::claim(&db.store, Lane::Quick, 10).await.unwrap();
    assert_eq!((jobs.len(), jobs[0].kind.as_str(), jobs[0].tries), (1, "apply_record", 1));
    assert_eq!(jobs[0].payload, serde_json::json!({"n": 0}));
    assert_eq!(jobs[0].subject, Some(Uuid::from_u128(0)));
}

async fn a_job_is_not_due_before_its_time(db: Db) {
    leave(&db.store, 1, TimeDelta::minutes(2), false).await.unwrap();
    assert!(job::claim(&db.store, Lane::Quick, 10).await.unwrap().is_empty());
    db.clock.forward(TimeDelta::minutes(2));
    assert_eq!(job::claim(&db.store, Lane::Quick, 10).await.unwrap().len(), 1);
}

async fn two_servers_never_claim_the_same_job(db: Db) {
    leave(&db.store, 60, TimeDelta::zero(), false).await.unwrap();
    let other = db.another().await;
    let claims = (0..20).map(|n| {
        let store = if n % 2 == 0 { db.store.clone() } else { other.clone() };
        tokio::spawn(async move { job::claim(&store, Lane::Quick, 3).await.unwrap() })
    });
    let claimed: Vec<Uuid> = futures::future::join_all(claims)
        .await
        .into_iter()
        .flat_map(Result::unwrap)
        .map(|job| job.id)
        .collect();
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), claimed.len());
    let rest = job::claim(&db.store, Lane::Quick, 100).await.unwrap().len();
    assert_eq!(claimed.len() + rest, 60);
}

async fn a_failed_job_comes_again_later_and_later(db: Db) {
    leave(&db.store, 1, TimeDelta::zero(), false).await.unwrap();
    for wait in [1, 2, 4, 8] {
        let job = job::claim(&db.store, Lane::Quick, 1).await.unwrap().remove(0);
        job::failed(&db.store, &job, "no road there").await.unwrap();
        db.clock.forward(TimeDelta::seconds(wait) - TimeDelta::milliseconds(1));
        assert!(job::claim(&db.store, Lane::Quick, 1).await.unwrap().is_empty(), "not before {wait} s");
        db.clock.forward(TimeDelta::milliseconds(1));
    }
    assert_eq!(job::claim(&db.store, Lane::Quick, 1).await.unwrap()[0].tries, 5);
}

async fn a_job_whose_server_died_comes_again(db: Db) {
    leave(&db.store, 1, TimeDelta::zero(), false).await.unwrap();
    assert_eq!(job::claim(&db.store, Lane::Quick, 1).await.unwrap().len(), 1);
    assert!(job::claim(&db.store, Lane::Quick, 1).await.unwrap().is_empty());
    db.clock.forward(TimeDelta::minutes(2));
    assert_eq!(job::claim(&db.another().await, Lane::Quick, 1).await.unwrap().len(), 1);
}

async fn a_server_that_starts_alone_takes_up_what_a_killed_one_had_claimed(db: Db) {
    leave(&db.store, 2, TimeDelta::zero(), false).await.unwrap();
    assert_eq!(job::claim(&db.store, Lane::Quick, 1).await.unwrap().len(), 1);
    job::give_back(&db.store).await.unwrap();
    let alone = db.store.reader().await.unwrap().dialect() == Dialect::Sqlite;
    let taken_up = job::claim(&db.store, Lane::Quick, 10).await.unwrap();
    assert_eq!(taken_up.len(), if alone { 2 } else { 1 });
    assert!(taken_up.iter().all(|job| job.tries == 1), "a killed server's claim was no try");
}

async fn a_job_done_is_done(db: Db) {
    leave(&db.store, 1, TimeDelta::zero(), false).await.unwrap();
    let id = job::claim(&db.store, Lane::Quick, 1).await.unwrap()[0].id;
    let write = db.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now();
            job::done(tx, id, now).await?;
            tx.audit(entry()).await
        })
    });
    write.await.map_err(|error: StoreError| error.to_string()).unwrap();
    db.clock.forward(TimeDelta::hours(2));
    assert!(job::claim(&db.store, Lane::Quick, 1).await.unwrap().is_empty());
    assert_eq!(open(&db.store).await, 0);
}

async fn planning_and_what_someone_waits_for_are_claimed_apart(db: Db) {
    leave(&db.store, 2, TimeDelta::zero(), false).await.unwrap();
    let planning = db.store.write_unaudited(|tx| {
        Box::pin(async move {
            let now = tx.now();
            tx.job(plan_day::JOB, None, &serde_json::json!({}), now).await
        })
    });
    planning.await.unwrap();
    let long = job::claim(&db.store, Lane::Long, 10).await.unwrap();
    assert_eq!(long.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), [plan_day::JOB]);
    assert_eq!(job::claim(&db.store, Lane::Quick, 10).await.unwrap().len(), 2);
}
