//! The basemap over HTTP, through the real router.

use crate::import::map::import;
use crate::testing::App;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

async fn get(app: &App, path: &str, encoding: &str) -> Response<Body> {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap();
    app.send(request).await
}

async fn bytes(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()
}

async fn with_map() -> App {
    let app = App::new().await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/osm/bautzen.osm");
    import(&app.state.store, &file, Arc::new(|_, _, _| {})).await.unwrap();
    app
}

#[tokio::test]
async fn without_a_map_there_are_no_tiles_and_no_style() {
    let app = App::new().await;
    for path in ["/map/style.json", "/map/tiles/0/0/0"] {
        assert_eq!(get(&app, path, "gzip").await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_style_names_tiles_that_are_there_and_who_made_the_data() {
    let app = with_map().await;
    let style: Value =
        serde_json::from_slice(&bytes(get(&app, "/map/style.json?theme=sun", "identity").await).await)
            .unwrap();
    let source = &style["sources"]["map"];
    assert_eq!(source["attribution"], "© OpenStreetMap contributors");
    assert_eq!(style.get("glyphs"), None);
    let template = source["tiles"][0].as_str().unwrap();
    let tile = template.replace("{z}", "14").replace("{x}", "8847").replace("{y}", "5471");
    let response = get(&app, &tile, "gzip, br").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert!(bytes(response).await.starts_with(&[0x1F, 0x8B]));
}

#[tokio::test]
async fn a_client_without_gzip_gets_the_tile_unpacked() {
    let app = with_map().await;
    let response = get(&app, "/map/tiles/14/8847/5471", "identity").await;
    assert_eq!(response.headers().get(header::CONTENT_ENCODING), None);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
    let tile = bytes(response).await;
    let has = |name: &[u8]| tile.windows(name.len()).any(|part| part == name);
    assert!(has(b"streets") && has(b"buildings"));
}

#[tokio::test]
async fn a_tile_outside_the_map_is_empty_and_one_outside_the_world_is_none() {
    let app = with_map().await;
    assert_eq!(get(&app, "/map/tiles/14/0/0", "gzip").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(get(&app, "/map/tiles/3/8/0", "gzip").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(get(&app, "/map/tiles/15/0/0", "gzip").await.status(), StatusCode::NOT_FOUND);
}
