//! Records: what phones say, append-only, the truth of which tables are a view.

mod check;
mod reading;

pub use reading::{FORMAT, Mark, happened_at};

use crate::Time;
use crate::area::VillageCode;
use crate::field::Said;
use crate::finding::Finding;
use crate::flag::Decision;
use crate::id::{DwellingId, FindingId, OwedId, PropertyId, RecordId, SessionId, TenancyId, UserId};
use crate::notice::Notice;
use crate::property::PropertyKind;
use crate::tenancy::Headcount;
use crate::visit::{Attempt, CheckIn, Visit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A record as it travels. `body` is JSON text, kept as sent: receipts and commitments are over
/// its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Identity, made on the phone.
    pub id: RecordId,
    /// Place in the device's sequence, from 1, without gaps.
    pub seq: u64,
    /// What the body is.
    pub kind: Kind,
    /// Version of the body's format.
    pub v: u16,
    /// Who made it, fixed when it was written.
    pub author: UserId,
    /// The session it was made in.
    pub session: SessionId,
    /// The device's clock when it was made.
    pub made_at: Time,
    /// Milliseconds of a clock that only runs forward since the app started; none if unknown.
    #[serde(default)]
    pub mono_ms: Option<i64>,
    /// Server's clock minus the device's, milliseconds, as last measured; none if never.
    #[serde(default)]
    pub offset_ms: Option<i64>,
    /// `stored_at` of the last receipt that the phone held when it made this: the server's own
    /// clock, so nothing made after it happened before it. None before the first receipt.
    #[serde(default)]
    pub receipt_at: Option<Time>,
    /// Records that must be applied first.
    #[serde(default)]
    pub after: Vec<RecordId>,
    /// The body as JSON text.
    pub body: String,
}

/// What a record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`CheckIn`].
    CheckIn,
    /// [`Visit`].
    Visit,
    /// [`Attempt`].
    Attempt,
    /// [`Finding`].
    Finding,
    /// [`PhotoRef`].
    PhotoRef,
    /// [`Notice`].
    Notice,
    /// [`DwellingRegistered`].
    DwellingRegistered,
    /// [`MovedIn`].
    MovedIn,
    /// [`MovedOut`].
    MovedOut,
    /// [`Correction`].
    Correction,
    /// [`FileRead`].
    FileRead,
    /// [`StopSkipped`].
    StopSkipped,
    /// [`DraftDiscarded`].
    DraftDiscarded,
    /// [`Decision`].
    Decision,
}

impl Kind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 14] = [
        Self::CheckIn,
        Self::Visit,
        Self::Attempt,
        Self::Finding,
        Self::PhotoRef,
        Self::Notice,
        Self::DwellingRegistered,
        Self::MovedIn,
        Self::MovedOut,
        Self::Correction,
        Self::FileRead,
        Self::StopSkipped,
        Self::DraftDiscarded,
        Self::Decision,
    ];
}

/// A record's body, parsed.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is its type")]
pub enum Body {
    CheckIn(CheckIn),
    Visit(Visit),
    Attempt(Attempt),
    Finding(Finding),
    PhotoRef(PhotoRef),
    Notice(Notice),
    DwellingRegistered(DwellingRegistered),
    MovedIn(MovedIn),
    MovedOut(MovedOut),
    Correction(Correction),
    FileRead(FileRead),
    StopSkipped(StopSkipped),
    DraftDiscarded(DraftDiscarded),
    Decision(Decision),
}

/// A photo that belongs to a finding; its bytes go by `PUT /api/v1/photos/{sha256}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRef {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Which finding.
    pub finding: FindingId,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// Length of the bytes.
    pub bytes: u64,
    /// Media type: `image/jpeg`.
    pub media_type: String,
}

/// "This door is not listed."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DwellingRegistered {
    /// The new dwelling, made on the phone.
    pub dwelling: DwellingId,
    /// The property, known or new.
    pub property: PropertyId,
    /// What is needed when the property is new as well.
    #[serde(default)]
    pub new_property: Option<NewProperty>,
    /// Door mark.
    pub door: String,
    /// Who lives there, counted; none when it stands empty.
    #[serde(default)]
    pub household: Option<Headcount>,
}

/// A property first seen in the field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewProperty {
    /// The village it lies in.
    pub village: VillageCode,
    /// Its address or name.
    pub name: String,
    /// What it is.
    pub kind: PropertyKind,
    /// Its door point.
    pub at: Option<crate::Position>,
}

/// A household moved in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedIn {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The new tenancy, made on the phone.
    pub tenancy: TenancyId,
    /// Who lives there, counted.
    pub headcount: Headcount,
    /// First day.
    pub on: NaiveDate,
}

/// A household moved out; nothing follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedOut {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Last day.
    pub on: NaiveDate,
}

/// A new body for an earlier record, or a new value for a field of the file; the first stays visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The dwelling of both.
    pub dwelling: DwellingId,
    /// The record corrected; none where a field is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<RecordId>,
    /// The new body, JSON text of the same kind; empty where a field is corrected.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The field corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

impl Correction {
    /// A new body for a record.
    pub fn of(dwelling: DwellingId, record: RecordId, body: String) -> Self {
        Self { dwelling, of: Some(record), body, said: None }
    }

    /// A new value for a field.
    pub fn field(dwelling: DwellingId, said: Said) -> Self {
        Self { dwelling, of: None, body: String::new(), said: Some(said) }
    }
}

/// A file was opened on the phone without a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRead {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// What for.
    pub purpose: Purpose,
}

/// What a file or a contact is opened for: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 本次走访.
    Visit,
    /// 预约走访时间.
    Appointment,
    /// 处置问题隐患.
    Flag,
    /// 住户申请.
    HouseholdRequest,
    /// 登记更正.
    RegisterCorrection,
    /// 督导检查.
    Inspection,
}

impl Purpose {
    /// Every purpose, in the order offered.
    pub const ALL: [Self; 6] = [
        Self::Visit,
        Self::Appointment,
        Self::Flag,
        Self::HouseholdRequest,
        Self::RegisterCorrection,
        Self::Inspection,
    ];

    /// The word that the store, the audit log and the wire use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Appointment => "appointment",
            Self::Flag => "flag",
            Self::HouseholdRequest => "household_request",
            Self::RegisterCorrection => "register_correction",
            Self::Inspection => "inspection",
        }
    }
}

/// A planned stop was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopSkipped {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The owed visit left open.
    pub owed: OwedId,
    /// Why.
    pub reason: SkipReason,
}

/// Why a stop was skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// 时间不够.
    NoTime,
    /// 住户另约时间.
    HouseholdAskedLater,
    /// 道路不通.
    RoadClosed,
    /// 不安全.
    NotSafe,
}

/// A draft was thrown away by its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDiscarded {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// What the draft would have become.
    pub kind: Kind,
}
