//! `GET /api/v1/rounds/today`: the round of the visitor who asks, for the station's civil today; and
//! `GET /api/v1/rounds/ahead`: the rounds of the days after it.

mod ahead;

pub use ahead::ahead;

use super::{Outcome, tag};
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::plan::{self, PlanRow, PlannedRound, PlannedStop};
use crate::store::{Conn, StoreError, round, station};
use app::words;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::DwellingId;
use domain::plan::Turn;
use domain::problem::Problem;
use domain::round::{Partner, Round, Stop};
use domain::{Lang, Time, cadence, hex};

/// The round, or 304 when the phone has it already. Each answer is an audited read of the files of
/// its stops; a visitor without a round today hears `not_found`.
pub async fn today(State(state): State<AppState>, actor: Actor, headers: HeaderMap) -> Outcome<Response> {
    let mut reader = state.store.reader().await?;
    let found = find(&mut reader, &actor, state.clock.now()).await?;
    let (row, planned, station) = found.ok_or(Problem::NotFound)?;
    let round = fill(&mut reader, &row, &planned, &station, actor.lang).await?;
    drop(reader);
    let body = serde_json::to_vec(&round).map_err(StoreError::Json)?;
    let tag = tag_of(&round)?;
    if tag::is_known(&headers, &tag) {
        return Ok(tag::not_modified(tag));
    }
    audit(&state, vec![entry(&actor, &round)]).await?;
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (ETAG, tag)];
    Ok((headers, body).into_response())
}

/// What a round is known by: all of it but the days of the last visits. The phone that makes them need
/// not hear of each by the whole round again.
fn tag_of(round: &Round) -> Result<String, StoreError> {
    let mut known = round.clone();
    known.stops.iter_mut().for_each(|stop| stop.last_visit = None);
    let bytes = serde_json::to_vec(&known).map_err(StoreError::Json)?;
    Ok(format!("\"{}\"", hex::sha256(&bytes)))
}

/// The visitor's round in the plan in use: today in the zone of the station it is planned by.
pub(super) async fn find(
    conn: &mut dyn Conn,
    actor: &Actor,
    now: Time,
) -> Result<Option<(PlanRow, PlannedRound, Station)>, StoreError> {
    let stations = station::all(conn).await?;
    let mut days: Vec<NaiveDate> = stations
        .iter()
        .filter(|station| actor.may_see_station(station.id))
        .map(|station| now.with_timezone(&zone(station)).date_naive())
        .collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let Some((row, planned)) = plan::round_of(conn, actor.user, day).await? else { continue };
        let of = stations.iter().find(|station| station.id == row.station);
        if let Some(station) = of.filter(|s| now.with_timezone(&zone(s)).date_naive() == day) {
            return Ok(Some((row, planned, station.clone())));
        }
    }
    Ok(None)
}

fn zone(station: &Station) -> Tz {
    station.zone.parse().unwrap_or(Tz::Asia__Shanghai)
}

/// The round with the visit-relevant part of each file.
async fn fill(
    conn: &mut dyn Conn,
    row: &PlanRow,
    planned: &PlannedRound,
    station: &Station,
    lang: Lang,
) -> Result<Round, StoreError> {
    let dwellings: Vec<DwellingId> = planned.stops.iter().map(|stop| stop.dwelling).collect();
    let files = round::files(conn, &dwellings).await?;
    let names = round::names(conn, planned.stops.iter().filter_map(|s| s.joint_with).collect()).await?;
    let stops = planned.stops.iter().filter_map(|stop| {
        let name = |user| names.get(&user).cloned().unwrap_or_default();
        let partner = stop.joint_with.map(|user| Partner { user, name: name(user) });
        Some(self::stop(stop, files.get(&stop.dwelling)?, partner, lang))
    });
    Ok(Round {
        plan: row.id,
        visitor: planned.visitor,
        station: station.id,
        station_name: station.name.clone(),
        duty_phone: round::duty_phone(conn, station.id, row.on).await?,
        date: row.on,
        utc_offset_s: planned.shift[0].offset().local_minus_utc(),
        mode: planned.mode,
        shift_start: planned.shift[0],
        shift_end: planned.shift[1],
        pause: planned.pause,
        start_at: planned.start_at,
        stops: stops.collect(),
        planned_at: row.made_at,
    })
}

fn stop(stop: &PlannedStop, file: &round::File, joint_with: Option<Partner>, lang: Lang) -> Stop {
    Stop {
        owed: stop.owed,
        dwelling: stop.dwelling,
        property: stop.property,
        property_name: file.property_name.clone(),
        property_kind: file.property_kind,
        door: file.door.clone(),
        label: file.label.clone(),
        village: stop.village.clone(),
        village_name: file.village_name.clone(),
        cadence: cadence::shown(stop.class),
        period: stop.period,
        late: stop.late,
        at: stop.at,
        travel_s: u32::try_from(stop.travel_s).unwrap_or(0),
        walk_m: u32::try_from(stop.walk_m).unwrap_or(0),
        way: stop.way.clone(),
        arrive: stop.arrive,
        depart: stop.depart,
        service_s: u32::try_from(stop.service_s).unwrap_or(0),
        agreed: stop.why.turn == Turn::Appointment,
        hours: stop.hours,
        joint_with,
        why: words::plan::why(lang, &stop.why),
        last_visit: file.last_visit,
        headcount: file.headcount,
        open_findings: file.open_findings.clone(),
    }
}

/// The read of a round and the files of its stops.
fn entry(actor: &Actor, round: &Round) -> Entry {
    let dwellings: Vec<DwellingId> = round.stops.iter().map(|stop| stop.dwelling).collect();
    Entry::new(Chain::Station(round.station), "read", "plan")
        .by(actor.user, actor.role)
        .of(round.plan.0)
        .detail(serde_json::json!({"dwellings": dwellings}))
}

async fn audit(state: &AppState, entries: Vec<Entry>) -> Result<(), StoreError> {
    state
        .store
        .write(move |tx| {
            Box::pin(async move {
                for entry in entries {
                    tx.audit(entry).await?;
                }
                Ok(())
            })
        })
        .await
}

#[cfg(test)]
pub(super) mod tests;
