//! Flags of the sample's hazards, and what officers decided about them.

use super::file::Ending;
use super::history::Found;
use super::maker::Maker;
use super::staff::Crew;
use chrono::TimeDelta;
use domain::Time;
use domain::flag::{By, DismissReason, FlagAction, FlagState};
use domain::id::{RecordId, UserId};

/// A decision, as a record tells it.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Its record.
    pub record: RecordId,
    /// Who, when.
    pub by: By,
    /// What.
    pub action: FlagAction,
}

/// What was decided about a finding that reached the server at `raised`, until `now`.
pub fn decisions(
    found: &Found,
    ending: Ending,
    raised: Time,
    crew: &Crew,
    second: UserId,
    maker: &mut Maker,
) -> Vec<Decided> {
    let officer = crew.officer.user;
    let [first, other] = crew.pair();
    let refer = FlagAction::Refer { department: found.category.department() };
    let steps: Vec<(i64, UserId, FlagAction)> = match ending {
        Ending::Waiting => vec![],
        Ending::Accepted => vec![(3, officer, FlagAction::Accept)],
        Ending::ClassC => vec![(3, officer, FlagAction::Accept), (4, officer, refer)],
        Ending::Closed => vec![
            (2, officer, FlagAction::Accept),
            (3, officer, refer),
            (24 * 5, first, FlagAction::Remedy),
            (24 * 9, other, FlagAction::Verify),
            (24 * 10, second, FlagAction::Close),
        ],
        Ending::Dismissed => {
            vec![(5, officer, FlagAction::Dismiss { reason: DismissReason::RemediedOnTheSpot })]
        }
    };
    steps
        .into_iter()
        .map(|(hours, user, action)| {
            let at = raised + TimeDelta::hours(hours);
            Decided { record: RecordId(maker.id(at)), by: By { user, at }, action }
        })
        .collect()
}

/// Where the flag stands after them. Every decision of the sample is in force.
pub fn state(found: &Found, decided: &[Decided]) -> FlagState {
    let events: Vec<(FlagAction, By)> = decided.iter().map(|d| (d.action.clone(), d.by)).collect();
    FlagState::Flagged.fold(&events, found.severity).0
}
