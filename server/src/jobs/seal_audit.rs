//! The audit's daily seals.

use crate::store::{Store, audit};
use std::time::Duration;

/// How often the day is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(600);

/// Seals the heads of all chains once a day, until the future is dropped. A failure is logged and
/// tried again.
pub async fn run(store: Store) {
    loop {
        if let Err(error) = audit::seal_if_due(&store).await {
            tracing::error!(%error, "the audit's heads could not be sealed");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
