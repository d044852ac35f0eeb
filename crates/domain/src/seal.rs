//! A record's body sealed to its station: whoever holds the phone can send it on, the station alone
//! reads it.

use crate::id::StationId;
use serde::{Deserialize, Serialize};

/// What stands for a body that is sealed, as JSON text.
///
/// ECIES over P-256: `sealed` is, in base64url without padding, a fresh public point (65 bytes,
/// uncompressed SEC 1), a nonce (12) and the body under AES-256-GCM with its tag (16). The key is
/// HKDF-SHA-256 (RFC 5869) of the point's ECDH with the station's; salt: both points, the fresh one
/// first; info: [`Sealed::INFO`]. The record's id, in its text form, is the associated data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Point, nonce and closed body.
    pub sealed: String,
    /// Whose key opens it.
    pub to: StationId,
}

impl Sealed {
    /// What the key is for.
    pub const INFO: &str = "rounds record 1";

    /// The sealed body in this text, if it is one.
    pub fn read(text: &str) -> Option<Self> {
        text.starts_with("{\"sealed\"").then(|| serde_json::from_str(text).ok())?
    }
}
