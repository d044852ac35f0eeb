//! What planning a station reads, once for all days asked.

use crate::jobs::plan_day::PlanError;
use crate::store::ledger::{self, OpenVisit};
use crate::store::visitor::{self, VisitorRow};
use crate::store::{Conn, StoreError, dwelling, plan, property, station};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use domain::area::{Station, VillageCode};
use domain::cadence::{self, Rule};
use domain::id::{DwellingId, PropertyId, UserId};
use domain::property::Property;
use domain::role::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Days back in which contacts and visits count for ceiling and spacing.
const BACK_DAYS: i64 = 62;

/// Everything that a station's days are planned from.
pub(super) struct Inputs {
    pub station: Station,
    pub zone: Tz,
    pub visitors: Vec<VisitorRow>,
    /// Stations each shared officer serves, in the order of their ids; the officer takes turns.
    turns: BTreeMap<UserId, Vec<Station>>,
    /// By id, with a dense index.
    pub properties: BTreeMap<PropertyId, (u32, Property)>,
    /// The property of each dwelling, with a dense index of the dwelling.
    homes: BTreeMap<DwellingId, (u32, PropertyId)>,
    /// Dense index of each village of the register.
    villages: BTreeMap<VillageCode, u32>,
    pub open: Vec<OpenVisit>,
    /// Days on which a household was contacted or a visit settled, by dwelling; planned days too.
    pub contacts: BTreeMap<DwellingId, Vec<NaiveDate>>,
}

impl Inputs {
    /// Reads them. Visits planned for a day before `from`, but not before `today`, count as made.
    pub(super) async fn read(
        conn: &mut dyn Conn,
        station: Station,
        today: NaiveDate,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Self, PlanError> {
        let zone: Tz = station.zone.parse().map_err(|_| PlanError::Zone(station.zone.clone()))?;
        let stations = station::all(conn).await?;
        let visitors: Vec<VisitorRow> =
            visitor::all(conn).await?.into_iter().filter(|v| v.serves(&station)).collect();
        let turns = visitors.iter().map(|v| (v.id, turns_of(v, &stations))).collect();
        let properties: Vec<Property> =
            property::of_station(conn, station.id).await?.into_iter().map(|row| row.property).collect();
        let homes = dwelling::of_station(conn, station.id).await?;
        let open = ledger::open(conn, station.id, until).await?;
        let mut inputs = Self {
            zone,
            visitors,
            turns,
            villages: numbered(properties.iter().map(|p| p.village.clone())).collect(),
            homes: (0..).zip(homes).map(|(n, row)| (row.dwelling.id, (n, row.dwelling.property))).collect(),
            properties: (0..).zip(properties).map(|(n, p)| (p.id, (n, p))).collect(),
            open,
            contacts: BTreeMap::new(),
            station,
        };
        inputs.read_contacts(conn, from).await?;
        for (on, dwelling) in plan::planned_between(conn, inputs.station.id, today, from).await? {
            inputs.count_as_made(dwelling, on);
        }
        Ok(inputs)
    }

    async fn read_contacts(&mut self, conn: &mut dyn Conn, from: NaiveDate) -> Result<(), StoreError> {
        let back = from - chrono::TimeDelta::days(BACK_DAYS);
        for (dwelling, on) in ledger::contacts(conn, self.station.id, back, from).await? {
            self.contacts.entry(dwelling).or_default().push(on);
        }
        Ok(())
    }

    /// A visit on that day settles everything the dwelling owes by periods begun until then.
    pub(super) fn count_as_made(&mut self, dwelling: DwellingId, on: NaiveDate) {
        self.open.retain(|open| open.dwelling != dwelling || open.owed.period.from > on);
        self.contacts.entry(dwelling).or_default().push(on);
    }

    /// The cadence table's row for an open visit; none for a kind that is not planned.
    pub(super) fn rule(&self, open: &OpenVisit) -> Option<Rule> {
        cadence::rule(self.station.mode, self.property_of(open)?.kind, open.owed.class)
    }

    pub(super) fn property_of(&self, open: &OpenVisit) -> Option<&Property> {
        Some(&self.numbered_property(open)?.1)
    }

    /// The property with its index.
    pub(super) fn numbered_property(&self, open: &OpenVisit) -> Option<&(u32, Property)> {
        self.properties.get(&self.homes.get(&open.dwelling)?.1)
    }

    /// Index of the household behind an open visit.
    pub(super) fn household(&self, open: &OpenVisit) -> u32 {
        self.homes.get(&open.dwelling).map_or(u32::MAX, |(n, _)| *n)
    }

    /// Index of a village; one that the register does not know has a number of its own.
    pub(super) fn village(&self, code: &VillageCode) -> u32 {
        self.villages.get(code).copied().unwrap_or(u32::MAX)
    }

    /// Who works for the station on that day.
    pub(super) fn works(&self, visitor: &VisitorRow, date: NaiveDate) -> bool {
        let turns = self.turns.get(&visitor.id).map_or(&[][..], Vec::as_slice);
        let is_turn = turns.is_empty() || {
            let at = date.num_days_from_ce().unsigned_abs() as usize % turns.len();
            turns[at].id == self.station.id
        };
        visitor.works_on(date) && is_turn
    }

    /// Seconds of work on that day by those who lead visits, or by officers.
    pub(super) fn seconds(&self, date: NaiveDate, officers: bool) -> i64 {
        let of = |v: &&VisitorRow| (v.role == Role::Officer) == officers && self.works(v, date);
        let seconds = |v: &VisitorRow| i64::from(v.shift.1.saturating_sub(v.shift.0)) * 60;
        self.visitors.iter().filter(of).map(seconds).sum()
    }
}

fn numbered<T: Ord>(items: impl Iterator<Item = T>) -> impl Iterator<Item = (T, u32)> {
    items.collect::<BTreeSet<T>>().into_iter().zip(0..)
}

/// An officer of several stations is at one of them a day, in turn; everybody else at their own.
fn turns_of(visitor: &VisitorRow, stations: &[Station]) -> Vec<Station> {
    if visitor.station.is_some() {
        return vec![];
    }
    let mut served: Vec<Station> = stations.iter().filter(|s| visitor.serves(s)).cloned().collect();
    served.sort_by_key(|station| station.id);
    served
}
