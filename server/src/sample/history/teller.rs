//! Visits of one dwelling as they are made: who comes, when, and what comes of it.

use super::{Did, Seen, Told};
use crate::sample::diary::Diary;
use crate::sample::file::{File, Hazard, Span};
use crate::sample::maker::{Maker, civil};
use crate::sample::small;
use crate::sample::staff::{Crew, Person};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::Time;
use domain::cadence::{Period, third_of_month};
use domain::class::Class;
use domain::id::RecordId;
use domain::ledger::{Deed, Doing, Excuse, ExcuseReason, Owed, settlement};
use domain::visit::{AttemptOutcome, Outcome};
use std::collections::{HashMap, HashSet};

/// Days that are tried at most where days are tried.
const TRIES: usize = 12;
/// Of a hundred visits owed of a running period: those made, in proportion to its days so far.
const SO_FAR: f64 = 85.0;

/// Makes the visits of one dwelling, one after another.
pub(super) struct Teller<'a> {
    pub file: &'a File,
    span: Span,
    crew: &'a Crew,
    manner: Manner,
    diary: &'a mut Diary,
    pub maker: &'a mut Maker,
    pub seen: Vec<Seen>,
    excuses: HashMap<Owed, Excuse>,
}

/// How visits come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Of four months: one day is tried, and a home that its household is going to leave is left out.
    Short,
    /// Of years: a county that keeps up. Properties take turns through a period, each visited whole;
    /// days are tried until somebody is free, and people are visited until they leave.
    Long,
}

impl Manner {
    /// Of a hundred owed visits: those made in a period that is over.
    fn visited(self) -> f64 {
        match self {
            Self::Short => 92.0,
            Self::Long => 97.0,
        }
    }
}

impl<'a> Teller<'a> {
    /// Nothing has happened yet.
    pub fn new(
        file: &'a File,
        span: Span,
        crew: &'a Crew,
        manner: Manner,
        diary: &'a mut Diary,
        maker: &'a mut Maker,
    ) -> Self {
        Self { file, span, crew, manner, diary, maker, seen: Vec::new(), excuses: HashMap::new() }
    }

    /// The visit that finds a hazard; none where nobody had time that day.
    pub fn hazard(&mut self, hazard: &Hazard) -> Option<()> {
        let (visitor, at) = self.one_person(Class::A, hazard.found)?;
        let mut seen = self.seen(visitor, None, at, Did::Visit(Outcome::Entered));
        let Hazard { category, severity, ending, .. } = *hazard;
        seen.found = Some(small::found(at, category, severity, Some(ending), self.maker));
        self.seen.push(seen);
        Some(())
    }

    /// What was seen, and how it settles what was owed.
    pub fn told(self, owed: Vec<Owed>) -> Told {
        let doings = self.doings();
        let ledger = owed.into_iter().map(|owed| {
            let excuse = self.excuses.get(&owed).copied();
            (owed, settlement(&owed, &doings, excuse.as_ref()), excuse)
        });
        Told { owed: ledger.collect(), seen: self.seen }
    }

    /// Most periods get their visit; a few get two attempts and a letter, an excuse, or nothing.
    pub fn period(&mut self, owed: &Owed) {
        let known = match self.manner {
            Manner::Short => self.doings(),
            Manner::Long => self.made().collect(),
        };
        if settlement(owed, &known, None).is_some() {
            return;
        }
        let over = owed.period.to < self.span.today;
        let (within, visited) = self.turn(owed.period);
        if self.maker.chance(visited) {
            self.visit(owed.class, within);
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

    /// When a visit of the period is made, and the chance in a hundred that it has been.
    fn turn(&self, period: Period) -> (Period, f64) {
        let yesterday = self.span.today - TimeDelta::days(1);
        let until = period.to.min(yesterday);
        let length = (period.to - period.from).num_days() + 1;
        let passed = (until - period.from).num_days() + 1;
        let visited = self.manner.visited();
        match self.manner {
            Manner::Short if period.to <= yesterday => (Period { to: until, ..period }, visited),
            Manner::Short => (Period { to: until, ..period }, SO_FAR * passed as f64 / length as f64),
            Manner::Long => {
                let from = period.from + TimeDelta::days((self.phase() * length as f64) as i64);
                let is_due = from <= yesterday;
                (Period { from, to: until }, if is_due { visited } else { 0.0 })
            }
        }
    }

    /// Where in each period the property has its turn, from 0 to 1.
    fn phase(&self) -> f64 {
        let id = self.file.home.property.0.as_u128();
        let mixed = ((id ^ (id >> 64)) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn visit(&mut self, class: Class, within: Period) {
        let Some((visitor, partner, at)) = self.meeting(class, within) else { return };
        let outcome = match self.maker.between(1, 100) {
            1..=55 => Outcome::Met,
            56..=94 => Outcome::Entered,
            _ => Outcome::Refused,
        };
        let seen = self.seen(visitor, partner, at, Did::Visit(outcome));
        self.seen.push(seen);
    }

    /// Who comes, and when: the first of so many days on which somebody has time.
    fn meeting(&mut self, class: Class, within: Period) -> Option<(Person, Option<Person>, Time)> {
        for date in self.free_days(within) {
            let made = match class {
                Class::C => self.joint(date).map(|(visitor, officer, at)| (visitor, Some(officer), at)),
                Class::A | Class::B => self.one_person(class, date).map(|(visitor, at)| (visitor, None, at)),
            };
            if made.is_some() {
                return made;
            }
        }
        None
    }

    /// Two attempts on different days and hours, a letter with the second.
    fn attempts(&mut self, owed: &Owed) {
        let half = owed.period.from + (owed.period.to - owed.period.from) / 2;
        let halves = [(owed.period.from, half), (half + TimeDelta::days(1), owed.period.to)];
        let mut hour = None;
        for (letter, (from, to)) in halves.into_iter().enumerate() {
            let Some(date) = self.free_days(Period { from, to }).first().copied() else { return };
            let Some((visitor, at)) = self.one_person(owed.class, date) else { return };
            let leaves = letter == 1 && hour != Some(chrono::Timelike::hour(&civil(at)));
            hour = Some(chrono::Timelike::hour(&civil(at)));
            let seen = self.seen(visitor, None, at, Did::NobodyHome(leaves));
            self.seen.push(seen);
        }
    }

    /// Days to try, no Sunday, on which the home is let and no contact was made in their 旬.
    fn free_days(&mut self, within: Period) -> Vec<NaiveDate> {
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
        match self.manner {
            Manner::Short => self.maker.pick(&days).copied().into_iter().collect(),
            Manner::Long => days.into_iter().take(TRIES).collect(),
        }
    }

    fn one_person(&mut self, class: Class, date: NaiveDate) -> Option<(Person, Time)> {
        let weekday = date.weekday().num_days_from_monday();
        let mut people: Vec<&Person> = self.crew.leads.iter().collect();
        if class == Class::B {
            people.extend(&self.crew.patrols);
        }
        people.retain(|person| person.works_on(weekday));
        let person = self.maker.pick(&people).copied()?;
        let at = self.diary.slot(&[person], date)?;
        Some((person.clone(), at))
    }

    fn joint(&mut self, date: NaiveDate) -> Option<(Person, Person, Time)> {
        let weekday = date.weekday().num_days_from_monday();
        let officer = &self.crew.officer;
        let with = self.crew.leads.iter().find(|lead| lead.works_on(weekday))?;
        if !self.crew.has_officer(date) {
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

    fn made(&self) -> impl Iterator<Item = Doing> {
        self.seen.iter().map(|seen| Doing {
            record: seen.record,
            at: civil(seen.at),
            deed: match seen.did {
                Did::Visit(outcome) => Deed::Visit(outcome),
                Did::NobodyHome(letter) => {
                    Deed::Attempt { outcome: AttemptOutcome::NobodyHome, letter, letters_wanted: false }
                }
            },
        })
    }

    /// What was made, and who left.
    fn doings(&self) -> Vec<Doing> {
        let left = self.file.households.iter().enumerate().filter_map(|(n, household)| {
            let until = self.file.households.get(n + 1).map(|next| next.days.from);
            let at = household.days.to?.and_hms_opt(12, 0, 0)?;
            Some(Doing { record: RecordId(household.tenancy.0), at, deed: Deed::Empty { until } })
        });
        self.made().chain(left).collect()
    }
}
