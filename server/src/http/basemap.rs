//! `GET /api/v1/basemap`: which tiles a phone keeps, so that the map of its station's area is there without
//! a network.

use super::{Failure, Outcome};
use crate::basemap::Part;
use crate::map::MapInUse;
use crate::state::AppState;
use crate::store::{property, station};
use axum::Json;
use axum::extract::{Query, State};
use domain::Position;
use domain::id::StationId;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};

/// Most bytes of tiles that a phone keeps, packed: an area that needs more has a map less deep.
const MOST: u64 = 16 << 20;

/// Whose area.
#[derive(Deserialize)]
pub struct Ask {
    station: StationId,
}

/// What to keep.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    station: StationId,
    /// Paths, the coarsest first: each is fetched and kept by itself.
    tiles: Vec<String>,
    /// The size of all, packed.
    bytes: u64,
    /// The deepest zoom among them, for the style.
    deepest: u8,
    /// Whether the map has deeper ones that are too many for a phone.
    limited: bool,
}

/// The tiles around the station and its properties, none where no map is in use. They are public, and so is the answer but for the
/// station's area.
pub async fn of_station(State(state): State<AppState>, Query(ask): Query<Ask>) -> Outcome<Json<Kept>> {
    let mut reader = state.store.reader().await?;
    let station = station::by_id(&mut reader, ask.station).await?.ok_or(Problem::NotFound)?;
    let properties = property::of_station(&mut reader, ask.station).await?;
    drop(reader);
    let places: Vec<Position> =
        properties.iter().filter_map(|row| row.property.at).chain([station.at]).collect();
    let Some(map) = state.maps.in_use().await.map_err(Failure::inside)? else {
        return Ok(Json(Kept { station: ask.station, tiles: vec![], bytes: 0, deepest: 0, limited: false }));
    };
    let kept = tokio::task::spawn_blocking(move || kept(ask.station, &map, &places, MOST)).await;
    Ok(Json(kept.map_err(Failure::inside)?))
}

fn kept(station: StationId, map: &MapInUse, places: &[Position], most: u64) -> Kept {
    let part = Part::around(&map.tiles, places, most);
    let version = map.version();
    let path = |(z, x, y): &(u8, u32, u32)| format!("/map/tiles/{z}/{x}/{y}?v={version}");
    Kept {
        station,
        tiles: part.tiles.iter().map(path).collect(),
        bytes: part.bytes,
        deepest: part.deepest,
        limited: part.is_limited(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::map::import;
    use crate::store::area;
    use crate::store::contract::register::town;
    use crate::store::property::PropertyRow;
    use crate::testing::{App, body};
    use axum::http::StatusCode;
    use domain::area::{AreaMode, Station, Village, VillageCode};
    use domain::id::PropertyId;
    use domain::property::{Property, PropertyKind};
    use domain::role::Role;
    use std::path::Path;
    use std::sync::Arc;
    use uuid::Uuid;

    const STATION: StationId = StationId(Uuid::from_u128(0x5a));
    const HERE: Position = Position { lon: 14.412, lat: 51.189 };

    /// A station far from the map, with one property on it.
    async fn app() -> App {
        let app = crate::http::rounds::tests::app().await;
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/osm/bautzen.osm");
        import(&app.state.store, &file, Arc::new(|_, _, _| {})).await.unwrap();
        app.write(|tx| {
            Box::pin(async move {
                let (town, village) = (town(), VillageCode("310151101299".into()));
                area::put_villages(
                    tx,
                    &[Village { code: village.clone(), name: "新村".into(), town: town.clone() }],
                )
                .await?;
                let station = Station {
                    id: STATION,
                    town: town.clone(),
                    name: "新站".into(),
                    mode: AreaMode::Rural,
                    at: Position { lon: 121.4, lat: 31.6 },
                    zone: "Asia/Shanghai".into(),
                    villages: vec![village.clone()],
                };
                station::add(tx, &station).await?;
                let property = Property {
                    id: PropertyId(Uuid::from_u128(0x5b)),
                    station: STATION,
                    village,
                    name: "新村 1 号".into(),
                    kind: PropertyKind::RuralHouse,
                    at: Some(HERE),
                };
                let registered = "2026-11-01".parse().unwrap_or_default();
                property::add_all(tx, &[PropertyRow { town, property, registered }]).await
            })
        })
        .await;
        app.user("Mapper", Role::Coordinator, Some(&town().0), Some(STATION)).await;
        app
    }

    async fn token(app: &App) -> String {
        format!("Bearer {}", app.phone("Mapper").await.tokens.access)
    }

    #[tokio::test]
    async fn the_tiles_of_the_stations_area_are_named_and_are_there() {
        let app = app().await;
        let path = format!("/api/v1/basemap?station={STATION}");
        let answer = app.call("GET", &path, Some(&token(&app).await), None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let kept: Kept = body(answer).await;
        assert_eq!((kept.station, kept.deepest, kept.limited), (STATION, 14, false));
        assert!(kept.tiles.iter().any(|tile| tile.starts_with("/map/tiles/14/")), "{:?}", kept.tiles);
        for tile in &kept.tiles {
            let tile = app.call("GET", tile, None, None).await;
            assert_eq!(tile.status(), StatusCode::OK);
            assert!(tile.headers()["cache-control"].to_str().unwrap().contains("immutable"));
        }
        let style = app.call("GET", "/map/style.json?theme=dark&deepest=9", None, None).await;
        let style: serde_json::Value = body(style).await;
        assert_eq!(style["sources"]["map"]["maxzoom"], 9);
    }

    #[tokio::test]
    async fn an_area_too_large_for_a_phone_has_its_coarser_zooms_whole() {
        let app = app().await;
        let map = app.state.maps.in_use().await.unwrap().unwrap();
        let all = kept(STATION, &map, &[HERE], u64::MAX);
        let less = kept(STATION, &map, &[HERE], all.bytes - 1);
        assert_eq!((less.deepest, less.limited), (13, true));
        assert_eq!(less.tiles, all.tiles[..less.tiles.len()]);
        assert!(all.tiles[less.tiles.len()..].iter().all(|tile| tile.starts_with("/map/tiles/14/")));
    }

    #[tokio::test]
    async fn another_stations_area_is_not_told() {
        let app = app().await;
        let path = format!("/api/v1/basemap?station={}", StationId(Uuid::from_u128(9)));
        let answer = app.call("GET", &path, Some(&token(&app).await), None).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}
