//! Flags: findings that triage sends to an officer, and the way they go.
//!
//! Reported → Flagged → Accepted → Referred → Remedied → Verified → Closed; Dismissed with a
//! reason; reopened. [`FlagState::after`] holds every arrow.

mod transition;

pub use transition::{By, Refused};

use crate::Time;
use crate::finding::Department;
use crate::id::{FindingId, UserId};
use serde::{Deserialize, Serialize};

/// Where a flag stands; each variant carries only what exists in that state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FlagState {
    /// 已上报.
    Flagged,
    /// 已受理.
    Accepted {
        /// Who accepted.
        by: UserId,
        /// When.
        at: Time,
    },
    /// 已转办.
    Referred {
        /// Who confirmed the finding.
        accepted_by: UserId,
        /// To whom.
        department: Department,
        /// When.
        at: Time,
    },
    /// 已整改.
    Remedied {
        /// Who confirmed the finding.
        accepted_by: UserId,
        /// Who said that it is remedied.
        by: UserId,
        /// When.
        at: Time,
    },
    /// 已复查.
    Verified {
        /// Who confirmed the finding.
        accepted_by: UserId,
        /// Whose visit showed it: someone other than who said that it is remedied.
        by: UserId,
        /// When.
        at: Time,
    },
    /// 已办结.
    Closed {
        /// Who closed it.
        by: UserId,
        /// When.
        at: Time,
    },
    /// 不予受理.
    Dismissed {
        /// Who dismissed it.
        by: UserId,
        /// When.
        at: Time,
        /// Why.
        reason: DismissReason,
    },
}

/// Where a flag stands, by name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已上报.
    Flagged,
    /// 已受理.
    Accepted,
    /// 已转办.
    Referred,
    /// 已整改.
    Remedied,
    /// 已复查.
    Verified,
    /// 已办结.
    Closed,
    /// 不予受理.
    Dismissed,
}

impl FlagState {
    /// Its name.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Flagged => Stage::Flagged,
            Self::Accepted { .. } => Stage::Accepted,
            Self::Referred { .. } => Stage::Referred,
            Self::Remedied { .. } => Stage::Remedied,
            Self::Verified { .. } => Stage::Verified,
            Self::Closed { .. } => Stage::Closed,
            Self::Dismissed { .. } => Stage::Dismissed,
        }
    }
}

/// Why a flag is dismissed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DismissReason {
    /// 不属于隐患.
    NoHazard,
    /// 重复上报.
    Duplicate,
    /// 已当场整改.
    RemediedOnTheSpot,
    /// 地址有误.
    WrongDwelling,
}

/// What an officer or a visitor does with a flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FlagAction {
    /// 受理.
    Accept,
    /// 转办.
    Refer {
        /// To whom.
        department: Department,
    },
    /// 已整改.
    Remedy,
    /// 复查属实.
    Verify,
    /// 办结: takes a second officer for high and urgent.
    Close,
    /// 不予受理.
    Dismiss {
        /// Why.
        reason: DismissReason,
    },
    /// 重新打开.
    Reopen,
}

/// A decision on a flag, itself a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which flag.
    pub flag: FindingId,
    /// What is done.
    #[serde(flatten)]
    pub action: FlagAction,
}

/// A decision as it comes back to the visitor who made the finding. `GET /api/v1/decisions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The flag.
    pub flag: FindingId,
    /// Its dwelling.
    pub dwelling: crate::id::DwellingId,
    /// Address or name of the property.
    pub property_name: String,
    /// Door mark.
    pub door: String,
    /// What it is about.
    pub category: crate::finding::Category,
    /// How serious.
    pub severity: crate::finding::Severity,
    /// Where it stands now.
    pub state: Stage,
    /// Why it was dismissed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<DismissReason>,
    /// To whom it was referred, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Department>,
    /// Since when.
    pub since: Time,
}
