//! Entry of the phone's app: mounts on the static skeleton (docs/decisions/0003).

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once the bundle is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(|| view! { <app::field::App/> });
}
