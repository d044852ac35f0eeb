//! Opening, renewing and ending sessions.

use super::{Actor, audited, token};
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use crate::store::session::{self, NewSession, SessionRow};
use crate::store::user::UserRow;
use crate::store::{Store, StoreError};
use chrono::TimeDelta;
use domain::id::{DeviceId, SessionId};
use domain::problem::Problem;
use domain::session::{Me, Tokens};

/// How long a phone stays signed in without a password.
const PHONE_LIFE: TimeDelta = TimeDelta::days(30);
/// How long a browser at a desk stays signed in: a shift.
const DESK_LIFE: TimeDelta = TimeDelta::hours(12);
/// How long a browser at a desk may stand unused.
pub const DESK_IDLE: TimeDelta = TimeDelta::hours(2);
/// How long the refresh token before the current one stays valid.
const PREVIOUS_LIFE: TimeDelta = TimeDelta::hours(24);

/// Opens a phone's session.
pub async fn open_phone(state: &AppState, user: UserRow, device: DeviceId) -> Outcome<Tokens> {
    let random = state.store.ids().bytes();
    let id = SessionId(state.store.ids().id(state.clock.now()));
    let refresh = state.keys.refresh(id, random);
    open(state, &user, Some(device), id, token::stored_hash(&refresh), PHONE_LIFE).await?;
    tokens(state, id, &user, refresh, state.clock.now() + PHONE_LIFE)
}

/// Opens a session of a browser at a desk; answers the cookie's value.
pub async fn open_desk(state: &AppState, user: UserRow) -> Outcome<String> {
    let cookie = token::opaque(state.store.ids().bytes());
    let id = SessionId(state.store.ids().id(state.clock.now()));
    open(state, &user, None, id, token::stored_hash(&cookie), DESK_LIFE).await?;
    Ok(cookie)
}

async fn open(
    state: &AppState,
    user: &UserRow,
    device: Option<DeviceId>,
    id: SessionId,
    token_hash: [u8; 32],
    life: TimeDelta,
) -> Outcome<()> {
    let (user_id, rights_version) = (user.id, user.rights_version);
    let entry = audited::by_user(user, "open", "session", id.0);
    let opened: Result<(), StoreError> = state
        .store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                let expires_at = at + life;
                let new = NewSession { id, user: user_id, rights_version, device, token_hash, expires_at };
                session::open(tx, &new, at).await?;
                tx.audit(entry).await
            })
        })
        .await;
    Ok(opened?)
}

/// What a refresh token is to its session.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// The latest one.
    Current,
    /// The one before, and the latest was never used: its answer may have been lost.
    Previous,
    /// Made here, used before: whoever sends it is not alone.
    Reused,
}

fn standing(session: &SessionRow, hash: [u8; 32], now: domain::Time) -> Standing {
    if session.token_hash == hash {
        Standing::Current
    } else if session.previous_hash == Some(hash) && now - session.rotated_at <= PREVIOUS_LIFE {
        Standing::Previous
    } else {
        Standing::Reused
    }
}

/// Renews a phone's session. The token given stays valid until the new one is first used, at most 24
/// hours; a token from before that ends the session for whoever holds its tokens.
pub async fn refresh(state: &AppState, given: &str) -> Outcome<Tokens> {
    let id = state.keys.session_of_refresh(given).ok_or(Problem::NotSignedIn)?;
    let next = state.keys.refresh(id, state.store.ids().bytes());
    let (hash, next_hash) = (token::stored_hash(given), token::stored_hash(&next));
    let renewed = state
        .store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                let Some(session) = session::by_id(tx, id, now).await?.filter(|session| session.live) else {
                    return Ok(None);
                };
                if session.device.is_none() {
                    return Ok(None);
                }
                if standing(&session, hash, now) == Standing::Reused {
                    session::revoke(tx, id, now).await?;
                    return Ok(None);
                }
                session::rotate(tx, id, next_hash, hash, now).await?;
                Ok::<_, StoreError>(Some(session))
            })
        })
        .await?;
    let session = renewed.ok_or(Problem::NotSignedIn)?;
    tokens(state, id, &session.user, next, session.expires_at)
}

/// Ends the actor's session.
pub async fn close(store: &Store, actor: &Actor) -> Outcome<()> {
    let (id, entry) = (actor.session, audited::by(actor, "close", "session", actor.session.0));
    let closed: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                session::revoke(tx, id, at).await?;
                tx.audit(entry).await
            })
        })
        .await;
    Ok(closed?)
}

/// Ends every session of the actor's account.
pub async fn close_everywhere(store: &Store, actor: &Actor) -> Outcome<()> {
    let (user, entry) = (actor.user, audited::by(actor, "close_sessions", "user", actor.user.0));
    let closed: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now();
                session::revoke_all(tx, user, None, at).await?;
                tx.audit(entry).await
            })
        })
        .await;
    Ok(closed?)
}

fn tokens(
    state: &AppState,
    session: SessionId,
    user: &UserRow,
    refresh: String,
    refresh_until: domain::Time,
) -> Outcome<Tokens> {
    let now = state.clock.now();
    let (access, access_until) = state.keys.access(session, now).ok_or(Failure::from(Problem::Internal))?;
    let me = Me {
        user: user.id,
        name: user.name.clone(),
        role: user.role,
        town: user.town.clone(),
        station: user.station,
    };
    Ok(Tokens { access, access_until, refresh, refresh_until, session, me, server_time: now })
}
