//! Classes A, B and C of a dwelling. They follow its condition, never the people in it.
//!
//! A machine proposes, an officer decides. What the proposal may look at is what
//! [`Condition`] can hold: physical findings, a count of contacts, papers of the letting.

use crate::dwelling::Papers;
use crate::finding::{Category, Matter, Severity};
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

/// Serious, confirmed, and confirmed lately. Overcrowding alone is never serious.
fn holds_in_c(hazard: &OpenHazard, today: NaiveDate) -> bool {
    hazard.severity >= Severity::High
        && hazard.category.0.max_severity() >= Severity::High
        && hazard.confirmed.is_some_and(|day| today <= day + Days::new(C_LAPSES_AFTER_DAYS))
}

/// The class a new tenancy begins with: B, unless a physical finding is open, which keeps the
/// class an officer gave.
pub fn at_move_in(current: Class, physical_finding_open: bool) -> Class {
    if physical_finding_open { current } else { Class::B }
}

/// Contacts in a row without a new physical finding, counted from the latest of `contacts` (in
/// time order; whether each led to one) backwards. Outcomes that settle nothing are no contacts:
/// they neither extend nor break the row.
pub fn quiet_row(contacts: &[bool]) -> u32 {
    contacts.iter().rev().take_while(|found| !**found).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dwelling::PaperState;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn hazard(category: Category, severity: Severity, confirmed: Option<&str>) -> OpenHazard {
        OpenHazard { category: category.try_into().unwrap(), severity, confirmed: confirmed.map(day) }
    }

    fn class(open: &[OpenHazard], quiet_contacts: u32, papers: PaperState) -> Class {
        let papers = Papers { lease: papers, tax: papers };
        propose(&Condition { open: open.to_vec(), quiet_contacts, papers }, day("2026-03-01")).class
    }

    #[test]
    fn needs_papers_and_dangers_to_visitors_cannot_reach_the_rule() {
        for category in Category::ALL {
            let physical = Physical::try_from(category).is_ok();
            assert_eq!(physical, category.matter() == Matter::Physical, "{category:?}");
        }
        assert!(Physical::try_from(Category::ChildAtRisk).is_err());
    }

    #[test]
    fn only_a_serious_finding_confirmed_by_an_officer_speaks_for_c() {
        let fire =
            |severity, confirmed| class(&[hazard(Category::Fire, severity, confirmed)], 9, PaperState::Done);
        assert_eq!(fire(Severity::High, Some("2026-02-20")), Class::C);
        assert_eq!(fire(Severity::Urgent, Some("2026-02-20")), Class::C);
        assert_eq!(fire(Severity::High, None), Class::B);
        assert_eq!(fire(Severity::Low, Some("2026-02-20")), Class::B);
    }

    #[test]
    fn overcrowding_alone_never_speaks_for_c() {
        let crowded = hazard(Category::Overcrowding, Severity::High, Some("2026-02-20"));
        assert_eq!(class(&[crowded], 0, PaperState::Done), Class::B);
    }

    #[test]
    fn c_lapses_after_sixty_days_without_new_confirmation() {
        let fire = |confirmed| {
            class(&[hazard(Category::Fire, Severity::High, Some(confirmed))], 0, PaperState::Done)
        };
        assert_eq!(fire("2025-12-31"), Class::C);
        assert_eq!(fire("2025-12-30"), Class::B);
    }

    #[test]
    fn three_quiet_contacts_and_papers_in_order_speak_for_a() {
        assert_eq!(class(&[], 3, PaperState::Done), Class::A);
        assert_eq!(class(&[], 3, PaperState::NotNeeded), Class::A);
        assert_eq!(class(&[], 2, PaperState::Done), Class::B);
        assert_eq!(class(&[], 3, PaperState::NotDone), Class::B);
        assert_eq!(
            class(&[hazard(Category::Sanitation, Severity::Low, None)], 3, PaperState::Done),
            Class::B
        );
    }

    #[test]
    fn a_finding_breaks_the_row_of_quiet_contacts() {
        assert_eq!(quiet_row(&[false, true, false, false]), 2);
        assert_eq!(quiet_row(&[false, true]), 0);
        assert_eq!(quiet_row(&[]), 0);
    }

    #[test]
    fn a_new_tenancy_begins_with_b_unless_a_hazard_is_open() {
        assert_eq!(at_move_in(Class::A, false), Class::B);
        assert_eq!(at_move_in(Class::C, true), Class::C);
    }
}
