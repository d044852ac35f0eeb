//! What a proposal rests on, as it is kept and shown. It says no more than the rule could see.

use super::{Because, Class, Condition, OpenHazard, Physical, Proposal, holds_in_c, review};
use crate::cadence;
use crate::dwelling::Papers;
use crate::finding::{Category, Severity};
use crate::id::FindingId;
use crate::property::PropertyKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An open physical finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard {
    /// Which.
    pub finding: FindingId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// The day an officer last confirmed it on evidence.
    pub confirmed: Option<NaiveDate>,
}

/// The condition of a dwelling, with the findings by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Physical findings that are open, the earliest first.
    pub hazards: Vec<Hazard>,
    /// Contacts of the tenancy in a row without a new one.
    pub quiet_contacts: u32,
    /// Papers of the letting.
    pub papers: Papers,
}

impl Evidence {
    /// All of it that the rule may look at. What is not of the building stays outside, whatever the
    /// caller collected.
    pub fn condition(&self) -> Condition {
        let open = self.hazards.iter().filter_map(open).collect();
        Condition { open, quiet_contacts: self.quiet_contacts, papers: self.papers }
    }

    /// What an officer is asked of a dwelling in a property of `kind` that is in `current`: lodgings
    /// and berths know no A.
    pub fn review(&self, kind: PropertyKind, current: Class, today: NaiveDate) -> Option<Proposal> {
        let in_force = cadence::class_in_force(kind, current);
        let proposal = review(in_force, &self.condition(), today)?;
        (cadence::class_in_force(kind, proposal.class) == proposal.class).then_some(proposal)
    }

    /// The part that speaks for `proposal`.
    pub fn of(&self, proposal: Proposal, today: NaiveDate) -> Self {
        let holds = |hazard: &&Hazard| open(hazard).is_some_and(|open| holds_in_c(&open, today));
        match proposal.because {
            Because::ConfirmedHazard => {
                Self { hazards: self.hazards.iter().filter(holds).copied().collect(), ..self.clone() }
            }
            Because::QuietAndInOrder | Because::Ordinary => self.clone(),
        }
    }

    /// Whether an officer who decided on `other` has decided on this too: the same evidence is put
    /// before officers once.
    pub fn is_ground(&self, because: Because, other: &Self) -> bool {
        match because {
            Because::ConfirmedHazard => self.hazards == other.hazards,
            Because::QuietAndInOrder => {
                (self.quiet_contacts, self.papers) == (other.quiet_contacts, other.papers)
            }
            Because::Ordinary => (&self.hazards, self.papers) == (&other.hazards, other.papers),
        }
    }
}

fn open(hazard: &Hazard) -> Option<OpenHazard> {
    let category = Physical::try_from(hazard.category).ok()?;
    Some(OpenHazard { category, severity: hazard.severity, confirmed: hazard.confirmed })
}
