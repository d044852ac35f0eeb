//! How an owed visit is settled.

use super::{By, ExcuseReason, Owed, Settled, Settlement};
use crate::cadence::Period;
use crate::id::RecordId;
use crate::visit::{AttemptOutcome, Outcome};
use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

/// Civil time at the station.
pub type Moment = chrono::NaiveDateTime;

/// Something that happened at a dwelling, as its record tells after all corrections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doing {
    /// The record that stands for it.
    pub record: RecordId,
    /// The record's corrected time, in the station's civil time.
    pub at: Moment,
    /// What happened.
    pub deed: Deed,
}

/// What a record means to the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A visit.
    Visit(Outcome),
    /// An attempt, and whether a letter was left.
    Attempt {
        /// How it went.
        outcome: AttemptOutcome,
        /// A letter was left.
        letter: bool,
        /// The household had asked beforehand for letters instead of visits.
        letters_wanted: bool,
    },
    /// The household has gone: nobody to visit until the next tenancy begins, if one has.
    Empty {
        /// First day of the next tenancy.
        until: Option<NaiveDate>,
    },
}

/// An officer's excuse of one owed visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// The day.
    pub on: NaiveDate,
    /// Who.
    pub by: crate::id::UserId,
    /// Why.
    pub reason: ExcuseReason,
}

/// How `owed` is settled by the `doings` of its dwelling and an officer's `excuse`; none while it
/// is open.
///
/// A visit settles its own period as done and earlier ones as late. Two attempts on different days
/// and hours of a period and a letter, left with the second or later, settle that period. The
/// earliest deed counts; a visit within the period counts before any excuse.
pub fn settlement(owed: &Owed, doings: &[Doing], excuse: Option<&Excuse>) -> Option<Settlement> {
    let mut in_order: Vec<&Doing> = doings.iter().collect();
    in_order.sort_by_key(|doing| (doing.at, doing.record));
    let by_deed = in_order.iter().enumerate().find_map(|(i, doing)| settles(owed, &in_order[..i], doing));
    let by_excuse = excuse.map(|excuse| Settlement {
        how: Settled::Excused,
        on: excuse.on,
        by: By::Officer(excuse.by),
        reason: Some(excuse.reason),
    });
    match (by_deed, by_excuse) {
        (Some(deed), Some(excuse)) if deed.how != Settled::Done && excuse.on < deed.on => Some(excuse),
        (deed, excuse) => deed.or(excuse),
    }
}

fn settles(owed: &Owed, before: &[&Doing], doing: &Doing) -> Option<Settlement> {
    let on = doing.at.date();
    let by = By::Record(doing.record);
    let visited = |how| Some(Settlement { how, on, by, reason: None });
    match doing.deed {
        Deed::Empty { until } => empties(owed.period, on, until).then_some(Settlement {
            how: Settled::Excused,
            on,
            by,
            reason: Some(ExcuseReason::RegisterCorrected),
        }),
        _ if on < owed.period.from => None,
        Deed::Attempt { letter: false, .. } => None,
        Deed::Visit(_) | Deed::Attempt { letters_wanted: true, .. } => {
            visited(if owed.period.contains(on) { Settled::Done } else { Settled::Late })
        }
        Deed::Attempt { outcome, .. } => {
            let earned = outcome == AttemptOutcome::NobodyHome
                && owed.period.contains(on)
                && two_attempts(owed.period, before, doing);
            if earned { visited(Settled::Done) } else { None }
        }
    }
}

/// A period that began before the household left, or in the time that nobody lived there.
fn empties(period: Period, on: NaiveDate, until: Option<NaiveDate>) -> bool {
    period.from <= on || until.is_none_or(|until| period.from < until)
}

/// Whether `last` and some attempt before it, or two before it, fell on different days and hours
/// of `period`.
fn two_attempts(period: Period, before: &[&Doing], last: &Doing) -> bool {
    let attempts: Vec<Moment> = before
        .iter()
        .copied()
        .chain([last])
        .filter(|doing| matches!(doing.deed, Deed::Attempt { .. }) && period.contains(doing.at.date()))
        .map(|doing| doing.at)
        .collect();
    attempts.iter().any(|a| attempts.iter().any(|b| a.date() != b.date() && a.hour() != b.hour()))
}
