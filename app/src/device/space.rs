//! The room that the browser leaves this app.

use super::js;
use wasm_bindgen::JsValue;

/// With less than this left, megabytes, the visitor is told: some thirty photos.
const LITTLE_MB: f64 = 30.0;

/// Asks the browser never to clear this app's store by itself.
pub async fn keep() {
    // A browser that refuses or cannot clears stores only when the phone is nearly full.
    if let Ok(storage) = storage() {
        let _ = js::call_async(&storage, "persist", &[]).await;
    }
}

/// Megabytes left, where they are few.
pub async fn little_left() -> Option<u32> {
    let estimate = js::call_async(&storage().ok()?, "estimate", &[]).await.ok()?;
    let number = |name| js::get(&estimate, name).ok().and_then(|value| value.as_f64());
    let left = (number("quota")? - number("usage")?) / 1e6;
    (left < LITTLE_MB).then_some(left.max(0.0) as u32)
}

fn storage() -> Result<JsValue, JsValue> {
    let storage = js::get(&js::window()?.navigator(), "storage")?;
    if storage.is_undefined() { Err(storage) } else { Ok(storage) }
}
