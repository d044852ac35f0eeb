//! The open key in the service worker's memory, for a page of this app that is loaded again. It is on no
//! disk: when the browser ends the worker, or after ten minutes, the PIN is asked for.

use super::Owner;
use crate::device::crypt::Key;
use crate::device::{clock, js};
use domain::id::UserId;
use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent};

/// How long it is held, milliseconds.
const HELD_MS: f64 = 600_000.0;
/// How long the worker may take to answer, milliseconds.
const ANSWER_MS: i32 = 400;

/// Gives it to the worker, or takes it from there for good.
pub fn give(owner: Option<&Owner>) {
    let Some(worker) = worker() else { return };
    let held = owner.map_or(JsValue::NULL, |owner| {
        js::object(&[
            ("user", owner.user.to_string().into()),
            ("key", owner.key.as_js().clone()),
            ("at", (clock::now().timestamp_millis() as f64).into()),
        ])
    });
    // A worker that is gone holds nothing.
    let _ = js::call(&worker, "postMessage", &[js::object(&[("hold", held)])]);
}

/// What the worker holds, if it does and it is not long ago.
pub async fn take() -> Option<(UserId, Key)> {
    let held = ask(&worker()?).await.ok()?;
    let at = js::get(&held, "at").ok()?.as_f64()?;
    if clock::now().timestamp_millis() as f64 - at > HELD_MS {
        return None;
    }
    let user = js::get(&held, "user").ok()?.as_string()?.parse().ok()?;
    Some((user, Key::held(js::get(&held, "key").ok()?)))
}

async fn ask(worker: &JsValue) -> Result<JsValue, JsValue> {
    let channel = MessageChannel::new()?;
    let answer = Promise::new(&mut |done, _| {
        let answered = Closure::once_into_js(move |event: MessageEvent| {
            let _ = done.call1(&JsValue::NULL, &event.data());
        });
        channel.port1().set_onmessage(Some(answered.unchecked_ref()));
    });
    let ports = Array::of1(&channel.port2());
    js::call(worker, "postMessage", &[js::object(&[("give", JsValue::TRUE)]), ports.into()])?;
    let late = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, ANSWER_MS);
        }
    });
    JsFuture::from(Promise::race(&Array::of2(&answer, &late))).await
}

/// The service worker of this page; none before it has taken the page over, or without https.
fn worker() -> Option<JsValue> {
    let navigator = js::window().ok()?.navigator();
    let container = js::get(&navigator, "serviceWorker").ok()?;
    js::get(&container, "controller").ok().filter(|worker| worker.is_object())
}
