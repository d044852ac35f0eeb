//! `GET /desk/photos/{sha256}`: the evidence of a flag, for who may read the flag.

use super::flag::may_read;
use crate::auth::Actor;
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use crate::store::audit::{Chain, Entry};
use crate::store::{flag, photo};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::problem::Problem;
use domain::record::Purpose;

/// The bytes; logged as a read of the file.
pub async fn show(
    State(state): State<AppState>,
    actor: Actor,
    Path(sha256): Path<String>,
) -> Outcome<Response> {
    domain::hex::decode::<32>(&sha256).ok_or(Problem::NotFound)?;
    let sha256 = sha256.to_ascii_lowercase();
    let name = sha256.clone();
    let read: Outcome<String> = state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let row = photo::by_sha256(tx, &name).await?.filter(|row| row.complete_at.is_some());
                let row = row.ok_or(Problem::NotFound)?;
                let finding = row.finding.ok_or(Problem::NotFound)?;
                let flag = flag::by_id(tx, finding).await?.filter(|flag| may_read(&actor, flag));
                let flag = flag.ok_or(Problem::NotFound)?;
                let entry = Entry::new(Chain::Station(flag.station), "read", "photo").of(finding);
                tx.audit(entry.by(actor.user, actor.role).purpose(Purpose::Flag)).await?;
                Ok(row.media_type)
            })
        })
        .await;
    let media_type = read?;
    let path = crate::photo::path(&state.config.data, &sha256);
    let bytes = tokio::fs::read(path).await.map_err(Failure::inside)?;
    let mut answer = bytes.into_response();
    let kind = HeaderValue::from_str(&media_type).map_err(Failure::inside)?;
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
