//! Classes A, B and C of a dwelling. They follow its condition, never the people in it.
//!
//! A machine proposes, an officer decides, the household may ask for a review. What the proposal
//! may look at is what [`Condition`] can hold: physical findings, a count of contacts, papers of the
//! letting.

mod appeal;
mod decision;
mod evidence;

pub use appeal::{ANSWER_WITHIN_DAYS, Answer, AnswerReason, AppealState, Ground, due_on, is_outside};
pub use decision::{DecisionReason, Verdict};
pub use evidence::{Evidence, Hazard};

use crate::dwelling::Papers;
use crate::finding::{Category, Matter, Severity};
use crate::visit::Outcome;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How often a dwelling is visited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// 放心房: every two months.
    A,
    /// 一般房: every month.
    #[default]
    B,
    /// 隐患整改房: every third of a month (旬), while a confirmed serious hazard is open.
    C,
}

/// Contacts in a row without a new physical finding that make a dwelling A.
pub const QUIET_CONTACTS_FOR_A: u32 = 3;

/// Days after which C lapses unless its finding is confirmed again on new evidence.
pub const C_LAPSES_AFTER_DAYS: u64 = 60;

/// A category of the building. Nothing else can be made into one, so neither a need nor a paper
/// nor a person reaches the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Physical(Category);

impl TryFrom<Category> for Physical {
    type Error = Category;
    fn try_from(category: Category) -> Result<Self, Category> {
        if category.matter() == Matter::Physical { Ok(Self(category)) } else { Err(category) }
    }
}

/// A physical finding that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenHazard {
    /// What it is about.
    pub category: Physical,
    /// How serious.
    pub severity: Severity,
    /// The day an officer last confirmed it on evidence.
    pub confirmed: Option<NaiveDate>,
}

/// All that a class may depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Physical findings that are open.
    pub open: Vec<OpenHazard>,
    /// Contacts of the current tenancy since its last new physical finding, refusals included.
    pub quiet_contacts: u32,
    /// Papers of the letting.
    pub papers: Papers,
}

/// Why a class is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// A serious physical finding, confirmed by an officer, is open.
    ConfirmedHazard,
    /// Contacts in a row without a new finding, papers in order.
    QuietAndInOrder,
    /// Neither of the two.
    Ordinary,
}

/// A class for an officer to decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The class.
    pub class: Class,
    /// Why.
    pub because: Because,
}

/// The class that the condition of a dwelling speaks for on `today`.
pub fn propose(condition: &Condition, today: NaiveDate) -> Proposal {
    if condition.open.iter().any(|hazard| holds_in_c(hazard, today)) {
        return Proposal { class: Class::C, because: Because::ConfirmedHazard };
    }
    let quiet = condition.open.is_empty() && condition.quiet_contacts >= QUIET_CONTACTS_FOR_A;
    if quiet && condition.papers.in_order() {
        return Proposal { class: Class::A, because: Because::QuietAndInOrder };
    }
    Proposal { class: Class::B, because: Because::Ordinary }
}

/// What an officer is asked of a dwelling that is in `current`; nothing where its condition speaks
/// for no other class. A stays until something speaks against it: a count of contacts that the
/// register does not know speaks for nothing.
pub fn review(current: Class, condition: &Condition, today: NaiveDate) -> Option<Proposal> {
    let proposal = propose(condition, today);
    let speaks_against_a = !condition.open.is_empty() || !condition.papers.in_order();
    match (current, proposal.class) {
        (before, after) if before == after => None,
        (Class::A, Class::B) if !speaks_against_a => None,
        _ => Some(proposal),
    }
}

/// Whether a dwelling stays in C on `today`. `imported` is the first day of a C that a register
/// brought along: its hazard has as long to be recorded as any other to be confirmed again.
pub fn stays_in_c(condition: &Condition, imported: Option<NaiveDate>, today: NaiveDate) -> bool {
    condition.open.iter().any(|hazard| holds_in_c(hazard, today))
        || imported.is_some_and(|since| today <= since + Days::new(C_LAPSES_AFTER_DAYS))
}

/// Serious, confirmed, and confirmed lately. Overcrowding alone is never serious.
fn holds_in_c(hazard: &OpenHazard, today: NaiveDate) -> bool {
    hazard.severity >= Severity::High
        && hazard.category.0.max_severity() >= Severity::High
        && hazard.confirmed.is_some_and(|day| today <= day + Days::new(C_LAPSES_AFTER_DAYS))
}

/// The class a new tenancy begins with: B, unless a physical finding is open, which keeps C.
pub fn at_move_in(current: Class, physical_finding_open: bool) -> Class {
    if physical_finding_open && current == Class::C { Class::C } else { Class::B }
}

/// What a visit or an attempt is to the rule. Whom somebody met and what was said is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// A household was contacted.
    pub contact: bool,
    /// It led to a new physical finding.
    pub found: bool,
}

impl Call {
    /// Of an outcome; none is an attempt, at which nobody was met.
    pub fn of(outcome: Option<Outcome>, found: bool) -> Self {
        Self { contact: outcome.is_some_and(Outcome::is_contact), found }
    }
}

/// Contacts of one tenancy in a row without a new physical finding, from the latest of its `calls`
/// (in time order) backwards. Calls that are neither contact nor finding are skipped.
pub fn quiet_contacts(calls: &[Call]) -> u32 {
    let counted = calls.iter().filter(|call| call.contact || call.found);
    quiet_row(&counted.map(|call| call.found).collect::<Vec<_>>())
}

/// Contacts in a row without a new physical finding, counted from the latest of `contacts` (in
/// time order; whether each led to one) backwards. Outcomes that settle nothing are no contacts:
/// they neither extend nor break the row.
pub fn quiet_row(contacts: &[bool]) -> u32 {
    contacts.iter().rev().take_while(|found| !**found).count() as u32
}

#[cfg(test)]
mod tests;
