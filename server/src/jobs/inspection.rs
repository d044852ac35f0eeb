//! Freezes the figures of months that are closed.

use crate::store::audit::{Chain, Entry};
use crate::store::{Store, StoreError, inspection};
use chrono_tz::Asia::Shanghai;
use domain::inspection::last_closed;
use std::time::Duration;

/// How often the calendar is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(3_600);

/// Freezes what has closed, now and every hour, until the future is dropped. A failure is logged and
/// tried again.
pub async fn run(store: Store) {
    loop {
        if let Err(error) = freeze_closed(&store).await {
            tracing::error!(%error, "figures of a closed month could not be frozen");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Freezes every month that is closed and not frozen yet, the earliest first, each in a write of its own.
/// Answers how many.
pub async fn freeze_closed(store: &Store) -> Result<usize, StoreError> {
    let today = store.clock().now().with_timezone(&Shanghai).date_naive();
    let mut reader = store.reader().await?;
    let next = match inspection::closed(&mut reader).await? {
        Some(closed) => Some(closed.next()),
        None => inspection::first(&mut reader).await?,
    };
    drop(reader);
    let Some(next) = next else { return Ok(0) };
    let mut frozen = 0;
    for month in next.until(last_closed(today)) {
        let written: Result<(), StoreError> = store
            .write(move |tx| {
                Box::pin(async move {
                    inspection::freeze(tx, month, today).await?;
                    let entry = Entry::new(Chain::Installation, "freeze", "figures");
                    tx.audit(entry.detail(serde_json::json!({"month": month}))).await
                })
            })
            .await;
        written?;
        frozen += 1;
    }
    Ok(frozen)
}
