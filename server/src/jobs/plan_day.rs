//! Plans days: station by station, several at a time, opens what is owed, reads what counts, plans,
//! checks, and saves a version for each day. `docs/planning.md` says how it decides.

mod ask;
mod day;
mod draft;
mod hours;
mod inputs;
mod nightly;
mod pause;
mod pose;
mod round;
mod search;
mod ways;

pub use ask::{Ask, Changed, Limit, PlanError, Planned, StationPlan};
pub use nightly::{DAYS, JOB, Payload, keep_planned, leave_jobs, run};

use crate::store::audit::{Chain, Entry};
use crate::store::plan::{self, NewPlan};
use crate::store::{Store, StoreError, blob, ledger, map, station};
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::{StationId, UserId};
use domain::role::Role;
use draft::Draft;
use futures::{StreamExt, stream};
use inputs::{Inputs, Staff};
use roads::Roads;
use search::Search;
use std::sync::Arc;

/// What all stations of a run have in common.
struct Run {
    ask: Ask,
    /// Hash by which a plan remembers its map.
    map: String,
    roads: Arc<Roads>,
    staff: Staff,
}

/// Plans and saves a new version for each station and day asked. A station that cannot be planned
/// holds up no other; the first failure is the answer then.
pub async fn plan(store: &Store, ask: Ask) -> Result<Planned, PlanError> {
    let stations = stations(store, &ask).await?;
    let (map, roads) = roads_in_use(store).await?;
    let staff = Staff::read(&mut store.reader().await?).await?;
    let (count, threads) = (stations.len(), ask.threads.clamp(1, stations.len().max(1)));
    let run = Arc::new(Run { ask, map, roads, staff });
    let mut planned: Vec<_> = stream::iter(stations.into_iter().enumerate())
        .map(|(at, station)| {
            let (run, waves) = (run.clone(), (count - at).div_ceil(threads) as u32);
            async move { (at, plan_station(store, run, station, waves).await) }
        })
        .buffer_unordered(threads)
        .collect()
        .await;
    planned.sort_by_key(|(at, _)| *at);
    let mut all = Planned { iterations: 0, stations: vec![] };
    for (_, result) in planned {
        let (station, steps) = result?;
        all.iterations += steps;
        all.stations.push(station);
    }
    Ok(all)
}

/// One station from reading to saving, and the steps of its searches. `waves` is how many stations
/// this place has still to plan, this one included.
async fn plan_station(
    store: &Store,
    run: Arc<Run>,
    station: Station,
    waves: u32,
) -> Result<(StationPlan, u32), PlanError> {
    let Ask { from, days, limit, by, .. } = run.ask;
    let last = from + TimeDelta::days(i64::from(days.max(1)) - 1);
    let zone: Tz = station.zone.parse().map_err(|_| PlanError::Zone(station.zone.clone()))?;
    let today = store.clock().now().with_timezone(&zone).date_naive();
    open_owed(store, station.id, [today, last], by).await?;
    let mut reader = store.reader().await?;
    let inputs = Inputs::read(&mut reader, &run.staff, station, [today, from, last]).await?;
    drop(reader);
    let drafting = run.clone();
    let (draft, steps) = tokio::task::spawn_blocking(move || {
        let mut search = Search::new(limit, days * waves, drafting.ask.seed);
        let draft = draft::draft(inputs, &drafting.roads, from, days, &mut search)?;
        Ok::<_, PlanError>((draft, search.steps()))
    })
    .await
    .map_err(|_| PlanError::Thread)??;
    Ok((save(store, draft, &run, today).await?, steps))
}

async fn stations(store: &Store, ask: &Ask) -> Result<Vec<Station>, PlanError> {
    let mut reader = store.reader().await?;
    let Some(id) = ask.station else { return Ok(station::all(&mut reader).await?) };
    let one = station::by_id(&mut reader, id).await?;
    one.map(|station| vec![station]).ok_or(PlanError::NoStation(id))
}

async fn open_owed(
    store: &Store,
    station: StationId,
    [today, until]: [NaiveDate; 2],
    by: Option<(UserId, Role)>,
) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                let taken_back = ledger::take_back(tx, station, today).await?;
                let opened = ledger::open_until(tx, station, until).await?;
                let detail = serde_json::json!({"opened": opened, "taken_back": taken_back, "until": until});
                let entry = Entry::new(Chain::Station(station), "open", "owed_visit").detail(detail);
                tx.audit(who(entry, by)).await
            })
        })
        .await
}

fn who(entry: Entry, by: Option<(UserId, Role)>) -> Entry {
    match by {
        Some((user, role)) => entry.by(user, role),
        None => entry,
    }
}

/// The graph of the map in use, with the hash by which a plan remembers it.
async fn roads_in_use(store: &Store) -> Result<(String, Arc<Roads>), PlanError> {
    let mut reader = store.reader().await?;
    let map = map::in_use(&mut reader).await?.ok_or(PlanError::NoMap)?.graph_sha256;
    let bytes = blob::get(&mut reader, &map).await?.ok_or(PlanError::NoMap)?;
    let roads = tokio::task::spawn_blocking(move || Roads::from_bytes(&bytes)).await;
    Ok((map, Arc::new(roads.map_err(|_| PlanError::Thread)??)))
}

async fn save(store: &Store, draft: Draft, run: &Run, today: NaiveDate) -> Result<StationPlan, PlanError> {
    let (station, seed, by, map) = (draft.station, run.ask.seed, run.ask.by, run.map.clone());
    let (of, changes) = (station.clone(), draft.changes);
    let unassigned = draft.unassigned.into_values().collect();
    let days = store
        .write(move |tx| {
            Box::pin(async move {
                let mut saved = vec![];
                for (on, day) in draft.days {
                    let change_seq = plan::change_seq(tx, of.id).await?;
                    let inputs = serde_json::json!({"map": map, "change_seq": change_seq, "open": day.open});
                    let (town, by_user) = (of.town.clone(), by.map(|(user, _)| user));
                    let new = NewPlan {
                        town,
                        station: of.id,
                        on,
                        seed,
                        inputs,
                        by: by_user,
                        rounds: day.rounds,
                        unassigned: day.unassigned,
                    };
                    let row = plan::save(tx, &new).await?;
                    let detail = serde_json::json!({"date": on, "version": row.version});
                    let entry =
                        Entry::new(Chain::Station(of.id), "create", "plan").of(row.id.0).detail(detail);
                    tx.audit(who(entry, by)).await?;
                    saved.push((row, new.rounds));
                }
                plan::forget_superseded(tx, of.id, today).await?;
                Ok::<_, StoreError>(saved)
            })
        })
        .await?;
    Ok(StationPlan { station, days, changes, unassigned })
}
