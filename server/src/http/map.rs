//! `GET /map/style.json` and `GET /map/villages.json`: how the basemap is drawn, and the villages
//! over it.

use super::{Failure, Outcome};
use crate::auth::Actor;
use crate::basemap::{MAX_ZOOM, Theme, style, village_area};
use crate::state::AppState;
use crate::store::map::{VillageShape, village_shapes};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use domain::problem::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

/// Which look is asked for.
#[derive(Deserialize)]
pub struct Look {
    #[serde(default)]
    theme: Theme,
    /// The deepest zoom with tiles, where the phone does not keep all.
    deepest: Option<u8>,
}

/// MapLibre's style of the map in use: `?theme=light|sun|dark`, and `deepest` for fewer zooms.
pub async fn map_style(
    State(state): State<AppState>,
    Query(look): Query<Look>,
) -> Outcome<impl IntoResponse> {
    let map = state.maps.in_use().await.map_err(Failure::inside)?.ok_or(Problem::NotFound)?;
    let deepest = look.deepest.map_or(MAX_ZOOM, |deepest| deepest.min(MAX_ZOOM));
    let style = style(look.theme, map.version(), map.row.bounds, deepest);
    Ok(([(header::CACHE_CONTROL, "no-cache")], Json(style)))
}

/// The villages of the actor's area as GeoJSON: the boundary from the map, else the hull of the
/// village's properties.
pub async fn villages(State(state): State<AppState>, actor: Actor) -> Outcome<Json<Value>> {
    let shapes = village_shapes(&mut state.store.reader().await?).await?;
    let seen =
        shapes.iter().filter(|shape| shape.station.is_some_and(|station| actor.may_see_station(station)));
    let features: Vec<Value> = seen.filter_map(feature).collect();
    Ok(Json(json!({ "type": "FeatureCollection", "features": features })))
}

fn feature(shape: &VillageShape) -> Option<Value> {
    let geometry = village_area(shape)?;
    let properties = json!({
        "code": shape.code, "name": shape.name, "station": shape.station,
        "hull": shape.boundary.is_none(),
    });
    Some(json!({ "type": "Feature", "properties": properties, "geometry": geometry }))
}
