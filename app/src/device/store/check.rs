//! Whether this browser's IndexedDB keeps the promises that records rest on. A visitor can ask it of
//! a phone; the browser tests do.

use super::{IndexedDb, db};
use std::cell::Cell;
use sync::contract::{self, Broken};

/// Tries every promise, each on a database of its own that is deleted afterwards.
pub async fn check() -> Result<(), Broken> {
    let made = Cell::new(0);
    let name = |n: u32| format!("rounds-check-{n}");
    let kept = contract::run(async || {
        made.set(made.get() + 1);
        let name = name(made.get());
        // What an earlier check that was cut left behind.
        let _ = db::delete(&name).await;
        IndexedDb::named(&name)
    })
    .await;
    for n in 1..=made.get() {
        db::delete(&name(n)).await?;
    }
    kept
}
