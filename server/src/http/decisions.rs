//! `GET /api/v1/decisions`: where the flags of a visitor's own findings stand, restricted ones too:
//! they are the finder's to know.

use super::Outcome;
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::flag;
use axum::Json;
use axum::extract::State;
use domain::flag::{FlagState, Returned};
use domain::record::Purpose;

/// How long a finished flag is told of, days.
const TOLD_FOR: i64 = 30;

/// The decisions on the caller's findings.
pub async fn mine(State(state): State<AppState>, actor: Actor) -> Outcome<Json<Vec<Returned>>> {
    let chain = actor.station.map_or(Chain::Installation, Chain::Station);
    let listed: Outcome<Vec<flag::Listed>> = state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let entry = Entry::new(chain, "read", "decisions").by(actor.user, actor.role);
                tx.audit(entry.purpose(Purpose::Flag)).await?;
                let since = tx.now() - chrono::TimeDelta::days(TOLD_FOR);
                Ok(flag::list_found_by(tx, actor.user, since).await?)
            })
        })
        .await;
    Ok(Json(listed?.into_iter().map(returned).collect()))
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
