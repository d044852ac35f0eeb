//! `POST /api/v1/records`: what phones say. Each record gets its receipt, or its problem; one bad
//! record never holds up the others.

#[cfg(test)]
mod dropped;
mod keep;
mod sift;
mod unseal;

use super::Outcome;
use crate::auth::Phone;
use crate::state::AppState;
use crate::store::{Store, StoreError};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::Lang;
use domain::audit::Head;
use domain::id::RecordId;
use domain::problem::Problem;
use domain::receipt::{Answer, BatchAnswer, MAX_BYTES, MAX_RECORDS, Receipt, RecordProblem, RecordResult};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::convert::Infallible;
use tower_http::decompression::RequestDecompressionLayer;

/// Why a record is not kept.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    id: RecordId,
    problem: Problem,
}

/// The route. A batch may come as gzip; its limit counts what it is unpacked.
pub fn route() -> MethodRouter<AppState> {
    on(MethodFilter::POST, receive)
        .layer::<_, Infallible>(DefaultBodyLimit::max(MAX_BYTES))
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
}

/// Receives a batch. The device's credential alone counts: whoever is signed in now, records of an
/// author who signed out or moved on are received, and marked.
pub async fn receive(
    State(state): State<AppState>,
    phone: Phone,
    body: Result<Bytes, BytesRejection>,
) -> Outcome<Json<BatchAnswer>> {
    let body = body.map_err(unread)?;
    let batch = sift::read(&body)?;
    if batch.device != phone.device {
        return Err(Problem::DeviceUnknown.into());
    }
    if batch.records.len() > MAX_RECORDS {
        return Err(Problem::Malformed { place: format!("records: more than {MAX_RECORDS}") }.into());
    }
    let (results, audit_head) = take_in(&state.store, &phone, &batch.records).await?;
    state.jobs.wake();
    Ok(Json(BatchAnswer { results, server_time: state.clock.now(), audit_head }))
}

fn unread(rejection: BytesRejection) -> Problem {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge { limit: MAX_BYTES as u64 },
        _ => Problem::Malformed { place: "body".into() },
    }
}

/// Takes in what a phone made: one result a record, in the order given, and the head of the station's
/// audit chain.
pub async fn take_in(
    store: &Store,
    phone: &Phone,
    records: &[&RawValue],
) -> Result<(Vec<RecordResult>, Option<Head>), StoreError> {
    let mut read = sift::records(records);
    let sent = unseal::unseal(store, &mut read).await?;
    let (order, sifted, refused) = sift::sift(read);
    let kept = keep::keep(store, phone, sifted).await?;
    let refusals = refused.into_iter().chain(kept.refused);
    let mut answers: HashMap<RecordId, Answer> =
        refusals.map(|refusal| (refusal.id, problem(phone.lang, &refusal.problem))).collect();
    answers.extend(kept.receipts.into_iter().map(|(id, receipt)| {
        let sha256 = sent.get(&id).cloned().unwrap_or(receipt.sha256);
        (id, Answer::Receipt(Receipt { sha256, ..receipt }))
    }));
    Ok((in_order(order, &answers), kept.head))
}

/// One result a record, as sent; the same id twice in a batch gets the same answer twice.
fn in_order(order: Vec<RecordId>, answers: &HashMap<RecordId, Answer>) -> Vec<RecordResult> {
    let answer = |id| answers.get(&id).map(|answer| RecordResult { id, answer: answer.clone() });
    order.into_iter().filter_map(answer).collect()
}

fn problem(lang: Lang, problem: &Problem) -> Answer {
    let text = app::words::problem::explained(lang, problem);
    let retry = matches!(problem, Problem::Internal | Problem::Conflict);
    Answer::Problem(RecordProblem { code: problem.code().to_owned(), detail: text.detail, retry })
}

#[cfg(test)]
pub(crate) mod tests;
