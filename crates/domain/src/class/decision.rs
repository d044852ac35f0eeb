//! What an officer decides about a proposal, and why: closed lists, so that no reason can be about
//! anyone.

use super::{Class, Condition, Proposal, propose, stays_in_c};
use crate::problem::Problem;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Verdict {
    /// 同意建议.
    Accept,
    /// 维持现状.
    Reject,
    /// 另定类别.
    Other {
        /// Which.
        class: Class,
    },
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionReason {
    /// 依据属实.
    EvidenceHolds,
    /// 已到现场查看.
    SeenOnTheSpot,
    /// 依据不足.
    EvidenceInsufficient,
    /// 隐患正在整改.
    RemedyUnderWay,
    /// 隐患已消除.
    HazardGone,
    /// 手续尚未补齐.
    PapersPending,
}

impl DecisionReason {
    /// Every reason, in the order offered.
    pub const ALL: [Self; 6] = [
        Self::EvidenceHolds,
        Self::SeenOnTheSpot,
        Self::EvidenceInsufficient,
        Self::RemedyUnderWay,
        Self::HazardGone,
        Self::PapersPending,
    ];
}

/// Refused: nothing in the dwelling's condition speaks for the class.
const WITHOUT_GROUND: Problem = Problem::RefusedByRule { rule: "class_without_ground" };

impl Verdict {
    /// The class after the verdict, where a dwelling in `current` has this `condition`. A and C are
    /// given only where the rule gives them; B always.
    pub fn class(
        self,
        current: Class,
        proposal: Proposal,
        condition: &Condition,
        today: NaiveDate,
    ) -> Result<Class, Problem> {
        let class = match self {
            Self::Accept => proposal.class,
            Self::Reject => current,
            Self::Other { class } if class == current || class == proposal.class => {
                return Err(Problem::Malformed { place: "class".into() });
            }
            Self::Other { class } => class,
        };
        let grounded = match class {
            Class::B => true,
            Class::A => self == Self::Reject || propose(condition, today).class == Class::A,
            Class::C => stays_in_c(condition, None, today),
        };
        if grounded { Ok(class) } else { Err(WITHOUT_GROUND) }
    }
}
