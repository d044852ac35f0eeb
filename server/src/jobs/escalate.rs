//! Timers of flags. They are jobs, so they outlive the process; what they find when they ring is
//! what counts, so a flag that was seen or accepted meanwhile is left alone.

use super::apply_record::Restricted;
use crate::store::audit::{Chain, Entry};
use crate::store::{Store, StoreError, flag};
use domain::flag::FlagState;
use domain::id::FindingId;
use serde::Serialize;
use std::time::Duration;
use url::Url;

/// Two minutes after an urgent flag: nobody's screen has shown it.
pub const ALARM: &str = "alarm_flag";

/// Fifteen minutes after an urgent flag, a day after a high one: nobody has accepted it.
pub const ESCALATE: &str = "escalate_flag";

/// How long the receiver of an alarm may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the webhook hears: that something waits, where to look, and nothing of anyone.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Alarm {
    event: &'static str,
    flag: FindingId,
    station: domain::id::StationId,
    raised_at: domain::Time,
}

/// What the webhook is to hear of a flag now; nothing once it was seen, accepted or told of.
pub async fn due(store: &Store, id: FindingId) -> Result<Option<Alarm>, StoreError> {
    let row = flag::by_id(&mut store.reader().await?, id).await?;
    let waits = row
        .filter(|row| row.state == FlagState::Flagged && row.seen_at.is_none() && row.alarmed_at.is_none());
    Ok(waits.map(|row| Alarm {
        event: "urgent_flag_unseen",
        flag: id,
        station: row.station,
        raised_at: row.raised_at,
    }))
}

/// Posts an alarm. A receiver that cannot be reached fails the job, which comes again.
pub async fn post(webhook: &Url, alarm: &Alarm) -> Result<(), reqwest::Error> {
    let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
    client.post(webhook.clone()).json(alarm).send().await?.error_for_status()?;
    Ok(())
}

/// Notes that the alarm has gone out: after it has, so that it may come twice but never not at all.
pub async fn told(store: &Store, alarm: &Alarm) -> Result<(), StoreError> {
    let (id, station) = (alarm.flag, alarm.station);
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(Entry::new(Chain::Station(station), "alarm", "flag").of(id)).await?;
                let now = tx.now();
                flag::alarm(tx, id, now).await?;
                Ok(())
            })
        })
        .await
}

/// Sends a flag to the supervisor.
pub async fn escalate(store: &Store, id: FindingId) -> Result<Option<Restricted>, StoreError> {
    let Some(row) = flag::by_id(&mut store.reader().await?, id).await? else { return Ok(None) };
    let (station, restricted) = (row.station, row.restricted);
    let escalated = store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(Entry::new(Chain::Station(station), "escalate", "flag").of(id)).await?;
                let now = tx.now();
                let escalated = flag::escalate(tx, id, now).await?;
                if escalated && !restricted {
                    tx.change(station, "flag", id, false).await?;
                }
                Ok::<_, StoreError>(escalated)
            })
        })
        .await?;
    Ok((escalated && restricted).then_some(Restricted { station, flag: id, at: store.clock().now() }))
}
