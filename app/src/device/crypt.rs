//! Ciphers of the browser (Web Cryptography): AES-256-GCM, HKDF-SHA-256, ECDH on P-256.

use super::{ids, js};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// Bytes of a nonce, which stand before what was closed with it.
const NONCE: usize = 12;

/// A key of AES-256-GCM that the browser does not show again.
#[derive(Clone, Debug, PartialEq)]
pub struct Key(JsValue);

impl Key {
    /// From 32 bytes.
    pub async fn new(bytes: &[u8]) -> Result<Self, JsValue> {
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let arguments = ["raw".into(), array(bytes), "AES-GCM".into(), JsValue::FALSE, uses.into()];
        Ok(Self(js::call_async(&subtle()?, "importKey", &arguments).await?))
    }

    /// One that another page of this app holds.
    pub fn held(key: JsValue) -> Self {
        Self(key)
    }

    /// For another page of this app.
    pub fn as_js(&self) -> &JsValue {
        &self.0
    }

    /// Closes bytes, bound to the place they are kept at.
    pub async fn close(&self, bytes: &[u8], place: &str) -> Result<Vec<u8>, JsValue> {
        let nonce: [u8; NONCE] = ids::random();
        let arguments = [algorithm(&nonce, place), self.0.clone(), array(bytes)];
        let closed = js::call_async(&subtle()?, "encrypt", &arguments).await?;
        Ok([&nonce[..], &Uint8Array::new(&closed).to_vec()].concat())
    }

    /// Opens what was closed for that place; fails for any other key or place.
    pub async fn open(&self, closed: &[u8], place: &str) -> Result<Vec<u8>, JsValue> {
        let (nonce, closed) = closed.split_at_checked(NONCE).ok_or("too short")?;
        let arguments = [algorithm(nonce, place), self.0.clone(), array(closed)];
        Ok(Uint8Array::new(&js::call_async(&subtle()?, "decrypt", &arguments).await?).to_vec())
    }
}

fn algorithm(nonce: &[u8], place: &str) -> JsValue {
    let place = array(place.as_bytes());
    js::object(&[("name", "AES-GCM".into()), ("iv", array(nonce)), ("additionalData", place)])
}

/// The 32 bytes that HKDF-SHA-256 (RFC 5869) makes of `secret`.
pub async fn derive(secret: &[u8], salt: &[u8], info: &str) -> Result<Vec<u8>, JsValue> {
    let subtle = subtle()?;
    let uses = Array::of1(&"deriveBits".into());
    let arguments = ["raw".into(), array(secret), "HKDF".into(), JsValue::FALSE, uses.into()];
    let secret = js::call_async(&subtle, "importKey", &arguments).await?;
    let algorithm = js::object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", array(salt)),
        ("info", array(info.as_bytes())),
    ]);
    let bits = js::call_async(&subtle, "deriveBits", &[algorithm, secret, 256.into()]).await?;
    Ok(Uint8Array::new(&bits).to_vec())
}

/// A new key pair on P-256; its private half can leave the browser only where it is said so.
pub async fn key_pair() -> Result<JsValue, JsValue> {
    let uses = Array::of1(&"deriveBits".into());
    js::call_async(&subtle()?, "generateKey", &[p256(), JsValue::FALSE, uses.into()]).await
}

/// The public half as an uncompressed SEC 1 point.
pub async fn public_point(pair: &JsValue) -> Result<Vec<u8>, JsValue> {
    let public = js::get(pair, "publicKey")?;
    let point = js::call_async(&subtle()?, "exportKey", &["raw".into(), public]).await?;
    Ok(Uint8Array::new(&point).to_vec())
}

/// What the pair shares with the holder of `point`'s private half: 32 bytes.
pub async fn shared(pair: &JsValue, point: &[u8]) -> Result<Vec<u8>, JsValue> {
    let subtle = subtle()?;
    let arguments = ["raw".into(), array(point), p256(), JsValue::FALSE, Array::new().into()];
    let public = js::call_async(&subtle, "importKey", &arguments).await?;
    let algorithm = js::object(&[("name", "ECDH".into()), ("public", public)]);
    let private = js::get(pair, "privateKey")?;
    let bits = js::call_async(&subtle, "deriveBits", &[algorithm, private, 256.into()]).await?;
    Ok(Uint8Array::new(&bits).to_vec())
}

fn p256() -> JsValue {
    js::object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())])
}

fn array(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn subtle() -> Result<JsValue, JsValue> {
    Ok(js::window()?.crypto()?.subtle().into())
}
