//! Every route on one screen. Routes are added through [`Routes`], which remembers them: the test of
//! rights asks it for the whole list.

use crate::auth::guard::guard;
use crate::desk;
use crate::http::{
    self, basemap, changes, contact, decisions, devices, events, health, label, map, measure, openapi, pack,
    photos, problem, records, roads, rounds, security, session, site, tiles,
};
use crate::state::AppState;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::handler::Handler;
use axum::http::{HeaderName, Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::problem::Problem;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

/// The longest wait for the head of an answer.
const LONGEST: Duration = Duration::from_secs(30);

/// The routes, without what stands around them.
pub fn routes() -> Routes {
    let routes = Routes::default()
        .get("/", site::root)
        .get("/field", site::field)
        .get("/field/engine.mjs", site::asset)
        .get("/field/map-worker.mjs", site::asset)
        .get("/field/{*page}", site::field)
        .get("/sw.js", site::worker)
        .get("/manifest.webmanifest", site::asset)
        .get("/pkg/{*file}", site::bundle)
        .get("/assets/{*file}", site::asset)
        .get("/map/style.json", map::map_style)
        .get("/map/villages.json", map::villages)
        .get("/map/tiles/{z}/{x}/{y}", tiles::tile)
        .get("/livez", health::live)
        .get("/readyz", health::ready)
        .get("/api/v1/openapi.json", openapi::description)
        .post("/api/v1/password", session::change_password)
        .post("/api/v1/devices", devices::enrol)
        .post("/api/v1/session", session::open)
        .post("/api/v1/session/refresh", session::refresh)
        .delete("/api/v1/session", session::close)
        .delete("/api/v1/sessions", session::close_everywhere)
        .add(Method::POST, "/api/v1/records", records::route())
        .add(Method::HEAD, "/api/v1/photos/{sha256}", on(MethodFilter::HEAD, photos::head))
        .add(Method::PUT, "/api/v1/photos/{sha256}", photos::route())
        .get("/api/v1/decisions", decisions::mine)
        .get("/api/v1/changes", changes::after)
        .get("/api/v1/pack", pack::pull)
        .get("/api/v1/rounds/today", rounds::today)
        .get("/api/v1/rounds/ahead", rounds::ahead)
        .get("/api/v1/basemap", basemap::of_station)
        .get("/api/v1/roads", roads::around_today)
        .get("/api/v1/events", events::follow)
        .post("/api/v1/dwellings/{id}/contact", contact::open)
        .post("/desk/session", session::open_desk)
        .delete("/desk/session", session::close_desk)
        .get("/desk/labels", label::sheets)
        .post("/desk/labels/{dwelling}", label::replace)
        .get("/d/{label}", label::door);
    desk::routes::add(routes)
}

/// The whole server: the routes, guarded, with what every request and response gets.
pub fn router(state: AppState) -> Router {
    let guarded = routes()
        .router
        .route_layer(from_fn_with_state(state.clone(), guard))
        .fallback(site::other)
        .method_not_allowed_fallback(|| async { http::Failure::Problem(Problem::NotFound) });
    around(guarded, state)
}

/// What stands around every route: the innermost first.
fn around(inner: Router<AppState>, state: AppState) -> Router {
    let id = HeaderName::from_static("x-request-id");
    inner
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(from_fn(problem::localise))
        .layer(from_fn(measure::measure))
        .layer(from_fn_with_state(state.clone(), security::headers))
        .layer(DefaultBodyLimit::max(http::BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CompressionLayer::new())
        .layer(PropagateRequestIdLayer::new(id.clone()))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::new(id, MakeRequestUuid))
        .with_state(state)
}

/// A request in the log: its method, its route as declared and its id. Never its path or query, which
/// hold the ids of files and codes of notices.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or("");
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route, id)
}

/// A router that remembers what was added to it.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    list: Vec<(Method, String)>,
}

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident $method:ident),+) => {$(
        $(#[$doc])*
        pub fn $name<H: Handler<T, AppState>, T: 'static>(self, path: &str, handler: H) -> Self {
            self.add(Method::$method, path, on(MethodFilter::$method, handler))
        }
    )+};
}

impl Routes {
    methods! {
        /// Adds a route that only reads.
        get GET,
        /// Adds a route that makes something.
        post POST,
        /// Adds a route that puts something in its place.
        put PUT,
        /// Adds a route that ends something.
        delete DELETE
    }

    /// Adds a route.
    pub fn add(mut self, method: Method, path: &str, route: MethodRouter<AppState>) -> Self {
        self.router = self.router.route(path, route);
        self.list.push((method, path.to_owned()));
        self
    }

    /// Every route, in the order of its addition.
    pub fn list(&self) -> &[(Method, String)] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::App;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_answered_as_an_error_inside() {
        let app = App::new().await;
        let broken: fn() -> std::future::Ready<String> = || panic!("a defect");
        let inner = Router::new().route("/broken", get(broken));
        let request = Request::get("/broken").body(Body::empty()).unwrap();
        let answer = around(inner, app.state.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
}
