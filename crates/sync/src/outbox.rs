//! Rows that wait on the phone for their receipts.

use domain::Time;
use domain::finding::{Finding, Severity};
use domain::id::{RecordId, SessionId, UserId};
use domain::record::{Kind, PhotoRef, Record};
use serde::{Deserialize, Serialize};

/// A record before the store gives it its place in the device's sequence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Identity, made on the phone.
    pub id: RecordId,
    /// What the body is.
    pub kind: Kind,
    /// Version of the body's format.
    pub v: u16,
    /// Who made it.
    pub author: UserId,
    /// The session it was made in.
    pub session: SessionId,
    /// The device's clock when it was made.
    pub made_at: Time,
    /// Milliseconds of a clock that only runs forward; none if unknown.
    pub mono_ms: Option<i64>,
    /// Server's clock minus the device's, milliseconds; none if never measured.
    pub offset_ms: Option<i64>,
    /// The latest `stored_at` of the receipts that the device held; none if none yet.
    pub receipt_at: Option<Time>,
    /// Records that must be applied first.
    pub after: Vec<RecordId>,
    /// The body as JSON text; changed only where the server refused it.
    pub body: String,
}

/// What became of a row so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "KeptFate", from = "KeptFate")]
pub enum Fate {
    /// Not yet received.
    Waiting,
    /// The server cannot keep it as it is: shown with its problem, sent again only when its author
    /// says so.
    Quarantined {
        /// [`domain::problem::Problem::code`].
        code: String,
        /// What to do, in the user's language.
        detail: String,
    },
}

/// A fate as it is kept: written out, because what serde makes of a tagged enum weighs much on a phone.
#[derive(Serialize, Deserialize)]
struct KeptFate {
    fate: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl From<Fate> for KeptFate {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Waiting => Self { fate: "waiting".to_owned(), code: None, detail: None },
            Fate::Quarantined { code, detail } => {
                Self { fate: "quarantined".to_owned(), code: Some(code), detail: Some(detail) }
            }
        }
    }
}

impl From<KeptFate> for Fate {
    fn from(KeptFate { fate, code, detail }: KeptFate) -> Self {
        match fate.as_str() {
            "quarantined" => {
                Self::Quarantined { code: code.unwrap_or_default(), detail: detail.unwrap_or_default() }
            }
            // What cannot be read is sent again; the server knows what came before.
            _ => Self::Waiting,
        }
    }
}

/// A record in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Place in the device's sequence, given by the store.
    pub seq: u64,
    /// The record.
    pub draft: Draft,
    /// What became of it.
    pub fate: Fate,
    /// The photo whose bytes must be with the server first.
    pub photo: Option<String>,
    /// A finding that cannot wait: sent before everything else, alone.
    pub urgent: bool,
}

impl Row {
    /// A new row, waiting, with its body open.
    pub fn new(seq: u64, draft: Draft) -> Self {
        let photo = match draft.kind {
            Kind::PhotoRef => serde_json::from_str::<PhotoRef>(&draft.body).ok().map(|p| p.sha256),
            _ => None,
        };
        let urgent = draft.kind == Kind::Finding
            && serde_json::from_str::<Finding>(&draft.body).is_ok_and(|f| f.severity == Severity::Urgent);
        Self { seq, draft, fate: Fate::Waiting, photo, urgent }
    }

    /// The record as it travels.
    pub fn record(&self) -> Record {
        let d = self.draft.clone();
        Record {
            id: d.id,
            seq: self.seq,
            kind: d.kind,
            v: d.v,
            author: d.author,
            session: d.session,
            made_at: d.made_at,
            mono_ms: d.mono_ms,
            offset_ms: d.offset_ms,
            receipt_at: d.receipt_at,
            after: d.after,
            body: d.body,
        }
    }

    /// Whether it waits to be sent.
    pub fn is_waiting(&self) -> bool {
        self.fate == Fate::Waiting
    }
}

/// What the corner of the screen shows: rows of the outbox, which are the records without a receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    /// Records without a receipt.
    pub unreceived: usize,
    /// Of those, records that the server cannot keep as they are.
    pub quarantined: usize,
    /// Of those, urgent findings: the visitor is told to call.
    pub urgent: usize,
}

impl Counter {
    /// Counts `rows`.
    pub fn of(rows: &[Row]) -> Self {
        Self {
            unreceived: rows.len(),
            quarantined: rows.iter().filter(|row| !row.is_waiting()).count(),
            urgent: rows.iter().filter(|row| row.urgent).count(),
        }
    }
}
