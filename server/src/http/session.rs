//! Signing in, renewing, signing out: phones by tokens, browsers at a desk by a cookie.

use super::{Failure, Outcome, Read};
use crate::auth::sign_in::{self, Try};
use crate::auth::source::Source;
use crate::auth::{Actor, Phone, cookie, session};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use domain::problem::Problem;
use domain::session::{ChangePassword, Refresh, SignIn, Tokens};

/// `POST /api/v1/session`: a phone signs in, with its credential and its user's password.
pub async fn open(
    State(state): State<AppState>,
    Source(source): Source,
    phone: Phone,
    Read(ask): Read<SignIn>,
) -> Outcome<Json<Tokens>> {
    let attempt = Try { user: ask.user, password: ask.password, device: Some(phone.device), source };
    let user = sign_in::check(&state, attempt).await?;
    let at_home = super::devices::may_use(&state, &user, phone.station).await?;
    if !at_home {
        return Err(Problem::DeviceUnknown.into());
    }
    Ok(Json(session::open_phone(&state, user, phone.device).await?))
}

/// `POST /api/v1/session/refresh`: new tokens for the latest refresh token.
pub async fn refresh(State(state): State<AppState>, Read(ask): Read<Refresh>) -> Outcome<Json<Tokens>> {
    Ok(Json(session::refresh(&state, &ask.refresh).await?))
}

/// `DELETE /api/v1/session`: signs out.
pub async fn close(State(state): State<AppState>, actor: Actor) -> Outcome<StatusCode> {
    session::close(&state.store, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/sessions`: signs out everywhere.
pub async fn close_everywhere(State(state): State<AppState>, actor: Actor) -> Outcome<StatusCode> {
    session::close_everywhere(&state.store, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/password`: the old password and a new one; the only call that a one-time password
/// opens. Every session of the account ends.
pub async fn change_password(
    State(state): State<AppState>,
    Source(source): Source,
    Read(ask): Read<ChangePassword>,
) -> Outcome<StatusCode> {
    sign_in::change(&state, ask, source).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /desk/session`: a browser at a desk signs in and gets its cookie.
pub async fn open_desk(
    State(state): State<AppState>,
    Source(source): Source,
    Read(ask): Read<SignIn>,
) -> Outcome<impl IntoResponse> {
    let attempt = Try { user: ask.user, password: ask.password, device: None, source };
    let user = sign_in::check(&state, attempt).await?;
    let value = session::open_desk(&state, user).await?;
    with_cookie(cookie::set(&state.config, &value))
}

/// `DELETE /desk/session`: signs the browser out.
pub async fn close_desk(State(state): State<AppState>, actor: Actor) -> Outcome<impl IntoResponse> {
    session::close(&state.store, &actor).await?;
    with_cookie(cookie::clear(&state.config))
}

fn with_cookie(cookie: Option<HeaderValue>) -> Outcome<impl IntoResponse> {
    let cookie = cookie.ok_or(Failure::Problem(Problem::Internal))?;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, cookie)])))
}
