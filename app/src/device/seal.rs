//! Sealing records and photos to their station: whoever holds the phone can send them on, the station
//! alone reads them.

use super::crypt::Key;
use super::{base64, crypt};
use domain::id::{RecordId, StationId};
use domain::seal::{Sealed, SealedPhoto};
use sync::Photo;
use wasm_bindgen::JsValue;

/// Bytes of a point.
const POINT: usize = 65;

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
    let (sealed, _) = to(station, body.as_bytes(), Sealed::INFO, &record.to_string()).await?;
    let sealed = Sealed { sealed: base64::encode(&sealed), to: station.id };
    serde_json::to_string(&sealed).map_err(|error| error.to_string().into())
}

/// The photo, sealed to the station: [`SealedPhoto`]'s bytes, and the key that opens them.
pub async fn seal_photo(photo: &Photo, station: &Station) -> Result<(Vec<u8>, Vec<u8>), JsValue> {
    let (sealed, key) = to(station, &photo.bytes, SealedPhoto::INFO, &photo.sha256).await?;
    Ok((SealedPhoto { to: station.id, sealed: &sealed }.bytes(), key))
}

/// The photo in [`SealedPhoto`]'s bytes, with its key.
pub async fn open_photo(bytes: &[u8], key: &[u8], sha256: &str) -> Result<Vec<u8>, JsValue> {
    let sealed = SealedPhoto::read(bytes).ok_or("no sealed photo")?.sealed;
    let (_, closed) = sealed.split_at_checked(POINT).ok_or("too short")?;
    Key::new(key).await?.open(closed, sha256).await
}

/// A fresh point and what is closed with the key that it shares with the station's; and that key.
async fn to(station: &Station, bytes: &[u8], info: &str, place: &str) -> Result<(Vec<u8>, Vec<u8>), JsValue> {
    let pair = crypt::key_pair().await?;
    let point = crypt::public_point(&pair).await?;
    let secret = crypt::shared(&pair, &station.key).await?;
    let key = crypt::derive(&secret, &[&point[..], &station.key].concat(), info).await?;
    let closed = Key::new(&key).await?.close(bytes, place).await?;
    Ok(([point, closed].concat(), key))
}
