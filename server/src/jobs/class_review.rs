//! Classes of dwellings: proposals are made, renewed and withdrawn as the evidence changes, and C ends
//! when nothing holds it any more. What a class may depend on is `domain::class`'s to say.

mod nightly;

pub use nightly::{keep_reviewed, review_station};

use crate::jobs::apply_record::local;
use crate::store::audit::{Chain, Entry};
use crate::store::class_proposal::{self, ProposalRow, ProposalState, Standing};
use crate::store::dwelling::DwellingRow;
use crate::store::{Conn, StoreError, Tx, class_change, ledger};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::Time;
use domain::class::{Class, Evidence, Proposal, stays_in_c};
use domain::id::{DwellingId, ProposalId, UserId};
use uuid::Uuid;

/// A dwelling as a review sees it.
pub struct Reviewed {
    /// Its class and place.
    pub standing: Standing,
    /// What speaks for a class.
    pub evidence: Evidence,
    /// The station's civil date.
    pub today: NaiveDate,
}

impl Reviewed {
    /// What is to be put before an officer now: nothing of an empty dwelling, nor while an appeal
    /// waits.
    pub fn wanted(&self) -> Option<(Proposal, Evidence)> {
        let Standing { kind, class: (class, _), is_let, appealed, .. } = self.standing;
        let asks = is_let && !appealed;
        let proposal = self.evidence.review(kind, class, self.today).filter(|_| asks)?;
        Some((proposal, self.evidence.of(proposal, self.today)))
    }

    /// Whether the dwelling is in C with nothing that holds it there.
    pub fn has_lapsed(&self) -> bool {
        let (class, since) = self.standing.class;
        let imported = self.standing.imported.then_some(since);
        class == Class::C && !stays_in_c(&self.evidence.condition(), imported, self.today)
    }
}

/// Reads a dwelling for a review at `now`; none where it has no file.
pub async fn read(
    conn: &mut dyn Conn,
    id: DwellingId,
    zone: Tz,
    now: Time,
) -> Result<Option<Reviewed>, StoreError> {
    match class_proposal::standing(conn, id).await? {
        Some(standing) => reviewed(conn, id, standing, zone, now).await.map(Some),
        None => Ok(None),
    }
}

async fn reviewed(
    conn: &mut dyn Conn,
    id: DwellingId,
    standing: Standing,
    zone: Tz,
    now: Time,
) -> Result<Reviewed, StoreError> {
    let civil = |at| local(zone, at).date();
    let evidence = class_proposal::evidence(conn, id, standing.papers, civil).await?;
    Ok(Reviewed { standing, evidence, today: civil(now) })
}

/// Brings the open proposal of a dwelling to what its evidence says now. The same evidence changes
/// nothing, however often it is looked at.
pub async fn review(tx: &mut Tx, id: DwellingId) -> Result<(), StoreError> {
    let Some(reviewed) = read_now(tx, id).await? else { return Ok(()) };
    let proposals = class_proposal::of_dwelling(tx, id).await?;
    match step(&proposals, reviewed.wanted()) {
        Step::None => Ok(()),
        Step::Withdraw(open) => {
            let now = tx.now();
            class_proposal::withdraw(tx, open, now).await?;
            told(tx, &reviewed.standing, id, "withdraw").await
        }
        Step::Renew(open, proposal, evidence) => {
            class_proposal::renew(tx, open, reviewed.standing.class.0, proposal, &evidence).await?;
            told(tx, &reviewed.standing, id, "renew").await
        }
        Step::Make(proposal, evidence) => {
            let row = made(tx, &reviewed, id, proposal, evidence);
            class_proposal::add(tx, &row).await?;
            told(tx, &reviewed.standing, id, "propose").await
        }
    }
}

/// [`read`] in a transaction, at its moment.
pub async fn read_now(tx: &mut Tx, id: DwellingId) -> Result<Option<Reviewed>, StoreError> {
    let Some(standing) = class_proposal::standing(tx, id).await? else { return Ok(None) };
    let (zone, now) = (tx.zone(standing.station).await?, tx.now());
    reviewed(tx, id, standing, zone, now).await.map(Some)
}

/// What becomes of a dwelling's open proposal.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    None,
    Withdraw(ProposalId),
    Renew(ProposalId, Proposal, Evidence),
    Make(Proposal, Evidence),
}

fn step(proposals: &[ProposalRow], wanted: Option<(Proposal, Evidence)>) -> Step {
    let open = proposals.iter().find(|row| row.state == ProposalState::Open);
    let Some((proposal, evidence)) = wanted else {
        return open.map_or(Step::None, |row| Step::Withdraw(row.id));
    };
    let is_same =
        |row: &&ProposalRow| row.proposal == proposal && evidence.is_ground(proposal.because, &row.evidence);
    let decided = proposals.iter().filter(|row| row.decided.is_some()).find(is_same);
    match (open, decided) {
        (Some(row), _) if is_same(&row) && row.evidence == evidence => Step::None,
        (Some(row), None) => Step::Renew(row.id, proposal, evidence),
        (Some(row), Some(_)) => Step::Withdraw(row.id),
        (None, Some(_)) => Step::None,
        (None, None) => Step::Make(proposal, evidence),
    }
}

fn made(
    tx: &mut Tx,
    reviewed: &Reviewed,
    dwelling: DwellingId,
    proposal: Proposal,
    evidence: Evidence,
) -> ProposalRow {
    ProposalRow {
        town: reviewed.standing.town.clone(),
        id: ProposalId(tx.new_id()),
        dwelling,
        from: reviewed.standing.class.0,
        proposal,
        evidence,
        version: 1,
        made_at: tx.now(),
        state: ProposalState::Open,
        decided: None,
        change: None,
    }
}

/// Logs what became of a proposal, and tells the pages of the station.
async fn told(tx: &mut Tx, at: &Standing, id: DwellingId, action: &'static str) -> Result<(), StoreError> {
    tx.audit(Entry::new(Chain::Station(at.station), action, "class").of(id)).await?;
    tx.change(at.station, "dwelling", id, false).await
}

/// Puts a dwelling into another class from today: its history says why and by whom, phones hear of
/// it, and a rise to C owes the running 旬 where enough of it is left. Answers the change. The caller
/// audits.
pub async fn change_class(
    tx: &mut Tx,
    file: &DwellingRow,
    to: Class,
    today: NaiveDate,
    by: Option<UserId>,
    reason: &str,
) -> Result<Uuid, StoreError> {
    let change = class_change::put_into(tx, file, to, today, by, reason).await?;
    tx.change(file.station, "dwelling", file.dwelling.id, false).await?;
    if to == Class::C {
        ledger::open_until(tx, file.station, today).await?;
    }
    Ok(change)
}

#[cfg(test)]
mod tests;
