//! The phone's key pair: the private half cannot leave the browser.

use super::{js, store};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// The public half as an uncompressed SEC 1 point, base64url without padding. Makes the pair when
/// this phone has none.
pub async fn public_key() -> Result<String, JsValue> {
    let subtle: JsValue = js::window()?.crypto()?.subtle().into();
    let phone = store::phone();
    let told = |fault: sync::StoreFault| JsValue::from_str(&fault.to_string());
    let pair = match phone.key_pair().await.map_err(told)? {
        Some(pair) => pair,
        None => {
            let pair = generate(&subtle).await?;
            phone.keep_key_pair(&pair).await.map_err(told)?;
            pair
        }
    };
    let public = js::get(&pair, "publicKey")?;
    let raw = js::call_async(&subtle, "exportKey", &["raw".into(), public]).await?;
    Ok(base64url(&Uint8Array::new(&raw).to_vec()))
}

async fn generate(subtle: &JsValue) -> Result<JsValue, JsValue> {
    let algorithm = js::object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())]);
    let uses = Array::of1(&"deriveBits".into());
    js::call_async(subtle, "generateKey", &[algorithm, JsValue::FALSE, uses.into()]).await
}

/// RFC 4648, section 5, without padding.
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let word = (0..3).fold(0u32, |word, i| word << 8 | u32::from(*chunk.get(i).unwrap_or(&0)));
            (0..=chunk.len()).map(move |i| char::from(ALPHABET[(word >> (18 - 6 * i) & 63) as usize]))
        })
        .collect()
}
