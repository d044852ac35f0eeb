//! What the phone's pages share: shown from the phone's own store first, refreshed when the network
//! allows.

use super::draft::VisitDraft;
use crate::device::net::Ask;
use crate::device::prefs::{self, Prefs};
use crate::device::sender::{self, Way};
use crate::device::session::{self, kept, put};
use crate::device::{clock, net, page, store};
use crate::words::field::{Words, words};
use domain::Lang;
use domain::flag::Returned;
use domain::id::DwellingId;
use domain::round::{Round, Stop};
use domain::session::Tokens;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::sync::Arc;
use sync::merge::{Door, Mark};
use sync::{Change, Counter, PhoneStore};
use wasm_bindgen_futures::spawn_local;

/// The view that keeps the round.
const ROUND: &str = "round";
/// The view that keeps its ETag.
const ETAG: &str = "round_etag";
/// The view that keeps what officers decided.
const DECISIONS: &str = "decisions";
/// How often a page in view asks for news, milliseconds.
const NEWS_MS: u32 = 60_000;

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
    /// Today's round.
    pub round: RwSignal<Option<Arc<Round>>>,
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
        self.round.set(kept::<Round>(ROUND).await.map(Arc::new));
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

    /// Asks for news as long as the app runs and is in view.
    async fn ask_for_news(self) {
        loop {
            TimeoutFuture::new(NEWS_MS).await;
            if page::is_shown() {
                self.refresh();
            }
        }
    }

    /// Forgets what was shown to the one who signs out: the next one sees only what is theirs.
    pub async fn forget(self) {
        let views = [ROUND, ETAG, DECISIONS].map(|key| Change::Remove { key: key.to_owned() });
        // Without the store nothing is kept either.
        let _ = store::phone().change(views.into()).await;
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

    /// Asks for a newer round and for decisions.
    pub fn refresh(self) {
        spawn_local(async move {
            if self.tokens.with_untracked(Option::is_none) {
                return;
            }
            let came = self.pull_round().await;
            self.expired.set(matches!(&came, Err(net::Fault::Problem(told)) if told.code == "not_signed_in"));
            self.reached.set(came != Err(net::Fault::NoAnswer));
            if came.is_ok() {
                // Decisions are news, not work: without them the day goes on.
                let _ = self.pull_decisions().await;
            }
        });
    }

    async fn pull_round(self) -> Result<(), net::Fault> {
        let etag: Option<String> = kept(ETAG).await;
        let headers = etag.map(|etag| ("if-none-match", etag)).into_iter().collect();
        let ask = Ask { method: "GET", path: "/api/v1/rounds/today", headers, ..Ask::default() };
        let reply = match session::as_user(ask).await {
            Err(net::Fault::Problem(told)) if told.code == "not_found" => return self.no_round().await,
            other => other?,
        };
        if reply.status == 304 {
            return Ok(());
        }
        let round: Round = reply.json()?;
        let etag = reply.header("etag").unwrap_or_default();
        // The round is replaced whole; what was done here stands under other keys and stays.
        if store::phone().change(vec![put(ROUND, &round), put(ETAG, &etag)]).await.is_ok() {
            self.round.set(Some(Arc::new(round)));
            self.reread().await;
        }
        Ok(())
    }

    /// The server knows of no round for today: yesterday's would mislead.
    async fn no_round(self) -> Result<(), net::Fault> {
        let views = [ROUND, ETAG].map(|key| Change::Remove { key: key.to_owned() });
        if store::phone().change(views.into()).await.is_ok() {
            self.round.set(None);
            self.reread().await;
        }
        Ok(())
    }

    async fn pull_decisions(self) -> Result<(), net::Fault> {
        let ask = Ask { method: "GET", path: "/api/v1/decisions", ..Ask::default() };
        let decisions: Vec<Returned> = session::as_user(ask).await?.json()?;
        if store::phone().change(vec![put(DECISIONS, &decisions)]).await.is_ok() {
            self.decisions.set(decisions);
        }
        Ok(())
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
