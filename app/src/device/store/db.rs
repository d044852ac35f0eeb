//! Opening the database, and running transactions on it.

use crate::device::js;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Transaction, TransactionResult};
use std::cell::RefCell;
use std::collections::HashMap;
use sync::StoreFault;
use wasm_bindgen::JsValue;

/// Rows without a receipt; the key is the place in the sequence.
pub const OUTBOX: &str = "outbox";
/// Bytes of photos that the server does not have; the key is their hash.
pub const PHOTOS: &str = "photos";
/// The local view: JSON text by name.
pub const VIEWS: &str = "views";
/// The phone's key pair.
const KEYS: &str = "keys";

const VERSION: u32 = 1;

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only read.
    Read,
    /// Write, durably.
    Write,
}

thread_local! {
    static OPEN: RefCell<HashMap<String, JsValue>> = RefCell::default();
}

/// What went wrong inside a transaction.
#[derive(Debug)]
pub struct Fault(StoreFault);

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        Self(fault)
    }
}

impl From<idb::Error> for Fault {
    fn from(error: idb::Error) -> Self {
        let words = error.to_string();
        Self(if words.contains("Quota") { StoreFault::Full } else { StoreFault::Unavailable(words) })
    }
}

async fn open(name: &str) -> Result<JsValue, Fault> {
    if let Some(database) = OPEN.with_borrow(|open| open.get(name).cloned()) {
        return Ok(database);
    }
    let database = DatabaseBuilder::new(name)
        .version(VERSION)
        .add_object_store(ObjectStoreBuilder::new(OUTBOX).auto_increment(true))
        .add_object_store(ObjectStoreBuilder::new(PHOTOS))
        .add_object_store(ObjectStoreBuilder::new(VIEWS))
        .add_object_store(ObjectStoreBuilder::new(KEYS))
        .build()
        .await?;
    let database = JsValue::from(database);
    OPEN.with_borrow_mut(|open| open.insert(name.to_owned(), database.clone()));
    Ok(database)
}

/// Runs `work` in one transaction over all stores and resolves after `complete`. A connection that
/// the browser closed under us (iOS does) is opened again, once.
pub async fn transact<T>(
    name: &str,
    mode: Mode,
    work: impl AsyncFnOnce(&Transaction) -> Result<T, Fault>,
) -> Result<T, StoreFault> {
    run(name, mode, work).await.map_err(|fault| fault.0)
}

async fn run<T>(
    name: &str,
    mode: Mode,
    work: impl AsyncFnOnce(&Transaction) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let transaction = match begin(&open(name).await?, mode) {
        Ok(transaction) => transaction,
        Err(_) => {
            OPEN.with_borrow_mut(|open| open.remove(name));
            begin(&open(name).await?, mode)?
        }
    };
    match work(&transaction).await {
        Ok(value) if mode == Mode::Read => Ok(value),
        Ok(value) => match transaction.await? {
            TransactionResult::Committed => Ok(value),
            TransactionResult::Aborted => Err(StoreFault::Full.into()),
        },
        Err(fault) => {
            // Aborting what has failed already fails too; the fault is what counts.
            let _ = transaction.abort();
            Err(fault)
        }
    }
}

/// `web_sys` keeps the durability option behind an unstable flag, so it goes in as plain JavaScript.
fn begin(database: &JsValue, mode: Mode) -> Result<Transaction, Fault> {
    let stores: js_sys::Array = [OUTBOX, PHOTOS, VIEWS, KEYS].into_iter().map(JsValue::from_str).collect();
    let (word, options) = match mode {
        Mode::Read => ("readonly", JsValue::UNDEFINED),
        Mode::Write => ("readwrite", js::object(&[("durability", "strict".into())])),
    };
    let begun = js::call(database, "transaction", &[stores.into(), word.into(), options])
        .map_err(|error| Fault(StoreFault::Unavailable(format!("{error:?}"))))?;
    Ok(Transaction::try_from(begun)?)
}

/// Deletes the database called `name`.
pub async fn delete(name: &str) -> Result<(), StoreFault> {
    if let Some(database) = OPEN.with_borrow_mut(|open| open.remove(name)) {
        // A connection that is closed already needs no closing.
        let _ = js::call(&database, "close", &[]);
    }
    let deleted = async { idb::Factory::new()?.delete(name)?.await };
    deleted.await.map_err(|error| Fault::from(error).0)
}

/// The key pair kept under `name`'s database, if any.
pub async fn key_pair(name: &str) -> Result<Option<JsValue>, StoreFault> {
    transact(name, Mode::Read, async |transaction| {
        Ok(transaction.object_store(KEYS)?.get(JsValue::from_str("pair"))?.await?)
    })
    .await
}

/// Keeps the key pair. The browser stores the private half without showing it.
pub async fn keep_key_pair(name: &str, pair: &JsValue) -> Result<(), StoreFault> {
    transact(name, Mode::Write, async |transaction| {
        transaction.object_store(KEYS)?.put(pair, Some(&"pair".into()))?;
        Ok(())
    })
    .await
}
