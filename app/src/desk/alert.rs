//! What waits for the privacy officer: contacts opened beyond the work of a day, and what is due.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::id::UserId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// An account that opened more contacts in a day than its work takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRow {
    /// Whose account.
    pub user: UserId,
    /// Its name.
    pub name: String,
    /// On which day.
    pub on: NaiveDate,
    /// The privacy officer has looked into it.
    pub is_seen: bool,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertPage {
    /// Those that nobody has looked into first.
    pub rows: Vec<AlertRow>,
    /// Contacts a day from which on there is an alert.
    pub most: i64,
    /// Requests without an answer.
    pub requests: usize,
    /// Of these, over their last day.
    pub overdue: usize,
    /// Demands without an answer.
    pub demands: usize,
    /// Answered demands of which the household is not told yet.
    pub untold: usize,
    /// The day of the last erasure.
    pub erased_on: Option<String>,
}

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait AlertDesk: Send + Sync {
    /// What waits.
    async fn waiting(&self) -> Answer<AlertPage>;
    /// Notes that an alert was looked into; logged.
    async fn see(&self, user: UserId, on: NaiveDate) -> Answer<()>;
}

/// [`AlertDesk::waiting`].
#[server(prefix = "/desk/fn", endpoint = "alerts", input = Json, output = Json)]
pub async fn read_alerts() -> Result<AlertPage, DeskError> {
    super::desk::<dyn AlertDesk>()?.waiting().await
}

/// [`AlertDesk::see`].
#[server(prefix = "/desk/fn", endpoint = "see_alert", input = Json, output = Json)]
pub async fn see_alert(user: UserId, on: NaiveDate) -> Result<(), DeskError> {
    super::desk::<dyn AlertDesk>()?.see(user, on).await
}
