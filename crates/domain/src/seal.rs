//! A record's body, or a photo, sealed to its station: whoever holds the phone can send it on, the station alone
//! reads it.

use crate::id::StationId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

/// A sealed photo, as bytes: [`SealedPhoto::MAGIC`], the station's id (16 bytes), and a point, a nonce and
/// closed bytes as of [`Sealed`], with [`SealedPhoto::INFO`] for the key and the photo's SHA-256 in hex as
/// the associated data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedPhoto<'b> {
    /// Whose key opens it.
    pub to: StationId,
    /// Point, nonce and closed bytes.
    pub sealed: &'b [u8],
}

impl<'b> SealedPhoto<'b> {
    /// What the key is for.
    pub const INFO: &'static str = "rounds photo 1";
    /// How it begins: no image does.
    pub const MAGIC: [u8; 4] = *b"RSP1";

    /// Bytes of which [`SealedPhoto::read`] tells the station.
    pub const HEAD: u64 = 20;

    /// The sealed photo in these bytes, if it is one.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (to, sealed) = bytes.strip_prefix(&Self::MAGIC)?.split_first_chunk::<16>()?;
        Some(Self { to: StationId(Uuid::from_bytes(*to)), sealed })
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        [&Self::MAGIC, &self.to.0.as_bytes()[..], self.sealed].concat()
    }
}
