//! What a household is spared: a second contact in a 旬, and its name in a note.

use crate::jobs::apply_record::{local, zone};
use crate::store::record::RecordRow;
use crate::store::{StoreError, Tx, finding, tenancy, visit};
use chrono_tz::Tz;
use domain::cadence;
use domain::ceiling::{self, Breach, Contact, Exception};
use domain::id::{DwellingId, RecordId, StationId, UserId};
use domain::problem::Problem;
use domain::record::{Body, Mark};
use domain::visit::Visit;
use std::collections::HashMap;

/// Limits over a batch: contacts earlier in it count too.
#[derive(Default)]
pub struct Limits {
    zones: HashMap<StationId, Tz>,
    contacts: Vec<(DwellingId, Contact)>,
}

impl Limits {
    /// Whether the record may be kept; marks it where a limit is told and not enforced.
    pub async fn check(
        &mut self,
        tx: &mut Tx,
        row: &mut RecordRow,
        body: &Body,
        station: StationId,
    ) -> Result<Result<(), Problem>, StoreError> {
        match body {
            Body::Visit(visit) if visit.outcome.is_contact() => self.contact(tx, row, visit, station).await,
            Body::Finding(finding) => note(tx, finding.dwelling, finding.note.as_deref()).await,
            _ => Ok(Ok(())),
        }
    }

    async fn contact(
        &mut self,
        tx: &mut Tx,
        row: &mut RecordRow,
        body: &Visit,
        station: StationId,
    ) -> Result<Result<(), Problem>, StoreError> {
        let zone = match self.zones.get(&station) {
            Some(zone) => *zone,
            None => *self.zones.entry(station).or_insert(zone(tx, station).await?),
        };
        let new = contact(row.id, local(zone, row.happened_at), row.author, body.with);
        let third = cadence::third_of_month(new.at.date());
        let before = visit::contacts(tx, &[body.dwelling], third.from, third.to).await?;
        let mut earlier: Vec<Contact> =
            before.iter().map(|v| contact(v.id, local(zone, v.happened_at), v.visitor, v.partner)).collect();
        earlier.extend(self.contacts.iter().filter(|(id, _)| *id == body.dwelling).map(|(_, c)| c.clone()));
        let danger = finding::urgent_open(tx, body.dwelling).await?;
        let exception = match (danger, body.asked_for) {
            (true, _) => Some(Exception::UrgentDanger),
            (false, true) => Some(Exception::OwnRequest),
            (false, false) => None,
        };
        let breaches = ceiling::breaches(&new, &earlier, exception);
        if breaches.iter().any(|breach| matches!(breach, Breach::SecondInThird(_) | Breach::People)) {
            return Ok(Err(Problem::CeilingReached));
        }
        // The hour is what a clock says; a clock may be wrong and the visit is over.
        if breaches.contains(&Breach::Hours) {
            row.marks.push(Mark::OutsideHours);
        }
        self.contacts.push((body.dwelling, new));
        Ok(Ok(()))
    }
}

fn contact(record: RecordId, at: chrono::NaiveDateTime, visitor: UserId, partner: Option<UserId>) -> Contact {
    let visitors = std::iter::once(visitor).chain(partner).collect();
    Contact { record, at, visitors, joint: partner.is_some() }
}

/// A note may not name the household's contact, whom only the server knows.
async fn note(
    tx: &mut Tx,
    dwelling: DwellingId,
    note: Option<&str>,
) -> Result<Result<(), Problem>, StoreError> {
    let Some(note) = note.filter(|note| !note.trim().is_empty()) else { return Ok(Ok(())) };
    let Some(current) = tenancy::current(tx, dwelling).await? else { return Ok(Ok(())) };
    let vault = tx.vault();
    let Some(contact) = tenancy::contact(tx, &vault, current.id).await? else { return Ok(Ok(())) };
    let checked = domain::text::check(note, &[contact.name.as_str()]);
    Ok(checked.map_err(|refused| Problem::TextRefused { part: refused.part }))
}
