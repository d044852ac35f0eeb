//! The agenda: what is open, in the order in which it presses.

use super::MeetingKind;
use crate::Time;
use crate::finding::{Category, Matter, Severity};
use crate::id::{ActionId, DwellingId, FindingId, StationId};
use serde::{Deserialize, Serialize};

/// Flags of one agenda; the others are counted.
const MOST_FLAGS: usize = 60;

/// One item. It names files by their ids: what a reader sees of them is [`shown`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// 上报事项: an open flag.
    Flag {
        /// The flag.
        flag: FindingId,
        /// The station of its dwelling.
        station: StationId,
        /// Its dwelling.
        dwelling: DwellingId,
        /// What it is about.
        category: Category,
        /// How serious.
        severity: Severity,
        /// When it was raised.
        raised_at: Time,
        /// Its deadline was over when the agenda was made.
        late: bool,
    },
    /// Open flags beyond those that are listed.
    MoreFlags {
        /// How many.
        count: u32,
    },
    /// 逾期应访任务: how many visits a station still owes of periods that are over.
    Overdue {
        /// The station.
        station: StationId,
        /// How many.
        count: u32,
    },
    /// 上次会议事项: an action of an earlier meeting that is not done.
    Action {
        /// The action.
        action: ActionId,
    },
    /// Something said by hand, checked.
    Free {
        /// The text.
        text: String,
    },
}

/// A flag that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFlag {
    /// The flag.
    pub flag: FindingId,
    /// The station of its dwelling.
    pub station: StationId,
    /// Its dwelling.
    pub dwelling: DwellingId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// When it was raised.
    pub raised_at: Time,
    /// Until when it is to be remedied.
    pub deadline: Option<Time>,
    /// It lies with a department.
    pub referred: bool,
}

impl OpenFlag {
    fn is_late(&self, now: Time) -> bool {
        self.deadline.is_some_and(|deadline| deadline < now)
    }

    /// Whether a meeting speaks of it: a police station's of all, the county's of what is late, a
    /// lodging's of the place alone, a joint one of what lies with departments. Of needs none does.
    fn belongs(&self, kind: MeetingKind, now: Time) -> bool {
        let of_kind = match kind {
            MeetingKind::PoliceStation => true,
            MeetingKind::County => self.is_late(now),
            MeetingKind::Employer => self.category.matter() == Matter::Physical,
            MeetingKind::Joint => self.referred,
        };
        of_kind && !self.category.is_restricted()
    }
}

/// What is open in the area of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Flags that are not over.
    pub flags: Vec<OpenFlag>,
    /// Overdue visits by station.
    pub overdue: Vec<(StationId, u32)>,
    /// Actions of earlier meetings that are not done.
    pub actions: Vec<ActionId>,
}

/// The agenda of a meeting at `now`: what last time left open, flags with the most serious first, what
/// stations owe, and what was said by hand. A lodging's meeting hears nothing of visits.
pub fn agenda(kind: MeetingKind, open: &Open, by_hand: &[String], now: Time) -> Vec<Item> {
    let mut items: Vec<Item> = open.actions.iter().map(|action| Item::Action { action: *action }).collect();
    let mut flags: Vec<&OpenFlag> = open.flags.iter().filter(|flag| flag.belongs(kind, now)).collect();
    flags.sort_by_key(|flag| (std::cmp::Reverse(flag.severity), flag.raised_at, flag.flag));
    let more = flags.len().saturating_sub(MOST_FLAGS);
    items.extend(flags.into_iter().take(MOST_FLAGS).map(|flag| item(flag, now)));
    if let Some(count) = u32::try_from(more).ok().filter(|count| *count > 0) {
        items.push(Item::MoreFlags { count });
    }
    if kind != MeetingKind::Employer {
        let owed = open.overdue.iter().filter(|(_, count)| *count > 0);
        items.extend(owed.map(|(station, count)| Item::Overdue { station: *station, count: *count }));
    }
    items.extend(by_hand.iter().map(|text| Item::Free { text: text.clone() }));
    items
}

fn item(flag: &OpenFlag, now: Time) -> Item {
    Item::Flag {
        flag: flag.flag,
        station: flag.station,
        dwelling: flag.dwelling,
        category: flag.category,
        severity: flag.severity,
        raised_at: flag.raised_at,
        late: flag.is_late(now),
    }
}

/// What a reader sees of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The file's number: the code on the door.
    pub number: String,
    /// The file and its address, for those with rights to it.
    pub address: Option<(DwellingId, String)>,
}

/// The file of a dwelling for someone with rights to it, and for someone without: its number alone.
pub fn shown(has_rights: bool, dwelling: DwellingId, number: String, address: String) -> Shown {
    Shown { number, address: has_rights.then_some((dwelling, address)) }
}
