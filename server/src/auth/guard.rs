//! Deny by default: the middleware that looks every request up in the table of rights.

use super::rights::{self, Area, Right, Who};
use super::session::DESK_IDLE;
use super::{Actor, Phone, cookie, token};
use crate::http::problem::lang_of;
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use crate::store::session::{self, SessionRow};
use crate::store::{StoreError, device};
use axum::extract::{MatchedPath, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use domain::id::StationId;
use domain::problem::Problem;
use serde::Deserialize;

/// How exact the last-seen time of a session is; each step is a write.
const SEEN_STEP: TimeDelta = TimeDelta::minutes(5);

/// Lets a request through to its handler only where the table says so, with the [`Actor`] or
/// [`Phone`] it acts as.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match admit(&state, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(Failure::Problem(Problem::NotSignedIn)) if is_page(&parts) => to_sign_in(&parts),
        Err(failure) => failure.into_response(),
    }
}

async fn admit(state: &AppState, parts: &mut Parts) -> Outcome<()> {
    let right = declared(parts)?;
    if parts.method != Method::GET && parts.method != Method::HEAD {
        check_origin(state, parts)?;
    }
    match right.who {
        Who::Everyone => Ok(()),
        Who::Phone => {
            let phone = phone(state, parts).await?;
            parts.extensions.insert(phone);
            Ok(())
        }
        Who::Roles(_) => {
            let actor = actor(state, parts).await?;
            check(right, &actor, parts)?;
            parts.extensions.insert(actor);
            Ok(())
        }
    }
}

fn declared(parts: &Parts) -> Outcome<&'static Right> {
    let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    rights::find(parts.method.as_str(), path).ok_or_else(|| {
        tracing::error!(method = %parts.method, path, "route is not declared in auth::rights");
        Problem::NotAllowed.into()
    })
}

/// A browser says where a request comes from: from elsewhere it changes nothing here. A request that
/// says nothing is no browser's; it must bring a token of its own, for a cookie alone could have
/// been sent by a foreign page of an old browser.
fn check_origin(state: &AppState, parts: &Parts) -> Result<(), Problem> {
    let text = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let (site, origin) = (text("sec-fetch-site"), text("origin"));
    let foreign = site.is_some_and(|site| site != "same-origin")
        || origin.is_some_and(|origin| !state.config.is_own_origin(origin));
    let silent = site.is_none() && origin.is_none();
    let desk = parts.uri.path().starts_with("/desk") || cookie::get(&state.config, &parts.headers).is_some();
    // The resident's page works without scripts: its form is one, guarded by the origin it names.
    let is_notice = parts.uri.path().starts_with("/n/");
    let is_form = !is_notice
        && text("content-type").is_some_and(|kind| {
            let kind = kind.to_ascii_lowercase();
            ["text/plain", "application/x-www-form-urlencoded", "multipart/"]
                .iter()
                .any(|form| kind.starts_with(form))
        });
    if foreign || (silent && desk && bearer(parts).is_none()) || is_form {
        Err(Problem::ForeignOrigin)
    } else {
        Ok(())
    }
}

fn check(right: &Right, actor: &Actor, parts: &Parts) -> Result<(), Problem> {
    if !right.allows(actor.role) {
        return Err(Problem::NotAllowed);
    }
    if right.area == Area::Station {
        let query = Query::<InStation>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::Malformed { place: "station".into() })?;
        actor.check_station(query.0.station)?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct InStation {
    station: StationId,
}

async fn actor(state: &AppState, parts: &Parts) -> Outcome<Actor> {
    let now = state.clock.now();
    let mut reader = state.store.reader().await?;
    let session = if let Some(token) = bearer(parts) {
        let id = state.keys.session_of(token, now).ok_or(Problem::NotSignedIn)?;
        session::by_id(&mut reader, id, now).await?.filter(|session| session.device.is_some())
    } else if let Some(cookie) = cookie::get(&state.config, &parts.headers) {
        let found = session::by_cookie(&mut reader, token::stored_hash(cookie), now).await?;
        found.filter(|session| now - session.seen_at < DESK_IDLE)
    } else {
        None
    };
    let session = session.filter(|session| session.live).ok_or(Problem::NotSignedIn)?;
    let actor = Actor::of(&mut reader, &session, lang_of(&parts.headers)).await?;
    drop(reader);
    remember(state, &session).await?;
    Ok(actor)
}

async fn remember(state: &AppState, session: &SessionRow) -> Outcome<()> {
    if state.clock.now() - session.seen_at < SEEN_STEP {
        return Ok(());
    }
    let id = session.id;
    let stored: Result<(), StoreError> = state
        .store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                session::seen(tx, id, now).await
            })
        })
        .await;
    Ok(stored?)
}

async fn phone(state: &AppState, parts: &Parts) -> Outcome<Phone> {
    let credential = authorization(parts, "Device").ok_or(Problem::DeviceUnknown)?;
    let mut reader = state.store.reader().await?;
    let device = device::by_credential(&mut reader, token::stored_hash(credential)).await?;
    let device = device.ok_or(Problem::DeviceUnknown)?;
    Ok(Phone { device: device.id, town: device.town, station: device.station, lang: lang_of(&parts.headers) })
}

fn bearer(parts: &Parts) -> Option<&str> {
    authorization(parts, "Bearer")
}

fn authorization<'p>(parts: &'p Parts, scheme: &str) -> Option<&'p str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (given, rest) = value.split_once(' ')?;
    given.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

/// Whether a person is waiting for a page, and not a program for an answer.
fn is_page(parts: &Parts) -> bool {
    let accepts = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    parts.method == Method::GET && accepts.contains("text/html")
}

fn to_sign_in(parts: &Parts) -> Response {
    let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}
