//! 走访台账: which visits a dwelling owes, and how each leaves the ledger.
//!
//! Both halves are functions of the whole history, not of the order in which it became known:
//! a visit that arrives a week late, twice, or before its predecessor gives the same ledger.

mod opening;
mod settling;

pub use opening::{Days, History, owed};
pub use settling::{Deed, Doing, Excuse, Moment, settlement};

use crate::cadence::Period;
use crate::class::Class;
use crate::id::{RecordId, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 应访任务: the visit that one period demands of a dwelling. Unique by class and period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Owed {
    /// The class that demands it.
    pub class: Class,
    /// The period.
    pub period: Period,
}

/// How an owed visit left the ledger; there is no other way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// 已访: within its period.
    Done,
    /// 逾期补访: after its period.
    Late,
    /// 免访.
    Excused,
}

/// Why an owed visit is excused: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcuseReason {
    /// 多次无人: two attempts, and the letter came back.
    NobodyHome,
    /// 无法到达.
    CannotReach,
    /// 住户申请延后.
    HouseholdAskedLater,
    /// 住户有特殊情况: a stay in hospital, a death; no detail is kept.
    Hardship,
    /// 走访人员安全.
    NotSafe,
    /// 灾害、疫情等.
    Emergency,
    /// 登记更正: nobody lives there, or the register was wrong.
    RegisterCorrected,
}

/// Who or what settled an owed visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// A record from a phone.
    Record(RecordId),
    /// An officer at a desk.
    Officer(UserId),
}

/// The way an owed visit left the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// How.
    pub how: Settled,
    /// The day.
    pub on: NaiveDate,
    /// By what.
    pub by: By,
    /// Why it was excused.
    pub reason: Option<ExcuseReason>,
}

#[cfg(test)]
mod tests;
