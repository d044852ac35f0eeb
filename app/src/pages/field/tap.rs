//! A tap that writes: once, however often the thumb comes down, and then on to the next page.

use super::record::NotWritten;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Runs `write` for a tap and goes where it leads; further taps meanwhile do nothing. What keeps it
/// from writing goes into `fault`.
pub fn once<T: Send + Sync + 'static>(
    fault: RwSignal<Option<NotWritten>>,
    write: impl AsyncFn(T) -> Result<String, NotWritten> + Send + Sync + 'static,
) -> Callback<T> {
    let (navigate, write) = (use_navigate(), Arc::new(write));
    let busy = RwSignal::new(false);
    Callback::new(move |tapped: T| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (navigate, write) = (navigate.clone(), write.clone());
        spawn_local(async move {
            match write(tapped).await {
                Ok(to) => navigate(&to, Default::default()),
                Err(problem) => fault.set(Some(problem)),
            }
            // The page may be gone by now, and its signals with it.
            let _ = busy.try_set(false);
        });
    })
}
