//! The phone's store over IndexedDB.
//!
//! A transaction commits by itself once nothing is asked of it, so each one issues all its requests
//! before the first await, or awaits only its own requests. Writes are strict: `complete` comes
//! after the bytes are on the phone's storage (browsers default to relaxed).

mod check;
mod db;

use db::{Fault, Mode, OUTBOX, PHOTOS, VIEWS, transact};
use idb::{KeyRange, Query, Transaction};
use js_sys::Uint8Array;
use sync::{Change, Draft, Fate, PhoneStore, Photo, Row, StoreFault, Verdict};
use wasm_bindgen::{JsCast, JsValue};

pub use check::check;

/// The database with this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedDb {
    name: String,
}

/// The store of this phone's app.
pub fn phone() -> IndexedDb {
    IndexedDb::named("rounds")
}

impl IndexedDb {
    /// The database called `name`, made at its first use.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned() }
    }

    /// The phone's key pair, if it has one.
    pub async fn key_pair(&self) -> Result<Option<JsValue>, StoreFault> {
        db::key_pair(&self.name).await
    }

    /// Keeps the phone's key pair.
    pub async fn keep_key_pair(&self, pair: &JsValue) -> Result<(), StoreFault> {
        db::keep_key_pair(&self.name, pair).await
    }
}

/// What a row looks like in the database; its key is its place in the sequence.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    draft: Draft,
    fate: Fate,
}

fn text<T: serde::Serialize>(value: &T) -> Result<JsValue, StoreFault> {
    let json = serde_json::to_string(value).map_err(|e| StoreFault::Unreadable(e.to_string()))?;
    Ok(JsValue::from_str(&json))
}

fn key(seq: u64) -> JsValue {
    JsValue::from_f64(seq as f64)
}

fn row(seq: &JsValue, kept: &JsValue) -> Result<Row, StoreFault> {
    let seq = seq.as_f64().unwrap_or_default() as u64;
    let json = kept.as_string().unwrap_or_default();
    let kept: Kept = serde_json::from_str(&json).map_err(|e| StoreFault::Unreadable(e.to_string()))?;
    Ok(Row { fate: kept.fate, ..Row::new(seq, kept.draft) })
}

fn apply(transaction: &Transaction, view: &[Change]) -> Result<(), Fault> {
    let views = transaction.object_store(VIEWS)?;
    for change in view {
        match change {
            Change::Put { key, value } => drop(views.put(&value.into(), Some(&key.into()))?),
            Change::Remove { key } => drop(views.delete(JsValue::from_str(key))?),
        }
    }
    Ok(())
}

/// Gives the row at `seq`, if it is there, another fate, inside `transaction`.
async fn set_fate(transaction: &Transaction, seq: u64, fate: Fate) -> Result<(), Fault> {
    let outbox = transaction.object_store(OUTBOX)?;
    let Some(kept) = outbox.get(key(seq))?.await? else { return Ok(()) };
    let row = row(&key(seq), &kept)?;
    outbox.put(&text(&Kept { draft: row.draft, fate })?, Some(&key(seq)))?;
    Ok(())
}

impl PhoneStore for IndexedDb {
    async fn append(
        &self,
        drafts: Vec<Draft>,
        photos: Vec<Photo>,
        view: Vec<Change>,
    ) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| {
            let outbox = transaction.object_store(OUTBOX)?;
            for draft in &drafts {
                // The key generator gives the place in the sequence, and takes it back on abort.
                outbox.add(&text(&Kept { draft: draft.clone(), fate: Fate::Waiting })?, None)?;
            }
            let store = transaction.object_store(PHOTOS)?;
            for photo in &photos {
                store.put(&Uint8Array::from(&photo.bytes[..]), Some(&photo.sha256.clone().into()))?;
            }
            apply(transaction, &view)
        })
        .await
    }

    async fn outbox(&self) -> Result<Vec<Row>, StoreFault> {
        transact(&self.name, Mode::Read, async |transaction| {
            let outbox = transaction.object_store(OUTBOX)?;
            let (keys, kept) = (outbox.get_all_keys(None, None)?, outbox.get_all(None, None)?);
            let (keys, kept) = (keys.await?, kept.await?);
            keys.iter().zip(&kept).map(|(seq, kept)| Ok(row(seq, kept)?)).collect()
        })
        .await
    }

    async fn settle(&self, verdicts: Vec<Verdict>) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| {
            for verdict in &verdicts {
                match verdict {
                    Verdict::Received { seq, .. } => {
                        transaction.object_store(OUTBOX)?.delete(key(*seq))?;
                    }
                    Verdict::Quarantine { seq, code, detail } => {
                        let fate = Fate::Quarantined { code: code.clone(), detail: detail.clone() };
                        set_fate(transaction, *seq, fate).await?;
                    }
                    Verdict::Later { .. } => {}
                }
            }
            Ok(())
        })
        .await
    }

    async fn requeue(&self, seq: u64) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| set_fate(transaction, seq, Fate::Waiting).await)
            .await
    }

    async fn photo(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        transact(&self.name, Mode::Read, async |transaction| {
            let kept = transaction.object_store(PHOTOS)?.get(JsValue::from_str(sha256))?.await?;
            Ok(kept.map(|bytes| bytes.unchecked_into::<Uint8Array>().to_vec()))
        })
        .await
    }

    async fn forget_photo(&self, sha256: &str) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| {
            transaction.object_store(PHOTOS)?.delete(JsValue::from_str(sha256))?;
            Ok(())
        })
        .await
    }

    async fn view(&self, key: &str) -> Result<Option<String>, StoreFault> {
        transact(&self.name, Mode::Read, async |transaction| {
            let kept = transaction.object_store(VIEWS)?.get(JsValue::from_str(key))?.await?;
            Ok(kept.and_then(|value| value.as_string()))
        })
        .await
    }

    async fn views(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreFault> {
        // Keys are compared by code units; the highest one ends the range.
        let end = JsValue::from_str(&format!("{prefix}\u{ffff}"));
        transact(&self.name, Mode::Read, async |transaction| {
            let range = KeyRange::bound(&JsValue::from_str(prefix), &end, None, None)?;
            let views = transaction.object_store(VIEWS)?;
            let of = || Some(Query::from(range.clone()));
            let (keys, values) = (views.get_all_keys(of(), None)?, views.get_all(of(), None)?);
            let (keys, values) = (keys.await?, values.await?);
            let pairs = keys.iter().zip(&values);
            Ok(pairs.filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect())
        })
        .await
    }

    async fn change(&self, view: Vec<Change>) -> Result<(), StoreFault> {
        transact(&self.name, Mode::Write, async |transaction| apply(transaction, &view)).await
    }
}
