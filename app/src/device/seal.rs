//! Sealing a record to its station: whoever holds the phone can send it on, the station alone reads it.

use super::{base64, crypt};
use domain::id::{RecordId, StationId};
use domain::seal::Sealed;
use wasm_bindgen::JsValue;

/// A station that rows are sealed to.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Which.
    pub id: StationId,
    /// Its point on P-256, uncompressed SEC 1.
    pub key: Vec<u8>,
}

/// The body of a record, sealed to the station: [`Sealed`] in JSON.
pub async fn seal(body: &str, record: RecordId, station: &Station) -> Result<String, JsValue> {
    let pair = crypt::key_pair().await?;
    let point = crypt::public_point(&pair).await?;
    let secret = crypt::shared(&pair, &station.key).await?;
    let key = crypt::derive(&secret, &[&point[..], &station.key].concat(), Sealed::INFO).await?;
    let closed = key.close(body.as_bytes(), &record.to_string()).await?;
    let sealed = Sealed { sealed: base64::encode(&[point, closed].concat()), to: station.id };
    serde_json::to_string(&sealed).map_err(|error| error.to_string().into())
}
