//! Accounts of those who work with Rounds; the administrator's page.

use super::{Answer, DeskError};
use domain::Time;
use domain::id::{StationId, UserId};
use domain::role::{Role, TravelMode};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// Identity.
    pub id: UserId,
    /// Name to sign in with.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Station or town.
    pub area_name: String,
    /// Has the one-time password still to be changed.
    pub must_change: bool,
    /// Sessions that are open.
    pub sessions: u32,
    /// Last heard of.
    pub seen_at: Option<Time>,
    /// When it left.
    pub left_at: Option<Time>,
}

/// All accounts, and what a new one can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts {
    /// Present ones first, by name.
    pub rows: Vec<AccountRow>,
    /// Stations.
    pub stations: Vec<(StationId, String)>,
    /// The server's clock.
    pub now: Time,
}

/// A new account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// Name to sign in with.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Station; none for the whole county.
    pub station: Option<StationId>,
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Duty phone.
    pub phone: String,
}

/// A password that is shown once and opens nothing but its own change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTimePassword {
    /// Whose.
    pub name: String,
    /// The password.
    pub password: String,
}

/// What the administrator does.
#[async_trait::async_trait]
pub trait AccountDesk: Send + Sync {
    /// All accounts.
    async fn list(&self) -> Answer<Accounts>;
    /// Adds one.
    async fn add(&self, account: NewAccount) -> Answer<OneTimePassword>;
    /// A new one-time password; sessions end.
    async fn reset(&self, user: UserId) -> Answer<OneTimePassword>;
    /// The account has left: sessions end, nobody signs in with it again.
    async fn leave(&self, user: UserId) -> Answer<()>;
    /// Ends all sessions.
    async fn sign_out_everywhere(&self, user: UserId) -> Answer<()>;
}

/// [`AccountDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "accounts", input = Json, output = Json)]
pub async fn list_accounts() -> Result<Accounts, DeskError> {
    super::desk::<dyn AccountDesk>()?.list().await
}

/// [`AccountDesk::add`].
#[server(prefix = "/desk/fn", endpoint = "add_account", input = Json, output = Json)]
pub async fn add_account(account: NewAccount) -> Result<OneTimePassword, DeskError> {
    super::desk::<dyn AccountDesk>()?.add(account).await
}

/// [`AccountDesk::reset`].
#[server(prefix = "/desk/fn", endpoint = "reset_account", input = Json, output = Json)]
pub async fn reset_account(user: UserId) -> Result<OneTimePassword, DeskError> {
    super::desk::<dyn AccountDesk>()?.reset(user).await
}

/// [`AccountDesk::leave`].
#[server(prefix = "/desk/fn", endpoint = "leave_account", input = Json, output = Json)]
pub async fn leave_account(user: UserId) -> Result<(), DeskError> {
    super::desk::<dyn AccountDesk>()?.leave(user).await
}

/// [`AccountDesk::sign_out_everywhere`].
#[server(prefix = "/desk/fn", endpoint = "sign_out_everywhere", input = Json, output = Json)]
pub async fn sign_out_everywhere(user: UserId) -> Result<(), DeskError> {
    super::desk::<dyn AccountDesk>()?.sign_out_everywhere(user).await
}
