//! Reading a JSON body, with the catalogue's problems.

use super::Failure;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use domain::problem::Problem;
use serde::de::DeserializeOwned;

/// The body of a request as JSON.
pub struct Read<T>(pub T);

/// What one request may carry; records are at most 1 MB, the rest is room for their envelope.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Read<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(problem(&rejection).into()),
        }
    }
}

fn problem(rejection: &JsonRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::TooLarge { limit: BODY_LIMIT as u64 };
    }
    let place = match rejection {
        JsonRejection::MissingJsonContentType(_) => "Content-Type",
        JsonRejection::JsonDataError(error) => {
            return Problem::Malformed { place: field(&error.body_text()) };
        }
        _ => "body",
    };
    Problem::Malformed { place: place.into() }
}

/// The place that serde names, without the value it found there.
fn field(text: &str) -> String {
    let after = text.split("target type: ").nth(1).unwrap_or("body");
    let place = after.split(':').next().unwrap_or("body").trim();
    place.chars().take(60).collect()
}
