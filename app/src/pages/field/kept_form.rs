//! Forms that keep what they say so far on the phone, until it is written.

use super::record::NotWritten;
use super::state::Field;
use crate::device::session::{kept, put};
use crate::device::store;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::{Change, PhoneStore};
use wasm_bindgen_futures::spawn_local;

/// A form as the one who is signed in began it on this day; another visitor on this phone begins
/// their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    key: String,
}

impl KeptForm {
    /// The form called `form`.
    pub fn of(field: Field, form: &str) -> Self {
        let user = field.tokens.with_untracked(|tokens| tokens.as_ref().map(|tokens| tokens.me.user));
        let user = user.map(|user| user.to_string()).unwrap_or_default();
        Self { key: format!("form/{}/{user}/{form}", field.date()) }
    }

    /// The change that forgets it, for the transaction that writes what it said.
    pub fn forget(&self) -> Change {
        Change::Remove { key: self.key.clone() }
    }

    /// Brings back what was kept before, then keeps what the form says as often as it changes.
    pub fn keep<T>(
        &self,
        said: impl Fn() -> T + Send + Sync + 'static,
        bring_back: impl FnOnce(T) + 'static,
        fault: RwSignal<Option<NotWritten>>,
    ) where
        T: Serialize + DeserializeOwned + PartialEq + Send + Sync + 'static,
    {
        let key = self.key.clone();
        let is_back = RwSignal::new(false);
        spawn_local({
            let key = key.clone();
            async move {
                if let Some(before) = kept(&key).await {
                    bring_back(before);
                }
                is_back.set(true);
            }
        });
        Effect::new(move |before: Option<T>| {
            let now = said();
            if is_back.get() && before.is_some_and(|before| before != now) {
                let change = put(&key, &now);
                spawn_local(async move {
                    if let Err(problem) = store::phone().change(vec![change]).await {
                        fault.set(Some(NotWritten::Store(problem.to_string())));
                    }
                });
            }
            now
        });
    }
}
