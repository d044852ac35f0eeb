//! Places as GeoJSON (RFC 7946): a collection of features, with what it was made for.

use super::head::Head;
use serde_json::{Value, json};

/// The collection's bytes.
pub fn write(features: Vec<Value>, head: &Head) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&json!({
        "type": "FeatureCollection",
        "features": features,
        "made_at": head.made_utc(),
        "from": head.ask.from,
        "to": head.ask.to,
        "purpose": head.ask.purpose,
        "receiver": head.ask.receiver,
    }))
}
