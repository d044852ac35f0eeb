//! How long what is stored stays; the page of the privacy officer and the administrator.

use super::{Answer, DeskError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A rule of retention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRow {
    /// Its key.
    pub rule: String,
    /// Its word.
    pub word: String,
    /// The longest period, in words.
    pub longest: String,
    /// The present period, in words.
    pub now: String,
    /// The present period, in the rule's unit.
    pub count: u16,
    /// The shortest and the longest that can be set.
    pub bounds: (u16, u16),
    /// How many things are over it now, where that was counted.
    pub due: Option<u64>,
}

/// The rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionPage {
    /// Of the columns.
    pub headings: Vec<String>,
    /// In their order.
    pub rows: Vec<RetentionRow>,
    /// The day of the last erasure.
    pub erased_on: Option<String>,
}

/// What the privacy officer and the administrator ask.
#[async_trait::async_trait]
pub trait RetentionDesk: Send + Sync {
    /// The rules; with `counted`, what the coming night would erase.
    async fn rules(&self, counted: bool) -> Answer<RetentionPage>;
    /// Sets a period, never above the longest; logged.
    async fn set(&self, rule: String, count: u16) -> Answer<()>;
}

/// [`RetentionDesk::rules`].
#[server(prefix = "/desk/fn", endpoint = "retention", input = Json, output = Json)]
pub async fn read_retention(counted: bool) -> Result<RetentionPage, DeskError> {
    super::desk::<dyn RetentionDesk>()?.rules(counted).await
}

/// [`RetentionDesk::set`].
#[server(prefix = "/desk/fn", endpoint = "set_retention", input = Json, output = Json)]
pub async fn set_retention(rule: String, count: u16) -> Result<(), DeskError> {
    super::desk::<dyn RetentionDesk>()?.set(rule, count).await
}
