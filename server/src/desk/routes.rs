//! The office's routes: pages, functions, and the choices of language and theme.

use super::{Desk, offset_s, page, zone_of};
use crate::auth::Actor;
use crate::http::Outcome;
use crate::http::problem::lang_of;
use crate::http::security::page_policy;
use crate::router::Routes;
use crate::sample::{self, Scale};
use crate::state::AppState;
use crate::store::{area, station};
use app::desk::session::{Me, Sample, Visitor};
use app::pages::desk::{Bundle, PATHS};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::role::Role;

/// Endpoints of the server functions under `/desk/fn`; a test holds that none is missing.
pub const FUNCTIONS: [&str; 69] = [
    "flags",
    "flag",
    "act_on_flag",
    "classes",
    "decide_class",
    "appeal_class",
    "answer_appeal",
    "ledger",
    "excuse_owed_visit",
    "dwellings",
    "dwelling",
    "open_contact",
    "conflicts",
    "change_field",
    "choose_value",
    "make_appointment",
    "cancel_appointment",
    "coverage",
    "plan_day",
    "plan_again",
    "districting",
    "confirm_districting",
    "figures",
    "board",
    "year_sheet",
    "own_figures",
    "orders",
    "issue_order",
    "act_on_order",
    "spot_checks",
    "draw_spot_checks",
    "report_spot_check",
    "duty",
    "set_duty",
    "accounts",
    "add_account",
    "reset_account",
    "leave_account",
    "sign_out_everywhere",
    "audit",
    "verify_audit",
    "alerts",
    "see_alert",
    "requests",
    "take_request",
    "answer_request",
    "demands",
    "take_demand",
    "answer_demand",
    "tell_demand",
    "incident",
    "retention",
    "set_retention",
    "stored",
    "meetings",
    "call_meeting",
    "meeting",
    "step_meeting",
    "settle_action",
    "own_work",
    "messages",
    "send_message",
    "mark_message_read",
    "practice",
    "share_practice",
    "withdraw_practice",
    "calendar",
    "make_calendar",
    "revoke_calendar",
];

/// Adds the office's routes. Rendering spawns on tokio, which leptos must be told once; it answers
/// with an error where it knows already.
pub fn add(routes: Routes) -> Routes {
    let _ = any_spawner::Executor::init_tokio();
    let routes = PATHS.iter().fold(routes, |routes, (path, _)| match *path {
        "/desk" => routes.get(path, home),
        path => routes.get(path, show),
    });
    let routes =
        FUNCTIONS.iter().fold(routes, |routes, name| routes.post(&format!("/desk/fn/{name}"), function));
    routes
        .get("/desk/set/{choice}/{value}", choose)
        .get("/desk/photos/{sha256}", super::photo::show)
        .post("/desk/export", super::export::rows)
        .get("/desk/incident/file", super::incident::file)
        .get("/figures/demands", super::demand::figure)
        .get("/calendar/{token}", super::calendar::show)
        .get("/n/{code}", super::notice::show)
        .post("/n/{code}", super::notice::open)
}

/// A page.
pub async fn show(State(state): State<AppState>, request: Request) -> Outcome<Response> {
    let actor = request.extensions().get::<Actor>().cloned();
    let visitor = visitor(&state, request.headers(), actor.as_ref()).await?;
    let desk = actor.map(|actor| Desk::new(state.clone(), actor));
    let provide = move || {
        if let Some(desk) = &desk {
            desk.provide();
        }
    };
    let nonce = URL_SAFE_NO_PAD.encode(state.store.ids().bytes::<16>());
    let bundle = Bundle::of(request.uri().path()).unwrap_or(Bundle::Office);
    let assets = page::assets(&state.config.site, bundle).await;
    let mut response = page::render(visitor, (bundle, assets), nonce.clone(), provide, request).await;
    if let Some(policy) = page_policy(&nonce) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The choices of language and theme lead back to the page they were made on.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    Ok(response)
}

/// The first page: straight to what the role does first, where there is such a thing.
async fn home(state: State<AppState>, actor: Actor, request: Request) -> Outcome<Response> {
    let first = match actor.role {
        Role::Officer => "/desk/flags",
        Role::Supervisor => "/desk/coverage",
        Role::Administrator => "/desk/accounts",
        Role::PrivacyOfficer => "/desk/alerts",
        _ => return show(state, request).await,
    };
    Ok(Redirect::to(first).into_response())
}

/// A server function.
async fn function(State(state): State<AppState>, actor: Actor, request: Request) -> Outcome<Response> {
    let visitor = visitor(&state, request.headers(), Some(&actor)).await?;
    let desk = Desk::new(state, actor);
    let provide = move || {
        leptos::prelude::provide_context(visitor.clone());
        desk.provide();
    };
    Ok(leptos_axum::handle_server_fns_with_context(provide, request).await.into_response())
}

/// A choice of language or theme, kept in a cookie; back to where the reader was.
async fn choose(
    State(state): State<AppState>,
    Path((choice, value)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let known = match choice.as_str() {
        "lang" => ["zh-CN", "en"].contains(&value.as_str()),
        "theme" => ["light", "dark"].contains(&value.as_str()),
        _ => false,
    };
    let mut response = Redirect::to(&back(&headers)).into_response();
    if known && let Some(cookie) = page::choice_cookie(&choice, &value, state.config.is_https()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The path of the page before, never another site.
fn back(headers: &HeaderMap) -> String {
    let before = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = before.and_then(|before| url::Url::parse(before).ok()).map(|url| url.path().to_owned());
    path.filter(|path| path.starts_with("/desk") || path == "/sign-in").unwrap_or_else(|| "/desk".into())
}

async fn visitor(state: &AppState, headers: &HeaderMap, actor: Option<&Actor>) -> Outcome<Visitor> {
    let me = match actor {
        Some(actor) => Some(me(state, actor).await?),
        None => None,
    };
    let sample = sample::mark(&mut state.store.reader().await?).await?.map(|mark| match mark.scale() {
        Scale::Country => Sample::Country,
        Scale::County { .. } => Sample::County,
    });
    Ok(Visitor { lang: lang_of(headers), theme: page::theme_of(headers), now: state.clock.now(), sample, me })
}

async fn me(state: &AppState, actor: &Actor) -> Outcome<Me> {
    let mut reader = state.store.reader().await?;
    let own = match actor.station {
        Some(id) => station::by_id(&mut reader, id).await?,
        None => None,
    };
    let town = match (&own, &actor.town) {
        (None, Some(code)) => area::towns(&mut reader).await?.into_iter().find(|town| town.code == *code),
        _ => None,
    };
    let zone = own.as_ref().map_or(chrono_tz::Asia::Shanghai, zone_of);
    let now = state.clock.now();
    Ok(Me {
        user: actor.user,
        name: actor.name.clone(),
        role: actor.role,
        station: actor.station,
        area_name: own.map(|station| station.name).or(town.map(|town| town.name)).unwrap_or_default(),
        offset_s: offset_s(zone, now),
        today: now.with_timezone(&zone).date_naive(),
    })
}

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;
    use std::collections::BTreeSet;

    #[test]
    fn every_server_function_has_its_route() {
        let registered: BTreeSet<String> =
            server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
        let routed: BTreeSet<String> = FUNCTIONS.iter().map(|name| format!("/desk/fn/{name}")).collect();
        assert_eq!(registered, routed);
    }
}
