//! One HTTP call to the server.

use super::{boxed, js, prefs};
use js_sys::Uint8Array;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sync::WireFault;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

/// Longest wait for an answer, milliseconds.
const TIMEOUT_MS: u32 = 30_000;

/// What is asked.
#[derive(Default)]
pub struct Ask<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// Path below the origin.
    pub path: &'a str,
    /// Value of `Authorization`.
    pub authorization: Option<String>,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub json: Option<String>,
    /// Bytes, instead of JSON.
    pub bytes: Option<&'a [u8]>,
}

/// What was answered.
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    response: Response,
    text: String,
}

/// A problem as the server tells it (RFC 9457), in the language asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// Stable code.
    pub code: String,
    /// A few words.
    #[serde(default)]
    pub title: String,
    /// What to do.
    #[serde(default)]
    pub detail: String,
}

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer.
    NoAnswer,
    /// A problem with a name.
    Problem(Told),
}

impl From<Fault> for WireFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NoAnswer => Self::NoAnswer,
            Fault::Problem(told) => match told.code.as_str() {
                "too_large" => Self::TooLarge,
                "device_unknown" => Self::DeviceUnknown,
                "internal" => Self::NoAnswer,
                _ => Self::Refused(told.code),
            },
        }
    }
}

impl Reply {
    /// Header `name` of the answer.
    pub fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name).ok().flatten()
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The body as a value.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_str(&self.text).map_err(|_| Fault::NoAnswer)
    }
}

/// Asks and reads the whole answer. Statuses from 400 on are problems.
pub async fn call(ask: Ask<'_>) -> Result<Reply, Fault> {
    boxed(async move { read(response(ask).await?).await.map_err(|_| Fault::NoAnswer) }).await
}

/// Asks, and leaves the answer's body unread. Statuses from 400 on are problems.
pub async fn response(ask: Ask<'_>) -> Result<Response, Fault> {
    boxed(async move {
        let response = fetch(ask).await.map_err(|_| Fault::NoAnswer)?;
        if response.status() < 400 {
            return Ok(response);
        }
        let reply = read(response).await.map_err(|_| Fault::NoAnswer)?;
        // An answer without a name comes from something in between (a proxy, a captive portal).
        let told: Result<Told, _> = serde_json::from_str(&reply.text);
        Err(told.map_or(Fault::NoAnswer, Fault::Problem))
    })
    .await
}

async fn read(response: Response) -> Result<Reply, JsValue> {
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Reply { status: response.status(), response, text })
}

async fn fetch(ask: Ask<'_>) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method(ask.method);
    let headers = Headers::new()?;
    headers.set("accept-language", prefs::load().lang.tag())?;
    if let Some(value) = ask.authorization {
        headers.set("authorization", &value)?;
    }
    for (name, value) in ask.headers {
        headers.set(name, &value)?;
    }
    if let Some(json) = ask.json {
        headers.set("content-type", "application/json")?;
        init.set_body(&JsValue::from_str(&json));
    } else if let Some(bytes) = ask.bytes {
        init.set_body(&Uint8Array::from(bytes));
    }
    init.set_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    let window = js::window()?;
    Ok(JsFuture::from(window.fetch_with_str_and_init(ask.path, &init)).await?.unchecked_into())
}

/// The text as gzip, where the browser can.
pub async fn packed(text: &str) -> Option<Vec<u8>> {
    let packer = js::new("CompressionStream", &["gzip".into()]).ok()?;
    let plain = Response::new_with_opt_str(Some(text)).ok()?.body()?;
    let packed = js::call(&plain, "pipeThrough", &[packer]).ok()?;
    let whole = js::new("Response", &[packed]).ok()?;
    let bytes = js::call_async(&whole, "arrayBuffer", &[]).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Whether the browser believes in a network. `true` proves nothing; `false` can be relied on.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
