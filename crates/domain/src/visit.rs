//! Visits and attempts: what happened at a door.

use crate::Position;
use crate::id::{DwellingId, OwedId, RecordId, UserId};
use serde::{Deserialize, Serialize};

/// What shows that a visitor stood at the door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Evidence {
    /// 门牌二维码: the code on the door label.
    DoorCode {
        /// The label's 6 characters as read or typed.
        code: String,
    },
    /// 定位: one position, with its accuracy.
    Position {
        /// Where the phone was.
        at: Position,
        /// Radius of 68 % confidence in metres, as the phone tells it.
        accuracy_m: f64,
    },
    /// 无法签到: neither, with a reason.
    None {
        /// Why neither was possible.
        reason: NoEvidence,
    },
}

/// Why a check-in has no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoEvidence {
    /// 门牌缺失或损坏.
    LabelMissing,
    /// 无法定位.
    NoPosition,
    /// 手机故障.
    PhoneFault,
    /// 住户不便.
    HouseholdPrefersNot,
}

/// 签到: arrival at a door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Which door.
    pub dwelling: DwellingId,
    /// The owed visit it was planned for, if any.
    pub owed: Option<OwedId>,
    /// What shows it.
    pub evidence: Evidence,
}

/// Outcome of a visit that settles its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 门口见面.
    Met,
    /// 经同意入户.
    Entered,
    /// 谢绝走访: a right, with no consequence.
    Refused,
    /// 已搬离: also closes the tenancy.
    Vacated,
}

impl Outcome {
    /// Whether a household was contacted: counts toward the ceiling of one contact a 旬.
    pub fn is_contact(self) -> bool {
        !matches!(self, Self::Vacated)
    }
}

/// Outcome of an attempt: nobody was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// 无人在家.
    NobodyHome,
    /// 无法到达.
    CannotReach,
    /// 未找到.
    NotFound,
}

/// What the household allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// 同意入户查看.
    ToEnter,
    /// 只在门口交谈.
    AtDoorOnly,
    /// 不同意.
    Refused,
}

/// One answer of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of a question that binds to a declared fact of the dwelling.
    pub question: String,
    /// What was seen.
    pub seen: Seen,
}

/// What a checklist question was answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// 正常.
    InOrder,
    /// 有问题: a finding follows.
    NotInOrder,
    /// 未查看.
    NotSeen,
}

/// 走访: a visit that reached the household or found it gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The check-in before it.
    pub check_in: RecordId,
    /// How it went.
    pub outcome: Outcome,
    /// What the household allowed; none when nobody lives there any more.
    pub consent: Option<Consent>,
    /// Checklist, in the order asked.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Findings of earlier visits that are gone.
    #[serde(default)]
    pub gone: Vec<crate::id::FindingId>,
    /// The other visitor of a joint visit.
    #[serde(default)]
    pub with: Option<UserId>,
    /// The household asked for this visit: it may be a second contact in a 旬.
    #[serde(default)]
    pub asked_for: bool,
}

/// An attempt, with its check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The check-in before it.
    pub check_in: RecordId,
    /// How it went.
    pub outcome: AttemptOutcome,
    /// A letter was left: with a second attempt it settles the period.
    #[serde(default)]
    pub letter: bool,
}
