//! The report of a check: held to the ceiling, then compared with the first visit.

use crate::desk::{Desk, zone_of};
use crate::http::Outcome;
use crate::jobs::apply_record::{last_body, local};
use crate::store::spot_check::{self, CheckContact, PlacedCheck};
use crate::store::{StoreError, Tx, finding, record, station, visit};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::cadence::third_of_month;
use domain::ceiling::{Breach, Contact, Exception, breaches};
use domain::finding::Category;
use domain::id::SpotCheckId;
use domain::problem::Problem;
use domain::record::Body;
use domain::spot_check::{CheckReport, agreement};
use domain::visit::Answer as Seen;
use std::collections::BTreeSet;

impl Desk {
    pub(super) async fn report_check(
        &self,
        tx: &mut Tx,
        id: SpotCheckId,
        report: CheckReport,
    ) -> Outcome<()> {
        let check = spot_check::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(check.row.station)?;
        if check.row.visitor != self.actor.user {
            return Err(Problem::NotFound.into());
        }
        let home = station::by_id(tx, check.row.station).await?.ok_or(Problem::NotFound)?;
        let zone = zone_of(&home);
        report.check(check.kind, check.row.drawn_on, self.today(zone))?;
        hold_ceiling(tx, &check, &report, zone).await?;
        let first = first_answers(tx, &check).await?;
        let changed = changed_since(tx, &check, zone).await?;
        let agreement = agreement(&first, &report.answers, &changed);
        if !spot_check::report(tx, id, &report, agreement).await? {
            return Err(Problem::InvalidTransition.into());
        }
        // About the dwelling, so that its household reads of it.
        let entry = self.entry(check.row.station, "report", "spot_check").of(check.row.dwelling);
        tx.audit(entry.detail(serde_json::json!({"outcome": report.outcome}))).await?;
        Ok(())
    }
}

/// Refuses a second contact with the household in the 旬, save an urgent danger.
async fn hold_ceiling(tx: &mut Tx, check: &PlacedCheck, report: &CheckReport, zone: Tz) -> Outcome<()> {
    if !report.outcome.is_contact() {
        return Ok(());
    }
    let (third, dwellings) = (third_of_month(report.on), [check.row.dwelling]);
    let visits = visit::contacts(tx, &dwellings, third.from, third.to).await?;
    let mut earlier: Vec<Contact> = visits
        .into_iter()
        .map(|visit| Contact {
            record: visit.id,
            at: local(zone, visit.happened_at),
            joint: visit.partner.is_some(),
            visitors: std::iter::once(visit.visitor).chain(visit.partner).collect(),
        })
        .collect();
    let checks = spot_check::contacts(tx, &dwellings, third.from, third.to).await?;
    earlier.extend(checks.iter().map(CheckContact::contact));
    let new = CheckContact {
        id: check.row.id,
        dwelling: check.row.dwelling,
        visitor: check.row.visitor,
        on: report.on,
        minute: report.minute,
    };
    let in_danger = finding::urgent_open(tx, &dwellings).await?.contains(&check.row.dwelling);
    let found = breaches(&new.contact(), &earlier, in_danger.then_some(Exception::UrgentDanger));
    if found.iter().any(|breach| matches!(breach, Breach::SecondInThird(_))) {
        return Err(Problem::CeilingReached.into());
    }
    Ok(())
}

/// What the first visit said after its last correction; nothing where retention has destroyed it.
async fn first_answers(tx: &mut Tx, check: &PlacedCheck) -> Result<Vec<Seen>, StoreError> {
    let (vault, id) = (tx.vault(), check.row.visit);
    let Some(row) = record::by_id(tx, id).await? else { return Ok(vec![]) };
    let Some(text) = record::body(tx, &vault, id).await? else { return Ok(vec![]) };
    let Ok(body) = Body::parse(row.kind, row.v, &text) else { return Ok(vec![]) };
    match last_body(tx, &row, body).await?.0 {
        Body::Visit(visit) => Ok(visit.answers),
        _ => Ok(vec![]),
    }
}

/// What was found or seen gone since the first visit.
async fn changed_since(tx: &mut Tx, check: &PlacedCheck, zone: Tz) -> Result<BTreeSet<Category>, StoreError> {
    let Some(first) = record::by_id(tx, check.row.visit).await? else { return Ok(BTreeSet::new()) };
    let since: NaiveDate = local(zone, first.happened_at).date();
    let findings = finding::of_dwelling(tx, check.row.dwelling).await?;
    let changed = findings.iter().filter(|f| f.found_on > since || f.gone_on.is_some_and(|on| on >= since));
    Ok(changed.map(|finding| finding.category).collect())
}
