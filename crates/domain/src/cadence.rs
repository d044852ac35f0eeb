//! How often a dwelling is visited, by whom and for how long.
//!
//! The cadence is anchored to the calendar: a late visit moves no later period. Periods and
//! visitors are those of the opinion of 2007-12-27; no table may ask for more.

use crate::area::AreaMode;
use crate::class::Class;
use crate::property::PropertyKind;
use crate::role::{Role, TravelMode};
use crate::round::Cadence;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A stretch of days that owes one visit; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether `date` lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// Days left, `date` counted; 0 when it is over.
    pub fn days_left(self, date: NaiveDate) -> i64 {
        ((self.to - date).num_days() + 1).max(0)
    }
}

/// The period of `class` that `date` lies in: A 1–2月, 3–4月 …; B the month; C days 1–10, 11–20
/// and 21 to the month's end.
pub fn period_of(date: NaiveDate, class: Class) -> Period {
    let first = first_of_month(date);
    match class {
        Class::A => {
            let from = if date.month0().is_multiple_of(2) { first } else { months_later(first, -1) };
            Period { from, to: day_before(months_later(from, 2)) }
        }
        Class::B => Period { from: first, to: day_before(months_later(first, 1)) },
        Class::C => third_of_month(date),
    }
}

/// The period after `period` for the same class.
pub fn next(period: Period, class: Class) -> Period {
    period_of(period.to + Days::new(1), class)
}

/// 旬: the third of the month that `date` lies in.
pub fn third_of_month(date: NaiveDate) -> Period {
    let first = first_of_month(date);
    match date.day() {
        1..=10 => Period { from: first, to: first + Days::new(9) },
        11..=20 => Period { from: first + Days::new(10), to: first + Days::new(19) },
        _ => Period { from: first + Days::new(20), to: day_before(months_later(first, 1)) },
    }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.day0()))
}

/// `months` after `first`, which is the first of a month, so that no day is cut off.
fn months_later(first: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { first - by } else { first + by }
}

fn day_before(date: NaiveDate) -> NaiveDate {
    date - Days::new(1)
}

/// Days that a plan likes to leave between two visits, where the period allows it: half of a
/// period.
pub fn soft_spacing_days(class: Class) -> u32 {
    match class {
        Class::A => 30,
        Class::B => 15,
        Class::C => 5,
    }
}

/// What the phone says at the door instead of the class.
pub fn shown(class: Class) -> Cadence {
    match class {
        Class::A => Cadence::TwoMonths,
        Class::B => Cadence::Month,
        Class::C => Cadence::ThirdOfMonth,
    }
}

/// Who makes a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitors {
    /// One person of any of these roles.
    One(&'static [Role]),
    /// An officer, with one person of any of these roles, at the same minute.
    OfficerWith(&'static [Role]),
}

/// One cell of the cadence table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The class whose periods apply: lodgings and berths know no A.
    pub class: Class,
    /// Who visits.
    pub visitors: Visitors,
    /// How visitors of the area travel unless their account says otherwise.
    pub travel: TravelMode,
    /// Minutes at the door.
    pub minutes: u32,
    /// The lodging's warden is told before.
    pub warden_informed: bool,
}

/// The cadence table: what a dwelling of `class` in a property of `kind` is owed in an area of
/// `mode`; none for kinds that are not planned.
pub fn rule(mode: AreaMode, kind: PropertyKind, class: Class) -> Option<Rule> {
    if !kind.is_planned() {
        return None;
    }
    let class = class_in_force(kind, class);
    let visitors = match class {
        Class::C => Visitors::OfficerWith(station_staff(mode)),
        Class::A => Visitors::One(station_staff(mode)),
        Class::B => Visitors::One(staff_for_b(mode, kind)),
    };
    Some(Rule {
        class,
        visitors,
        travel: travel(mode),
        minutes: kind.minutes_at_door(),
        warden_informed: kind.is_lodging(),
    })
}

/// The class whose periods a dwelling follows: lodgings and berths have cadence B until a finding
/// puts them into C.
pub fn class_in_force(kind: PropertyKind, class: Class) -> Class {
    match class {
        Class::A if kind.is_lodging() || kind == PropertyKind::InlandBerth => Class::B,
        other => other,
    }
}

/// On farms patrols do the coordinator's work.
fn station_staff(mode: AreaMode) -> &'static [Role] {
    match mode {
        AreaMode::Urban | AreaMode::Rural => &[Role::Coordinator],
        AreaMode::Farm => &[Role::Patrol],
    }
}

fn staff_for_b(mode: AreaMode, kind: PropertyKind) -> &'static [Role] {
    match (mode, kind) {
        (AreaMode::Farm, _) => &[Role::Patrol],
        (_, PropertyKind::InlandBerth) => &[Role::Coordinator, Role::Patrol],
        (_, kind) if kind.is_lodging() => &[Role::Coordinator],
        (AreaMode::Rural, _) => &[Role::Coordinator, Role::Patrol],
        (AreaMode::Urban, _) => &[Role::Coordinator],
    }
}

fn travel(mode: AreaMode) -> TravelMode {
    match mode {
        AreaMode::Urban => TravelMode::Foot,
        AreaMode::Rural | AreaMode::Farm => TravelMode::Ebike,
    }
}

#[cfg(test)]
mod tests;
