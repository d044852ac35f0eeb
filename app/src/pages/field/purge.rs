//! What the phone forgets: what is old, what it may hold no longer.

use super::order::ORDER;
use super::state::{AHEAD, DECISIONS, ETAG, Field, ROUND};
use crate::device::session::{kept, put};
use crate::device::{clock, lock, pack, roads, store};
use chrono::TimeDelta;
use domain::Time;
use leptos::prelude::*;
use sync::PhoneStore;

/// The views that keep what the server told of the work, but for the station's files.
pub(super) const TOLD: [&str; 5] = [ROUND, ETAG, ORDER, DECISIONS, AHEAD];
/// Days that this phone remembers what it did.
const DAYS_KEPT: chrono::Days = chrono::Days::new(3);
/// Without the server for so long, the phone forgets what came from it.
const WITHOUT_CONTACT: TimeDelta = TimeDelta::hours(72);
/// When the server last answered.
const CONTACT: &str = "meta/contact_at";
/// How exactly that is remembered.
const NEARLY: TimeDelta = TimeDelta::minutes(10);

impl Field {
    /// Forgets what is older than the days a correction may need.
    pub(super) async fn purge(self) {
        let phone = store::phone();
        let Ok(outbox) = phone.outbox().await else { return };
        let mut keys = Vec::new();
        for prefix in ["mark/", "read/", "form/"] {
            let found = phone.views(prefix).await.unwrap_or_default();
            keys.extend(found.into_iter().map(|(key, _)| key));
        }
        let first = clock::corrected().date_naive() - DAYS_KEPT;
        let changes = sync::plan_purge(&keys, &outbox, &sync::Age { first_day_kept: first.to_string() });
        // What is not forgotten now is forgotten at the next start.
        let _ = phone.change(changes).await;
    }

    /// The server has answered.
    pub(super) async fn note_contact(self) {
        let now = clock::now();
        let before: Option<Time> = kept(CONTACT).await;
        if before.is_none_or(|before| (now - before).abs() > NEARLY) {
            // A contact that is not noted makes the phone forget early, not late.
            let _ = store::phone().change(vec![put(CONTACT, &now)]).await;
        }
    }

    /// Forgets what came from the server, for everyone on this phone, where it has been out of reach for
    /// long. Drafts and what was done stay.
    pub(super) async fn expire(self) {
        let last: Option<Time> = kept(CONTACT).await;
        if last.is_some_and(|last| clock::now() - last > WITHOUT_CONTACT) {
            let views = TOLD.into_iter().chain(pack::VIEWS);
            // What is not forgotten now is forgotten at the next start.
            let _ = store::forget_of_all(&views.collect::<Vec<_>>()).await;
            roads::forget().await;
        }
    }

    /// The server does not know this phone any more: it may be lost. Everything goes but what the server
    /// has not received.
    pub(super) async fn erase(self) {
        self.people.set(Vec::new());
        self.lock().await;
        lock::wipe_all().await;
        roads::forget().await;
    }
}
