//! What is stored, what for and how long: the processing record and the impact assessment.

use super::sheet::Sheet;
use super::{Answer, DeskError};
use leptos::prelude::*;
use server_fn::codec::Json;

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait StoredDesk: Send + Sync {
    /// The processing record, or the sheet of the impact assessment.
    async fn sheet(&self, impact: bool) -> Answer<Sheet>;
}

/// [`StoredDesk::sheet`].
#[server(prefix = "/desk/fn", endpoint = "stored", input = Json, output = Json)]
pub async fn read_stored(impact: bool) -> Result<Sheet, DeskError> {
    super::desk::<dyn StoredDesk>()?.sheet(impact).await
}
