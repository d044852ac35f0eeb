//! Records made at a desk: kept as a phone's are, and applied at once.

use crate::auth::Actor;
use crate::store::record::{self, NewRecord, RecordRow, RecordState};
use crate::store::{StoreError, Tx};
use domain::area::TownCode;
use domain::id::{DwellingId, RecordId, StationId};
use domain::record::{Body, FORMAT};

/// Keeps what an account says about a dwelling; the caller audits and applies it.
pub async fn keep(
    tx: &mut Tx,
    actor: &Actor,
    (town, station, dwelling): (&TownCode, StationId, DwellingId),
    body: &Body,
) -> Result<RecordId, StoreError> {
    let (id, now) = (RecordId(tx.new_id()), tx.now());
    let row = RecordRow {
        town: town.clone(),
        id,
        station,
        device: None,
        seq: 0,
        kind: body.kind(),
        v: FORMAT,
        author: actor.user,
        session: actor.session,
        made_at: now,
        mono_ms: None,
        offset_ms: Some(0),
        receipt_at: None,
        after: body.needs().into_iter().collect(),
        dwelling: Some(dwelling),
        stored_at: now,
        happened_at: now,
        marks: Vec::new(),
        state: RecordState::Received,
    };
    let body = body.to_json().map_err(StoreError::Json)?;
    let (key, key_town, salt) = (dwelling.0, town.clone(), tx.random());
    let vault = tx.vault();
    vault.make_keys(tx, now, &[(key_town.clone(), key)]).await?;
    record::add_all(tx, &vault, &[NewRecord { row, body, key, key_town, salt }]).await?;
    Ok(id)
}
