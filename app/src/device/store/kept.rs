//! A row as it lies in the database; its key there is its place in the sequence.

use serde::{Deserialize, Serialize};
use sync::{Draft, Fate, Row, StoreFault};
use wasm_bindgen::JsValue;

/// A row.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// The record. Its body is sealed to the station, where `own` is.
    pub draft: Draft,
    /// What became of it.
    pub fate: Fate,
    /// What the sealed body does not show; none of a row from before the phone had a lock.
    #[serde(default)]
    pub own: Option<Own>,
}

/// Beside a sealed body.
#[derive(Serialize, Deserialize)]
pub struct Own {
    /// The body, closed for its author, base64url.
    pub body: String,
    /// The photo whose bytes must be with the server first.
    pub photo: Option<String>,
    /// A finding that cannot wait.
    pub urgent: bool,
}

impl Kept {
    pub fn read(kept: &JsValue) -> Result<Self, StoreFault> {
        let json = kept.as_string().unwrap_or_default();
        serde_json::from_str(&json).map_err(|e| StoreFault::Unreadable(e.to_string()))
    }

    pub fn text(&self) -> Result<JsValue, StoreFault> {
        let json = serde_json::to_string(self).map_err(|e| StoreFault::Unreadable(e.to_string()))?;
        Ok(JsValue::from_str(&json))
    }

    /// The row, with its body opened or as it is: sealed, it can be sent.
    pub fn row(self, seq: u64, opened: Option<String>) -> Row {
        let Self { draft, fate, own } = self;
        let Some(own) = own else { return Row { fate, ..Row::new(seq, draft) } };
        let body = opened.unwrap_or(draft.body);
        Row { seq, draft: Draft { body, ..draft }, fate, photo: own.photo, urgent: own.urgent }
    }
}
