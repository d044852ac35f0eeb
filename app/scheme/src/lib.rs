//! WebAssembly entry of the scheme's pages: takes over pages that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::pages::desk::Scheme);
}
