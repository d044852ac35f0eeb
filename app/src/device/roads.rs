//! The ways around today's round, kept as the server told them. They lie in a cache of the browser, from
//! which the engine's worker reads them itself.

use super::net::{Ask, Fault};
use super::{js, session};
use domain::id::PlanId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

/// The cache.
pub const CACHE: &str = "rounds-roads";
/// Under which path they are kept in it.
pub const PATH: &str = "/api/v1/roads";

/// Fetches the ways of the round of `plan`, unless they are here.
pub async fn fetch(plan: PlanId) -> Result<(), Fault> {
    let kept = kept().await.and_then(|kept| kept.headers().get("etag").ok().flatten());
    if kept.is_some_and(|tag| tag.contains(&plan.to_string())) {
        return Ok(());
    }
    let response = session::response(Ask { method: "GET", path: PATH, ..Ask::default() }).await?;
    put(response).await.map_err(|_| Fault::NoAnswer)
}

/// Whether there are any.
pub async fn are_here() -> bool {
    kept().await.is_some()
}

/// Forgets them.
pub async fn forget() {
    if let Ok(caches) = caches() {
        // Without the cache there is nothing to forget.
        let _ = js::call_async(&caches, "delete", &[CACHE.into()]).await;
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
