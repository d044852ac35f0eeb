//! Dwellings: one file each (一房一档).

use crate::class::Class;
use crate::id::{DwellingId, PropertyId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// State of one paper of the letting. Never a paper of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperState {
    /// 已办.
    Done,
    /// 未办.
    #[default]
    NotDone,
    /// 无需办理.
    NotNeeded,
}

impl PaperState {
    /// Every state, in the order of the declaration.
    pub const ALL: [Self; 3] = [Self::Done, Self::NotDone, Self::NotNeeded];

    /// The word that the store, records and the wire use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotDone => "not_done",
            Self::NotNeeded => "not_needed",
        }
    }

    /// The state of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// Papers of the letting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// 房屋租赁登记备案.
    pub lease: PaperState,
    /// 出租人税务登记.
    pub tax: PaperState,
}

impl Papers {
    /// Whether nothing is left to do.
    pub fn in_order(self) -> bool {
        self.lease != PaperState::NotDone && self.tax != PaperState::NotDone
    }
}

/// A unit in a property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dwelling {
    /// Identity.
    pub id: DwellingId,
    /// The property it is part of.
    pub property: PropertyId,
    /// Door mark, unique in the property: `201`, `东侧`; empty where the property is one dwelling.
    pub door: String,
    /// File number within the station, printed on labels: 6 characters, see [`crate::notice`].
    pub label: String,
    /// How often it is visited.
    pub class: Class,
    /// The day the class began.
    pub class_since: NaiveDate,
    /// Whether it is let now; visits are owed only while it is.
    pub let_since: Option<NaiveDate>,
    /// Papers of the letting.
    pub papers: Papers,
    /// The day the file was opened.
    pub registered: NaiveDate,
}
