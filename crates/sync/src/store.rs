//! What the phone keeps, as `drain` and the pages see it.

use crate::outbox::{Draft, Row};
use crate::photo::Photo;
use crate::verdict::Verdict;

/// A change of the phone's local view, written together with records or alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Keeps `value` (JSON text) under `key`.
    Put {
        /// Names what it is: `round`, `draft/<dwelling>`, `mark/<date>/<dwelling>`.
        key: String,
        /// JSON text.
        value: String,
    },
    /// Forgets `key`.
    Remove {
        /// As in [`Change::Put`].
        key: String,
    },
}

/// The store could not do it; nothing of the call has happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// The phone has no space left.
    #[error("no space left on this phone")]
    Full,
    /// The database was closed under us; opening it again may help.
    #[error("the phone's database is not available: {0}")]
    Unavailable(String),
    /// A row cannot be read.
    #[error("a row of the phone's database cannot be read: {0}")]
    Unreadable(String),
}

/// The phone's store. Each method is one transaction: it resolves after the bytes are durable, and
/// what a dropped future leaves behind is either the whole change or none of it.
///
/// [`crate::contract`] says what an implementation must do and tries it.
pub trait PhoneStore {
    /// Appends `drafts` in order, each with the next number of the device's sequence (from 1, without
    /// gaps), keeps `photos`, and applies `view`, all or nothing.
    async fn append(
        &self,
        drafts: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), StoreFault>;

    /// Every row without a receipt, in the order of the sequence.
    async fn outbox(&self) -> Result<Vec<Row>, StoreFault>;

    /// Applies `verdicts`: deletes received rows, keeps quarantined ones with their problem. A
    /// verdict on a row that is gone changes nothing.
    async fn settle(&self, verdicts: Vec<Verdict>) -> Result<(), StoreFault>;

    /// Puts a quarantined row back among the waiting ones, with another `body` where its author has
    /// corrected it.
    async fn requeue(&self, seq: u64, body: Option<String>) -> Result<(), StoreFault>;

    /// The bytes of a photo that is not yet with the server.
    async fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault>;

    /// The same bytes as they travel: as they are, or sealed to the station.
    async fn photo_to_send(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.photo(sha256).await
    }

    /// Forgets the bytes of a photo: the server has them whole, or no record names them.
    async fn forget_photo(&self, sha256: &str) -> Result<(), StoreFault>;

    /// The view kept under `key`.
    async fn view(&self, key: &str) -> Result<Option<String>, StoreFault>;

    /// Every view whose key starts with `prefix`, in the order of the keys.
    async fn views(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreFault>;

    /// Changes the view alone.
    async fn change(&self, view: Vec<Change>) -> Result<(), StoreFault>;
}
