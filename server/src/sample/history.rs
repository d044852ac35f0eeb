//! Visits of one dwelling, as its ledger demands them and a station's people make them.

mod life;
mod teller;

pub use life::{Life, live};

use super::diary::Diary;
use super::file::{Ending, File, Span, Story};
use super::maker::Maker;
use super::small;
use super::staff::{Crew, Person};
use chrono::NaiveDate;
use domain::Time;
use domain::class::Class;
use domain::finding::{Category, Severity};
use domain::id::{FindingId, RecordId};
use domain::ledger::{self, Excuse, History, Owed, Settlement};
use domain::visit::Outcome;
use teller::{Manner, Teller};

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
    /// How its flag stands at the end, for a hazard.
    pub ending: Option<Ending>,
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

impl Did {
    /// Whether a household was met.
    pub fn is_contact(self) -> bool {
        matches!(self, Self::Visit(Outcome::Met | Outcome::Entered | Outcome::Refused))
    }
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

/// Tells of one dwelling whose classes are known.
pub fn tell(file: &File, span: Span, crew: &Crew, diary: &mut Diary, maker: &mut Maker) -> Told {
    let owed = ledger::owed(&history(file, &file.classes, span), span.opened, span.today);
    let mut teller = Teller::new(file, span, crew, Manner::Short, diary, maker);
    if let Story::Hazard(hazard) = file.story {
        teller.hazard(&hazard);
    }
    for owed in &owed {
        teller.period(owed);
    }
    teller.seen.sort_by_key(|seen| (seen.at, seen.record));
    let quiet = matches!(file.story, Story::Promoted(_)) || file.classes[0].1 == Class::A;
    if !quiet {
        small::findings(&mut teller.seen, 0, &mut None, true, teller.maker);
    }
    teller.told(owed)
}

/// What the ledger asks of a file whose classes are these.
fn history(file: &File, classes: &[(NaiveDate, Class)], span: Span) -> History {
    History {
        kind: file.home.kind,
        registered: span.opened,
        lets: file.households.iter().map(|h| h.days).collect(),
        classes: classes.to_vec(),
        refusals: Vec::new(),
    }
}
