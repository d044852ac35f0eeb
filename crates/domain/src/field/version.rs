//! The rule of one field: which value is in force, which wait for an officer.
//!
//! A change whose author saw the value in force takes force. One that was made on an older version,
//! while another author's came in between, waits beside it: the value in force stays until an officer
//! chooses. What holds is a function of the changes, not of the order in which they came.

use crate::Time;
use crate::id::{RecordId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// What a field began with, or what retention has left of its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The dwelling's or tenancy's id; after an erasure the record that had brought the value.
    pub version: RecordId,
    /// The value.
    pub value: String,
    /// Versions whose place it has taken: what they say is past.
    pub past: Vec<RecordId>,
}

/// A value said by someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record that says it.
    pub version: RecordId,
    /// The value.
    pub value: String,
    /// Who.
    pub by: UserId,
    /// When it was made.
    pub at: Time,
    /// The version that its author saw.
    pub base: RecordId,
    /// The versions among which an officer chose; empty: no choice.
    pub over: Vec<RecordId>,
    /// It cannot take force, because another file has the value: a door mark.
    pub taken: bool,
}

/// A field with everything that was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    opening: Opening,
    changes: Vec<Change>,
}

/// How a field stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The version in force: the opening's or a change's. Who said the same later stands behind it.
    pub in_force: RecordId,
    /// The versions that wait for an officer beside it, each with another value, in the order in which
    /// they were made.
    pub waiting: Vec<RecordId>,
    /// What took the place of each of the others: a version whose author had seen it, had said it, or
    /// says the same.
    pub gone: BTreeMap<RecordId, RecordId>,
}

/// Changes that say the same.
struct Group<'c>(Vec<&'c Change>);

impl Versioned {
    /// A field of which nothing was said.
    pub fn new(opening: Opening) -> Self {
        Self { opening, changes: Vec::new() }
    }

    /// Adds a change, whichever came before it; the same one again changes nothing.
    pub fn add(&mut self, change: Change) {
        let place = |other: &Change| (other.at, other.version);
        match self.changes.binary_search_by(|other| place(other).cmp(&place(&change))) {
            Ok(_) => {}
            Err(at) => self.changes.insert(at, change),
        }
    }

    /// The value of a version.
    pub fn value(&self, version: RecordId) -> Option<&str> {
        if version == self.opening.version {
            return Some(&self.opening.value);
        }
        self.changes.iter().find(|change| change.version == version).map(|change| change.value.as_str())
    }

    /// How the field stands.
    pub fn standing(&self) -> Standing {
        let mut fold = Fold {
            opening: Some(&self.opening),
            in_force: Group(vec![]),
            waiting: vec![],
            gone: BTreeMap::new(),
        };
        self.in_order().into_iter().for_each(|change| fold.take(change));
        fold.standing(&self.opening)
    }

    /// The changes as they were made, and none before those that its author saw: clocks may differ.
    fn in_order(&self) -> Vec<&Change> {
        let known: BTreeSet<RecordId> = self.changes.iter().map(|change| change.version).collect();
        let (mut left, mut done): (Vec<&Change>, _) = (self.changes.iter().collect(), BTreeSet::new());
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let has_come = |version: &RecordId| !known.contains(version) || done.contains(version);
            let is_next = |change: &&Change| has_come(&change.base) && change.over.iter().all(has_come);
            // Only a forged circle has none that is next.
            let next = left.remove(left.iter().position(is_next).unwrap_or(0));
            done.insert(next.version);
            order.push(next);
        }
        order
    }
}

struct Fold<'c> {
    /// The opening, while it is in force.
    opening: Option<&'c Opening>,
    /// The changes that say what is in force.
    in_force: Group<'c>,
    waiting: Vec<Group<'c>>,
    gone: BTreeMap<RecordId, RecordId>,
}

impl<'c> Fold<'c> {
    fn take(&mut self, change: &'c Change) {
        if self.opening.is_some_and(|opening| opening.past.contains(&change.version)) {
            self.gone.insert(change.version, self.lead());
            return;
        }
        self.withdraw(change);
        if change.is_choice() && !change.taken {
            self.choose(change);
        } else if self.value() == change.value {
            self.gone.insert(change.version, self.lead());
            self.in_force.0.push(change);
        } else if !change.taken && self.is_known_to(change) {
            self.put_in_force(change);
        } else {
            self.wait(change);
        }
        self.join_those_that_agree();
    }

    /// What an author says takes the place of what the same author said and has not been put in force.
    fn withdraw(&mut self, change: &'c Change) {
        for group in &mut self.waiting {
            for earlier in group.0.extract_if(.., |earlier| earlier.by == change.by) {
                self.gone.insert(earlier.version, change.version);
            }
        }
        self.waiting.retain(|group| !group.0.is_empty());
        self.name_leads();
    }

    /// Those behind a version that was withdrawn stand behind the next who says the same.
    fn name_leads(&mut self) {
        for group in &self.waiting {
            let lead = group.lead();
            self.gone.remove(&lead);
            self.gone.extend(group.0[1..].iter().map(|other| (other.version, lead)));
        }
    }

    /// An officer's choice takes the place of all that it was made over; what it was not made over waits.
    fn choose(&mut self, change: &'c Change) {
        let has_seen = |version: &RecordId| change.over.contains(version) || change.base == *version;
        let (seen, unseen): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|group| group.0.iter().any(|it| has_seen(&it.version)));
        self.waiting = unseen;
        for it in seen.iter().flat_map(|group| &group.0) {
            self.gone.insert(it.version, change.version);
        }
        // What the register began with has no author whose word could be lost.
        let saw_it = self.opening.is_some() || self.in_force.0.iter().any(|it| has_seen(&it.version));
        if saw_it {
            self.put_in_force(change);
        } else {
            let unseen = std::mem::replace(&mut self.in_force, Group(vec![change]));
            self.waiting.insert(0, unseen);
        }
    }

    fn put_in_force(&mut self, change: &'c Change) {
        if let Some(opening) = self.opening.take() {
            self.gone.insert(opening.version, change.version);
        }
        for it in std::mem::replace(&mut self.in_force, Group(vec![change])).0 {
            self.gone.insert(it.version, change.version);
        }
    }

    fn wait(&mut self, change: &'c Change) {
        if let Some(same) = self.waiting.iter_mut().find(|group| group.0[0].value == change.value) {
            self.gone.insert(change.version, same.lead());
            same.0.push(change);
            return;
        }
        // Whoever saw a value that waits, and says another, takes its place.
        let seen = self.waiting.iter().position(|group| group.0.iter().any(|it| it.version == change.base));
        let Some(at) = seen else { return self.waiting.push(Group(vec![change])) };
        for it in std::mem::replace(&mut self.waiting[at], Group(vec![change])).0 {
            self.gone.insert(it.version, change.version);
        }
    }

    fn join_those_that_agree(&mut self) {
        let (lead, value) = (self.lead(), self.value().to_owned());
        let (agree, differ): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|group| group.0[0].value == value);
        self.waiting = differ;
        for it in agree.into_iter().flat_map(|group| group.0) {
            self.gone.insert(it.version, lead);
            self.in_force.0.push(it);
        }
    }

    /// Whether its author saw what is in force, or said it.
    fn is_known_to(&self, change: &Change) -> bool {
        self.opening.is_some_and(|opening| opening.version == change.base)
            || self.in_force.0.iter().any(|it| it.version == change.base || it.by == change.by)
    }

    fn lead(&self) -> RecordId {
        self.opening.map_or_else(|| self.in_force.lead(), |opening| opening.version)
    }

    fn value(&self) -> &str {
        self.opening.map_or_else(|| self.in_force.0[0].value.as_str(), |opening| &opening.value)
    }

    fn standing(self, opening: &Opening) -> Standing {
        let in_force = self.opening.map_or_else(|| self.in_force.lead(), |_| opening.version);
        let waiting = self.waiting.iter().map(Group::lead).collect();
        Standing { in_force, waiting, gone: self.gone }
    }
}

impl Group<'_> {
    fn lead(&self) -> RecordId {
        self.0[0].version
    }
}

impl Change {
    fn is_choice(&self) -> bool {
        !self.over.is_empty()
    }
}
