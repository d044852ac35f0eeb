//! Reading records: bodies by kind and version, whose file they belong to, when they happened.

use super::{Body, Kind, Record};
use crate::Time;
use crate::finding::Severity;
use crate::id::{DwellingId, RecordId};
use crate::problem::Problem;
use chrono::TimeDelta;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The version of bodies that phones write now. Older ones stay readable for ever.
pub const FORMAT: u16 = 1;

/// What is remarkable about how a record came. A mark never refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 补收: it arrived on a later day than it happened.
    ReceivedLate,
    /// The device's clock was outside what receipts and arrival allow.
    ClockCorrected,
    /// The device never measured its clock against the server's.
    ClockUnmeasured,
    /// Another account than the author's is signed in on the device now.
    HandedOver,
    /// The author's session was over when it arrived.
    SignedOut,
    /// The author has left, or serves another area by now.
    AuthorMovedOn,
    /// Before 8:00 or after 20:00 at the station.
    OutsideHours,
}

impl Kind {
    /// The word that the store and the wire use.
    pub fn key(self) -> &'static str {
        match self {
            Self::CheckIn => "check_in",
            Self::Visit => "visit",
            Self::Attempt => "attempt",
            Self::Finding => "finding",
            Self::PhotoRef => "photo_ref",
            Self::Notice => "notice",
            Self::DwellingRegistered => "dwelling_registered",
            Self::MovedIn => "moved_in",
            Self::MovedOut => "moved_out",
            Self::Correction => "correction",
            Self::FileRead => "file_read",
            Self::StopSkipped => "stop_skipped",
            Self::DraftDiscarded => "draft_discarded",
            Self::Decision => "decision",
        }
    }
}

impl Body {
    /// Reads `text` as a body of `kind` in version `v`.
    pub fn parse(kind: Kind, v: u16, text: &str) -> Result<Self, Problem> {
        if v != FORMAT {
            return Err(Problem::Malformed { place: format!("v: {v}") });
        }
        match kind {
            Kind::CheckIn => read(text).map(Self::CheckIn),
            Kind::Visit => read(text).map(Self::Visit),
            Kind::Attempt => read(text).map(Self::Attempt),
            Kind::Finding => read(text).map(Self::Finding),
            Kind::PhotoRef => read(text).map(Self::PhotoRef),
            Kind::Notice => read(text).map(Self::Notice),
            Kind::DwellingRegistered => read(text).map(Self::DwellingRegistered),
            Kind::MovedIn => read(text).map(Self::MovedIn),
            Kind::MovedOut => read(text).map(Self::MovedOut),
            Kind::Correction => read(text).map(Self::Correction),
            Kind::FileRead => read(text).map(Self::FileRead),
            Kind::StopSkipped => read(text).map(Self::StopSkipped),
            Kind::DraftDiscarded => read(text).map(Self::DraftDiscarded),
            Kind::Decision => read(text).map(Self::Decision),
        }
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::CheckIn(_) => Kind::CheckIn,
            Self::Visit(_) => Kind::Visit,
            Self::Attempt(_) => Kind::Attempt,
            Self::Finding(_) => Kind::Finding,
            Self::PhotoRef(_) => Kind::PhotoRef,
            Self::Notice(_) => Kind::Notice,
            Self::DwellingRegistered(_) => Kind::DwellingRegistered,
            Self::MovedIn(_) => Kind::MovedIn,
            Self::MovedOut(_) => Kind::MovedOut,
            Self::Correction(_) => Kind::Correction,
            Self::FileRead(_) => Kind::FileRead,
            Self::StopSkipped(_) => Kind::StopSkipped,
            Self::DraftDiscarded(_) => Kind::DraftDiscarded,
            Self::Decision(_) => Kind::Decision,
        }
    }

    /// The body as JSON text, as a phone writes it.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::CheckIn(b) => serde_json::to_string(b),
            Self::Visit(b) => serde_json::to_string(b),
            Self::Attempt(b) => serde_json::to_string(b),
            Self::Finding(b) => serde_json::to_string(b),
            Self::PhotoRef(b) => serde_json::to_string(b),
            Self::Notice(b) => serde_json::to_string(b),
            Self::DwellingRegistered(b) => serde_json::to_string(b),
            Self::MovedIn(b) => serde_json::to_string(b),
            Self::MovedOut(b) => serde_json::to_string(b),
            Self::Correction(b) => serde_json::to_string(b),
            Self::FileRead(b) => serde_json::to_string(b),
            Self::StopSkipped(b) => serde_json::to_string(b),
            Self::DraftDiscarded(b) => serde_json::to_string(b),
            Self::Decision(b) => serde_json::to_string(b),
        }
    }

    /// The dwelling whose file it belongs to and whose key encrypts it; a decision names a flag.
    pub fn dwelling(&self) -> Option<DwellingId> {
        match self {
            Self::CheckIn(b) => Some(b.dwelling),
            Self::Visit(b) => Some(b.dwelling),
            Self::Attempt(b) => Some(b.dwelling),
            Self::Finding(b) => Some(b.dwelling),
            Self::PhotoRef(b) => Some(b.dwelling),
            Self::Notice(b) => Some(b.dwelling),
            Self::DwellingRegistered(b) => Some(b.dwelling),
            Self::MovedIn(b) => Some(b.dwelling),
            Self::MovedOut(b) => Some(b.dwelling),
            Self::Correction(b) => Some(b.dwelling),
            Self::FileRead(b) => Some(b.dwelling),
            Self::StopSkipped(b) => Some(b.dwelling),
            Self::DraftDiscarded(b) => Some(b.dwelling),
            Self::Decision(_) => None,
        }
    }

    /// Records without which it means nothing: the server holds it until they are applied, whether
    /// or not the phone listed them in `after`. An urgent finding waits for nothing: it is sent while
    /// its visit still goes on.
    pub fn needs(&self) -> Option<RecordId> {
        match self {
            Self::Visit(b) => Some(b.check_in),
            Self::Attempt(b) => Some(b.check_in),
            Self::Finding(b) if b.severity == Severity::Urgent => None,
            Self::Finding(b) => Some(b.visit),
            Self::Notice(b) => Some(b.visit),
            Self::Correction(b) => b.of.or_else(|| b.said.as_ref()?.base),
            _ => None,
        }
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| Problem::Malformed { place: format!("body: {error}") })
}

/// When a record happened: the device's time, corrected by its measured offset, not before the
/// last receipt that it held and not after `arrived`.
pub fn happened_at(record: &Record, arrived: Time) -> Time {
    let offset = TimeDelta::try_milliseconds(record.offset_ms.unwrap_or(0)).unwrap_or_default();
    let told = record.made_at.checked_add_signed(offset).unwrap_or(arrived);
    let earliest = record.receipt_at.map_or(Time::MIN_UTC, |receipt| receipt.min(arrived));
    told.clamp(earliest, arrived)
}

impl Record {
    /// Marks that follow from the clock alone.
    pub fn clock_marks(&self, arrived: Time) -> Vec<Mark> {
        let offset = TimeDelta::try_milliseconds(self.offset_ms.unwrap_or(0)).unwrap_or_default();
        // A minute is what clocks and networks differ by without anyone having touched them.
        let moved = self
            .made_at
            .checked_add_signed(offset)
            .is_none_or(|told| (told - happened_at(self, arrived)).abs() > TimeDelta::minutes(1));
        let mut marks = Vec::new();
        if moved {
            marks.push(Mark::ClockCorrected);
        }
        if self.offset_ms.is_none() {
            marks.push(Mark::ClockUnmeasured);
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(seconds: i64) -> Time {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn record(made_at: i64, offset_ms: Option<i64>, receipt_at: Option<i64>) -> Record {
        Record {
            id: Uuid::nil().into(),
            seq: 1,
            kind: Kind::FileRead,
            v: 1,
            author: Uuid::nil().into(),
            session: Uuid::nil().into(),
            made_at: at(made_at),
            mono_ms: None,
            offset_ms,
            receipt_at: receipt_at.map(at),
            after: vec![],
            body: "{}".into(),
        }
    }

    #[test]
    fn the_devices_time_is_corrected_by_its_offset() {
        assert_eq!(happened_at(&record(1000, Some(-60_000), None), at(5000)), at(940));
        assert_eq!(happened_at(&record(1000, None, None), at(5000)), at(1000));
    }

    #[test]
    fn nothing_happens_after_its_arrival_or_before_the_receipt_in_hand() {
        assert_eq!(happened_at(&record(9000, Some(0), None), at(5000)), at(5000));
        assert_eq!(happened_at(&record(0, Some(0), Some(3000)), at(5000)), at(3000));
        assert_eq!(happened_at(&record(0, Some(0), Some(9000)), at(5000)), at(5000));
    }

    #[test]
    fn a_clock_far_off_is_marked_and_a_small_error_is_not() {
        assert_eq!(record(9000, Some(0), None).clock_marks(at(5000)), [Mark::ClockCorrected]);
        assert_eq!(record(5030, Some(0), None).clock_marks(at(5000)), []);
        assert_eq!(record(1000, None, None).clock_marks(at(5000)), [Mark::ClockUnmeasured]);
    }

    #[test]
    fn an_unknown_version_is_a_named_problem() {
        assert_eq!(Body::parse(Kind::Visit, 2, "{}").unwrap_err().code(), "malformed");
        assert_eq!(Body::parse(Kind::Visit, 1, "{}").unwrap_err().code(), "malformed");
    }

    proptest! {
        #[test]
        fn any_clock_gives_a_time_within_bounds(
            made in -10_000_000_000i64..10_000_000_000, offset in any::<Option<i64>>(), receipt in 0i64..5000
        ) {
            let happened = happened_at(&record(made, offset, Some(receipt)), at(5000));
            prop_assert!(at(receipt) <= happened && happened <= at(5000));
        }
    }
}
