//! Records into the view: each in its own transaction, so that none holds up another; several share a
//! commit where the engine does that.
//!
//! The view is a function of the records, not of the order in which they came. A record whose
//! predecessor has not come is held; whatever applies a record looks at those held after it.

mod correction;
mod decision;
mod field;
mod finding;
mod register;
mod scene;
mod settle;
mod visit;

pub use correction::last as last_body;
pub use field::stand;
pub use scene::{Restricted, Scene, local};
pub use settle::settle;

use super::class_review;
use crate::store::audit::{Chain, Entry};
use crate::store::record::{self, RecordRow, RecordState};
use crate::store::{Store, StoreError, Tx};
use chrono::TimeDelta;
use domain::finding::Severity;
use domain::id::{RecordId, StationId};
use domain::record::{Body, Kind};
use futures::future::join_all;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};

/// How long a record waits for its predecessor before it is applied without it: by then the phone
/// has been in reach, or never will be again.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(5);

/// The kind of the job.
pub const JOB: &str = "apply_record";

/// What the job carries.
#[derive(Debug, Serialize, Deserialize)]
pub struct Payload {
    /// The records, in the order in which they came.
    pub records: Vec<RecordId>,
    /// Wait for no predecessor any more.
    #[serde(default)]
    pub force: bool,
}

/// What applying one record led to.
#[derive(Debug, Default)]
pub struct Applied {
    /// The record, if it is in the view now and was not before.
    shown: Option<RecordRow>,
    /// What only some may hear of.
    restricted: Vec<Restricted>,
}

/// Applies the records of a job and those that waited for them, and tells of restricted flags after
/// each commit. Fails after the last one if some could not be applied, so that the job comes again for
/// them alone.
pub async fn run(
    store: &Store,
    payload: Payload,
    mut tell: impl FnMut(Restricted),
) -> Result<(), StoreError> {
    let (mut failure, force) = (None, payload.force);
    let mut queue: VecDeque<RecordId> = payload.records.into();
    while !queue.is_empty() {
        let next: Vec<RecordId> = queue.drain(..queue.len().min(store.share_a_commit())).collect();
        let writes = next.iter().map(|id| {
            let id = *id;
            store.write(move |tx| Box::pin(one(tx, id, force)))
        });
        let mut shown = Vec::new();
        // Polled first to last, and so queued in the order of the list.
        for (id, written) in next.iter().zip(join_all(writes).await) {
            match written {
                Ok(applied) => {
                    shown.extend(applied.shown);
                    applied.restricted.into_iter().for_each(&mut tell);
                }
                Err(error) => {
                    tracing::error!(record = %id, %error, "record could not be applied");
                    failure = Some(error);
                }
            }
        }
        queue.extend(freed(store, &shown).await?);
    }
    failure.map_or(Ok(()), Err)
}

/// Records that waited and may be applied now that these are shown.
async fn freed(store: &Store, shown: &[RecordRow]) -> Result<Vec<RecordId>, StoreError> {
    let stations: BTreeSet<StationId> = shown.iter().map(|row| row.station).collect();
    let mut reader = store.reader().await?;
    let mut freed = Vec::new();
    for station in stations {
        let held = record::held(&mut reader, station).await?;
        let waits = |other: &&RecordRow| {
            shown.iter().any(|row| other.after.contains(&row.id) || other.dwelling == row.dwelling)
        };
        freed.extend(held.iter().filter(waits).map(|other| other.id));
    }
    Ok(freed)
}

/// Applies a record in the transaction that has just stored it: what an officer decides counts at
/// once. Answers which restricted flags are to be told of after the commit.
pub async fn now(tx: &mut Tx, id: RecordId) -> Result<Vec<Restricted>, StoreError> {
    Ok(one(tx, id, false).await?.restricted)
}

/// What a record says after its last correction; none where retention has destroyed it.
pub async fn told(tx: &mut Tx, id: RecordId) -> Result<Option<Body>, StoreError> {
    let vault = tx.vault();
    let Some(row) = record::by_id(tx, id).await? else { return Ok(None) };
    let Some(text) = record::body(tx, &vault, id).await? else { return Ok(None) };
    match Body::parse(row.kind, row.v, &text) {
        Ok(body) => Ok(Some(correction::last(tx, &row, body).await?.0)),
        Err(_) => Ok(None),
    }
}

/// Applies one record, or holds it, or sets it apart. The same record again changes nothing.
async fn one(tx: &mut Tx, id: RecordId, force: bool) -> Result<Applied, StoreError> {
    let vault = tx.vault();
    let Some(pending) = record::pending(tx, &vault, id).await? else { return Err(StoreError::Unaudited) };
    let row = pending.row;
    let entry = Entry::new(Chain::Station(row.station), "apply", "record").of(id);
    tx.audit(entry.detail(serde_json::json!({"kind": row.kind}))).await?;
    if matches!(row.state, RecordState::Applied | RecordState::Quarantined) {
        return Ok(Applied::default());
    }
    let Some(text) = pending.body else {
        record::set_state(tx, id, RecordState::Applied, None).await?;
        return Ok(Applied::default());
    };
    let body = match Body::parse(row.kind, row.v, &text) {
        Ok(body) => body,
        Err(problem) => return set_apart(tx, &row, problem.code()).await,
    };
    let scene = Scene::of(tx, &row).await?;
    match waits_for(&row, &body, &scene, pending.applied) {
        None => apply(tx, scene, body).await,
        Some(_) if !force => hold(tx, &row).await,
        Some(Wait::Dwelling) => set_apart(tx, &row, "not_found").await,
        Some(Wait::Record) => apply(tx, scene, body).await,
    }
}

/// What a record waits for.
enum Wait {
    Dwelling,
    Record,
}

/// A need and an urgent danger wait for no visit: help does not depend on the order of arrival.
fn waits_for(row: &RecordRow, body: &Body, scene: &Scene, applied: usize) -> Option<Wait> {
    let registers = matches!(body, Body::DwellingRegistered(_));
    if scene.file.is_none() && !registers {
        return Some(Wait::Dwelling);
    }
    if let Body::Finding(finding) = body
        && (finding.severity == Severity::Urgent || finding.category.is_restricted())
    {
        return None;
    }
    (applied < row.after.len()).then_some(Wait::Record)
}

async fn hold(tx: &mut Tx, row: &RecordRow) -> Result<Applied, StoreError> {
    if row.state != RecordState::Held {
        tracing::info!(record = %row.id, kind = row.kind.key(), "held: a predecessor has not come");
        record::set_state(tx, row.id, RecordState::Held, None).await?;
        let payload = Payload { records: vec![row.id], force: true };
        let payload = serde_json::to_value(payload).map_err(StoreError::Json)?;
        let later = tx.now() + LONGEST_WAIT;
        tx.job(JOB, Some(row.id.0), &payload, later).await?;
    }
    Ok(Applied::default())
}

async fn set_apart(tx: &mut Tx, row: &RecordRow, problem: &str) -> Result<Applied, StoreError> {
    tracing::warn!(record = %row.id, problem, "record set apart");
    record::set_state(tx, row.id, RecordState::Quarantined, Some(problem)).await?;
    Ok(Applied::default())
}

async fn apply(tx: &mut Tx, mut scene: Scene, body: Body) -> Result<Applied, StoreError> {
    let row = scene.row.clone();
    record::set_state(tx, row.id, RecordState::Applied, None).await?;
    show(tx, &mut scene, body).await?;
    if let (true, Some(dwelling)) = (is_evidence(row.kind), row.dwelling) {
        class_review::review(tx, dwelling).await?;
    }
    Ok(Applied { shown: Some(row), restricted: scene.restricted })
}

/// Whether a record of this kind may change what speaks for a class.
fn is_evidence(kind: Kind) -> bool {
    use Kind::{Correction, Decision, Finding, MovedIn, MovedOut, Visit};
    matches!(kind, Visit | Finding | Decision | MovedIn | MovedOut | Correction)
}

/// Writes what a record tells into the view, in the words of its last correction.
pub async fn show(tx: &mut Tx, scene: &mut Scene, body: Body) -> Result<(), StoreError> {
    let (body, corrected_by) = correction::last(tx, &scene.row, body).await?;
    match &body {
        Body::Visit(visit) => visit::visited(tx, scene, visit, corrected_by).await,
        Body::Attempt(attempt) => visit::attempted(tx, scene, attempt, corrected_by).await,
        Body::Finding(finding) => finding::found(tx, scene, finding).await,
        Body::PhotoRef(photo) => finding::photographed(tx, scene, photo).await,
        Body::Notice(notice) => visit::notified(tx, scene, notice).await,
        Body::DwellingRegistered(new) => register::registered(tx, scene, new).await,
        Body::MovedIn(moved) => register::moved_in(tx, scene, moved).await,
        Body::MovedOut(moved) => register::moved_out(tx, scene, moved.on).await,
        Body::Correction(change) => match &change.said {
            Some(said) => field::said(tx, scene, said).await,
            None => correction::corrected(tx, scene, change).await,
        },
        Body::FileRead(read) => register::read_offline(tx, scene, read).await,
        Body::Decision(decision) => decision::decided(tx, scene, decision).await,
        // A check-in is read by its visit; the other two change nothing that is shown.
        Body::CheckIn(_) | Body::StopSkipped(_) | Body::DraftDiscarded(_) => Ok(()),
    }
}
