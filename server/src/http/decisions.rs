//! `GET /api/v1/decisions`: where the flags of a visitor's own findings stand, restricted ones too:
//! they are the finder's to know.

use super::{Outcome, tag};
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::{StoreError, flag};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use domain::flag::{FlagState, Returned};
use domain::hex;
use domain::record::Purpose;

/// How long a finished flag is told of, days.
const TOLD_FOR: i64 = 30;

/// The decisions on the caller's findings, or 304 when the phone has them already: their tag is the
/// SHA-256 of the body. Each answer is an audited read.
pub async fn mine(State(state): State<AppState>, actor: Actor, headers: HeaderMap) -> Outcome<Response> {
    let since = state.clock.now() - chrono::TimeDelta::days(TOLD_FOR);
    let listed = flag::list_found_by(&mut state.store.reader().await?, actor.user, since).await?;
    let decisions: Vec<Returned> = listed.into_iter().map(returned).collect();
    let body = serde_json::to_vec(&decisions).map_err(StoreError::Json)?;
    let tag = format!("\"{}\"", hex::sha256(&body));
    if tag::is_known(&headers, &tag) {
        return Ok(tag::not_modified(tag));
    }
    audit(&state, &actor).await?;
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (ETAG, tag)], body).into_response())
}

async fn audit(state: &AppState, actor: &Actor) -> Outcome<()> {
    let chain = actor.station.map_or(Chain::Installation, Chain::Station);
    let entry = Entry::new(chain, "read", "decisions").by(actor.user, actor.role).purpose(Purpose::Flag);
    let written: Result<(), StoreError> =
        state.store.write(move |tx| Box::pin(async move { tx.audit(entry).await })).await;
    Ok(written?)
}

fn returned(listed: flag::Listed) -> Returned {
    let flag = listed.flag;
    let since = match &flag.state {
        FlagState::Flagged => flag.raised_at,
        FlagState::Accepted { at, .. }
        | FlagState::Referred { at, .. }
        | FlagState::Remedied { at, .. }
        | FlagState::Verified { at, .. }
        | FlagState::Closed { at, .. }
        | FlagState::Dismissed { at, .. } => *at,
    };
    let (reason, department) = match &flag.state {
        FlagState::Dismissed { reason, .. } => (Some(*reason), None),
        FlagState::Referred { department, .. } => (None, Some(*department)),
        _ => (None, None),
    };
    Returned {
        flag: flag.id,
        dwelling: flag.dwelling,
        property_name: listed.property_name,
        door: listed.door,
        category: flag.category,
        severity: flag.severity,
        state: flag.state.stage(),
        reason,
        department,
        since,
    }
}
