//! Accounts; the administrator's page.

use super::Desk;
use crate::auth::{audited, password};
use crate::http::{Failure, Outcome};
use crate::store::user::{self, NewUser};
use crate::store::{StoreError, account, session, station};
use app::desk::Answer;
use app::desk::account::{AccountDesk, AccountRow, Accounts, NewAccount, OneTimePassword};
use async_trait::async_trait;
use domain::id::UserId;
use domain::problem::Problem;

/// The longest name of an account, characters.
const LONGEST_NAME: usize = 40;

#[async_trait]
impl AccountDesk for Desk {
    async fn list(&self) -> Answer<Accounts> {
        self.answer(self.accounts()).await
    }

    async fn add(&self, account: NewAccount) -> Answer<OneTimePassword> {
        self.answer(self.add_account(account)).await
    }

    async fn reset(&self, user: UserId) -> Answer<OneTimePassword> {
        self.answer(self.reset_account(user)).await
    }

    async fn leave(&self, user: UserId) -> Answer<()> {
        self.answer(self.end(user, true)).await
    }

    async fn sign_out_everywhere(&self, user: UserId) -> Answer<()> {
        self.answer(self.end(user, false)).await
    }
}

impl Desk {
    async fn accounts(&self) -> Outcome<Accounts> {
        let mut conn = self.state.store.reader().await?;
        let stations = station::all(&mut conn).await?;
        let now = self.now();
        let open = account::sessions(&mut conn, now).await?;
        let name =
            |id| stations.iter().find(|s| Some(s.id) == id).map(|s| s.name.clone()).unwrap_or_default();
        let mut rows: Vec<AccountRow> = user::all(&mut conn)
            .await?
            .into_iter()
            .map(|user| {
                let (sessions, seen_at) = open.get(&user.id).copied().unwrap_or_default();
                AccountRow {
                    id: user.id,
                    role: user.role,
                    area_name: name(user.station),
                    must_change: user.must_change,
                    sessions,
                    seen_at,
                    left_at: user.left_at,
                    name: user.name,
                }
            })
            .collect();
        rows.sort_by(|a, b| (a.left_at.is_some(), &a.name).cmp(&(b.left_at.is_some(), &b.name)));
        let stations = stations.into_iter().map(|station| (station.id, station.name)).collect();
        Ok(Accounts { rows, stations, now })
    }

    /// A new one-time password and its hash; the hash is made outside the transaction.
    async fn one_time(&self) -> Outcome<(String, String)> {
        let password = password::one_time(self.state.store.ids().bytes());
        let hash = self.state.passwords.hash(password.clone()).await.map_err(Failure::inside)?;
        Ok((password, hash))
    }

    async fn add_account(&self, new: NewAccount) -> Outcome<OneTimePassword> {
        let name = new.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Problem::Malformed { place: "name".into() }.into());
        }
        let (password, hash) = self.one_time().await?;
        let (desk, named) = (self.clone(), name.clone());
        self.state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if user::by_name(tx, &named).await?.is_some() {
                        return Err(Problem::Conflict.into());
                    }
                    let home = match new.station {
                        Some(id) => Some(station::by_id(tx, id).await?.ok_or(Problem::NotFound)?),
                        None => None,
                    };
                    let (id, now) = (UserId(tx.new_id()), tx.now());
                    let user = NewUser {
                        id,
                        name: named,
                        role: new.role,
                        town: home.map(|home| home.town),
                        station: new.station,
                        villages: Vec::new(),
                        password_hash: hash,
                        must_change: true,
                        mode: new.mode,
                        shift: (540, 1020),
                        work_days: 31,
                        start: None,
                    };
                    user::add(tx, &user, now).await?;
                    if !new.phone.trim().is_empty() {
                        user::set_phone(tx, id, new.phone.trim()).await?;
                    }
                    tx.audit(audited::by(&desk.actor, "add", "user", id.0)).await?;
                    Outcome::Ok(())
                })
            })
            .await?;
        Ok(OneTimePassword { name, password })
    }

    async fn reset_account(&self, id: UserId) -> Outcome<OneTimePassword> {
        let (password, hash) = self.one_time().await?;
        let entry = audited::by(&self.actor, "reset", "user", id.0);
        let name = self
            .state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let user = user::by_id(tx, id).await?.filter(|user| user.left_at.is_none());
                    let user = user.ok_or(Problem::NotFound)?;
                    let now = tx.now();
                    user::set_password(tx, id, &hash, true).await?;
                    session::revoke_all(tx, id, None, now).await?;
                    tx.audit(entry).await?;
                    Outcome::Ok(user.name)
                })
            })
            .await?;
        Ok(OneTimePassword { name, password })
    }

    /// Ends an account's sessions, and the account itself where its holder has left.
    async fn end(&self, id: UserId, left: bool) -> Outcome<()> {
        if left && id == self.actor.user {
            return Err(Problem::NotAllowed.into());
        }
        let action = if left { "leave" } else { "close_sessions" };
        let entry = audited::by(&self.actor, action, "user", id.0);
        let ended: Result<(), StoreError> = self
            .state
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    if left {
                        user::leave(tx, id, now).await?;
                    }
                    session::revoke_all(tx, id, None, now).await?;
                    tx.audit(entry).await
                })
            })
            .await;
        Ok(ended?)
    }
}
