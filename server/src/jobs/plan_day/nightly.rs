//! Every night each station gets its plan, at an hour of its own civil time.

use super::{Ask, Limit, PlanError, plan};
use crate::store::job;
use crate::store::{Store, StoreError, map, plan as plans, station};
use chrono::{NaiveDate, Timelike};
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::StationId;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// The kind of the job; its subject is the station.
pub const JOB: &str = "plan_day";

/// Civil hour from which a day without a plan gets one: after the day's last uploads, before the
/// first shift.
const HOUR: u32 = 4;
/// How often stations are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// How long a night's search may take for one station.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the job carries.
#[derive(Debug, Serialize, Deserialize)]
pub struct Payload {
    /// The station's civil date.
    pub date: NaiveDate,
}

/// Runs the job: plans the day unless that has been done meanwhile.
pub async fn run(store: &Store, station: StationId, payload: &Payload) -> Result<(), PlanError> {
    let mut reader = store.reader().await?;
    if plans::in_use(&mut reader, station, payload.date).await?.is_some() {
        return Ok(());
    }
    drop(reader);
    let ask = Ask {
        station: Some(station),
        from: payload.date,
        days: 1,
        limit: Limit::Until(Instant::now() + PATIENCE),
        seed: 1,
        threads: 1,
        by: None,
    };
    plan(store, ask).await.map(drop)
}

/// Leaves a job for every station whose day has begun without a plan, until dropped.
pub async fn keep_planned(store: Store) {
    loop {
        if let Err(error) = leave_jobs(&store).await {
            tracing::warn!(%error, "cannot look for days without a plan");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// One look at all stations. Nothing is planned before a map is there.
pub async fn leave_jobs(store: &Store) -> Result<(), StoreError> {
    let mut reader = store.reader().await?;
    if map::in_use(&mut reader).await?.is_none() {
        return Ok(());
    }
    for of in station::all(&mut reader).await? {
        let Some(date) = due_date(store, &of) else { continue };
        let is_planned = plans::in_use(&mut reader, of.id, date).await?.is_some();
        if is_planned || job::is_open(&mut reader, JOB, of.id.0).await? {
            continue;
        }
        let payload = serde_json::to_value(Payload { date }).map_err(StoreError::Json)?;
        store
            .write_unaudited(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    tx.job(JOB, Some(of.id.0), &payload, now).await
                })
            })
            .await?;
    }
    Ok(())
}

/// The station's civil date, once its hour has come.
fn due_date(store: &Store, station: &Station) -> Option<NaiveDate> {
    let zone: Tz = station.zone.parse().ok()?;
    let local = store.clock().now().with_timezone(&zone);
    (local.hour() >= HOUR).then(|| local.date_naive())
}
