//! What the phone forgets, so that a lost phone holds little.

use crate::outbox::Row;
use crate::store::Change;

/// Views older than this go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// The first civil date kept, ISO text (dates in this form sort as text).
    pub first_day_kept: String,
}

/// Removes the views of days before `age` (`<what>/<date>/…`), except those whose last part, an id,
/// occurs in a row that has no receipt yet: it may have to be corrected from them.
pub fn plan_purge(keys: &[String], outbox: &[Row], age: &Age) -> Vec<Change> {
    keys.iter()
        .filter(|key| date_of(key).is_some_and(|date| date < age.first_day_kept.as_str()))
        .filter(|key| !is_needed(key, outbox))
        .map(|key| Change::Remove { key: key.clone() })
        .collect()
}

fn date_of(key: &str) -> Option<&str> {
    let date = key.split('/').nth(1)?;
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    (date.len() == 10 && digits == 8).then_some(date)
}

fn is_needed(key: &str, outbox: &[Row]) -> bool {
    let id = key.rsplit('/').next().unwrap_or_default();
    outbox.iter().any(|row| row.draft.body.contains(id))
}
