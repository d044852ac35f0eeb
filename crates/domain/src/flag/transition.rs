//! The arrows between the states of a flag.

use super::{FlagAction, FlagState};
use crate::Time;
use crate::finding::Severity;
use crate::id::UserId;
use crate::problem::Problem;

/// Who does something with a flag, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The account.
    pub user: UserId,
    /// The moment.
    pub at: Time,
}

/// Why an action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It does not follow from the state.
    #[error("the flag is not in a state for this")]
    InvalidTransition,
    /// Who accepted a serious flag does not close it.
    #[error("a second officer closes a serious flag")]
    SecondOfficerNeeded,
    /// Who says that it is remedied does not verify it.
    #[error("someone else verifies what was remedied")]
    OtherVisitorNeeded,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::InvalidTransition => Self::InvalidTransition,
            Refused::SecondOfficerNeeded => Self::SecondOfficerNeeded,
            Refused::OtherVisitorNeeded => Self::OtherVisitorNeeded,
        }
    }
}

impl FlagState {
    /// The state after `action`, or why not. Consumes the state: the old one is history.
    pub fn after(self, action: &FlagAction, by: By, severity: Severity) -> Result<Self, Refused> {
        match action {
            FlagAction::Accept => self.accept(by),
            FlagAction::Refer { department } => {
                let accepted_by = self.acceptor_of(&["accepted", "referred"])?;
                Ok(Self::Referred { accepted_by, department: *department, at: by.at })
            }
            FlagAction::Remedy => {
                let accepted_by = self.acceptor_of(&["accepted", "referred"])?;
                Ok(Self::Remedied { accepted_by, by: by.user, at: by.at })
            }
            FlagAction::Verify => self.verify(by),
            FlagAction::Close => self.close(by, severity),
            FlagAction::Dismiss { reason } => match self {
                Self::Flagged | Self::Accepted { .. } => {
                    Ok(Self::Dismissed { by: by.user, at: by.at, reason: *reason })
                }
                _ => Err(Refused::InvalidTransition),
            },
            FlagAction::Reopen => match self {
                Self::Flagged | Self::Accepted { .. } | Self::Referred { .. } => {
                    Err(Refused::InvalidTransition)
                }
                _ => Ok(Self::Flagged),
            },
        }
    }

    /// The state of a need that goes straight to a department because the person wishes it: no
    /// officer stands between.
    pub fn straight_to(department: crate::finding::Department, by: By) -> Self {
        Self::Referred { accepted_by: by.user, department, at: by.at }
    }

    /// The state after every action of `events` in their order, and which of them were in force. An
    /// action that did not follow from the state it met changes nothing and stays on file: phones
    /// send what they saw long after someone else has acted.
    pub fn fold(self, events: &[(FlagAction, By)], severity: Severity) -> (Self, Vec<bool>) {
        let mut state = self;
        let in_force = events
            .iter()
            .map(|(action, by)| match state.clone().after(action, *by, severity) {
                Ok(next) => {
                    state = next;
                    true
                }
                Err(_) => false,
            })
            .collect();
        (state, in_force)
    }

    fn accept(self, by: By) -> Result<Self, Refused> {
        match self {
            Self::Flagged => Ok(Self::Accepted { by: by.user, at: by.at }),
            _ => Err(Refused::InvalidTransition),
        }
    }

    fn verify(self, by: By) -> Result<Self, Refused> {
        match self {
            Self::Remedied { by: remedier, .. } if remedier == by.user => Err(Refused::OtherVisitorNeeded),
            Self::Remedied { accepted_by, .. } => Ok(Self::Verified { accepted_by, by: by.user, at: by.at }),
            _ => Err(Refused::InvalidTransition),
        }
    }

    fn close(self, by: By, severity: Severity) -> Result<Self, Refused> {
        match self {
            Self::Verified { accepted_by, .. } if severity >= Severity::High && accepted_by == by.user => {
                Err(Refused::SecondOfficerNeeded)
            }
            Self::Verified { .. } => Ok(Self::Closed { by: by.user, at: by.at }),
            _ => Err(Refused::InvalidTransition),
        }
    }

    fn acceptor_of(self, states: &[&str]) -> Result<UserId, Refused> {
        if !states.contains(&self.key()) {
            return Err(Refused::InvalidTransition);
        }
        self.accepted_by().ok_or(Refused::InvalidTransition)
    }

    /// The word that the store and the wire use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Flagged => "flagged",
            Self::Accepted { .. } => "accepted",
            Self::Referred { .. } => "referred",
            Self::Remedied { .. } => "remedied",
            Self::Verified { .. } => "verified",
            Self::Closed { .. } => "closed",
            Self::Dismissed { .. } => "dismissed",
        }
    }

    /// Who confirmed the finding.
    pub fn accepted_by(&self) -> Option<UserId> {
        match self {
            Self::Accepted { by, .. } => Some(*by),
            Self::Referred { accepted_by, .. }
            | Self::Remedied { accepted_by, .. }
            | Self::Verified { accepted_by, .. } => Some(*accepted_by),
            Self::Flagged | Self::Closed { .. } | Self::Dismissed { .. } => None,
        }
    }

    /// Whether an officer has confirmed the finding and it is not done with: what class C needs.
    pub fn is_confirmed_and_open(&self) -> bool {
        self.accepted_by().is_some()
    }

    /// Whether nothing more is to be done.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Closed { .. } | Self::Dismissed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Department;
    use crate::flag::DismissReason;
    use chrono::DateTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn by(n: u128) -> By {
        By { user: UserId(Uuid::from_u128(n)), at: DateTime::UNIX_EPOCH }
    }

    fn walk(severity: Severity, steps: &[(FlagAction, u128)]) -> Result<FlagState, Refused> {
        steps
            .iter()
            .try_fold(FlagState::Flagged, |state, (action, who)| state.after(action, by(*who), severity))
    }

    const REFER: FlagAction = FlagAction::Refer { department: Department::FireService };
    const DISMISS: FlagAction = FlagAction::Dismiss { reason: DismissReason::NoHazard };
    use FlagAction::{Accept, Close, Remedy, Reopen, Verify};

    #[test]
    fn a_serious_flag_is_closed_by_a_second_officer() {
        let way = |closer| [(Accept, 1), (REFER, 1), (Remedy, 2), (Verify, 3), (Close, closer)];
        assert_eq!(walk(Severity::High, &way(1)), Err(Refused::SecondOfficerNeeded));
        assert_eq!(walk(Severity::High, &way(4)).map(|s| s.key()), Ok("closed"));
        assert_eq!(walk(Severity::Low, &way(1)).map(|s| s.key()), Ok("closed"));
    }

    #[test]
    fn who_says_that_it_is_remedied_does_not_verify_it() {
        let way = |verifier| [(Accept, 1), (Remedy, 2), (Verify, verifier)];
        assert_eq!(walk(Severity::Low, &way(2)), Err(Refused::OtherVisitorNeeded));
        assert_eq!(walk(Severity::Low, &way(1)).map(|s| s.key()), Ok("verified"));
    }

    #[test]
    fn a_flag_is_accepted_once_and_dismissed_only_before_it_is_referred() {
        assert_eq!(walk(Severity::Low, &[(Accept, 1), (Accept, 2)]), Err(Refused::InvalidTransition));
        assert_eq!(walk(Severity::Low, &[(Accept, 1), (DISMISS, 1)]).map(|s| s.key()), Ok("dismissed"));
        assert_eq!(
            walk(Severity::Low, &[(Accept, 1), (REFER, 1), (DISMISS, 1)]),
            Err(Refused::InvalidTransition)
        );
    }

    #[test]
    fn a_reopened_flag_must_be_accepted_again() {
        assert_eq!(walk(Severity::Low, &[(DISMISS, 1), (Reopen, 2)]), Ok(FlagState::Flagged));
        assert_eq!(walk(Severity::Low, &[(Reopen, 1)]), Err(Refused::InvalidTransition));
    }

    #[test]
    fn an_action_that_comes_too_late_changes_nothing_and_is_told() {
        let events = [(Accept, by(1)), (Accept, by(2)), (Remedy, by(2))];
        let (state, in_force) = FlagState::Flagged.fold(&events, Severity::Low);
        assert_eq!((state.key(), state.accepted_by()), ("remedied", Some(by(1).user)));
        assert_eq!(in_force, [true, false, true]);
    }

    fn any_action() -> impl Strategy<Value = FlagAction> {
        proptest::sample::select(vec![Accept, REFER, Remedy, Verify, Close, DISMISS, Reopen])
    }

    proptest! {
        #[test]
        fn no_way_closes_a_serious_flag_with_one_officer(
            steps in proptest::collection::vec((any_action(), 1u128..3), 0..30)
        ) {
            let mut state = FlagState::Flagged;
            let mut acceptor = None;
            for (action, who) in steps {
                let Ok(next) = state.clone().after(&action, by(who), Severity::Urgent) else { continue };
                match &next {
                    FlagState::Accepted { by, .. } => acceptor = Some(*by),
                    FlagState::Closed { by, .. } => prop_assert_ne!(Some(*by), acceptor),
                    _ => {}
                }
                state = next;
            }
        }
    }
}
