//! Tags of answers (RFC 9110, 8.8.3): what a phone has already is not sent again.

use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

/// Whether the caller has what `tag` names.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes())
}

/// The answer to who has it.
pub fn not_modified(tag: String) -> Response {
    (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response()
}
