//! `PUT` and `HEAD /api/v1/photos/{sha256}`: evidence, content-addressed and resumable.
//!
//! Bytes come in order, each part where the last one ended; the whole, opened where it came sealed to its
//! station ([`domain::seal::SealedPhoto`]), is checked against the hash in the address. A photo that still tells where it was taken is refused: phones take that out.

use super::{Failure, Outcome};
use crate::auth::Phone;
use crate::photo::{self, Part, There, Trouble};
use crate::seal;
use crate::state::AppState;
use crate::store::photo::PhotoRow;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::problem::Problem;
use serde::Serialize;

/// How much of a photo is there.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Bytes on the server's disk.
    pub received: u64,
    /// Whether these are all, and the right ones.
    pub complete: bool,
}

/// How many bytes are there, and whether these are all and the right ones, in every answer about a photo.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");

impl From<There> for Received {
    fn from(there: There) -> Self {
        match there {
            There::Part(received) => Self { received, complete: false },
            There::Whole { length, .. } => Self { received: length, complete: true },
        }
    }
}

impl Received {
    fn headers(&self) -> [(HeaderName, HeaderValue); 2] {
        let complete = if self.complete { "?1" } else { "?0" };
        [(OFFSET, HeaderValue::from(self.received)), (COMPLETE, HeaderValue::from_static(complete))]
    }
}

/// The route that takes parts, as long as a whole photo may be.
pub fn route() -> MethodRouter<AppState> {
    on(MethodFilter::PUT, put).layer(DefaultBodyLimit::max(photo::LARGEST as usize))
}

/// How much is there.
pub async fn head(State(state): State<AppState>, _: Phone, Path(sha256): Path<String>) -> Outcome<Response> {
    let sha256 = address(&sha256)?;
    let there = photo::there(&state.config.data, &sha256).await.map_err(Failure::inside)?;
    Ok((Received::from(there).headers(), StatusCode::OK).into_response())
}

/// Takes the next part.
pub async fn put(
    State(state): State<AppState>,
    phone: Phone,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Outcome<Response> {
    let sha256 = address(&sha256)?;
    let range = headers.get(header::CONTENT_RANGE).and_then(|range| range.to_str().ok());
    let (from, total) = content_range(range, body.len() as u64)?;
    let part = Part { sha256: sha256.clone(), from, total, bytes: body.to_vec() };
    let key = async |station| seal::secret(&state.store, station).await;
    let there = photo::take(&state.config.data, part, key).await.map_err(failure)?;
    note(&state, &phone, sha256, total, &there).await?;
    let received = Received::from(there);
    Ok((received.headers(), Json(received)).into_response())
}

async fn note(state: &AppState, phone: &Phone, sha256: String, total: u64, there: &There) -> Outcome<()> {
    let (town, station) = (phone.town.clone(), phone.station);
    let (received_bytes, media_type) = match there {
        There::Whole { length, media_type } => (*length, Some(*media_type)),
        There::Part(length) => (*length, None),
    };
    let row = PhotoRow {
        sha256,
        station,
        finding: None,
        media_type: media_type.unwrap_or_default().to_owned(),
        total_bytes: media_type.map_or(total, |_| received_bytes),
        received_bytes,
        complete_at: media_type.map(|_| state.clock.now()),
    };
    let noted = state
        .store
        .write_unaudited(move |tx| {
            Box::pin(async move { crate::store::photo::received(tx, &town, station, &row).await })
        })
        .await;
    noted.map_err(Failure::from)
}

fn address(sha256: &str) -> Result<String, Problem> {
    let sha256 = sha256.to_ascii_lowercase();
    match domain::hex::decode::<32>(&sha256) {
        Some(_) => Ok(sha256),
        None => Err(Problem::Malformed { place: "sha256".into() }),
    }
}

/// `bytes 0-4095/8192`; without the header the body is the whole.
fn content_range(range: Option<&str>, length: u64) -> Result<(u64, u64), Problem> {
    let malformed = || Problem::Malformed { place: "Content-Range".into() };
    let Some(range) = range else { return Ok((0, length)) };
    let (part, total) = range.strip_prefix("bytes ").and_then(|r| r.split_once('/')).ok_or_else(malformed)?;
    let (from, last) = part.split_once('-').ok_or_else(malformed)?;
    let numbers = (from.parse::<u64>(), last.parse::<u64>(), total.parse::<u64>());
    let (Ok(from), Ok(last), Ok(total)) = numbers else { return Err(malformed()) };
    let fits = last >= from && last - from + 1 == length && last < total;
    if fits { Ok((from, total)) } else { Err(malformed()) }
}

fn failure(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::TooLarge { limit } => Problem::TooLarge { limit }.into(),
        Trouble::Gap { .. } => Problem::Conflict.into(),
        Trouble::NotThePhoto => Problem::RecordDiffers.into(),
        Trouble::NoPhoto => Problem::Malformed { place: "image".into() }.into(),
        Trouble::Disk(error) => Failure::inside(error),
        Trouble::Store(error) => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_must_fit_its_body() {
        assert_eq!(content_range(Some("bytes 0-3/10"), 4), Ok((0, 10)));
        assert_eq!(content_range(Some("bytes 4-9/10"), 6), Ok((4, 10)));
        assert_eq!(content_range(None, 7), Ok((0, 7)));
        for (range, length) in
            [("bytes 0-3/10", 5), ("bytes 4-10/10", 7), ("bytes 3-0/10", 1), ("0-3/10", 4), ("", 0)]
        {
            assert!(content_range(Some(range), length).is_err(), "{range}");
        }
    }
}
