//! Fields of a dwelling's file that people at the door or at a desk change, each versioned by itself.
//!
//! A version is known by the record that brought it; the value that a file or a household began with is
//! known by the id of the dwelling or of the tenancy. So a base means the same in whichever order
//! records come.

mod version;

#[cfg(test)]
mod tests;

pub use version::{Change, Opening, Standing, Versioned};

use crate::dwelling::PaperState;
use crate::id::{RecordId, TenancyId};
use crate::problem::Problem;
use crate::text;
use serde::{Deserialize, Serialize};

/// Most people of one kind that a file counts, as of a whole household.
const MOST_PEOPLE: u16 = 500;

/// Longest door mark, characters.
pub(crate) const LONGEST_DOOR: usize = 40;

/// Most versions among which an officer chooses at once.
const MOST_SEEN: usize = 100;

/// A field of the file: the closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 门牌: the door mark.
    Door,
    /// 房屋租赁登记备案.
    Lease,
    /// 出租人税务登记.
    Tax,
    /// 成年人, of one household.
    Adults,
    /// 未成年人, of one household.
    Children,
}

impl Field {
    /// Every field, in the order of the declaration.
    pub const ALL: [Self; 5] = [Self::Door, Self::Lease, Self::Tax, Self::Adults, Self::Children];

    /// Whether it belongs to a household, and ends with it.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Adults | Self::Children)
    }

    /// Whether it is a paper of the letting: its values are the words of [`PaperState`].
    pub fn is_paper(self) -> bool {
        matches!(self, Self::Lease | Self::Tax)
    }

    /// Refuses a text that is no value of this field.
    fn check(self, value: &str) -> Result<(), Problem> {
        let least = u16::from(self == Self::Adults);
        let holds = match self {
            Self::Door => {
                text::check(value, &[]).map_err(|refused| Problem::TextRefused { part: refused.part })?;
                value.trim() == value && value.chars().count() <= LONGEST_DOOR
            }
            Self::Lease | Self::Tax => PaperState::from_key(value).is_some(),
            Self::Adults | Self::Children => {
                value.parse().is_ok_and(|n: u16| (least..=MOST_PEOPLE).contains(&n) && value == n.to_string())
            }
        };
        require(holds, "said.value")
    }
}

/// Why an officer chose a value; may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 现场核实.
    SeenThere,
    /// 见到凭证.
    PaperSeen,
    /// 住户说明.
    HouseholdSays,
    /// 录入有误.
    Mistyped,
}

impl Reason {
    /// Every reason, in the order of the declaration.
    pub const ALL: [Self; 4] = [Self::SeenThere, Self::PaperSeen, Self::HouseholdSays, Self::Mistyped];

    /// The word that records and the store use.
    pub fn key(self) -> &'static str {
        match self {
            Self::SeenThere => "seen_there",
            Self::PaperSeen => "paper_seen",
            Self::HouseholdSays => "household_says",
            Self::Mistyped => "mistyped",
        }
    }
}

/// A value said of a field. In a record it changes the field; in a file that a phone holds it is how
/// the field stands, and where a change begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Of which field.
    pub field: Field,
    /// The value as text: a door mark, a paper's state, a number.
    pub value: String,
    /// In a record the version that its author saw, in a file the version in force; none: the one that
    /// the file or the household began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<RecordId>,
    /// The household counted; none for what belongs to the dwelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<TenancyId>,
    /// In a record the versions among which an officer chose, in a file those that wait for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<RecordId>,
    /// Why the officer chose so: the key of a [`Reason`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Said {
    /// Refuses a value that the field cannot have, and what contradicts itself.
    pub fn check(&self) -> Result<(), Problem> {
        self.field.check(&self.value)?;
        require(self.household.is_some() == self.field.is_count(), "said.household")?;
        require(self.over.len() <= MOST_SEEN, "said.over")?;
        let known = |why: &String| Reason::ALL.iter().any(|reason| reason.key() == why);
        require(self.why.as_ref().is_none_or(|why| self.is_choice() && known(why)), "said.why")
    }

    /// Whether it chooses among values, as officers do.
    pub fn is_choice(&self) -> bool {
        !self.over.is_empty()
    }
}

fn require(holds: bool, place: &str) -> Result<(), Problem> {
    if holds { Ok(()) } else { Err(Problem::Malformed { place: place.into() }) }
}
