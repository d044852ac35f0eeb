//! Visits of one dwelling, as its ledger demands them and a station of four people makes them.

use super::diary::Diary;
use super::file::{Ending, File, Span, Story};
use super::maker::{Maker, civil};
use super::small;
use super::staff::{Crew, Person};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::Time;
use domain::cadence::{Period, third_of_month};
use domain::class::Class;
use domain::finding::{Category, Severity};
use domain::id::{FindingId, RecordId};
use domain::ledger::{self, Deed, Doing, Excuse, ExcuseReason, History, Owed, Settlement, settlement};
use domain::visit::{AttemptOutcome, Outcome};
use std::collections::{HashMap, HashSet};

/// A finding as made.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Identity.
    pub id: FindingId,
    /// The record that tells of it.
    pub record: RecordId,
    /// What.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// The day a visit saw it gone.
    pub gone_on: Option<NaiveDate>,
}

/// What was done at a door.
#[derive(Clone, Copy, Debug)]
pub enum Did {
    /// A visit.
    Visit(Outcome),
    /// Nobody home, and whether a letter was left.
    NobodyHome(bool),
}

/// One visit or attempt.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The record of it, and of the check-in before it.
    pub record: RecordId,
    /// See `record`.
    pub check_in: RecordId,
    /// Who came, and with whom.
    pub visitor: Person,
    /// See `visitor`.
    pub partner: Option<Person>,
    /// When.
    pub at: Time,
    /// What was done.
    pub did: Did,
    /// What was found.
    pub found: Option<Found>,
    /// What was seen gone.
    pub gone: Vec<FindingId>,
}

/// Everything the sample tells of one dwelling.
pub struct Told {
    /// Visits and attempts, the earliest first.
    pub seen: Vec<Seen>,
    /// The ledger.
    pub owed: Vec<(Owed, Option<Settlement>, Option<Excuse>)>,
}

/// Tells of one dwelling.
pub fn tell(file: &File, span: Span, crew: &Crew, diary: &mut Diary, maker: &mut Maker) -> Told {
    let history = History {
        kind: file.home.kind,
        registered: span.opened,
        lets: file.households.iter().map(|h| h.days).collect(),
        classes: file.classes.clone(),
        refusals: Vec::new(),
    };
    let owed = ledger::owed(&history, span.opened, span.today);
    let mut teller = Teller { file, span, crew, diary, maker, seen: Vec::new(), excuses: HashMap::new() };
    teller.hazard();
    for owed in &owed {
        teller.period(owed);
    }
    teller.seen.sort_by_key(|seen| (seen.at, seen.record));
    let quiet = matches!(file.story, Story::Promoted(_)) || file.classes[0].1 == Class::A;
    if !quiet {
        small::findings(&mut teller.seen, teller.maker);
    }
    let doings = teller.doings();
    let ledger = owed
        .into_iter()
        .map(|owed| {
            let excuse = teller.excuses.get(&owed).copied();
            (owed, settlement(&owed, &doings, excuse.as_ref()), excuse)
        })
        .collect();
    Told { seen: teller.seen, owed: ledger }
}

struct Teller<'a> {
    file: &'a File,
    span: Span,
    crew: &'a Crew,
    diary: &'a mut Diary,
    maker: &'a mut Maker,
    seen: Vec<Seen>,
    excuses: HashMap<Owed, Excuse>,
}

impl Teller<'_> {
    /// The visit that finds the story's hazard.
    fn hazard(&mut self) {
        let Story::Hazard { found, category, severity, .. } = self.file.story else { return };
        let Some((visitor, at)) = self.one_person(Class::A, found) else { return };
        let mut seen = self.seen(visitor, None, at, Did::Visit(Outcome::Entered));
        seen.found = Some(small::found(at, category, severity, self.maker));
        self.seen.push(seen);
    }

    /// Most periods get their visit; a few get two attempts and a letter, an excuse, or nothing.
    fn period(&mut self, owed: &Owed) {
        if settlement(owed, &self.doings(), None).is_some() {
            return;
        }
        let yesterday = self.span.today - TimeDelta::days(1);
        let over = owed.period.to < self.span.today;
        let until = owed.period.to.min(yesterday);
        let length = (owed.period.to - owed.period.from).num_days() + 1;
        let passed = (until - owed.period.from).num_days() + 1;
        let visited = if over { 92.0 } else { 85.0 * passed as f64 / length as f64 };
        if self.maker.chance(visited) {
            self.visit(owed.class, Period { from: owed.period.from, to: until });
        } else if over && self.maker.chance(35.0) {
            self.attempts(owed);
        } else if over && self.maker.chance(15.0) {
            let excuse = Excuse {
                on: owed.period.to,
                by: self.crew.officer.user,
                reason: ExcuseReason::HouseholdAskedLater,
            };
            self.excuses.insert(*owed, excuse);
        }
    }

    fn visit(&mut self, class: Class, within: Period) {
        let Some(date) = self.free_day(within) else { return };
        let made = match class {
            Class::C => self.joint(date).map(|(visitor, officer, at)| (visitor, Some(officer), at)),
            Class::A | Class::B => self.one_person(class, date).map(|(visitor, at)| (visitor, None, at)),
        };
        let Some((visitor, partner, at)) = made else { return };
        let outcome = match self.maker.between(1, 100) {
            1..=55 => Outcome::Met,
            56..=94 => Outcome::Entered,
            _ => Outcome::Refused,
        };
        let seen = self.seen(visitor, partner, at, Did::Visit(outcome));
        self.seen.push(seen);
    }

    /// Two attempts on different days and hours, a letter with the second.
    fn attempts(&mut self, owed: &Owed) {
        let half = owed.period.from + (owed.period.to - owed.period.from) / 2;
        let halves = [(owed.period.from, half), (half + TimeDelta::days(1), owed.period.to)];
        let mut hour = None;
        for (letter, (from, to)) in halves.into_iter().enumerate() {
            let Some(date) = self.free_day(Period { from, to }) else { return };
            let Some((visitor, at)) = self.one_person(owed.class, date) else { return };
            let leaves = letter == 1 && hour != Some(chrono::Timelike::hour(&civil(at)));
            hour = Some(chrono::Timelike::hour(&civil(at)));
            let seen = self.seen(visitor, None, at, Did::NobodyHome(leaves));
            self.seen.push(seen);
        }
    }

    /// A day, no Sunday, on which the home is let and no contact was made in its 旬.
    fn free_day(&mut self, within: Period) -> Option<NaiveDate> {
        let contacted: HashSet<Period> =
            self.seen.iter().map(|s| third_of_month(civil(s.at).date())).collect();
        let days: Vec<NaiveDate> = within
            .from
            .iter_days()
            .take_while(|date| *date <= within.to && *date < self.span.today)
            .filter(|date| date.weekday() != chrono::Weekday::Sun)
            .filter(|date| self.file.households.iter().any(|h| h.days.contains(*date)))
            .filter(|date| !contacted.contains(&third_of_month(*date)))
            .collect();
        self.maker.pick(&days).copied()
    }

    fn one_person(&mut self, class: Class, date: NaiveDate) -> Option<(Person, Time)> {
        let weekday = date.weekday().num_days_from_monday();
        let [first, second] = &self.crew.coordinators;
        let mut people: Vec<&Person> = vec![first, second];
        if class == Class::B {
            people.push(&self.crew.patrol);
        }
        people.retain(|person| person.works_on(weekday));
        let person = self.maker.pick(&people).copied()?;
        let at = self.diary.slot(&[person], date)?;
        Some((person.clone(), at))
    }

    fn joint(&mut self, date: NaiveDate) -> Option<(Person, Person, Time)> {
        let weekday = date.weekday().num_days_from_monday();
        let officer = &self.crew.officer;
        let with = self.crew.coordinators.iter().find(|c| c.works_on(weekday))?;
        if !officer.works_on(weekday) {
            return None;
        }
        let at = self.diary.slot(&[with, officer], date)?;
        Some((with.clone(), officer.clone(), at))
    }

    fn seen(&mut self, visitor: Person, partner: Option<Person>, at: Time, did: Did) -> Seen {
        Seen {
            check_in: RecordId(self.maker.id(at)),
            record: RecordId(self.maker.id(at + TimeDelta::minutes(5))),
            visitor,
            partner,
            at,
            did,
            found: None,
            gone: Vec::new(),
        }
    }

    fn doings(&self) -> Vec<Doing> {
        let seen = self.seen.iter().map(|seen| Doing {
            record: seen.record,
            at: civil(seen.at),
            deed: match seen.did {
                Did::Visit(outcome) => Deed::Visit(outcome),
                Did::NobodyHome(letter) => {
                    Deed::Attempt { outcome: AttemptOutcome::NobodyHome, letter, letters_wanted: false }
                }
            },
        });
        let left = self.file.households.iter().enumerate().filter_map(|(n, household)| {
            let until = self.file.households.get(n + 1).map(|next| next.days.from);
            let at = household.days.to?.and_hms_opt(12, 0, 0)?;
            Some(Doing { record: RecordId(household.tenancy.0), at, deed: Deed::Empty { until } })
        });
        seen.chain(left).collect()
    }
}

/// The story's ending, where it has a hazard.
pub fn ending(file: &File) -> Option<Ending> {
    match file.story {
        Story::Hazard { ending, .. } => Some(ending),
        _ => None,
    }
}
