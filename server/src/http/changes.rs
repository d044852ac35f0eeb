//! `GET /api/v1/changes`: what changed at a station after a number, for phones and integrations.

use super::Outcome;
use crate::auth::Actor;
use crate::state::AppState;
use crate::store::change;
use axum::Json;
use axum::extract::{Query, State};
use domain::id::StationId;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Changes in one answer.
const AT_ONCE: i64 = 500;

/// What is asked.
#[derive(Deserialize)]
pub struct Ask {
    station: StationId,
    #[serde(default)]
    after: i64,
}

/// A page of the feed.
#[derive(Serialize)]
pub struct Changes {
    changes: Vec<Line>,
    /// Ask again with `after` = this.
    next: i64,
    /// Whether there is more at once.
    more: bool,
}

/// One change. What it holds is asked for by its id, with the asker's rights.
#[derive(Serialize)]
pub struct Line {
    seq: i64,
    kind: String,
    id: Uuid,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    removed: bool,
}

/// The changes of the station after a number, as far as the actor's role hears of them.
pub async fn after(
    State(state): State<AppState>,
    actor: Actor,
    Query(ask): Query<Ask>,
) -> Outcome<Json<Changes>> {
    let mut reader = state.store.reader().await?;
    let found = change::after(&mut reader, ask.station, ask.after, AT_ONCE).await?;
    let more = found.len() as i64 == AT_ONCE;
    let next = found.last().map_or(ask.after, |change| change.seq);
    let changes = found
        .into_iter()
        .filter(|change| hears(actor.role, &change.kind))
        .map(|change| Line { seq: change.seq, kind: change.kind, id: change.id, removed: change.removed })
        .collect();
    Ok(Json(Changes { changes, next, more }))
}

/// Flags are for those who review them; a visitor hears of the decision. Restricted ones make no
/// sound for anyone but the reviewing officers.
pub(super) fn hears(role: Role, kind: &str) -> bool {
    if kind.starts_with("restricted") {
        role == Role::Officer
    } else if kind == "flag" {
        matches!(role, Role::Officer | Role::Supervisor)
    } else {
        true
    }
}
