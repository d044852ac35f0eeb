//! Built files: bundles, assets, the phone's skeleton page. What `app/bundle` made is served as it is,
//! brotli where the browser takes it.

use super::Outcome;
use crate::auth::cookie;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::problem::Problem;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// Bundles lie in a folder named by their content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Assets keep their names; browsers ask whether they changed.
const ASK: &str = "no-cache";

/// `GET /pkg/…`.
pub async fn bundle(State(state): State<AppState>, request: Request) -> Outcome<Response> {
    file(&state, request, FOREVER).await
}

/// `GET /assets/…`, `/manifest.webmanifest`, and the phone's worker, which lies where its service worker
/// reaches.
pub async fn asset(State(state): State<AppState>, request: Request) -> Outcome<Response> {
    file(&state, request, ASK).await
}

/// `GET /sw.js`: the service worker, which may rule the whole phone app.
pub async fn worker(State(state): State<AppState>, request: Request) -> Outcome<Response> {
    let mut response = file(&state, request, ASK).await?;
    response.headers_mut().insert("service-worker-allowed", HeaderValue::from_static("/"));
    Ok(response)
}

/// `GET /field…`: one skeleton for every page of the phone.
pub async fn field(State(state): State<AppState>, mut request: Request) -> Outcome<Response> {
    *request.uri_mut() = Uri::from_static("/field.html");
    file(&state, request, ASK).await
}

/// `GET /`: phones to their app, everyone else to the desk.
pub async fn root(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let signed_in = cookie::get(&state.config, &headers).is_some();
    let place = match (agent.contains("Mobile"), signed_in) {
        (true, false) => "/field",
        (_, true) => "/desk",
        (false, false) => "/sign-in",
    };
    Redirect::to(place).into_response()
}

/// What no route names: icons and scripts at the root of the site, or nothing.
pub async fn other(State(state): State<AppState>, request: Request) -> Outcome<Response> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Problem::NotFound.into());
    }
    file(&state, request, ASK).await
}

async fn file(state: &AppState, request: Request, keep: &'static str) -> Outcome<Response> {
    let files = ServeDir::new(&state.config.site).precompressed_br().append_index_html_on_directories(false);
    let response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if response.status() == StatusCode::NOT_FOUND {
        return Err(Problem::NotFound.into());
    }
    let mut response = response;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::testing::{App, ORIGIN};
    use axum::http::{StatusCode, header};
    use std::fs;
    use std::path::Path;

    async fn app(folder: &Path) -> App {
        let site = folder.join("site");
        for (path, text) in [
            ("field.html", "the skeleton"),
            ("sw.js", "worker"),
            ("start-field.js", "start"),
            ("pkg/abc/field.js", "bundle"),
            ("assets/icon.svg", "icon"),
            ("../secret.txt", "secret"),
        ] {
            fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
            fs::write(site.join(path), text).unwrap();
        }
        App::with(Config { site, ..Config::for_tests(ORIGIN) }).await
    }

    #[tokio::test]
    async fn every_page_of_the_phone_is_one_skeleton_and_bundles_are_kept_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        for (path, text, kept) in [
            ("/field", "the skeleton", "no-cache"),
            ("/field/stop/019ab?x=1", "the skeleton", "no-cache"),
            ("/pkg/abc/field.js", "bundle", "public, max-age=31536000, immutable"),
            ("/assets/icon.svg", "icon", "no-cache"),
            ("/start-field.js", "start", "no-cache"),
            ("/sw.js", "worker", "no-cache"),
        ] {
            let answer = app.call("GET", path, None, None).await;
            assert_eq!(answer.headers()[header::CACHE_CONTROL], kept, "{path}");
            let bytes = axum::body::to_bytes(answer.into_body(), 1000).await.unwrap();
            assert_eq!(bytes, text, "{path}");
        }
    }

    #[tokio::test]
    async fn nothing_outside_the_site_is_served() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        for path in [
            "/../secret.txt",
            "/assets/../../secret.txt",
            "/assets/..%2f..%2fsecret.txt",
            "/pkg/%2e%2e/%2e%2e/secret.txt",
            "/assets/%5c..%5csecret.txt",
            "/assets//etc/passwd",
            "/pkg/abc",
            "/pkg/",
            "/assets/none.js",
        ] {
            let answer = app.call("GET", path, None, None).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
