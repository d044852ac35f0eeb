//! Which visits a dwelling owes.

use super::Owed;
use crate::cadence::{self, Period};
use crate::class::Class;
use crate::property::PropertyKind;
use chrono::NaiveDate;

/// Days that a rise to C must leave in the running 旬 for that 旬 to be owed, the day of the rise
/// counted.
const DAYS_LEFT_AFTER_RISE: i64 = 5;

/// A stretch of days, open at its end while it lasts; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: NaiveDate,
    /// Last day, if it is over.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Whether `date` lies in it.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// What the ledger needs of a dwelling's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// What its property is.
    pub kind: PropertyKind,
    /// The day its file was opened.
    pub registered: NaiveDate,
    /// When it was let. Overlaps do no harm.
    pub lets: Vec<Days>,
    /// Classes with the day each began, in that order.
    pub classes: Vec<(NaiveDate, Class)>,
    /// When the household had asked beforehand not to be visited: a letter at cadence A instead.
    pub refusals: Vec<Days>,
}

impl History {
    /// The class whose periods count on `date`.
    fn class_on(&self, date: NaiveDate) -> Class {
        if self.refusals.iter().any(|r| r.contains(date)) {
            return Class::A;
        }
        let class = self.classes.iter().rev().find(|(since, _)| *since <= date);
        cadence::class_in_force(self.kind, class.map(|(_, class)| *class).unwrap_or_default())
    }

    /// Whether a period that begins on `date` may owe a visit.
    fn owes_on(&self, date: NaiveDate) -> bool {
        self.kind.is_planned() && self.registered <= date && self.lets.iter().any(|l| l.contains(date))
    }

    /// The running 旬 of a rise to C on `date`, if enough of it is left.
    fn rise(&self, date: NaiveDate) -> Option<Period> {
        let third = cadence::third_of_month(date);
        let before = date.pred_opt()?;
        let rose = self.owes_on(date)
            && self.class_on(date) == Class::C
            && self.class_on(before) != Class::C
            && self.registered <= before
            && third.days_left(date) >= DAYS_LEFT_AFTER_RISE;
        rose.then_some(third)
    }
}

/// Every visit owed by periods that begin on a day from `from` to `to`, in the order of their
/// beginning, and by rises to C on such a day.
///
/// A period is owed when, on its first day, the file was open, the dwelling let and of the
/// period's class: whatever changes inside a period counts from the next. What is owed stays owed;
/// the caller inserts what it does not have yet and takes nothing away whose period has begun.
pub fn owed(history: &History, from: NaiveDate, to: NaiveDate) -> Vec<Owed> {
    let mut all = Vec::new();
    for class in [Class::A, Class::B, Class::C] {
        let mut period = cadence::period_of(from, class);
        while period.from <= to {
            if period.from >= from && history.owes_on(period.from) && history.class_on(period.from) == class {
                all.push(Owed { class, period });
            }
            period = cadence::next(period, class);
        }
    }
    let rises = history.classes.iter().filter(|(since, _)| (from..=to).contains(since));
    all.extend(
        rises.filter_map(|(since, _)| history.rise(*since)).map(|period| Owed { class: Class::C, period }),
    );
    all.sort_by_key(|owed| (owed.period, owed.class));
    all.dedup();
    all
}
