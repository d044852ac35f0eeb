//! `GET /map/tiles/{z}/{x}/{y}`: the basemap's vector tiles. What they show is public data.

use super::{Failure, Outcome};
use crate::basemap::MAX_ZOOM;
use crate::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::problem::Problem;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::io::Read;

/// What a style adds to the address of a tile.
#[derive(Deserialize)]
pub struct Ask {
    /// Names the map: another map, other addresses.
    v: Option<String>,
}

/// A tile, packed; 204 where nothing is drawn.
pub async fn tile(
    State(state): State<AppState>,
    Path((z, x, y)): Path<(u8, u32, u32)>,
    Query(ask): Query<Ask>,
    headers: HeaderMap,
) -> Outcome<Response> {
    let map = state.maps.in_use().await.map_err(Failure::inside)?.ok_or(Problem::NotFound)?;
    if z > MAX_ZOOM || x >> z > 0 || y >> z > 0 {
        return Err(Problem::NotFound.into());
    }
    let is_named = ask.v.as_deref() == Some(map.version());
    let keep = if is_named { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = (header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile");
    let kept = (header::CACHE_CONTROL, keep);
    let Some(packed) = map.tiles.tile(z, x, y) else {
        return Ok((StatusCode::NO_CONTENT, [kept]).into_response());
    };
    if takes_gzip(&headers) {
        let packed = packed.to_vec();
        return Ok(([kind, kept, (header::CONTENT_ENCODING, "gzip")], packed).into_response());
    }
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).map_err(Failure::inside)?;
    Ok(([kind, kept], bytes).into_response())
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let taken = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    taken.split(',').any(|coding| coding.trim().starts_with("gzip") && !coding.contains("q=0"))
}
