//! 督办单: what a station is to put right, until when, and how it shows that it did.
//!
//! An order is about the station's work. Its subjects are a closed list without persons, flags or
//! classes.

use crate::area::VillageCode;
use crate::id::StationId;
use crate::problem::Problem;
use crate::role::Role;
use crate::text;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days that a deadline may lie ahead at most: a quarter.
const AHEAD_DAYS: u64 = 92;
/// Characters of a proof, at least and at most.
const PROOF: std::ops::RangeInclusive<usize> = 5..=500;

/// What is to be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 走访覆盖.
    Coverage,
    /// 走访及时.
    Timeliness,
    /// 逾期补访.
    Overdue,
    /// 租赁手续.
    Papers,
    /// 告知单.
    Notices,
    /// 走访质量 (抽查).
    SpotChecks,
    /// 档案登记.
    Register,
    /// 门牌二维码.
    Labels,
    /// 值班安排.
    Duty,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 9] = [
        Self::Coverage,
        Self::Timeliness,
        Self::Overdue,
        Self::Papers,
        Self::Notices,
        Self::SpotChecks,
        Self::Register,
        Self::Labels,
        Self::Duty,
    ];
}

/// Why an answer was sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// 佐证不足.
    ProofTooThin,
    /// 尚未整改到位.
    NotPutRight,
    /// 不是所督办的地点或事项.
    OtherMatter,
}

impl ReturnReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::ProofTooThin, Self::NotPutRight, Self::OtherMatter];
}

/// A new order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    /// To which station.
    pub station: StationId,
    /// In which of its villages; none: all of them.
    pub village: Option<VillageCode>,
    /// About what.
    pub subject: Subject,
    /// The last day.
    pub deadline: NaiveDate,
}

impl NewOrder {
    /// Refuses a deadline that is not in the next quarter.
    pub fn check(&self, today: NaiveDate) -> Result<(), Problem> {
        let is_near = self.deadline > today && self.deadline <= today + Days::new(AHEAD_DAYS);
        if is_near { Ok(()) } else { Err(Problem::Malformed { place: "deadline".into() }) }
    }
}

/// What is done about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum OrderAction {
    /// The station says what it did, with its proof.
    Answer {
        /// What shows it.
        proof: String,
    },
    /// The supervisor takes the answer.
    Accept,
    /// The supervisor sends it back.
    Return {
        /// Why.
        why: ReturnReason,
    },
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// 待整改.
    Ordered,
    /// 待核验.
    Answered,
    /// 已退回.
    Returned,
    /// 已办结.
    Accepted,
}

impl OrderState {
    /// The next state. Fails where the action does not follow from this one.
    pub fn act(self, action: &OrderAction) -> Result<Self, Problem> {
        match (self, action) {
            (Self::Ordered | Self::Returned, OrderAction::Answer { .. }) => Ok(Self::Answered),
            (Self::Answered, OrderAction::Accept) => Ok(Self::Accepted),
            (Self::Answered, OrderAction::Return { .. }) => Ok(Self::Returned),
            _ => Err(Problem::InvalidTransition),
        }
    }

    /// Whether the station has to act.
    pub fn waits_for_station(self) -> bool {
        matches!(self, Self::Ordered | Self::Returned)
    }

    /// Whether the station has let the deadline pass.
    pub fn is_overdue(self, deadline: NaiveDate, today: NaiveDate) -> bool {
        self.waits_for_station() && deadline < today
    }
}

impl OrderAction {
    /// Who may: the station answers, a supervisor takes or returns.
    pub fn is_for(&self, role: Role) -> bool {
        match self {
            Self::Answer { .. } => role.visits(),
            Self::Accept | Self::Return { .. } => role == Role::Supervisor,
        }
    }

    /// Refuses a proof that is empty or too long, or that tells of a person.
    pub fn check(&self) -> Result<(), Problem> {
        let Self::Answer { proof } = self else { return Ok(()) };
        if !PROOF.contains(&proof.trim().chars().count()) {
            return Err(Problem::Malformed { place: "proof".into() });
        }
        text::check(proof, &[]).map_err(|refused| Problem::TextRefused { part: refused.part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(proof: &str) -> OrderAction {
        OrderAction::Answer { proof: proof.into() }
    }

    fn actions() -> [OrderAction; 3] {
        [answer("已补访 12 户"), OrderAction::Accept, OrderAction::Return { why: ReturnReason::NotPutRight }]
    }

    #[test]
    fn an_order_is_answered_returned_answered_again_and_accepted() {
        let [answer, accept, back] = actions();
        let steps = [&answer, &back, &answer, &accept];
        let states: Vec<_> = steps
            .into_iter()
            .scan(OrderState::Ordered, |state, action| {
                *state = state.act(action).ok()?;
                Some(*state)
            })
            .collect();
        use OrderState::{Accepted, Answered, Returned};
        assert_eq!(states, [Answered, Returned, Answered, Accepted]);
        assert_eq!(OrderState::Ordered.act(&accept), Err(Problem::InvalidTransition));
    }

    #[test]
    fn nobody_takes_an_own_answer() {
        for role in Role::ALL {
            let [answer, accept, back] = actions();
            assert!(!(answer.is_for(role) && (accept.is_for(role) || back.is_for(role))), "{role:?}");
        }
    }

    #[test]
    fn a_proof_says_something_and_names_nobody() {
        assert_eq!(answer("已补访 12 户，逾期清零").check(), Ok(()));
        assert_eq!(answer("  无 ").check(), Err(Problem::Malformed { place: "proof".into() }));
        assert_eq!(answer(&"补".repeat(501)).check(), Err(Problem::Malformed { place: "proof".into() }));
        assert!(matches!(answer("住户电话 13800138000").check(), Err(Problem::TextRefused { .. })));
        assert!(matches!(answer("已查验身份证").check(), Err(Problem::TextRefused { .. })));
    }

    #[test]
    fn a_deadline_lies_in_the_next_quarter_and_what_waits_for_the_supervisor_is_not_overdue() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let order = |deadline| NewOrder {
            station: StationId(uuid::Uuid::nil()),
            village: None,
            subject: Subject::Overdue,
            deadline: day(deadline),
        };
        let today = day("2026-11-24");
        assert_eq!(order("2026-11-25").check(today), Ok(()));
        for deadline in ["2026-11-24", "2027-02-25"] {
            assert!(order(deadline).check(today).is_err(), "{deadline}");
        }
        assert!(OrderState::Returned.is_overdue(day("2026-11-23"), today));
        assert!(!OrderState::Answered.is_overdue(day("2026-11-23"), today));
    }

    proptest! {
        #[test]
        fn what_is_accepted_stays_so(steps in proptest::collection::vec(0usize..3, 0..12)) {
            let mut state = OrderState::Ordered;
            for step in steps {
                let next = state.act(&actions()[step]);
                prop_assert!(state != OrderState::Accepted || next.is_err());
                state = next.unwrap_or(state);
            }
        }
    }
}
