//! Writes both lists, or nothing of them.

use super::{Areas, RejectedArea};
use crate::store::{Chain, Entry, Store, StoreError, area};
use serde::Serialize;

/// What an import of areas came to: what `--json` prints.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Towns of the list, known ones included.
    pub towns: usize,
    /// Villages of the list, known ones included.
    pub villages: usize,
    /// Every fault; with one here nothing was stored.
    pub rejected: Vec<RejectedArea>,
}

/// Stores what was read without a fault. Importing the same lists again changes nothing.
pub async fn import(store: &Store, areas: Areas) -> Result<Report, StoreError> {
    if !areas.rejected.is_empty() {
        return Ok(Report { rejected: areas.rejected, ..Report::default() });
    }
    store
        .write(move |tx| {
            Box::pin(async move {
                area::put_towns(tx, &areas.towns).await?;
                area::put_villages(tx, &areas.villages).await?;
                let report =
                    Report { towns: areas.towns.len(), villages: areas.villages.len(), rejected: Vec::new() };
                let detail = serde_json::json!({"towns": report.towns, "villages": report.villages});
                tx.audit(Entry::new(Chain::Installation, "import", "area").detail(detail)).await?;
                Ok(report)
            })
        })
        .await
}
