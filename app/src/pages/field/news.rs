//! News from the server, asked for when the network allows: the round, its ways, decisions; then files, the
//! coming days, the map.

use super::state::{AHEAD, DECISIONS, ETAG, Field, ROUND};
use crate::device::net::{self, Ask};
use crate::device::session::{self, kept, put};
use crate::device::{boxed, clock, pack, page, roads, sender, store};
use chrono::TimeDelta;
use domain::flag::Returned;
use domain::id::StationId;
use domain::round::Round;
use domain::{Time, hex};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::Cell;
use sync::{Change, PhoneStore};
use wasm_bindgen_futures::spawn_local;

/// How often a page in view asks for news, milliseconds.
const NEWS_MS: u32 = 60_000;
/// How often it asks for what can wait.
const CALM: TimeDelta = TimeDelta::hours(1);

thread_local! {
    /// When what can wait was asked for.
    static ASKED: Cell<Option<Time>> = const { Cell::new(None) };
}

/// What can wait is asked for again: it may be someone else's.
pub(super) fn ask_again() {
    ASKED.set(None);
}

impl Field {
    /// Asks for news as long as the app runs and is in view, and sends what could wait.
    pub async fn ask_for_news(self) {
        loop {
            TimeoutFuture::new(NEWS_MS).await;
            if page::is_shown() {
                self.send();
                self.refresh();
            }
        }
    }

    /// Asks for a newer round and for decisions.
    pub fn refresh(self) {
        spawn_local(async move {
            if self.tokens.with_untracked(Option::is_none) {
                return;
            }
            // Decisions are news, not work, and files are for other doors: without them the day goes on. They
            // wait for the round only where it says whose files.
            let has_round = self.round.with_untracked(Option::is_some);
            spawn_local(async move { drop(self.pull_decisions().await) });
            if has_round {
                spawn_local(self.pull_rest());
            }
            let came = self.pull_round().await;
            let is_over = matches!(&came, Err(net::Fault::Problem(told)) if told.code == "not_signed_in");
            if is_over && sender::is_unknown().await {
                return self.erase().await;
            }
            self.expired.set(is_over);
            self.reached.set(came != Err(net::Fault::NoAnswer));
            if came.is_ok() {
                self.note_contact().await;
                // Without the ways there is no new order, and the planned one stays.
                let _ = self.pull_roads().await;
                if !has_round {
                    self.pull_rest().await;
                }
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
            self.show(round).await;
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

    async fn pull_roads(self) -> Result<(), net::Fault> {
        match self.round.get_untracked() {
            Some(round) => roads::fetch(&round).await,
            None => Ok(()),
        }
    }

    /// Asks for the station's files now: someone looks at them.
    pub fn look_at_files(self) {
        if self.tokens.with_untracked(Option::is_some) {
            spawn_local(async move { drop(self.pull_files(true).await) });
        }
    }

    /// The station whose round it is, or one's own.
    fn station(self) -> Option<StationId> {
        let of_round = self.round.with_untracked(|round| round.as_ref().map(|round| round.station));
        let own =
            || self.tokens.with_untracked(|tokens| tokens.as_ref().and_then(|tokens| tokens.me.station));
        of_round.or_else(own)
    }

    /// The station's files.
    async fn pull_files(self, is_looking: bool) -> Result<(), net::Fault> {
        if let Some(station) = self.station()
            && pack::pull(station, is_looking).await?
        {
            self.files.notify();
        }
        Ok(())
    }

    /// What the day goes on without: files, then, now and then, the coming days and the map.
    async fn pull_rest(self) {
        let _ = self.pull_files(false).await;
        let now = clock::now();
        if ASKED.get().is_some_and(|asked| (now - asked).abs() < CALM) {
            return;
        }
        ASKED.set(Some(now));
        let ahead = self.pull_ahead().await.map(drop);
        let map = match self.station() {
            Some(station) => roads::fetch_map(station).await,
            None => Ok(()),
        };
        // What was cut off goes on with the next news.
        if [ahead, map].contains(&Err(net::Fault::NoAnswer)) {
            ask_again();
        }
    }

    /// Asks for the rounds of the coming days; whether others came.
    pub(super) async fn pull_ahead(self) -> Result<bool, net::Fault> {
        Ok(newer(AHEAD, "/api/v1/rounds/ahead").await?.is_some())
    }

    async fn pull_decisions(self) -> Result<(), net::Fault> {
        let decisions = newer(DECISIONS, "/api/v1/decisions").await?;
        if let Some(decisions) = decisions.and_then(|text| serde_json::from_str::<Vec<Returned>>(&text).ok())
        {
            self.decisions.set(decisions);
        }
        Ok(())
    }
}

/// What the server tells at `path`, kept as it is under `key`, where it is not what is kept there: it has the
/// hash of the text for a tag.
async fn newer(key: &str, path: &str) -> Result<Option<String>, net::Fault> {
    boxed(async move {
        let held = store::phone().view(key).await.ok().flatten().unwrap_or_default();
        let headers = vec![("if-none-match", format!("\"{}\"", hex::sha256(held.as_bytes())))];
        let reply = session::as_user(Ask { method: "GET", path, headers, ..Ask::default() }).await?;
        if reply.status == 304 {
            return Ok(None);
        }
        let text = reply.text().to_owned();
        let put = Change::Put { key: key.to_owned(), value: text.clone() };
        Ok(store::phone().change(vec![put]).await.is_ok().then_some(text))
    })
    .await
}
