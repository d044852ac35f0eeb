//! What changes by the passing of days: C ends when its finding is gone or was last confirmed more
//! than 60 days ago, and what such a finding spoke for is withdrawn. Every civil day is looked at once
//! by each server, and at once after a start: what has come due meanwhile is not missed.

use super::{Reviewed, change_class, read, read_now, review};
use crate::store::audit::{Chain, Entry};
use crate::store::{Store, StoreError, Tx, class_proposal, dwelling, station};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::class::{Class, Evidence};
use domain::id::{DwellingId, StationId};
use std::collections::HashMap;
use std::time::Duration;

/// How often the day is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// Reviews every station once a civil day, until dropped. A failure is logged and tried again.
pub async fn keep_reviewed(store: Store) {
    let mut done: HashMap<StationId, NaiveDate> = HashMap::new();
    loop {
        if let Err(error) = review_due(&store, &mut done).await {
            tracing::error!(%error, "classes could not be reviewed");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn review_due(store: &Store, done: &mut HashMap<StationId, NaiveDate>) -> Result<(), StoreError> {
    let stations = station::all(&mut store.reader().await?).await?;
    for of in stations {
        let zone: Tz = of.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai);
        let today = store.clock().now().with_timezone(&zone).date_naive();
        if done.get(&of.id) != Some(&today) {
            review_station(store, of.id, zone).await?;
            done.insert(of.id, today);
        }
    }
    Ok(())
}

/// Reviews the dwellings of a station that the passing of a day can change. Answers in how many C
/// has ended.
pub async fn review_station(store: &Store, station: StationId, zone: Tz) -> Result<usize, StoreError> {
    let mut reader = store.reader().await?;
    let now = store.clock().now();
    let mut due = Vec::new();
    for id in class_proposal::timed(&mut reader, station).await? {
        let Some(reviewed) = read(&mut reader, id, zone, now).await? else { continue };
        due.push((id, reviewed.has_lapsed()));
    }
    drop(reader);
    let mut lapsed = 0;
    for (id, may_lapse) in due {
        lapsed += usize::from(renew(store, station, id, may_lapse).await?);
    }
    Ok(lapsed)
}

/// Ends C where nothing holds it, looked at again within the transaction, and renews the proposal.
async fn renew(
    store: &Store,
    station: StationId,
    id: DwellingId,
    may_lapse: bool,
) -> Result<bool, StoreError> {
    store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let lapsed = may_lapse && lapse(tx, station, id).await?;
                review(tx, id).await?;
                Ok(lapsed)
            })
        })
        .await
}

async fn lapse(tx: &mut Tx, station: StationId, id: DwellingId) -> Result<bool, StoreError> {
    let lapsed = read_now(tx, id).await?.filter(Reviewed::has_lapsed);
    let Some((reviewed, file)) = lapsed.zip(dwelling::by_id(tx, id).await?) else { return Ok(false) };
    tx.audit(Entry::new(Chain::Station(station), "lapse", "class").of(id)).await?;
    change_class(tx, &file, Class::B, reviewed.today, None, why(&reviewed.evidence)).await?;
    Ok(true)
}

/// Nobody confirmed the finding again, or there is none any more.
fn why(evidence: &Evidence) -> &'static str {
    let waits = evidence.hazards.iter().any(|hazard| hazard.confirmed.is_some());
    if waits { "lapsed" } else { "hazard_gone" }
}
