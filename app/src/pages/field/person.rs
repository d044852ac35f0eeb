//! Who is here: signing in, taking the phone up, locking it, leaving.

use super::news;
use super::purge::TOLD;
use super::state::{DECISIONS, Field, ROUND};
use crate::device::lock;
use crate::device::session::{self, kept};
use crate::device::{pack, roads, space, store};
use domain::session::Tokens;
use leptos::prelude::*;
use sync::{Change, PhoneStore};
use wasm_bindgen_futures::spawn_local;

impl Field {
    /// Someone has signed in: where they go on. The phone is closed for who was here before.
    pub async fn arrive(self, tokens: Tokens) -> &'static str {
        let user = tokens.me.user;
        self.arrived.set(Some(tokens));
        if lock::owner().is_some_and(|owner| owner.user == user) {
            self.enter().await;
            return "/field/today";
        }
        self.lock().await;
        let has_place = self.people.with_untracked(|people| people.iter().any(|person| person.user == user));
        if has_place { "/field/unlock" } else { "/field/pin" }
    }

    /// Shows what the phone keeps for the person for whom it is open.
    pub(super) async fn show_kept(self) {
        self.tokens.set(session::tokens().await);
        if let Some(round) = kept(ROUND).await {
            self.show(round).await;
        }
        self.decisions.set(kept(DECISIONS).await.unwrap_or_default());
        self.reread().await;
        if lock::owner().is_some() {
            spawn_local(pack::get_ready());
        }
    }

    /// The phone has been opened for a person: keeps the session that waited for it, shows what is
    /// theirs and asks the server.
    pub async fn enter(self) {
        if let Some(tokens) = self.arrived.get_untracked() {
            // Kept or not, it is there until the page closes.
            let _ = session::keep_tokens(&tokens).await;
        }
        space::keep().await;
        self.people.set(lock::people().await);
        self.show_kept().await;
        if let Some(tokens) = self.arrived.get_untracked() {
            self.tokens.set(Some(tokens));
            self.arrived.set(None);
        }
        self.wanted.set(None);
        self.expired.set(false);
        self.purge().await;
        self.send();
        self.refresh();
    }

    /// Locks the phone: nothing of the person is shown or known any more; what waits is still sent.
    pub async fn lock(self) {
        lock::close();
        news::ask_again();
        self.tokens.set(None);
        self.round.set(None);
        self.reordered.set(false);
        self.decisions.set(Vec::new());
        self.sought.set(String::new());
        self.reread().await;
    }

    /// Forgets what was shown to the one who signs out: the next one sees only what is theirs.
    pub async fn forget(self) {
        let views = TOLD.map(|key| Change::Remove { key: key.to_owned() });
        // Without the store nothing is kept either.
        let _ = store::phone().change(views.into()).await;
        roads::forget().await;
        pack::forget().await;
        self.lock().await;
    }
}
