//! What the page of an unlisted door says so far; kept as it is said.

use crate::device::ids;
use domain::Position;
use domain::area::VillageCode;
use domain::id::PropertyId;
use domain::property::PropertyKind;
use domain::record::{DwellingRegistered, NewProperty};
use domain::tenancy::Headcount;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The answers of the page.
#[derive(Clone, Copy)]
pub struct Form {
    /// The property; none for one that is not listed either.
    pub property: RwSignal<Option<PropertyId>>,
    pub village: RwSignal<Option<VillageCode>>,
    pub name: RwSignal<String>,
    pub kind: RwSignal<PropertyKind>,
    pub door: RwSignal<String>,
    pub empty: RwSignal<bool>,
    pub count: RwSignal<Headcount>,
}

/// The answers as they are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    property: Option<PropertyId>,
    village: Option<VillageCode>,
    name: String,
    kind: PropertyKind,
    door: String,
    empty: bool,
    count: Headcount,
}

impl Form {
    /// Nothing said yet: the property and village where the round begins, one adult.
    pub fn new(property: Option<PropertyId>, village: Option<VillageCode>) -> Self {
        Self {
            property: RwSignal::new(property),
            village: RwSignal::new(village),
            name: RwSignal::default(),
            kind: RwSignal::new(PropertyKind::Flat),
            door: RwSignal::default(),
            empty: RwSignal::new(false),
            count: RwSignal::new(Headcount { adults: 1, children: 0 }),
        }
    }

    /// What is to be kept.
    pub fn said(self) -> Said {
        Said {
            property: self.property.get(),
            village: self.village.get(),
            name: self.name.get(),
            kind: self.kind.get(),
            door: self.door.get(),
            empty: self.empty.get(),
            count: self.count.get(),
        }
    }

    /// Takes up what was said before.
    pub fn bring_back(self, said: Said) {
        self.property.set(said.property);
        self.village.set(said.village);
        self.name.set(said.name);
        self.kind.set(said.kind);
        self.door.set(said.door);
        self.empty.set(said.empty);
        self.count.set(said.count);
    }

    /// Whether the door can be found again by what was said.
    pub fn is_told(self) -> bool {
        match self.property.get() {
            Some(_) => !self.door.with(|door| door.trim().is_empty()),
            None => !self.name.with(|name| name.trim().is_empty()) && self.village.get().is_some(),
        }
    }

    /// The dwelling as it will be registered, first seen `at`.
    pub fn dwelling(self, at: Option<Position>) -> DwellingRegistered {
        let property = self.property.get_untracked();
        let new_property = match (property, self.village.get_untracked()) {
            (None, Some(village)) => Some(NewProperty {
                village,
                name: self.name.get_untracked().trim().to_owned(),
                kind: self.kind.get_untracked(),
                at,
            }),
            _ => None,
        };
        DwellingRegistered {
            dwelling: ids::new(),
            property: property.unwrap_or_else(ids::new),
            new_property,
            door: self.door.get_untracked().trim().to_owned(),
            household: (!self.empty.get_untracked()).then(|| self.count.get_untracked()),
        }
    }
}
