//! Mistakes of a phone's store, such as one over IndexedDB could make.

/// A mistake that a store could make, planted to see that it is caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Records are committed in the browser's default, relaxed way.
    RelaxedAppend,
    /// A full phone answers as if it had written.
    FullAnswersWritten,
    /// The view is changed in a transaction of its own before the records.
    ViewFirst,
    /// The records are written in a transaction of their own before the view.
    ViewLast,
    /// Numbers begin anew once the outbox is empty.
    NumbersAnew,
    /// One number is left out now and then.
    NumbersWithGaps,
    /// Received rows are deleted with all before them.
    DeletesBefore,
    /// A row to be tried later is deleted.
    DeletesLater,
    /// A quarantined row is deleted.
    DeletesQuarantined,
    /// Received rows are kept.
    KeepsReceived,
    /// A row whose number is even is not listed.
    ListsHalf,
    /// Of several records written together only the first is kept.
    FirstOnly,
    /// Bodies are written again on the way back, with other spaces.
    ChangesBody,
    /// Photos are not kept.
    DropsPhotos,
    /// A write keeps the photos that it brings, and no earlier one.
    OnePhotoOnly,
    /// A tap is written twice.
    AppendsTwice,
    /// A row that is sent once more is taken out, and not put back.
    RequeueDrops,
    /// A row that is sent once more gets a new number.
    RequeueRenumbers,
}

impl Flaw {
    pub const ALL: [Self; 18] = [
        Self::RelaxedAppend,
        Self::FullAnswersWritten,
        Self::ViewFirst,
        Self::ViewLast,
        Self::NumbersAnew,
        Self::NumbersWithGaps,
        Self::DeletesBefore,
        Self::DeletesLater,
        Self::DeletesQuarantined,
        Self::KeepsReceived,
        Self::ListsHalf,
        Self::FirstOnly,
        Self::ChangesBody,
        Self::DropsPhotos,
        Self::OnePhotoOnly,
        Self::AppendsTwice,
        Self::RequeueDrops,
        Self::RequeueRenumbers,
    ];
}
