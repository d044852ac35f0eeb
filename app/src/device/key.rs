//! The phone's key pair: the private half cannot leave the browser.

use super::{base64, crypt, store};
use wasm_bindgen::JsValue;

/// The public half as an uncompressed SEC 1 point, base64url without padding. Makes the pair when
/// this phone has none.
pub async fn public_key() -> Result<String, JsValue> {
    let phone = store::phone();
    let told = |fault: sync::StoreFault| JsValue::from_str(&fault.to_string());
    let pair = match phone.key_pair().await.map_err(told)? {
        Some(pair) => pair,
        None => {
            let pair = crypt::key_pair().await?;
            phone.keep_key_pair(&pair).await.map_err(told)?;
            pair
        }
    };
    Ok(base64::encode(&crypt::public_point(&pair).await?))
}
