//! Signs of life. `/metrics` has a listener of its own, so that a proxy cannot publish it by mistake.

use super::Outcome;
use crate::state::AppState;
use crate::store::health;
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::{Value, json};

/// `GET /livez`: the process runs.
pub async fn live() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// `GET /readyz`: the database answers too.
pub async fn ready(State(state): State<AppState>) -> Outcome<Json<Value>> {
    let mut reader = state.store.reader().await?;
    health::answers(&mut reader).await?;
    Ok(Json(json!({"status": "ok"})))
}

/// The routes of the operators' listener.
pub fn operations(state: AppState, metrics: PrometheusHandle) -> Router {
    Router::new()
        .route("/livez", get(live))
        .route("/readyz", get(ready))
        .route("/metrics", get(move || async move { metrics.render() }))
        .with_state(state)
}
