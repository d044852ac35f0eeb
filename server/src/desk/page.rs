//! Renders office pages: HTML that works without scripts, and the office's bundle to take it over.

use app::desk::session::Visitor;
use app::pages::desk::Bundle;
use app::shell::{Assets, shell};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;
use serde::Deserialize;
use std::path::Path;

/// What the bundler says of the bundle it made.
#[derive(Deserialize)]
struct Manifest {
    base: String,
}

/// The bundle of `bundle` in `site`, read anew for each page: a new one counts at once. Without a
/// bundle the pages are HTML alone.
pub async fn assets(site: &Path, bundle: Bundle) -> Assets {
    let manifest = tokio::fs::read(site.join("pkg/manifest.json")).await.ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    match manifest {
        Some(Manifest { base }) => Assets {
            style: format!("{base}/main.css"),
            script: Some(format!("{base}/{}.js", bundle.name())),
            wasm: Some(format!("{base}/{}_bg.wasm", bundle.name())),
        },
        None => Assets { style: "/pkg/main.css".into(), script: None, wasm: None },
    }
}

/// A page of `bundle` for `visitor`, whose desks `provide` puts into context. `policy` makes the content
/// security policy that admits the page's nonce.
pub async fn render(
    visitor: Visitor,
    (bundle, assets): (Bundle, Assets),
    nonce: String,
    provide: impl Fn() + Clone + Send + Sync + 'static,
    request: Request,
) -> Response {
    let shown = nonce.clone();
    let context = move || {
        provide_context(Nonce::from_value(shown.as_str()));
        provide_context(visitor.clone());
        provide();
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || shell(assets.clone(), bundle));
    handler(request).await.into_response()
}

/// The theme that the reader chose, from its cookie.
pub fn theme_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let chosen = cookies.split(';').find_map(|pair| pair.trim().strip_prefix("theme="))?;
    ["light", "dark"].contains(&chosen).then(|| chosen.to_owned())
}

/// A cookie that holds a choice of the reader for a year; it says nothing of who reads.
pub fn choice_cookie(name: &str, value: &str, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"
    ))
    .ok()
}
