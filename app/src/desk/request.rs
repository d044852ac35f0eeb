//! Residents' requests; the privacy officer's page. What is chosen travels by its key, so that the page
//! carries no list of its own.

use super::sheet::{Choices, Line};
use super::{Answer, DeskError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A request as it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRequest {
    /// The door's label or the address of the home.
    pub home: String,
    /// What is asked, by key.
    pub kind: String,
    /// Of what, by key.
    pub subject: String,
    /// How it came, by key.
    pub way: String,
    /// The day it came, `2026-11-24`.
    pub received_on: String,
}

/// The requests, and what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestPage {
    /// Of the columns.
    pub headings: Vec<String>,
    /// Open ones first, the most urgent on top.
    pub lines: Vec<Line>,
    /// What can be asked.
    pub kinds: Choices,
    /// Of what.
    pub subjects: Choices,
    /// How it may come.
    pub ways: Choices,
    /// How it may be answered.
    pub outcomes: Choices,
    /// Why not.
    pub grounds: Choices,
    /// The present day.
    pub today: String,
}

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait RequestDesk: Send + Sync {
    /// The requests; logged.
    async fn list(&self) -> Answer<RequestPage>;
    /// Takes a request; logged.
    async fn take(&self, new: NewRequest) -> Answer<()>;
    /// Answers one, which may erase the household's contact; logged. `ground` is empty where there is
    /// none.
    async fn answer(&self, id: String, outcome: String, ground: String) -> Answer<()>;
}

/// [`RequestDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "requests", input = Json, output = Json)]
pub async fn read_requests() -> Result<RequestPage, DeskError> {
    super::desk::<dyn RequestDesk>()?.list().await
}

/// [`RequestDesk::take`].
#[server(prefix = "/desk/fn", endpoint = "take_request", input = Json, output = Json)]
pub async fn take_request(new: NewRequest) -> Result<(), DeskError> {
    super::desk::<dyn RequestDesk>()?.take(new).await
}

/// [`RequestDesk::answer`].
#[server(prefix = "/desk/fn", endpoint = "answer_request", input = Json, output = Json)]
pub async fn answer_request(id: String, outcome: String, ground: String) -> Result<(), DeskError> {
    super::desk::<dyn RequestDesk>()?.answer(id, outcome, ground).await
}
