//! Checking a name and a password, and changing the password.

use super::limit::{self, Subjects};
use super::{audited, password};
use crate::http::{Failure, Outcome};
use crate::state::AppState;
use crate::store::user::UserRow;
use crate::store::{StoreError, session, user};
use domain::id::DeviceId;
use domain::problem::Problem;
use domain::session::ChangePassword;
use std::net::IpAddr;

/// A try to sign in.
#[derive(Clone, Debug)]
pub struct Try {
    /// The name given.
    pub user: String,
    /// The password given.
    pub password: String,
    /// The phone, where its credential came along.
    pub device: Option<DeviceId>,
    /// Where the try comes from.
    pub source: IpAddr,
}

/// The account, if the password is its own and need not be changed first.
pub async fn check(state: &AppState, attempt: Try) -> Outcome<UserRow> {
    let user = verify(state, attempt).await?;
    if user.must_change { Err(Problem::PasswordMustChange.into()) } else { Ok(user) }
}

/// Changes a password, ends the account's other sessions, and lifts the wait. It takes the old password instead of
/// a session, because a one-time password opens nothing else.
pub async fn change(state: &AppState, change: ChangePassword, source: IpAddr) -> Outcome<()> {
    let ChangePassword { user: name, old, new } = change;
    let attempt = Try { user: name, password: old.clone(), device: None, source };
    let user = verify(state, attempt).await?;
    password::check_new(&new, &user.name)?;
    if new == old {
        return Err(Problem::PasswordWeak.into());
    }
    let hash = state.passwords.hash(new).await.map_err(Failure::inside)?;
    let id = user.id;
    let entry = audited::by_user(&user, "change_password", "user", id.0);
    state
        .store
        .write(move |tx| {
            Box::pin(async move {
                user::set_password(tx, id, &hash, false).await?;
                let at = tx.now();
                session::revoke_all(tx, id, None, at).await?;
                tx.audit(entry).await
            })
        })
        .await
        .map_err(|error: StoreError| error.into())
}

/// The account whose password this is. A name that does not exist takes the same way, the same time
/// and gets the same answer.
async fn verify(state: &AppState, attempt: Try) -> Outcome<UserRow> {
    let subjects = Subjects::new(&attempt.user, attempt.device, attempt.source);
    limit::count(&state.store, &subjects).await??;
    let mut reader = state.store.reader().await?;
    let found = user::by_name(&mut reader, attempt.user.trim()).await?;
    drop(reader);
    let found = found.filter(|user| user.left_at.is_none());
    let hash = found.as_ref().map(|user| user.password_hash.clone());
    let right = state.passwords.verify(attempt.password, hash).await.map_err(Failure::inside)?;
    match found {
        Some(user) if right => {
            limit::succeeded(&state.store, &subjects).await?;
            Ok(user)
        }
        _ => Err(Problem::SignInRefused.into()),
    }
}
