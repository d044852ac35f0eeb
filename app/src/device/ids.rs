//! Randomness and identifiers.

use super::clock;
use uuid::{Builder, Uuid};

/// `N` bytes from the browser's cryptographic generator.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    // A browser without it cannot run WebAssembly either; going on with zeros would make ids clash.
    assert!(filled.is_some(), "the browser gives random numbers");
    bytes
}

/// A new UUIDv7.
pub fn uuid() -> Uuid {
    let millis = u64::try_from(clock::now().timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
}

/// A new typed id.
pub fn new<Id: From<Uuid>>() -> Id {
    Id::from(uuid())
}
