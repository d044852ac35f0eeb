//! Two years of one dwelling, two months at a time: what is found changes its class, and its class
//! says how often somebody comes.

use super::{Diary, Found, Manner, Teller, Told, history};
use crate::sample::file::{Ending, File, Hazard, Span};
use crate::sample::maker::{Maker, civil};
use crate::sample::small;
use crate::sample::staff::Crew;
use chrono::{NaiveDate, TimeDelta};
use domain::cadence::{self, Period};
use domain::class::{Class, QUIET_CONTACTS_FOR_A, quiet_row};
use domain::finding::Matter;
use domain::ledger;

/// What two years bring, beside households that come and go.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Serious hazards, the earlier first.
    pub hazards: Vec<Hazard>,
    /// Periods of two months in which small things are found.
    pub lively: usize,
    /// Papers are in order and officers have put it into A after three quiet contacts.
    pub aims_at_a: bool,
}

/// Tells of a dwelling and writes its classes into its file.
pub fn live(
    file: &mut File,
    life: &Life,
    span: Span,
    crew: &Crew,
    diary: &mut Diary,
    maker: &mut Maker,
) -> Told {
    let mut years = Years {
        life,
        span,
        classes: vec![(span.opened, Class::B)],
        open: None,
        teller: Teller::new(file, span, crew, Manner::Long, diary, maker),
    };
    let (mut owed, mut n) = (Vec::new(), 0);
    let mut months = cadence::period_of(span.opened, Class::A);
    while months.from <= span.today {
        owed.extend(years.pass(months, n));
        months = cadence::next(months, Class::A);
        n += 1;
    }
    let (classes, told) = (years.classes, years.teller.told(owed));
    file.classes = classes;
    told
}

struct Years<'a> {
    life: &'a Life,
    span: Span,
    classes: Vec<(NaiveDate, Class)>,
    /// The visit whose small finding is still open.
    open: Option<usize>,
    teller: Teller<'a>,
}

impl Years<'_> {
    /// The `n`th two months. Every period that begins in them ends in them.
    fn pass(&mut self, months: Period, n: usize) -> Vec<ledger::Owed> {
        let before = self.teller.seen.len();
        for hazard in self.life.hazards.iter().filter(|h| months.contains(h.found)) {
            if self.teller.hazard(hazard).is_some() {
                self.classes.extend(classes_of(hazard));
            }
        }
        self.move_ins(months);
        let history = history(self.teller.file, &self.classes, self.span);
        let owed = ledger::owed(&history, months.from, months.to.min(self.span.today));
        for owed in &owed {
            self.teller.period(owed);
        }
        self.teller.seen[before..].sort_by_key(|seen| (seen.at, seen.record));
        let may_find = n < self.life.lively && self.class() != Class::A;
        small::findings(&mut self.teller.seen, before, &mut self.open, may_find, self.teller.maker);
        self.promote(months);
        owed
    }

    /// A new household begins with B.
    fn move_ins(&mut self, months: Period) {
        let starts = self.teller.file.households.iter().map(|h| h.days.from);
        let new: Vec<NaiveDate> =
            starts.filter(|day| months.contains(*day) && *day > self.span.opened).collect();
        for day in new {
            if self.class() == Class::A {
                self.classes.push((day, Class::B));
            }
        }
    }

    fn class(&self) -> Class {
        self.classes.last().map(|(_, class)| *class).unwrap_or_default()
    }

    /// Class A, decided a few days after the last of three quiet contacts, in the last of the months.
    fn promote(&mut self, months: Period) {
        let lodging = self.teller.file.home.kind.is_lodging();
        if !self.life.aims_at_a || lodging || self.class() != Class::B || self.open.is_some() {
            return;
        }
        let Some(last) = self.quiet_since(months.to) else { return };
        let last_month = cadence::period_of(months.to, Class::B).from;
        let from = last.max(last_month);
        let room = (months.to.min(self.span.today) - from).num_days();
        let since = from + TimeDelta::days(self.teller.maker.between(1, room.min(9)));
        let is_over = self.classes.last().is_none_or(|(day, _)| *day < since);
        if room >= 1 && is_over && !self.is_empty_on(since) {
            self.classes.push((since, Class::A));
        }
    }

    fn is_empty_on(&self, date: NaiveDate) -> bool {
        !self.teller.file.households.iter().any(|h| h.days.contains(date))
    }

    /// The day of the last contact, where the household of that time had enough of them in a row
    /// without a new finding.
    fn quiet_since(&self, until: NaiveDate) -> Option<NaiveDate> {
        let household = self.teller.file.households.iter().rev().find(|h| h.days.from <= until)?;
        let met = self.teller.seen.iter().filter(|seen| seen.did.is_contact());
        let met = met.map(|seen| (civil(seen.at).date(), seen.found.is_some_and(is_physical)));
        let (dates, found): (Vec<NaiveDate>, Vec<bool>) =
            met.filter(|(date, _)| household.days.from <= *date).unzip();
        dates.last().copied().filter(|_| quiet_row(&found) >= QUIET_CONTACTS_FOR_A)
    }
}

fn is_physical(found: Found) -> bool {
    found.category.matter() == Matter::Physical
}

/// The classes that a hazard brings: C from the day after it is found until it is closed.
fn classes_of(hazard: &Hazard) -> Vec<(NaiveDate, Class)> {
    let rise = (hazard.found + TimeDelta::days(1), Class::C);
    match hazard.ending {
        Ending::ClassC => vec![rise],
        Ending::Closed => vec![rise, (hazard.found + TimeDelta::days(11), Class::B)],
        Ending::Waiting | Ending::Accepted | Ending::Dismissed => vec![],
    }
}
