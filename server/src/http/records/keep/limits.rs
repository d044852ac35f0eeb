//! What a household is spared: a second contact in a 旬, and its name in a note. And a new property lies
//! in a village that there is.

use super::super::sift::Sifted;
use crate::jobs::apply_record::local;
use crate::store::record::RecordRow;
use crate::store::{StoreError, Tx, area, finding, spot_check, tenancy, visit};
use chrono_tz::Tz;
use domain::area::{TownCode, VillageCode};
use domain::cadence::{self, Period};
use domain::ceiling::{self, Breach, Contact, Exception};
use domain::field::Field;
use domain::id::{DwellingId, RecordId, StationId, UserId};
use domain::problem::Problem;
use domain::record::{Body, Mark, happened_at};
use domain::visit::Visit;
use std::collections::{HashMap, HashSet};

/// Limits over a batch: contacts earlier in it count too. What they depend on is read once for all of
/// its records.
#[derive(Default)]
pub struct Limits {
    zones: HashMap<DwellingId, Tz>,
    contacts: HashMap<DwellingId, Vec<Contact>>,
    in_danger: HashSet<DwellingId>,
    names: HashMap<DwellingId, String>,
    villages: HashSet<VillageCode>,
}

impl Limits {
    /// Reads what the limits of `fresh` depend on. `home` is the station of records whose dwelling has
    /// no place yet.
    pub async fn of(
        tx: &mut Tx,
        fresh: &[Sifted],
        places: &HashMap<DwellingId, (TownCode, StationId)>,
        home: StationId,
    ) -> Result<Self, StoreError> {
        let mut limits = Self::default();
        let met: Vec<&Sifted> = fresh.iter().filter(|one| meeting(&one.body).is_some()).collect();
        if !met.is_empty() {
            limits.read_zones(tx, &met, places, home).await?;
            limits.read_contacts(tx, &met).await?;
        }
        limits.read_names(tx, fresh).await?;
        limits.read_villages(tx, fresh).await?;
        Ok(limits)
    }

    async fn read_zones(
        &mut self,
        tx: &mut Tx,
        met: &[&Sifted],
        places: &HashMap<DwellingId, (TownCode, StationId)>,
        home: StationId,
    ) -> Result<(), StoreError> {
        for dwelling in met.iter().filter_map(|one| one.body.dwelling()) {
            let station = places.get(&dwelling).map_or(home, |(_, station)| *station);
            self.zones.insert(dwelling, tx.zone(station).await?);
        }
        Ok(())
    }

    /// Earlier contacts in the 旬 that the visits fall into, and dangers that allow one more.
    async fn read_contacts(&mut self, tx: &mut Tx, met: &[&Sifted]) -> Result<(), StoreError> {
        let dwellings: Vec<DwellingId> = met.iter().filter_map(|one| one.body.dwelling()).collect();
        let (now, mut window) = (tx.now(), None::<Period>);
        for (one, dwelling) in met.iter().zip(&dwellings) {
            let at = local(self.zone(*dwelling), happened_at(&one.record, now));
            let third = cadence::third_of_month(at.date());
            let before = window.unwrap_or(third);
            window = Some(Period { from: before.from.min(third.from), to: before.to.max(third.to) });
        }
        let Some(Period { from, to }) = window else { return Ok(()) };
        for earlier in visit::contacts(tx, &dwellings, from, to).await? {
            let at = local(self.zone(earlier.dwelling), earlier.happened_at);
            let contact = contact(earlier.id, at, earlier.visitor, earlier.partner);
            self.contacts.entry(earlier.dwelling).or_default().push(contact);
        }
        for check in spot_check::contacts(tx, &dwellings, from, to).await? {
            self.contacts.entry(check.dwelling).or_default().push(check.contact());
        }
        self.in_danger = finding::urgent_open(tx, &dwellings).await?;
        Ok(())
    }

    /// The names of the households that notes are about, whom only the server knows.
    async fn read_names(&mut self, tx: &mut Tx, fresh: &[Sifted]) -> Result<(), StoreError> {
        let noted: Vec<DwellingId> =
            fresh.iter().filter_map(|one| note(&one.body).map(|(dwelling, _)| dwelling)).collect();
        if noted.is_empty() {
            return Ok(());
        }
        let vault = tx.vault();
        let current = tenancy::current_of(tx, &noted).await?;
        let ids: Vec<_> = current.values().map(|tenancy| tenancy.id).collect();
        let mut contacts = tenancy::contacts(tx, &vault, &ids).await?;
        let names = current.into_iter().filter_map(|(dwelling, tenancy)| {
            contacts.remove(&tenancy.id).map(|contact| (dwelling, contact.name))
        });
        self.names = names.collect();
        Ok(())
    }

    async fn read_villages(&mut self, tx: &mut Tx, fresh: &[Sifted]) -> Result<(), StoreError> {
        let named: Vec<VillageCode> = fresh.iter().filter_map(|one| village(&one.body)).cloned().collect();
        if !named.is_empty() {
            let known = area::villages_of(tx, &named).await?;
            self.villages = known.into_iter().map(|row| row.village.code).collect();
        }
        Ok(())
    }

    fn zone(&self, dwelling: DwellingId) -> Tz {
        self.zones.get(&dwelling).copied().unwrap_or(Tz::Asia__Shanghai)
    }

    /// Whether the record may be kept; marks it where a limit is told and not enforced.
    pub fn check(&mut self, row: &mut RecordRow, body: &Body) -> Result<(), Problem> {
        if village(body).is_some_and(|code| !self.villages.contains(code)) {
            return Err(Problem::Malformed { place: "new_property.village".into() });
        }
        match meeting(body) {
            Some(visit) => self.meet(row, visit),
            None => note(body).map_or(Ok(()), |(dwelling, note)| self.names_nobody(dwelling, note)),
        }
    }

    fn meet(&mut self, row: &mut RecordRow, body: &Visit) -> Result<(), Problem> {
        let at = local(self.zone(body.dwelling), row.happened_at);
        let new = contact(row.id, at, row.author, body.with);
        let earlier = self.contacts.entry(body.dwelling).or_default();
        let exception = match (self.in_danger.contains(&body.dwelling), body.asked_for) {
            (true, _) => Some(Exception::UrgentDanger),
            (false, true) => Some(Exception::OwnRequest),
            (false, false) => None,
        };
        let breaches = ceiling::breaches(&new, earlier, exception);
        if breaches.iter().any(|breach| matches!(breach, Breach::SecondInThird(_) | Breach::People)) {
            return Err(Problem::CeilingReached);
        }
        // The hour is what a clock says; a clock may be wrong and the visit is over.
        if breaches.contains(&Breach::Hours) {
            row.marks.push(Mark::OutsideHours);
        }
        earlier.push(new);
        Ok(())
    }

    fn names_nobody(&self, dwelling: DwellingId, note: &str) -> Result<(), Problem> {
        let Some(name) = self.names.get(&dwelling) else { return Ok(()) };
        domain::text::check(note, &[name.as_str()])
            .map_err(|refused| Problem::TextRefused { part: refused.part })
    }
}

/// The village of a property that a record registers.
fn village(body: &Body) -> Option<&VillageCode> {
    match body {
        Body::DwellingRegistered(new) => new.new_property.as_ref().map(|property| &property.village),
        _ => None,
    }
}

/// A visit that reached the household.
fn meeting(body: &Body) -> Option<&Visit> {
    match body {
        Body::Visit(visit) if visit.outcome.is_contact() => Some(visit),
        _ => None,
    }
}

/// Free text about a dwelling, where there is some.
fn note(body: &Body) -> Option<(DwellingId, &str)> {
    match body {
        Body::Finding(finding) => {
            let note = finding.note.as_deref().filter(|note| !note.trim().is_empty());
            note.map(|note| (finding.dwelling, note))
        }
        Body::Correction(change) => {
            let said = change.said.as_ref().filter(|said| said.field == Field::Door);
            said.map(|said| (change.dwelling, said.value.as_str()))
        }
        _ => None,
    }
}

fn contact(record: RecordId, at: chrono::NaiveDateTime, visitor: UserId, partner: Option<UserId>) -> Contact {
    let visitors = std::iter::once(visitor).chain(partner).collect();
    Contact { record, at, visitors, joint: partner.is_some() }
}
