//! What the phone's pages share, shown from the phone's own store first.

use super::draft::VisitDraft;
use crate::device::lock::{self, Person};
use crate::device::prefs::{self, Prefs};
use crate::device::sender::{self, Way};
use crate::device::session;
use crate::device::{boxed, clock, space, store};
use crate::words::field::{Words, words};
use domain::Lang;
use domain::flag::Returned;
use domain::id::DwellingId;
use domain::round::{Round, Stop};
use domain::session::Tokens;
use leptos::prelude::*;
use std::sync::Arc;
use sync::merge::{Door, Mark};
use sync::{Counter, PhoneStore};
use wasm_bindgen_futures::spawn_local;

/// The view that keeps the round as it was planned.
pub const ROUND: &str = "round";
/// The view that keeps its ETag.
pub const ETAG: &str = "round_etag";
/// The view that keeps what officers decided.
pub const DECISIONS: &str = "decisions";
/// The view that keeps the rounds of the coming days.
pub const AHEAD: &str = "ahead";

/// Shared state; copied freely, every part is a signal.
#[derive(Clone, Copy)]
pub struct Field {
    /// Language, theme, size.
    pub prefs: RwSignal<Prefs>,
    /// Who has a place on this phone.
    pub people: RwSignal<Vec<Person>>,
    /// A session that waits for its person's PIN.
    pub arrived: RwSignal<Option<Tokens>>,
    /// The page that was asked for while the phone was locked.
    pub wanted: RwSignal<Option<String>>,
    /// The session; none until signed in, or while the phone is locked.
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
    /// What is looked for among the station's files.
    pub sought: RwSignal<String>,
    /// Raised when files of the station came.
    pub files: Trigger,
    /// Whether the last call to the server was answered.
    pub reached: RwSignal<bool>,
    /// Megabytes that the browser leaves, where they are few.
    pub space: RwSignal<Option<u32>>,
    /// Minutes that the phone's clock is ahead, where it is wrong.
    pub clock: RwSignal<Option<i64>>,
    /// The phone's store has been read.
    pub ready: RwSignal<bool>,
}

impl Field {
    /// Empty, with the choices of this phone's user.
    pub fn new() -> Self {
        Self {
            prefs: RwSignal::new(prefs::load()),
            people: RwSignal::new(Vec::new()),
            arrived: RwSignal::new(None),
            wanted: RwSignal::new(None),
            tokens: RwSignal::new(None),
            expired: RwSignal::new(false),
            round: RwSignal::new(None),
            reordered: RwSignal::new(false),
            marks: RwSignal::new(Vec::new()),
            drafts: RwSignal::new(Vec::new()),
            counter: RwSignal::new(Counter::default()),
            way: RwSignal::new(Way::Fine),
            decisions: RwSignal::new(Vec::new()),
            sought: RwSignal::new(String::new()),
            files: Trigger::new(),
            reached: RwSignal::new(true),
            space: RwSignal::new(None),
            clock: RwSignal::new(None),
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
        self.expire().await;
        lock::restore().await;
        self.people.set(lock::people().await);
        self.show_kept().await;
        self.ready.set(true);
        self.purge().await;
        lock::watch(move || spawn_local(self.lock()));
        sender::listen(move || {
            self.send();
            self.refresh();
        });
        self.send();
        self.refresh();
        self.ask_for_news().await;
    }

    /// Reads again what this phone did, and how much room is left.
    pub async fn reread(self) {
        boxed(async move {
            self.space.set(space::little_left().await);
            self.clock.set(clock::wrong_by_min());
            let phone = store::phone();
            if let Ok(rows) = phone.closed_outbox().await {
                self.counter.set(Counter::of(&rows));
            }
            let drafts = phone.views("draft/").await.unwrap_or_default();
            self.drafts.set(drafts.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect());
            let date = self.date();
            let marks = phone.views(&format!("mark/{date}/")).await.unwrap_or_default();
            self.marks.set(marks.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect());
        })
        .await
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
            if way == Way::NotEnrolled {
                spawn_local(self.erase());
            } else if way == Way::Waiting {
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
