//! What meetings and stations said is kept for so long and no longer.

use crate::store::{Chain, Entry, Store, StoreError, meeting, message, practice};
use chrono::TimeDelta;
use domain::message::TEXT_DAYS;
use serde_json::json;
use std::time::Duration;

/// How often the day is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(3_600);
/// 24 months: meetings, messages without their text, practice notes.
const KEPT: TimeDelta = TimeDelta::days(731);

/// Forgets what is over its time, until the future is dropped. A failure is logged and tried again.
pub async fn run(store: Store) {
    loop {
        if let Err(error) = forget(&store).await {
            tracing::error!(%error, "what is over its time could not be erased");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Erases what is over its time now; answers how many rows and texts.
pub async fn forget(store: &Store) -> Result<u64, StoreError> {
    store
        .write_unaudited(|tx| {
            Box::pin(async move {
                let (texts, all) = (tx.now() - TimeDelta::days(TEXT_DAYS), tx.now() - KEPT);
                let gone = [
                    message::erase_texts(tx, texts).await?,
                    message::erase(tx, all).await?,
                    meeting::erase(tx, all.date_naive()).await?,
                    practice::erase(tx, all).await?,
                ];
                let count: u64 = gone.iter().sum();
                if count > 0 {
                    let [texts, messages, meetings, notes] = gone;
                    let detail =
                        json!({"texts": texts, "messages": messages, "meetings": meetings, "notes": notes});
                    tx.audit(Entry::new(Chain::Installation, "erase", "message").detail(detail)).await?;
                }
                Ok(count)
            })
        })
        .await
}
