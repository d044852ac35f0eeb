//! `POST /desk/export`: rows of the account's own station as a file.

use crate::auth::Actor;
use crate::export::{self, ExportError};
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header;
use axum::response::IntoResponse;
use domain::export::ExportAsk;
use domain::problem::Problem;
use domain::refusal::{self, Rule};
use serde_json::Value;

/// The file; logged, and shown to each household of the station.
pub async fn rows(
    State(state): State<AppState>,
    actor: Actor,
    asked: Result<Json<Value>, JsonRejection>,
) -> Outcome<impl IntoResponse> {
    let Json(asked) = asked.map_err(|_| malformed())?;
    let ask: ExportAsk = serde_json::from_value(asked.clone())
        .map_err(|_| refusal::asked_in(&asked).map_or_else(malformed, Rule::problem))?;
    let made = export::export(&state.store, ask, &actor.name, actor.lang, state.clock.now()).await;
    let bytes = made.map_err(failure)?.bytes;
    let headers = [(header::CONTENT_TYPE, ask.format.media_type()), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, bytes))
}

fn malformed() -> Problem {
    Problem::Malformed { place: "body".into() }
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::UnknownUser | ExportError::NotAllowed => Problem::NotAllowed.into(),
        ExportError::Days => Problem::Malformed { place: "from".into() }.into(),
        ExportError::Store(error) => error.into(),
        ExportError::File(error) => Failure::inside(error),
    }
}
