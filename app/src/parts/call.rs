//! What pages ask of the browser beside the server functions: calls of plain routes with JSON
//! (signing in and out), and a file to keep.

use crate::desk::{Answer, DeskError};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Headers, HtmlAnchorElement, RequestInit, Response, Url};

/// Sends `body` to `path`; a refusal is the problem that the server told (RFC 9457).
pub async fn call(method: &str, path: &str, body: &impl Serialize) -> Answer<()> {
    answered(send(method, path, body).await).await.map(drop)
}

/// Hands what `path` answers to `body` to the reader as a file.
pub async fn download(path: &str, body: &impl Serialize, name: &str) -> Answer<()> {
    let response = answered(send("POST", path, body).await).await?;
    keep(&response, name).await.map_err(|_| bare("offline"))
}

/// The answer, unless it is a refusal.
async fn answered(sent: Result<Response, JsValue>) -> Answer<Response> {
    let response = sent.map_err(|_| bare("offline"))?;
    if response.ok() {
        return Ok(response);
    }
    let text = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
        Err(_) => None,
    };
    Err(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_else(|| bare("internal")))
}

fn bare(code: &str) -> DeskError {
    DeskError { code: code.into(), title: String::new(), detail: String::new() }
}

async fn send(method: &str, path: &str, body: &impl Serialize) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method(method);
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(&serde_json::to_string(body).unwrap_or_default()));
    let sent = leptos::prelude::window().fetch_with_str_and_init(path, &request);
    JsFuture::from(sent).await?.dyn_into()
}

async fn keep(response: &Response, name: &str) -> Result<(), JsValue> {
    let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = leptos::prelude::document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
