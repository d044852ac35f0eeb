//! 抽查: a visit made again by somebody else, who does not know what the first one saw.
//!
//! Which visits are drawn follows from a seed alone, so that a draw can be repeated and nobody chooses
//! whom to look at. What is compared are facts of the dwelling that both saw, never a person.

use crate::cadence::{self, Period};
use crate::checklist;
use crate::finding::Category;
use crate::hours::{Minutes, VISITING};
use crate::id::{DwellingId, RecordId, UserId};
use crate::inspection::Share;
use crate::problem::Problem;
use crate::property::PropertyKind;
use crate::visit::{Answer, Seen};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// One of so many visits of a time may be drawn.
pub const ONE_OF: usize = 20;

/// A visit that may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The visit.
    pub visit: RecordId,
    /// Its dwelling.
    pub dwelling: DwellingId,
    /// Who made it.
    pub visitor: UserId,
    /// With whom.
    pub partner: Option<UserId>,
}

/// A visit drawn, and who makes it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The visit.
    pub first: Candidate,
    /// Who looks again.
    pub second: UserId,
}

/// How a spot check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// 经同意入户.
    Entered,
    /// 门口见面.
    Met,
    /// 谢绝: a right, with no consequence for anyone.
    Refused,
    /// 无人在家.
    NobodyHome,
}

impl CheckOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Entered, Self::Met, Self::Refused, Self::NobodyHome];

    /// Whether a household was contacted: counts toward the ceiling of one contact a 旬.
    pub fn is_contact(self) -> bool {
        self != Self::NobodyHome
    }

    fn sees(self) -> bool {
        matches!(self, Self::Entered | Self::Met)
    }
}

/// What the second visitor says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The day.
    pub on: NaiveDate,
    /// Minutes after midnight.
    pub minute: u16,
    /// How it went.
    pub outcome: CheckOutcome,
    /// What was seen, in the words of the checklist.
    pub answers: Vec<Answer>,
    /// A notice was left.
    pub notice: bool,
}

impl CheckReport {
    /// Refuses, naming the field, a day that is not between the draw and today, an hour at which no
    /// door is knocked on, answers that do not fit the outcome or the kind of dwelling, and a check
    /// that left no notice.
    pub fn check(&self, kind: PropertyKind, drawn: NaiveDate, today: NaiveDate) -> Result<(), Problem> {
        let require = |holds: bool, place: &str| {
            if holds { Ok(()) } else { Err(Problem::Malformed { place: place.to_owned() }) }
        };
        let (opens, closes): Minutes = VISITING;
        require((drawn..=today).contains(&self.on), "on")?;
        require((opens..=closes).contains(&self.minute), "minute")?;
        let fits = |answer: &Answer| checklist::questions(kind).iter().any(|q| q.key == answer.question);
        require(
            self.answers.iter().all(fits) && (self.outcome.sees() || self.answers.is_empty()),
            "answers",
        )?;
        require(self.notice, "notice")
    }
}

/// Draws from the visits of a time: of `of` visits at most one in [`ONE_OF`], but one at least, less the
/// `before` drawn already; one a dwelling. Nobody looks at an own visit, and the work is spread evenly.
/// The same seed and visits give the same draw, in whatever order they come.
pub fn draw(seed: u32, candidates: &[Candidate], of: usize, before: usize, seconds: &[UserId]) -> Vec<Drawn> {
    let quota = (of / ONE_OF).max(1).saturating_sub(before);
    let mut order = candidates.to_vec();
    order.sort_by_key(|candidate| (lot(seed, candidate.visit, None), candidate.visit));
    let (mut seen, mut load) = (BTreeSet::new(), BTreeMap::<UserId, usize>::new());
    let mut drawn = Vec::new();
    for first in order {
        if drawn.len() == quota {
            break;
        }
        let free = seconds.iter().filter(|who| **who != first.visitor && Some(**who) != first.partner);
        let second = free.min_by_key(|who| {
            (load.get(who).copied().unwrap_or_default(), lot(seed, first.visit, Some(**who)))
        });
        let Some(second) = second.copied() else { continue };
        if seen.insert(first.dwelling) {
            *load.entry(second).or_default() += 1;
            drawn.push(Drawn { first, second });
        }
    }
    drawn
}

/// A number that nobody chooses: the beginning of a hash.
fn lot(seed: u32, visit: RecordId, who: Option<UserId>) -> [u8; 8] {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(visit.0.as_bytes());
    hash.update(who.map(|who| who.0.into_bytes()).unwrap_or_default());
    let hash: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|n| hash[n])
}

/// Whether a household may be visited for a check on `today`: no contact in the running 旬.
pub fn may_be_drawn(contacts: &[NaiveDate], today: NaiveDate) -> bool {
    let third = cadence::third_of_month(today);
    !contacts.iter().any(|on| third.contains(*on))
}

/// The last day for checks drawn on `today`: the end of the next 旬.
pub fn due(today: NaiveDate) -> NaiveDate {
    let Period { to, .. } = cadence::third_of_month(today);
    cadence::third_of_month(to + Days::new(1)).to
}

/// The facts that both saw, and those that both saw alike. What was found or remedied in between is
/// left out: it may have changed.
pub fn agreement(first: &[Answer], second: &[Answer], changed: &BTreeSet<Category>) -> Share {
    let (first, second) = (facts(first, changed), facts(second, changed));
    let both = first.iter().filter_map(|(key, seen)| Some((seen, second.get(key)?)));
    both.fold(Share::default(), |sum, (a, b)| Share {
        part: sum.part + u32::from(a == b),
        whole: sum.whole + 1,
    })
}

fn facts<'a>(answers: &'a [Answer], changed: &BTreeSet<Category>) -> BTreeMap<&'a str, Seen> {
    let seen = answers.iter().filter(|answer| answer.seen != Seen::NotSeen);
    let known = seen.filter(|answer| {
        checklist::question(&answer.question).is_some_and(|question| !changed.contains(&question.category))
    });
    known.map(|answer| (answer.question.as_str(), answer.seen)).collect()
}

#[cfg(test)]
mod tests;
