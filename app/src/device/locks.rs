//! Web Locks: one tab sends, one tab renews the session.

use super::js;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::future_to_promise;

/// Runs `work` while this tab alone holds `name`; waits for other tabs. A browser without Web Locks
/// runs it at once: the server takes the same records twice without harm.
pub async fn exclusive<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Option<T> {
    let locks = js::window()
        .and_then(|window| js::get(&window.navigator(), "locks"))
        .ok()
        .filter(|locks| !locks.is_undefined());
    let Some(locks) = locks else { return Some(work.await) };

    let result = Rc::new(RefCell::new(None));
    let kept = result.clone();
    let held = Closure::once(move |_: JsValue| {
        future_to_promise(async move {
            let value = work.await;
            *kept.borrow_mut() = Some(value);
            Ok(JsValue::UNDEFINED)
        })
    });
    let asked = js::call_async(&locks, "request", &[JsValue::from_str(name), held.as_ref().clone()]).await;
    drop(held);
    asked.ok()?;
    result.borrow_mut().take()
}
