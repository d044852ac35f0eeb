//! What one account has seen in a period: the report after an incident (PIPL art. 57).

use super::sheet::Sheet;
use super::{Answer, DeskError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Whose account, and when; the report's address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncidentAsk {
    /// Name of the account, also of one that has left.
    pub account: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait IncidentDesk: Send + Sync {
    /// Files and lists that the account has opened; none where no account was named. Logged.
    async fn report(&self, ask: IncidentAsk) -> Answer<Option<Sheet>>;
}

/// [`IncidentDesk::report`].
#[server(prefix = "/desk/fn", endpoint = "incident", input = Json, output = Json)]
pub async fn read_incident(ask: IncidentAsk) -> Result<Option<Sheet>, DeskError> {
    super::desk::<dyn IncidentDesk>()?.report(ask).await
}
