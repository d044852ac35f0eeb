//! What every command gets: where the data is, how to answer, which language, which clock.

use super::Trouble;
use crate::store::Store;
use domain::Lang;
use domain::clock::Clock;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// The circumstances of one command.
pub struct Context {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Photos, caches, keys.
    pub data: PathBuf,
    /// Whether stdout carries one JSON document and nothing else.
    pub json: bool,
    /// The user's language, from `LC_ALL`, `LC_MESSAGES` or `LANG`.
    pub lang: Lang,
    /// The present.
    pub clock: Arc<dyn Clock>,
}

impl Context {
    pub(super) fn new(database: String, data: PathBuf, json: bool, clock: Arc<dyn Clock>) -> Self {
        Self { database, data, json, lang: lang_of_the_terminal(), clock }
    }

    /// Opens the store, migrated.
    pub async fn store(&self) -> Result<Store, Trouble> {
        self.store_at(self.clock.clone()).await
    }

    /// Opens the store with another clock.
    pub(super) async fn store_at(&self, clock: Arc<dyn Clock>) -> Result<Store, Trouble> {
        Ok(Store::open(&self.database, &self.data, clock).await?)
    }

    /// Answers the user: `value` as JSON with `--json`, else `text`.
    pub fn answer<T: Serialize>(&self, value: &T, text: impl FnOnce(Lang) -> String) -> Result<(), Trouble> {
        if self.json {
            println!("{}", serde_json::to_string(value)?);
        } else {
            println!("{}", text(self.lang));
        }
        Ok(())
    }

    /// Says something on the way to the answer; on stderr, so that `--json` stays clean.
    pub fn say(&self, zh: &str, en: &str) {
        eprintln!("{}", self.pick(zh, en));
    }

    /// The one of two texts that the user reads.
    pub fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        }
    }
}

/// POSIX order of the variables; `C` and `POSIX` are read as English, for these terminals often
/// cannot show anything else.
fn lang_of_the_terminal() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    if value == "POSIX" || value == "C" || value.starts_with("C.") { Lang::En } else { Lang::best(&value) }
}
