//! What just happened, for open pages. Events are the change feed, followed: whatever a committed
//! write told its station comes out here, on every server over the database, in the order of the
//! feed. Nothing is lost between a commit and its event, because the feed is the queue.

use crate::jobs::apply_record::Restricted;
use crate::store::change::Change;
use crate::store::event::{self, Happened};
use crate::store::{Store, StoreError};
use domain::id::StationId;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::broadcast;

/// What an event of a restricted flag is called; `http::changes` says who hears it.
const RESTRICTED: &str = "restricted_flag";
/// How long the feed is left alone when nothing seems to happen.
const LONGEST_REST: Duration = Duration::from_secs(1);
/// Events that a slow page may lag behind before it has to load again.
const ROOM: usize = 1024;
/// Changes of one station that are taken at once.
const AT_ONCE: i64 = 500;

/// The stream of events; cloning it is cheap.
#[derive(Clone)]
pub struct Events {
    sender: broadcast::Sender<Happened>,
}

impl Default for Events {
    fn default() -> Self {
        Self { sender: broadcast::channel(ROOM).0 }
    }
}

impl Events {
    /// Everything from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Happened> {
        self.sender.subscribe()
    }

    /// Tells of a restricted flag, which no feed holds: whoever may not read it would see a gap.
    pub fn restricted(&self, flag: Restricted) {
        let change = Change { seq: 0, kind: RESTRICTED.to_owned(), id: flag.flag.0, removed: false };
        // Nobody listening is no failure.
        let _ = self.sender.send(Happened { station: flag.station, at: flag.at, change });
    }

    /// Follows the feed until the task is dropped: woken by each commit, and by itself now and then,
    /// should a wake-up be lost. A failure of the database is logged and tried again.
    pub async fn follow(self, store: Store) {
        let mut changed = store.changes();
        let mut place = Place::default();
        loop {
            if let Err(error) = self.step(&store, &mut place).await {
                tracing::warn!(%error, "cannot read the change feed");
            }
            let _ = tokio::time::timeout(LONGEST_REST, changed.recv()).await;
        }
    }

    /// Sends what came since the last step.
    async fn step(&self, store: &Store, place: &mut Place) -> Result<(), StoreError> {
        let mut reader = store.reader().await?;
        let total = event::total(&mut reader).await?;
        if place.total == Some(total) {
            return Ok(());
        }
        let first = place.total.is_none();
        for (station, last) in event::heads(&mut reader).await? {
            let seen = place.seen.entry(station).or_insert(if first { last } else { 0 });
            while *seen < last {
                let news = event::after(&mut reader, station, *seen, AT_ONCE).await?;
                let Some(newest) = news.last().map(|news| news.change.seq) else { break };
                for happened in news {
                    // Nobody listening is no failure.
                    let _ = self.sender.send(happened);
                }
                *seen = newest;
            }
        }
        place.total = Some(total);
        Ok(())
    }
}

/// How far the feed was followed.
#[derive(Default)]
struct Place {
    total: Option<i64>,
    seen: HashMap<StationId, i64>,
}
