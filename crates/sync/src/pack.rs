//! The station's files as a phone holds them: pulled page by page, then change by change.
//!
//! A pull that was cut goes on where it stopped. What the station no longer serves goes from the phone
//! with the answer that says so, and with it a property and a village that hold nothing else.

mod finder;
mod natural;

pub use finder::{Finder, Row, Rows};

use domain::area::VillageCode;
use domain::find::Readings;
use domain::id::{DwellingId, PropertyId, StationId};
use domain::pack::{File, Page, Property, Village};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is held of one station.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    station: StationId,
    seq: i64,
    next: Option<DwellingId>,
    villages: BTreeMap<VillageCode, Village>,
    properties: BTreeMap<PropertyId, Property>,
    files: BTreeMap<DwellingId, File>,
    readings: Readings,
}

/// What to ask for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// The page from this file on; the pull began at this change.
    Page {
        /// The file.
        from: DwellingId,
        /// The change.
        seq: i64,
    },
    /// What changed after this one.
    After(i64),
}

impl Pack {
    /// Begins with the first answer, or with everything held before.
    pub fn new(page: Page) -> Self {
        let mut pack = Self {
            station: page.station,
            seq: page.seq,
            next: None,
            villages: BTreeMap::new(),
            properties: BTreeMap::new(),
            files: BTreeMap::new(),
            readings: Readings::new(),
        };
        pack.take(page);
        pack
    }

    /// Takes an answer in. One of another station replaces everything.
    pub fn take(&mut self, page: Page) {
        if page.station != self.station {
            *self = Self::new(page);
            return;
        }
        (self.seq, self.next) = (page.seq, page.next);
        self.villages.extend(page.villages.into_iter().map(|village| (village.code.clone(), village)));
        self.properties.extend(page.properties.into_iter().map(|property| (property.id, property)));
        self.files.extend(page.files.into_iter().map(|file| (file.id, file)));
        self.readings.extend(page.readings);
        if !page.removed.is_empty() {
            page.removed.iter().for_each(|gone| drop(self.files.remove(gone)));
            self.forget_empty();
        }
    }

    fn forget_empty(&mut self) {
        let properties: BTreeSet<PropertyId> = self.files.values().map(|file| file.property).collect();
        self.properties.retain(|id, _| properties.contains(id));
        let villages: BTreeSet<&VillageCode> = self.properties.values().map(|p| &p.village).collect();
        self.villages.retain(|code, _| villages.contains(code));
    }

    /// The station.
    pub fn station(&self) -> StationId {
        self.station
    }

    /// What to ask for next.
    pub fn next(&self) -> Next {
        match self.next {
            Some(from) => Next::Page { from, seq: self.seq },
            None => Next::After(self.seq),
        }
    }

    /// One file, with its property and village.
    pub fn file(&self, id: DwellingId) -> Option<(&File, &Property, &Village)> {
        let file = self.files.get(&id)?;
        let property = self.properties.get(&file.property)?;
        Some((file, property, self.villages.get(&property.village)?))
    }

    /// How many files are held.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Everything held, as one answer.
    pub fn page(&self) -> Page {
        Page {
            station: self.station,
            seq: self.seq,
            next: self.next,
            more: self.next.is_some(),
            villages: self.villages.values().cloned().collect(),
            properties: self.properties.values().cloned().collect(),
            files: self.files.values().cloned().collect(),
            removed: Vec::new(),
            readings: self.readings.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
