//! The rounds of a visitor's coming days.

use super::{audit, entry, fill, zone};
use crate::auth::Actor;
use crate::http::{Outcome, tag};
use crate::jobs::plan_day::DAYS;
use crate::state::AppState;
use crate::store::plan::{self, PlanRow, PlannedRound};
use crate::store::{Conn, StoreError, station};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, TimeDelta};
use domain::area::Station;
use domain::round::Round;
use domain::{Time, hex};

/// The rounds planned for the days after today, without their ways, or 304 when the phone has them already:
/// their tag is the SHA-256 of the body. Each answer is an audited read of the files of their stops.
pub async fn ahead(State(state): State<AppState>, actor: Actor, headers: HeaderMap) -> Outcome<Response> {
    let mut reader = state.store.reader().await?;
    let mut rounds = vec![];
    for (row, planned, station) in find(&mut reader, &actor, state.clock.now()).await? {
        rounds.push(without_ways(fill(&mut reader, &row, &planned, &station, actor.lang).await?));
    }
    drop(reader);
    let body = serde_json::to_vec(&rounds).map_err(StoreError::Json)?;
    let tag = format!("\"{}\"", hex::sha256(&body));
    if tag::is_known(&headers, &tag) {
        return Ok(tag::not_modified(tag));
    }
    if !rounds.is_empty() {
        audit(&state, rounds.iter().map(|round| entry(&actor, round)).collect()).await?;
    }
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (ETAG, tag)], body).into_response())
}

/// One round a day, in the order of days: of an officer with two on one day the one planned last, as on
/// the day itself.
async fn find(
    conn: &mut dyn Conn,
    actor: &Actor,
    now: Time,
) -> Result<Vec<(PlanRow, PlannedRound, Station)>, StoreError> {
    let stations = station::all(conn).await?;
    let today = |station: &Station| now.with_timezone(&zone(station)).date_naive();
    let Some(first) = stations.iter().map(today).min() else { return Ok(vec![]) };
    let days = TimeDelta::days(i64::from(DAYS));
    let is_ahead =
        |day: NaiveDate, station: &Station| (1..days.num_days()).contains(&(day - today(station)).num_days());
    let mut found: Vec<(PlanRow, PlannedRound, Station)> = vec![];
    // Zones are at most a day apart.
    for (row, planned) in plan::rounds_of(conn, actor.user, first, first + days).await? {
        let of =
            stations.iter().find(|station| station.id == row.station && actor.may_see_station(station.id));
        let is_new = found.last().is_none_or(|(last, ..)| last.on != row.on);
        if let Some(station) = of.filter(|station| is_new && is_ahead(row.on, station)) {
            found.push((row, planned, station.clone()));
        }
    }
    Ok(found)
}

/// The lines are most of a round; nobody walks them yet.
fn without_ways(mut round: Round) -> Round {
    round.stops.iter_mut().for_each(|stop| stop.way.clear());
    round
}

#[cfg(test)]
mod tests;
