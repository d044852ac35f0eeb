//! A PIN made slow to guess.

use argon2::{Algorithm, Argon2, Params, Version};
use domain::hex;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Memory, kibibytes: three times what OWASP asks for at two rounds.
const MEMORY_KIB: u32 = 64 * 1024;
const ROUNDS: u32 = 2;

/// 32 bytes of a PIN by Argon2id (RFC 9106), in hex; `salt` is 16 bytes in hex.
#[wasm_bindgen]
pub fn stretch(pin: &str, salt: &str) -> Result<String, JsError> {
    let salt: [u8; 16] = hex::decode(salt).ok_or_else(|| JsError::new("salt"))?;
    let params = Params::new(MEMORY_KIB, ROUNDS, 1, Some(32))?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
        pin.as_bytes(),
        &salt,
        &mut key,
    )?;
    Ok(hex::encode(&key))
}
