//! Making records and writing them with the view they change, in one transaction.

use super::state::Field;
use crate::device::session::{kept, put};
use crate::device::{boxed, clock, ids, sender, store};
use domain::id::{DwellingId, RecordId};
use domain::problem::Problem;
use domain::record::{Body, FORMAT, Kind};
use sync::merge::{Done, Mark};
use sync::{Change, Draft, PhoneStore, Photo};

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The rules refuse it.
    Refused(Problem),
    /// The phone has no space, or its store failed.
    Store(String),
    /// Nobody is signed in on this phone.
    SignedOut,
}

/// A record to be written.
pub struct New {
    /// Its identity.
    pub id: RecordId,
    /// Records that must be applied first.
    pub after: Vec<RecordId>,
    /// What it tells.
    pub body: Body,
}

impl New {
    /// A record with a new identity.
    pub fn of(body: Body) -> Self {
        Self { id: ids::new(), after: Vec::new(), body }
    }

    /// After another record.
    pub fn after(mut self, id: RecordId) -> Self {
        self.after.push(id);
        self
    }
}

impl Field {
    /// Writes `records`, `photos` and `view` together, then sends. Resolves once they are durable. A check-in
    /// or the reading of a file goes with what follows it, or within a minute: that costs half the calls, and
    /// where a visitor is right now is nobody's business.
    pub async fn write(
        self,
        records: Vec<New>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), NotWritten> {
        boxed(async move {
            use leptos::prelude::GetUntracked;
            let tokens = self.tokens.get_untracked().ok_or(NotWritten::SignedOut)?;
            let receipt_at = kept(sender::RECEIPT).await;
            let mut drafts = Vec::with_capacity(records.len());
            for record in records {
                record.body.check().map_err(NotWritten::Refused)?;
                drafts.push(Draft {
                    id: record.id,
                    kind: record.body.kind(),
                    v: FORMAT,
                    author: tokens.me.user,
                    session: tokens.session,
                    made_at: clock::now(),
                    mono_ms: clock::mono_ms(),
                    offset_ms: clock::offset_ms(),
                    receipt_at,
                    after: record.after,
                    body: record.body.to_json().map_err(|e| NotWritten::Store(e.to_string()))?,
                });
            }
            let can_wait = drafts.iter().all(|draft| matches!(draft.kind, Kind::CheckIn | Kind::FileRead));
            let written = store::phone().append(drafts, photos, view).await;
            written.map_err(|fault| NotWritten::Store(fault.to_string()))?;
            self.reread().await;
            if !can_wait {
                self.send();
            }
            Ok(())
        })
        .await
    }

    /// The change that marks a stop of today's list.
    pub fn mark(self, dwelling: DwellingId, done: Done, record: RecordId, body: String) -> Change {
        let mark = Mark { dwelling, done, at: clock::now(), record, body };
        put(&format!("mark/{}/{dwelling}", self.date()), &mark)
    }
}
