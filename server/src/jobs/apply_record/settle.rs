//! Brings the ledger of a dwelling to what its visits, moves and excuses say.

use super::scene::local;
use crate::store::dwelling::DwellingRow;
use crate::store::visit::VisitRow;
use crate::store::{StoreError, Tx, owed_visit, tenancy, visit};
use chrono::NaiveTime;
use chrono_tz::Tz;
use domain::id::RecordId;
use domain::ledger::{Deed, Doing, settlement};
use domain::tenancy::Tenancy;
use domain::visit::{AttemptOutcome, Outcome};
use std::collections::HashSet;
use uuid::Uuid;

/// Settles every owed visit of a dwelling anew. What a visit settled that retention has erased
/// stays settled: the ledger only grows.
pub async fn settle(tx: &mut Tx, file: &DwellingRow, zone: Tz) -> Result<(), StoreError> {
    let id = file.dwelling.id;
    let ledger = owed_visit::of_dwelling(tx, id).await?;
    let visits = visit::of_dwelling(tx, id).await?;
    let tenancies = tenancy::of_dwelling(tx, id).await?;
    let doings = doings(file, &visits, &tenancies, zone);
    let known: HashSet<Uuid> = doings.iter().map(|doing| doing.record.0).collect();
    for row in ledger {
        let by = row.settled_by.filter(|by| row.excuse.is_none_or(|excuse| excuse.by.0 != *by));
        if by.is_some_and(|by| !known.contains(&by)) {
            continue;
        }
        let settlement = settlement(&row.owed, &doings, row.excuse.as_ref());
        if !row.stands(settlement.as_ref()) {
            owed_visit::settle(tx, row.id, settlement.as_ref()).await?;
            tx.change(row.station, "owed_visit", row.id, false).await?;
        }
    }
    Ok(())
}

fn doings(file: &DwellingRow, visits: &[VisitRow], tenancies: &[Tenancy], zone: Tz) -> Vec<Doing> {
    let of_visits = visits.iter().filter_map(|visit| {
        let deed = deed(visit, tenancies)?;
        Some(Doing { record: visit.id, at: local(zone, visit.happened_at), deed })
    });
    let of_moves = tenancies.iter().filter_map(|tenancy| {
        let out = tenancy.moved_out?;
        let next = tenancies.iter().map(|other| other.moved_in).filter(|day| *day > out).min();
        let until = next.or(file.dwelling.let_since.filter(|day| *day > out));
        // After every visit of that day, so that a visit which found the dwelling vacated counts.
        let at = out.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
        Some(Doing { record: RecordId(tenancy.id.0), at, deed: Deed::Empty { until } })
    });
    of_visits.chain(of_moves).collect()
}

fn deed(visit: &VisitRow, tenancies: &[Tenancy]) -> Option<Deed> {
    let on = visit.on_date;
    let outcome =
        |outcome| Deed::Attempt { outcome, letter: visit.letter, letters_wanted: wanted(tenancies, on) };
    Some(match visit.outcome.as_str() {
        "met" => Deed::Visit(Outcome::Met),
        "entered" => Deed::Visit(Outcome::Entered),
        "refused" => Deed::Visit(Outcome::Refused),
        "vacated" => Deed::Visit(Outcome::Vacated),
        "nobody_home" => outcome(AttemptOutcome::NobodyHome),
        "cannot_reach" => outcome(AttemptOutcome::CannotReach),
        "not_found" => outcome(AttemptOutcome::NotFound),
        _ => return None,
    })
}

/// Whether the household of that day had asked for letters instead of visits.
fn wanted(tenancies: &[Tenancy], on: chrono::NaiveDate) -> bool {
    let then = |t: &&Tenancy| t.moved_in <= on && t.moved_out.is_none_or(|out| on <= out);
    tenancies.iter().rev().find(then).is_some_and(|tenancy| tenancy.refuses_visits)
}
