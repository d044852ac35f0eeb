//! Rows that leave the office as a file.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::export::{ExportPurpose, Receiver};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exportable {
    /// Owed visits and how they stand.
    Ledger,
    /// Properties and dwellings.
    Register,
}

/// What is asked for, why, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportAsk {
    /// What.
    pub what: Exportable,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What for.
    pub purpose: ExportPurpose,
    /// Who receives it.
    pub receiver: Receiver,
}

/// What a desk exports.
#[async_trait::async_trait]
pub trait ExportDesk: Send + Sync {
    /// Rows of the account's own station as CSV, UTF-8 with BOM; logged, and shown to each household.
    async fn export(&self, ask: ExportAsk) -> Answer<String>;
}

/// [`ExportDesk::export`].
#[server(prefix = "/desk/fn", endpoint = "export_rows", input = Json, output = Json)]
pub async fn export_rows(ask: ExportAsk) -> Result<String, DeskError> {
    super::desk::<dyn ExportDesk>()?.export(ask).await
}
