//! 申请复核: a household disagrees with the class of its dwelling.

use crate::area::TownCode;
use crate::role::Role;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days in which an appeal is answered.
pub const ANSWER_WITHIN_DAYS: u64 = 15;

/// The last day for the answer to an appeal made on that day.
pub fn due_on(made_on: NaiveDate) -> NaiveDate {
    made_on + Days::new(ANSWER_WITHIN_DAYS)
}

/// Why the household disagrees: a closed list, nobody has to explain more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 隐患已经整改.
    HazardGone,
    /// 情况不属实.
    NotSo,
    /// 说的不是这套房屋.
    OtherDwelling,
    /// 走访太多.
    TooOften,
}

impl Ground {
    /// Every ground, in the order offered.
    pub const ALL: [Self; 4] = [Self::HazardGone, Self::NotSo, Self::OtherDwelling, Self::TooOften];
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 维持.
    Upheld,
    /// 撤销: the class before stays.
    SetAside,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerReason {
    /// 依据属实.
    EvidenceHolds,
    /// 依据不足.
    EvidenceInsufficient,
    /// 隐患已消除.
    HazardGone,
    /// 程序不当.
    ProcedureFaulty,
}

impl AnswerReason {
    /// Every reason, in the order offered.
    pub const ALL: [Self; 4] =
        [Self::EvidenceHolds, Self::EvidenceInsufficient, Self::HazardGone, Self::ProcedureFaulty];
}

/// How an appeal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealState {
    /// 复核中.
    Open,
    /// 维持.
    Upheld,
    /// 撤销.
    SetAside,
    /// The household has moved out: nobody waits for an answer.
    Ended,
}

impl From<Answer> for AppealState {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Upheld => Self::Upheld,
            Answer::SetAside => Self::SetAside,
        }
    }
}

/// Whether an account stands outside the police station of a dwelling in town `of`, and so may
/// answer its appeal. A police station serves a town; who belongs to none is of the county, where
/// supervisors alone answer.
pub fn is_outside(role: Role, town: Option<&TownCode>, of: &TownCode) -> bool {
    match (role, town) {
        (Role::Supervisor, None) => true,
        (Role::Officer | Role::Supervisor, Some(town)) => town != of,
        _ => false,
    }
}
