//! Plans days: opens what is owed, reads what counts, plans every station in a thread, checks and
//! saves a version for each station and day. `docs/planning.md` says how it decides.

mod ask;
mod day;
mod inputs;
mod nightly;
mod round;
mod ways;

pub use ask::{Ask, Limit, PlanError, Planned, StationPlan};
pub use nightly::{JOB, Payload, keep_planned, leave_jobs, run};

use crate::store::audit::{Chain, Entry};
use crate::store::plan::{self, NewPlan, Unassigned};
use crate::store::{Store, StoreError, blob, ledger, map, station};
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::{OwedId, UserId};
use domain::role::Role;
use inputs::Inputs;
use planner::Effort;
use roads::Roads;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Steps of the search for each visit chosen: beyond that a small day gains nothing.
const STEPS_A_VISIT: u32 = 400;

/// A station's days before they are saved.
struct Draft {
    station: Station,
    days: Vec<(NaiveDate, day::Day)>,
    unassigned: BTreeMap<OwedId, Unassigned>,
}

/// Plans and saves a new version for each station and day asked.
pub async fn plan(store: &Store, ask: Ask) -> Result<Planned, PlanError> {
    let stations = stations(store, &ask).await?;
    let last = ask.from + TimeDelta::days(i64::from(ask.days.max(1)) - 1);
    open_owed(store, &stations, last, ask.by).await?;
    let (map, roads) = roads_in_use(store).await?;
    let mut inputs = Vec::new();
    let mut reader = store.reader().await?;
    for station in stations {
        let zone: Tz = station.zone.parse().map_err(|_| PlanError::Zone(station.zone.clone()))?;
        let today = store.clock().now().with_timezone(&zone).date_naive();
        inputs.push(Inputs::read(&mut reader, station, today, ask.from, last).await?);
    }
    drop(reader);
    let (steps, searched) = (Arc::new(AtomicU32::new(0)), ask.clone());
    let counted = steps.clone();
    let drafts = tokio::task::spawn_blocking(move || draft_all(inputs, &roads, &searched, &counted))
        .await
        .map_err(|_| PlanError::Thread)??;
    let mut saved = Planned { iterations: steps.load(Ordering::Relaxed), stations: vec![] };
    for draft in drafts {
        saved.stations.push(save(store, draft, &ask, &map).await?);
    }
    Ok(saved)
}

async fn stations(store: &Store, ask: &Ask) -> Result<Vec<Station>, PlanError> {
    let mut reader = store.reader().await?;
    let Some(id) = ask.station else { return Ok(station::all(&mut reader).await?) };
    let one = station::by_id(&mut reader, id).await?;
    one.map(|station| vec![station]).ok_or(PlanError::NoStation(id))
}

async fn open_owed(
    store: &Store,
    stations: &[Station],
    until: NaiveDate,
    by: Option<(UserId, Role)>,
) -> Result<(), StoreError> {
    for station in stations.iter().map(|s| s.id) {
        store
            .write(move |tx| {
                Box::pin(async move {
                    let opened = ledger::open_until(tx, station, until).await?;
                    let detail = serde_json::json!({"opened": opened, "until": until});
                    let entry = Entry::new(Chain::Station(station), "open", "owed_visit").detail(detail);
                    tx.audit(who(entry, by)).await
                })
            })
            .await?;
    }
    Ok(())
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

/// Plans the stations, several at a time; the first failure counts.
fn draft_all(
    inputs: Vec<Inputs>,
    roads: &Roads,
    ask: &Ask,
    steps: &AtomicU32,
) -> Result<Vec<Draft>, PlanError> {
    let threads = ask.threads.clamp(1, inputs.len().max(1));
    let rounds_of_work = inputs.len().div_ceil(threads) as u32;
    let places: Vec<Mutex<Option<Inputs>>> = inputs.into_iter().map(|i| Mutex::new(Some(i))).collect();
    let done: Vec<Mutex<Option<Result<Draft, PlanError>>>> =
        places.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(place) = places.get(at) else { return };
                    let taken = place.lock().unwrap_or_else(PoisonError::into_inner).take();
                    let waves = rounds_of_work - at as u32 / threads as u32;
                    let draft = taken.map(|inputs| draft(inputs, roads, ask, waves, steps));
                    *done[at].lock().unwrap_or_else(PoisonError::into_inner) = draft;
                }
            });
        }
    });
    let result = |place: Mutex<Option<_>>| place.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.into_iter().map(|place| result(place).unwrap_or(Err(PlanError::Thread))).collect()
}

/// Plans a station's days one after another; what one day visits, the next does not. `waves` is
/// how many stations this thread has still to plan, this one included.
fn draft(
    mut inputs: Inputs,
    roads: &Roads,
    ask: &Ask,
    waves: u32,
    steps: &AtomicU32,
) -> Result<Draft, PlanError> {
    let mut days = vec![];
    let mut unassigned = BTreeMap::new();
    for n in 0..ask.days {
        let date = ask.from + TimeDelta::days(i64::from(n));
        let visits = inputs.open.len() as u32;
        let mut search = Search::new(ask.limit, (ask.days - n) * waves, visits);
        let planned = match ask.limit {
            Limit::Iterations(all) => {
                steps.fetch_add(all, Ordering::Relaxed);
                day::plan(&inputs, roads, date, ask.seed, Effort::Iterations(all))?
            }
            Limit::Until(_) => {
                let mut used = || search.used();
                let planned = day::plan(&inputs, roads, date, ask.seed, Effort::Used(&mut used))?;
                steps.fetch_add(search.steps, Ordering::Relaxed);
                planned
            }
        };
        unassigned.extend(planned.unassigned.iter().map(|u| (u.owed, *u)));
        for stop in planned.rounds.iter().flat_map(|r| &r.stops) {
            unassigned.remove(&stop.owed);
            inputs.count_as_made(stop.dwelling, date);
        }
        days.push((date, planned));
    }
    Ok(Draft { station: inputs.station, days, unassigned })
}

/// One search by the clock: its share of the time left, or enough steps, whichever is over first.
struct Search {
    began: Instant,
    time: Duration,
    steps: u32,
    most: u32,
}

impl Search {
    fn new(limit: Limit, searches_left: u32, visits: u32) -> Self {
        let began = Instant::now();
        let left = match limit {
            // A tenth stays for saving.
            Limit::Until(end) => end.saturating_duration_since(began).mul_f64(0.9),
            Limit::Iterations(_) => Duration::ZERO,
        };
        let most = visits.saturating_add(10).saturating_mul(STEPS_A_VISIT);
        Self { began, time: left / searches_left.max(1), steps: 0, most }
    }

    fn used(&mut self) -> u32 {
        self.steps += 1;
        let time = self.began.elapsed().as_micros() * 1024 / self.time.as_micros().max(1);
        let steps = u128::from(self.steps) * 1024 / u128::from(self.most);
        time.max(steps).min(1024) as u32
    }
}

async fn save(store: &Store, draft: Draft, ask: &Ask, map: &str) -> Result<StationPlan, PlanError> {
    let (station, seed, by, map) = (draft.station, ask.seed, ask.by, map.to_owned());
    let of = station.clone();
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
                Ok::<_, StoreError>(saved)
            })
        })
        .await?;
    Ok(StationPlan { station, days, unassigned: draft.unassigned.into_values().collect() })
}
