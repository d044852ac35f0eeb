//! A tap that writes: once, however often the thumb comes down, and then on to the next page.

use super::record::NotWritten;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::pin::Pin;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Runs `write` for a tap and goes where it leads; further taps meanwhile do nothing. What keeps it
/// from writing goes into `fault`.
pub fn once<T: Send + Sync + 'static>(
    fault: RwSignal<Option<NotWritten>>,
    write: impl AsyncFn(T) -> Result<String, NotWritten> + Send + Sync + 'static,
) -> Callback<T> {
    let (navigate, write) = (use_navigate(), Arc::new(write));
    let navigate: Navigate = Arc::new(move |to| navigate(to, Default::default()));
    let busy = RwSignal::new(false);
    Callback::new(move |tapped: T| {
        if !busy.get_untracked() {
            busy.set(true);
            let write = write.clone();
            follow(Box::pin(async move { write(tapped).await }), navigate.clone(), fault, busy);
        }
    })
}

type Navigate = Arc<dyn Fn(&str) + Send + Sync>;

/// What all taps share, compiled once: it weighs on the bundle.
fn follow(
    writing: Pin<Box<dyn Future<Output = Result<String, NotWritten>>>>,
    navigate: Navigate,
    fault: RwSignal<Option<NotWritten>>,
    busy: RwSignal<bool>,
) {
    spawn_local(async move {
        match writing.await {
            Ok(to) => navigate(&to),
            Err(problem) => fault.set(Some(problem)),
        }
        // The page may be gone by now, and its signals with it.
        let _ = busy.try_set(false);
    });
}
