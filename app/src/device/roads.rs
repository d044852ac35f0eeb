//! The ways around today's round, and the map around the station's doors, kept as the server told them. They
//! lie in caches of the browser, which the engine's worker reads and fills itself.

use super::net::{Ask, Fault};
use super::{engine, js, session};
use domain::id::StationId;
use domain::round::Round;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

/// The cache.
pub const CACHE: &str = "rounds-roads";
/// The cache of the map, as the service worker names it.
const MAP: &str = "rounds-map";
/// Under which path they are kept in it.
pub const PATH: &str = "/api/v1/roads";

/// Fetches the ways of a round, unless they are here.
pub async fn fetch(round: &Round) -> Result<(), Fault> {
    if are_here(round).await {
        return Ok(());
    }
    let response = session::response(Ask { method: "GET", path: PATH, ..Ask::default() }).await?;
    put(response).await.map_err(|_| Fault::NoAnswer)
}

/// Fetches what is not here yet of the map around a station's doors; of another station's nothing stays.
pub async fn fetch_map(station: StationId) -> Result<(), Fault> {
    let path = format!("/api/v1/basemap?station={station}");
    let reply = session::as_user(Ask { method: "GET", path: &path, ..Ask::default() }).await?;
    let question = [("cache", MAP.into()), ("list", reply.text().into())];
    engine::ask("map", &question).await.map(drop).map_err(|_| Fault::NoAnswer)
}

/// Whether the ways of a round are here; those of another one, a colleague's on this phone perhaps, are none.
pub async fn are_here(round: &Round) -> bool {
    let tag = kept().await.and_then(|kept| kept.headers().get("etag").ok().flatten());
    tag.is_some_and(|tag| tag.contains(&format!("{}-{}", round.plan, round.visitor)))
}

/// Forgets them.
pub async fn forget() {
    if let Ok(caches) = caches() {
        for cache in [CACHE, MAP] {
            // Without the cache there is nothing to forget.
            let _ = js::call_async(&caches, "delete", &[cache.into()]).await;
        }
    }
}

async fn kept() -> Option<Response> {
    let cache = js::call_async(&caches().ok()?, "open", &[CACHE.into()]).await.ok()?;
    js::call_async(&cache, "match", &[PATH.into()]).await.ok()?.dyn_into().ok()
}

async fn put(response: Response) -> Result<(), JsValue> {
    let cache = js::call_async(&caches()?, "open", &[CACHE.into()]).await?;
    js::call_async(&cache, "put", &[PATH.into(), response.into()]).await.map(drop)
}

/// The browser's caches; none on an address without https.
fn caches() -> Result<JsValue, JsValue> {
    let caches = js::get(&js::window()?.into(), "caches")?;
    if caches.is_undefined() { Err(caches) } else { Ok(caches) }
}
