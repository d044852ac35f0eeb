//! The phone's store over IndexedDB.
//!
//! A transaction commits by itself once nothing is asked of it, so each one issues all its requests
//! before the first await, or awaits only its own requests; what is closed or opened is so before or
//! after it. Writes are strict: `complete` comes after the bytes are on the phone's storage (browsers
//! default to relaxed).

mod check;
mod db;
mod kept;
mod owned;
mod phone_store;
mod scope;

use super::{boxed, lock};
use db::{Fault, Mode, OUTBOX, PHOTOS, VIEWS, transact};
use idb::{KeyRange, Query, Transaction};
use js_sys::Uint8Array;
use kept::Kept;
use scope::Scope;
use sync::{Change, Draft, Fate, Row, StoreFault};
use wasm_bindgen::{JsCast, JsValue};

pub use check::check;
pub use owned::{adopt, forget_of_all, wipe};

/// The database with this name, as far as it is open to whom it is open for.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexedDb {
    name: String,
    scope: Scope,
}

/// The store of this phone's app, for the person for whom the phone is open.
pub fn phone() -> IndexedDb {
    IndexedDb { name: "rounds".to_owned(), scope: lock::owner().map_or(Scope::Shut, Scope::Of) }
}

impl IndexedDb {
    /// The phone's key pair, if it has one.
    pub async fn key_pair(&self) -> Result<Option<JsValue>, StoreFault> {
        db::key_pair(&self.name).await
    }

    /// Keeps the phone's key pair.
    pub async fn keep_key_pair(&self, pair: &JsValue) -> Result<(), StoreFault> {
        db::keep_key_pair(&self.name, pair).await
    }

    /// The outbox with its bodies left as they are: enough for counting.
    pub async fn closed_outbox(&self) -> Result<Vec<Row>, StoreFault> {
        boxed(async move {
            Ok(self.kept().await?.into_iter().map(|(seq, kept)| kept.row(seq, None)).collect())
        })
        .await
    }

    async fn closed_row(&self, draft: Draft) -> Result<JsValue, StoreFault> {
        boxed(async move { self.scope.close_row(draft).await?.text() }).await
    }

    async fn kept_photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        boxed(async move {
            let kept = transact(&self.name, Mode::Read, async |transaction| {
                Ok(transaction.object_store(PHOTOS)?.get(JsValue::from_str(sha256))?.await?)
            });
            Ok(kept.await?.map(|bytes| bytes.unchecked_into::<Uint8Array>().to_vec()))
        })
        .await
    }

    async fn kept(&self) -> Result<Vec<(u64, Kept)>, StoreFault> {
        boxed(async move {
            transact(&self.name, Mode::Read, async |transaction| {
                let outbox = transaction.object_store(OUTBOX)?;
                let (keys, kept) = (outbox.get_all_keys(None, None)?, outbox.get_all(None, None)?);
                let (keys, kept) = (keys.await?, kept.await?);
                let seq = |seq: &JsValue| seq.as_f64().unwrap_or_default() as u64;
                keys.iter().zip(&kept).map(|(key, kept)| Ok((seq(key), Kept::read(kept)?))).collect()
            })
            .await
        })
        .await
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        transact(&self.name, Mode::Read, async |transaction| {
            let keys = transaction.object_store(VIEWS)?.get_all_keys(Some(range(prefix)?), None)?.await?;
            Ok(keys.into_iter().filter_map(|key| key.as_string()).collect())
        })
        .await
    }

    /// The changes as they go into the database; none may be made where the phone is shut.
    async fn closed(&self, view: Vec<Change>) -> Result<Vec<(String, Option<JsValue>)>, StoreFault> {
        let mut closed = Vec::with_capacity(view.len());
        for change in view {
            let (Change::Put { key, .. } | Change::Remove { key }) = &change;
            let place = self.scope.place(key).ok_or_else(shut)?;
            let value = match &change {
                Change::Put { value, .. } => Some(self.scope.close(&place, value).await?),
                Change::Remove { .. } => None,
            };
            closed.push((place, value));
        }
        Ok(closed)
    }
}

fn shut() -> StoreFault {
    StoreFault::Unavailable("locked".to_owned())
}

fn key(seq: u64) -> JsValue {
    JsValue::from_f64(seq as f64)
}

/// Keys are compared by code units; the highest one ends the range.
fn range(prefix: &str) -> Result<Query, Fault> {
    let end = JsValue::from_str(&format!("{prefix}\u{ffff}"));
    Ok(KeyRange::bound(&JsValue::from_str(prefix), &end, None, None)?.into())
}

fn apply(transaction: &Transaction, view: &[(String, Option<JsValue>)]) -> Result<(), Fault> {
    let views = transaction.object_store(VIEWS)?;
    for (place, value) in view {
        match value {
            Some(value) => drop(views.put(value, Some(&place.into()))?),
            None => drop(views.delete(JsValue::from_str(place))?),
        }
    }
    Ok(())
}

/// Gives the row at `seq`, if it is there, another fate, inside `transaction`.
async fn set_fate(transaction: &Transaction, seq: u64, fate: Fate) -> Result<(), Fault> {
    let outbox = transaction.object_store(OUTBOX)?;
    let Some(kept) = outbox.get(key(seq))?.await? else { return Ok(()) };
    let kept = Kept { fate, ..Kept::read(&kept)? };
    outbox.put(&kept.text()?, Some(&key(seq)))?;
    Ok(())
}
