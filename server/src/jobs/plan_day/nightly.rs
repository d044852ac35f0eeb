//! Every night each station's day and the nine after it are planned with what was learned since, at an hour
//! of its own civil time: a plan made on an earlier day is kept but where that changes it.

use super::{Ask, Limit, PlanError, plan};
use crate::store::job;
use crate::store::{Conn, Store, StoreError, map, plan as plans, station};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;
use domain::Time;
use domain::area::Station;
use domain::id::StationId;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// The kind of the job; its subject is the station.
pub const JOB: &str = "plan_day";

/// Days that have a plan, the day itself counted.
pub const DAYS: u32 = 10;
/// Civil hour from which a day is planned that was not since: after the day's last uploads, before the
/// first shift.
const HOUR: u32 = 4;
/// Civil hour from which a plan that is there stays: someone may have set out by it.
const SETS_OUT: u32 = 7;
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

/// Runs the job: plans the days that have not been planned meanwhile. One of a day that is over does
/// nothing: the present day has a job of its own.
pub async fn run(store: &Store, station: StationId, payload: &Payload) -> Result<(), PlanError> {
    let mut reader = store.reader().await?;
    let of = station::by_id(&mut reader, station).await?.ok_or(PlanError::NoStation(station))?;
    if due_date(store, &of) != Some(payload.date) {
        return Ok(());
    }
    let Some((from, days)) = due_days(store, &mut reader, &of, payload.date).await? else { return Ok(()) };
    drop(reader);
    let ask = |days| {
        let limit = Limit::Until(Instant::now() + PATIENCE);
        Ask { station: Some(station), from, days, limit, seed: 1, threads: 1, by: None }
    };
    let planned = plan(store, ask(days)).await;
    if planned.is_err() && from == payload.date {
        // The day does not wait for those after it; they come with the next try.
        plan(store, ask(1)).await?;
    }
    planned.map(drop)
}

/// Leaves a job for every station whose day has begun and whose days were not planned since, until dropped.
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
        if job::is_open(&mut reader, JOB, of.id.0).await?
            || due_days(store, &mut reader, &of, date).await?.is_none()
        {
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
    let local = store.clock().now().with_timezone(&zone(station)?);
    (local.hour() >= HOUR).then(|| local.date_naive())
}

/// The first day to be planned, and how many from it on; none where all have their plan. A day that has the
/// plan it will be walked by is left as it is.
async fn due_days(
    store: &Store,
    conn: &mut dyn Conn,
    of: &Station,
    date: NaiveDate,
) -> Result<Option<(NaiveDate, u32)>, StoreError> {
    if !is_planned(store, conn, of, date).await? {
        return Ok(Some((date, DAYS)));
    }
    let last = date + TimeDelta::days(i64::from(DAYS) - 1);
    let is_all = plans::in_use(conn, of.id, last).await?.is_some();
    Ok((!is_all).then_some((date + TimeDelta::days(1), DAYS - 1)))
}

/// Whether the day has the plan it will be walked by: one made since its hour came, or any once the
/// first may have set out.
async fn is_planned(
    store: &Store,
    conn: &mut dyn Conn,
    of: &Station,
    date: NaiveDate,
) -> Result<bool, StoreError> {
    let Some(plan) = plans::in_use(conn, of.id, date).await? else { return Ok(false) };
    let Some(zone) = zone(of) else { return Ok(true) };
    let local = |at: Time| at.with_timezone(&zone).naive_local();
    let hour = |hour: u32| date.and_time(NaiveTime::MIN) + TimeDelta::hours(hour.into());
    Ok(local(plan.made_at) >= hour(HOUR) || local(store.clock().now()) >= hour(SETS_OUT))
}

fn zone(station: &Station) -> Option<Tz> {
    station.zone.parse().ok()
}
