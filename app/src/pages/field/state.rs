//! What the phone's pages share, shown from the phone's own store first.

use super::draft::VisitDraft;
use super::order::ORDER;
use crate::device::prefs::{self, Prefs};
use crate::device::sender::{self, Way};
use crate::device::session::{self, kept};
use crate::device::{clock, roads, store};
use crate::words::field::{Words, words};
use domain::Lang;
use domain::flag::Returned;
use domain::id::DwellingId;
use domain::round::{Round, Stop};
use domain::session::Tokens;
use leptos::prelude::*;
use std::sync::Arc;
use sync::merge::{Door, Mark};
use sync::{Change, Counter, PhoneStore};
use wasm_bindgen_futures::spawn_local;

/// The view that keeps the round as it was planned.
pub const ROUND: &str = "round";
/// The view that keeps its ETag.
pub const ETAG: &str = "round_etag";
/// The view that keeps what officers decided.
pub const DECISIONS: &str = "decisions";

/// Days that this phone remembers what it did.
const DAYS_KEPT: chrono::Days = chrono::Days::new(3);

/// Shared state; copied freely, every part is a signal.
#[derive(Clone, Copy)]
pub struct Field {
    /// Language, theme, size.
    pub prefs: RwSignal<Prefs>,
    /// The session; none until signed in.
    pub tokens: RwSignal<Option<Tokens>>,
    /// The server no longer takes the session: sign in again, everything stays.
    pub expired: RwSignal<bool>,
    /// Today's round, in the order in which it is walked.
    pub round: RwSignal<Option<Arc<Round>>>,
    /// That order was found on this phone.
    pub reordered: RwSignal<bool>,
    /// What was done today.
    pub marks: RwSignal<Vec<Mark>>,
    /// Unfinished visits.
    pub drafts: RwSignal<Vec<VisitDraft>>,
    /// Rows without a receipt.
    pub counter: RwSignal<Counter>,
    /// How sending goes.
    pub way: RwSignal<Way>,
    /// What officers decided on this visitor's findings.
    pub decisions: RwSignal<Vec<Returned>>,
    /// Whether the last call to the server was answered.
    pub reached: RwSignal<bool>,
    /// The phone's store has been read.
    pub ready: RwSignal<bool>,
}

impl Field {
    /// Empty, with the choices of this phone's user.
    pub fn new() -> Self {
        Self {
            prefs: RwSignal::new(prefs::load()),
            tokens: RwSignal::new(None),
            expired: RwSignal::new(false),
            round: RwSignal::new(None),
            reordered: RwSignal::new(false),
            marks: RwSignal::new(Vec::new()),
            drafts: RwSignal::new(Vec::new()),
            counter: RwSignal::new(Counter::default()),
            way: RwSignal::new(Way::Fine),
            decisions: RwSignal::new(Vec::new()),
            reached: RwSignal::new(true),
            ready: RwSignal::new(false),
        }
    }

    /// Language of the pages.
    pub fn lang(self) -> Lang {
        self.prefs.with_untracked(|prefs| prefs.lang)
    }

    /// Words in that language.
    pub fn words(self) -> &'static Words {
        words(self.prefs.with_untracked(|prefs| prefs.lang))
    }

    /// Changes and keeps the choices.
    pub fn choose(self, change: impl FnOnce(&mut Prefs)) {
        self.prefs.update(change);
        prefs::save(self.prefs.get_untracked());
    }

    /// Reads the phone's store, shows it, then asks the server.
    pub async fn start(self) {
        session::restore_clock().await;
        self.tokens.set(session::tokens().await);
        if let Some(round) = kept(ROUND).await {
            self.show(round).await;
        }
        self.decisions.set(kept(DECISIONS).await.unwrap_or_default());
        self.reread().await;
        self.ready.set(true);
        self.purge().await;
        sender::listen(move || {
            self.send();
            self.refresh();
        });
        self.send();
        self.refresh();
        self.ask_for_news().await;
    }

    /// Forgets what was shown to the one who signs out: the next one sees only what is theirs.
    pub async fn forget(self) {
        let views = [ROUND, ETAG, ORDER, DECISIONS].map(|key| Change::Remove { key: key.to_owned() });
        // Without the store nothing is kept either.
        let _ = store::phone().change(views.into()).await;
        roads::forget().await;
        self.round.set(None);
        self.decisions.set(Vec::new());
        self.tokens.set(None);
    }

    /// Forgets what is older than the days a correction may need.
    async fn purge(self) {
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

    /// Reads again what this phone did.
    pub async fn reread(self) {
        let phone = store::phone();
        if let Ok(rows) = phone.outbox().await {
            self.counter.set(Counter::of(&rows));
        }
        let drafts = phone.views("draft/").await.unwrap_or_default();
        self.drafts.set(drafts.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect());
        let date = self.date();
        let marks = phone.views(&format!("mark/{date}/")).await.unwrap_or_default();
        self.marks.set(marks.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect());
    }

    /// The civil date of the round; of the phone's clock before the first round.
    pub fn date(self) -> String {
        self.round.with_untracked(|round| match round {
            Some(round) => round.date.to_string(),
            None => clock::corrected().date_naive().to_string(),
        })
    }

    /// Sends what waits.
    pub fn send(self) {
        sender::kick(move |way| {
            self.way.set(way);
            if way == Way::Waiting {
                self.reached.set(false);
            } else if way == Way::Fine && !self.reached.get_untracked() {
                self.refresh();
            }
            spawn_local(self.reread());
        });
    }

    /// The stop of `dwelling` in today's round.
    pub fn stop(self, dwelling: DwellingId) -> Option<Stop> {
        self.round.with(|round| round.as_ref()?.stops.iter().find(|stop| stop.dwelling == dwelling).cloned())
    }

    /// The unfinished visit of `dwelling`.
    pub fn draft(self, dwelling: DwellingId) -> Option<VisitDraft> {
        self.drafts.with(|drafts| drafts.iter().find(|draft| draft.dwelling == dwelling).cloned())
    }

    /// Every stop with what was done there, for reading inside `read`.
    pub fn with_doors<T>(self, read: impl FnOnce(Vec<Door<'_>>) -> T) -> T {
        self.round.with(|round| {
            self.marks.with(|marks| match round {
                Some(round) => read(sync::merge::doors(round, marks)),
                None => read(Vec::new()),
            })
        })
    }

    /// The first open stop.
    pub fn next(self) -> Option<Stop> {
        self.with_doors(|doors| sync::merge::next(&doors).map(|door| door.stop.clone()))
    }
}

/// The shared state.
pub fn use_field() -> Field {
    expect_context()
}
