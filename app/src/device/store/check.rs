//! Whether this browser's IndexedDB keeps the promises that records rest on, closed as they are kept.
//! A visitor can ask it of a phone; the browser tests do.

use super::scope::Scope;
use super::{IndexedDb, db};
use crate::device::crypt::{self, Key};
use crate::device::ids;
use crate::device::lock::Owner;
use crate::device::seal::Station;
use domain::id::StationId;
use std::cell::Cell;
use sync::StoreFault;
use sync::contract::{self, Broken};
use wasm_bindgen::JsValue;

/// Tries every promise, each on a database of its own that is deleted afterwards, for a person and a
/// station made up for it.
pub async fn check() -> Result<(), Broken> {
    let owner = owner().await.map_err(|why| StoreFault::Unavailable(format!("{why:?}")))?;
    let made = Cell::new(0);
    let name = |n: u32| format!("rounds-check-{n}");
    let kept = contract::run(async || {
        made.set(made.get() + 1);
        let name = name(made.get());
        // What an earlier check that was cut left behind.
        let _ = db::delete(&name).await;
        IndexedDb { name, scope: Scope::Of(owner.clone()) }
    })
    .await;
    for n in 1..=made.get() {
        db::delete(&name(n)).await?;
    }
    kept
}

async fn owner() -> Result<Owner, JsValue> {
    let key = Key::new(&ids::random::<32>()).await?;
    let point = crypt::public_point(&crypt::key_pair().await?).await?;
    let station = Station { id: StationId(ids::uuid()), key: point };
    Ok(Owner { user: ids::new(), key, station })
}
