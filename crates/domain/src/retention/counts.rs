//! What a run erases, counted by thing.

use super::Rule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one run erases, in the words of its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the noun of the glossary")]
pub enum Thing {
    Contact,
    FreeText,
    Photo,
    Visit,
    Finding,
    Notice,
    OwedVisit,
    ClassChange,
    FieldVersion,
    Meeting,
    Message,
    Order,
    SpotCheck,
    Tenancy,
    Plan,
    Record,
    Dwelling,
    Property,
    Session,
    Job,
    Appointment,
    Account,
    Request,
    Demand,
    AuditEntry,
}

impl Thing {
    /// Every thing, in the order of the rules.
    pub const ALL: [Self; 25] = [
        Self::Contact,
        Self::FreeText,
        Self::Photo,
        Self::Visit,
        Self::Finding,
        Self::Notice,
        Self::OwedVisit,
        Self::ClassChange,
        Self::FieldVersion,
        Self::Meeting,
        Self::Message,
        Self::Order,
        Self::SpotCheck,
        Self::Tenancy,
        Self::Plan,
        Self::Record,
        Self::Dwelling,
        Self::Property,
        Self::Session,
        Self::Job,
        Self::Appointment,
        Self::Account,
        Self::Request,
        Self::Demand,
        Self::AuditEntry,
    ];

    /// The word that reports and the log use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::FreeText => "free_text",
            Self::Photo => "photo",
            Self::Visit => "visit",
            Self::Finding => "finding",
            Self::Notice => "notice",
            Self::OwedVisit => "owed_visit",
            Self::ClassChange => "class_change",
            Self::FieldVersion => "field_version",
            Self::Meeting => "meeting",
            Self::Message => "message",
            Self::Order => "order",
            Self::SpotCheck => "spot_check",
            Self::Tenancy => "tenancy",
            Self::Plan => "plan",
            Self::Record => "record",
            Self::Dwelling => "dwelling",
            Self::Property => "property",
            Self::Session => "session",
            Self::Job => "job",
            Self::Appointment => "appointment",
            Self::Account => "account",
            Self::Request => "request",
            Self::Demand => "demand",
            Self::AuditEntry => "audit_entry",
        }
    }

    /// The rule that it goes by.
    pub fn rule(self) -> Rule {
        match self {
            Self::Contact => Rule::Contact,
            Self::FreeText => Rule::FreeText,
            Self::Photo => Rule::Photo,
            Self::Visit
            | Self::Finding
            | Self::Notice
            | Self::OwedVisit
            | Self::ClassChange
            | Self::FieldVersion
            | Self::Meeting
            | Self::Message
            | Self::Order
            | Self::SpotCheck
            | Self::Tenancy
            | Self::Plan
            | Self::Record => Rule::History,
            Self::Dwelling | Self::Property => Rule::File,
            Self::Session | Self::Job | Self::Appointment => Rule::Trace,
            Self::Account => Rule::Account,
            Self::Request | Self::Demand => Rule::Request,
            Self::AuditEntry => Rule::Audit,
        }
    }
}

/// How many of each thing a run erases; every thing is named, also where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(BTreeMap<Thing, u64>);

impl Default for Counts {
    fn default() -> Self {
        Self(Thing::ALL.map(|thing| (thing, 0)).into_iter().collect())
    }
}

impl Counts {
    /// Counts more of a thing.
    pub fn add(&mut self, thing: Thing, more: u64) {
        *self.0.entry(thing).or_default() += more;
    }

    /// How many of a thing.
    pub fn of(&self, thing: Thing) -> u64 {
        self.0.get(&thing).copied().unwrap_or_default()
    }

    /// How many things go by a rule.
    pub fn by(&self, rule: Rule) -> u64 {
        self.0.iter().filter(|(thing, _)| thing.rule() == rule).map(|(_, count)| count).sum()
    }
}
