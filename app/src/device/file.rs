//! The outbox as a file.

use super::{clock, js, session, store};
use domain::receipt::Batch;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Saves what waits, sealed as it lies: `rounds records import` takes it in. None where it could not.
pub async fn save() -> Option<()> {
    let device = session::device().await?.device;
    let rows = store::phone().closed_outbox().await.ok()?;
    let batch = Batch { device, records: rows.iter().map(sync::Row::record).collect() };
    let json = serde_json::to_string(&batch).ok()?;
    download(&json, &format!("rounds-{}.json", clock::now().timestamp())).ok()
}

fn download(text: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = js::window()?.document().ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
