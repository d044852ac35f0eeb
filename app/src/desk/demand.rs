//! Investigators' written demands; the privacy officer's page. What is chosen travels by its key.

use super::sheet::{Choices, Line, Sheet};
use super::{Answer, DeskError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A demand as it is taken: one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDemand {
    /// The door's label or the address of the home.
    pub home: String,
    /// Whose demand, by key.
    pub authority: String,
    /// Number of the written document.
    pub document: String,
    /// Which part of the file, by key.
    pub part: String,
    /// The day it came, `2026-11-24`.
    pub received_on: String,
    /// The day from which the household may be told; empty while the law forbids it.
    pub tell_on: String,
}

/// The demands, what can be chosen, and the figure that everyone reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandPage {
    /// Of the columns.
    pub headings: Vec<String>,
    /// Open ones first, then the latest.
    pub lines: Vec<Line>,
    /// Who may demand.
    pub authorities: Choices,
    /// Which part.
    pub parts: Choices,
    /// How it may be answered.
    pub outcomes: Choices,
    /// Why not.
    pub grounds: Choices,
    /// By year.
    pub figure: Sheet,
    /// The present day.
    pub today: String,
}

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait DemandDesk: Send + Sync {
    /// The demands; logged.
    async fn list(&self) -> Answer<DemandPage>;
    /// Takes a demand; logged.
    async fn take(&self, new: NewDemand) -> Answer<()>;
    /// Answers one; logged. `ground` is empty where there is none.
    async fn answer(&self, id: String, outcome: String, ground: String) -> Answer<()>;
    /// Sets the day from which the household is told, empty for not yet; logged.
    async fn tell(&self, id: String, on: String) -> Answer<()>;
}

/// [`DemandDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "demands", input = Json, output = Json)]
pub async fn read_demands() -> Result<DemandPage, DeskError> {
    super::desk::<dyn DemandDesk>()?.list().await
}

/// [`DemandDesk::take`].
#[server(prefix = "/desk/fn", endpoint = "take_demand", input = Json, output = Json)]
pub async fn take_demand(new: NewDemand) -> Result<(), DeskError> {
    super::desk::<dyn DemandDesk>()?.take(new).await
}

/// [`DemandDesk::answer`].
#[server(prefix = "/desk/fn", endpoint = "answer_demand", input = Json, output = Json)]
pub async fn answer_demand(id: String, outcome: String, ground: String) -> Result<(), DeskError> {
    super::desk::<dyn DemandDesk>()?.answer(id, outcome, ground).await
}

/// [`DemandDesk::tell`].
#[server(prefix = "/desk/fn", endpoint = "tell_demand", input = Json, output = Json)]
pub async fn tell_demand(id: String, on: String) -> Result<(), DeskError> {
    super::desk::<dyn DemandDesk>()?.tell(id, on).await
}
