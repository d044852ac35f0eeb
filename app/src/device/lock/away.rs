//! A phone that was put away is locked when it is taken up again.

use super::{held, owner};
use crate::device::{clock, page};
use chrono::TimeDelta;
use domain::Time;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Out of view for so long, it is locked.
const AWAY: TimeDelta = TimeDelta::minutes(10);

thread_local! {
    static SINCE: Cell<Option<Time>> = const { Cell::new(None) };
}

/// Calls `lock` when the page comes into view after having been away long.
pub fn watch(lock: impl Fn() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let changed = Closure::<dyn Fn()>::new(move || {
        if !page::is_shown() {
            SINCE.set(Some(clock::now()));
            held::give(owner().as_ref());
        } else if SINCE.take().is_some_and(|since| clock::now() - since > AWAY) {
            lock();
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
    // It lives as long as the page.
    changed.forget();
}
