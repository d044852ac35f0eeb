//! Keeping a batch: one transaction with its keys, rows, job and audit entry.

use super::Refusal;
use super::sift::Sifted;
use crate::auth::Phone;
use crate::jobs::apply_record::{self, Payload};
use crate::store::audit::{Chain, Entry};
use crate::store::record::{self, NewRecord, RecordRow, RecordState};
use crate::store::{Store, StoreError, Tx, device, flag};
use domain::Time;
use domain::area::TownCode;
use domain::audit::Head;
use domain::id::{DwellingId, RecordId, StationId};
use domain::problem::Problem;
use domain::receipt::Receipt;
use domain::record::{Body, Mark, happened_at};
use uuid::Uuid;

mod author;
mod limits;

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Kept {
    /// A receipt for each record that is on disk now.
    pub receipts: Vec<(RecordId, Receipt)>,
    /// A problem for each that is not.
    pub refused: Vec<Refusal>,
    /// Head of the station's audit chain.
    pub head: Option<Head>,
}

/// Stores what is new and answers for what came before.
pub async fn keep(store: &Store, phone: &Phone, sifted: Vec<Sifted>) -> Result<Kept, StoreError> {
    let phone = phone.clone();
    store.write(move |tx| Box::pin(async move { keep_in(tx, &phone, sifted).await })).await
}

async fn keep_in(tx: &mut Tx, phone: &Phone, sifted: Vec<Sifted>) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    let ids: Vec<RecordId> = sifted.iter().map(|one| one.record.id).collect();
    let known = record::known(tx, &ids).await?;
    let mut fresh = Vec::new();
    for one in sifted {
        match known.get(&one.record.id) {
            None => fresh.push(one),
            Some(before) if before.is_same(&one.record.body) => {
                kept.receipts.push((one.record.id, Receipt::new(&one.record.body, before.stored_at)));
            }
            Some(_) => kept.refused.push(Refusal { id: one.record.id, problem: Problem::RecordDiffers }),
        }
    }
    let new = admit(tx, phone, fresh, &mut kept).await?;
    let entry = Entry::new(Chain::Station(phone.station), "receive", "device").of(phone.device);
    tx.audit(entry.detail(serde_json::json!({"records": new.len()}))).await?;
    store_all(tx, phone, &new).await?;
    kept.receipts.extend(new.iter().map(|n| (n.row.id, Receipt::new(&n.body, n.row.stored_at))));
    kept.head = Some(tx.head(Chain::Station(phone.station)).await?);
    Ok(kept)
}

/// The new records that may be kept, as rows; problems for the others go to `kept`.
async fn admit(
    tx: &mut Tx,
    phone: &Phone,
    fresh: Vec<Sifted>,
    kept: &mut Kept,
) -> Result<Vec<NewRecord>, StoreError> {
    let mut dwellings = Vec::with_capacity(fresh.len());
    for one in &fresh {
        dwellings.push(dwelling_of(tx, &one.body).await?);
    }
    let known: Vec<DwellingId> = dwellings.iter().copied().flatten().collect();
    let places = record::places(tx, &known).await?;
    let mut authors = author::Authors::new(phone, tx.now());
    let mut limits = limits::Limits::of(tx, &fresh, &places, phone.station).await?;
    let mut new: Vec<NewRecord> = Vec::new();
    for (one, dwelling) in fresh.into_iter().zip(dwellings) {
        let place = dwelling.and_then(|id| places.get(&id));
        let id = one.record.id;
        match admit_one(tx, phone, one, dwelling, place, &mut authors, &mut limits).await? {
            Ok(record) => new.push(record),
            Err(problem) => kept.refused.push(Refusal { id, problem }),
        }
    }
    Ok(new)
}

async fn admit_one(
    tx: &mut Tx,
    phone: &Phone,
    one: Sifted,
    dwelling: Option<DwellingId>,
    place: Option<&(TownCode, StationId)>,
    authors: &mut author::Authors<'_>,
    limits: &mut limits::Limits,
) -> Result<Result<NewRecord, Problem>, StoreError> {
    let Sifted { record, body } = one;
    let marks = match authors.check(tx, &record, &body, place).await? {
        Ok(marks) => marks,
        Err(problem) => return Ok(Err(problem)),
    };
    let (mut row, text) = row(phone, record, &body, dwelling, tx.now(), marks);
    if let Err(problem) = limits.check(&mut row, &body) {
        return Ok(Err(problem));
    }
    let key_town = place.map_or(&phone.town, |(town, _)| town).clone();
    let key = dwelling.map_or(phone.station.0, |id| id.0);
    Ok(Ok(NewRecord { row, body: text, key, key_town, salt: tx.random() }))
}

/// A decision names a flag; its file is the flag's dwelling.
async fn dwelling_of(tx: &mut Tx, body: &Body) -> Result<Option<DwellingId>, StoreError> {
    match body {
        Body::Decision(decision) => Ok(flag::by_id(tx, decision.flag).await?.map(|flag| flag.dwelling)),
        _ => Ok(body.dwelling()),
    }
}

fn row(
    phone: &Phone,
    record: domain::record::Record,
    body: &Body,
    dwelling: Option<DwellingId>,
    now: Time,
    mut marks: Vec<Mark>,
) -> (RecordRow, String) {
    marks.extend(record.clock_marks(now));
    let happened_at = happened_at(&record, now);
    let mut after = record.after;
    after.extend(body.needs().filter(|needed| !after.contains(needed)));
    let row = RecordRow {
        town: phone.town.clone(),
        id: record.id,
        station: phone.station,
        device: Some(phone.device),
        seq: record.seq,
        kind: record.kind,
        v: record.v,
        author: record.author,
        session: record.session,
        made_at: record.made_at,
        mono_ms: record.mono_ms,
        offset_ms: record.offset_ms,
        receipt_at: record.receipt_at,
        after,
        dwelling,
        stored_at: now,
        happened_at,
        marks,
        state: RecordState::Received,
    };
    (row, record.body)
}

async fn store_all(tx: &mut Tx, phone: &Phone, new: &[NewRecord]) -> Result<(), StoreError> {
    let now = tx.now();
    if let Some(last) = new.iter().max_by_key(|record| record.row.seq) {
        device::received(tx, phone.device, last.row.seq, last.row.offset_ms, now).await?;
    } else {
        return device::received(tx, phone.device, 0, None, now).await;
    }
    let keys: Vec<(TownCode, Uuid)> =
        new.iter().map(|record| (record.key_town.clone(), record.key)).collect();
    let vault = tx.vault();
    vault.make_keys(tx, now, &keys).await?;
    record::add_all(tx, &vault, new).await?;
    let payload = Payload { records: new.iter().map(|record| record.row.id).collect(), force: false };
    let payload = serde_json::to_value(payload).map_err(StoreError::Json)?;
    tx.job(apply_record::JOB, Some(phone.device.0), &payload, now).await
}
