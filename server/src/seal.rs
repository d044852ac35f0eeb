//! Opens what a phone sealed to a station ([`domain::seal::Sealed`] says how).

use crate::store::{Store, StoreError, station};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{RecordId, StationId};
use domain::seal::{Sealed, SealedPhoto};
use hkdf::Hkdf;
use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

const POINT: usize = 65;
const NONCE: usize = 12;

/// The key that opens what was sealed to a station; none where there is no such station.
pub async fn secret(store: &Store, id: StationId) -> Result<Option<SecretKey>, StoreError> {
    let mut reader = store.reader().await?;
    let Some(wrapped) = station::seal_secret(&mut reader, id).await? else { return Ok(None) };
    store.vault().station_secret(id.0, &wrapped).map(Some)
}

/// The body; none where another key, another record or a changed byte is in the way.
pub fn open(sealed: &Sealed, record: RecordId, key: &SecretKey) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(&sealed.sealed).ok()?;
    String::from_utf8(opened(&bytes, key, Sealed::INFO, &record.to_string())?).ok()
}

/// The photo with that hash; none where another key, another photo or a changed byte is in the way.
pub fn open_photo(sealed: &SealedPhoto, sha256: &str, key: &SecretKey) -> Option<Vec<u8>> {
    opened(sealed.sealed, key, SealedPhoto::INFO, sha256)
}

/// What point, nonce and closed bytes hold.
fn opened(bytes: &[u8], key: &SecretKey, info: &str, aad: &str) -> Option<Vec<u8>> {
    let (point, rest) = bytes.split_at_checked(POINT)?;
    let (nonce, closed) = rest.split_at_checked(NONCE)?;
    let fresh = PublicKey::from_sec1_bytes(point).ok()?;
    let cipher = cipher(key, &fresh, [point, &point_of(&key.public_key())], info)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let payload = Payload { msg: closed, aad: aad.as_bytes() };
    cipher.decrypt(&Nonce::from(nonce), payload).ok()
}

/// The cipher of what two points share; the fresh one comes first.
fn cipher(own: &SecretKey, other: &PublicKey, points: [&[u8]; 2], info: &str) -> Option<Aes256Gcm> {
    let shared = diffie_hellman(own.to_nonzero_scalar(), other.as_affine());
    let mut bytes = [0; 32];
    let kdf = Hkdf::<Sha256>::new(Some(&points.concat()), shared.raw_secret_bytes());
    kdf.expand(info.as_bytes(), &mut bytes).ok()?;
    Some(Aes256Gcm::new(&Key::<Aes256Gcm>::from(bytes)))
}

/// Uncompressed SEC 1.
fn point_of(key: &PublicKey) -> Vec<u8> {
    key.to_sec1_point(false).as_bytes().to_vec()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use uuid::Uuid;

    fn secret(n: u8) -> SecretKey {
        SecretKey::from_slice(&[n; 32]).unwrap()
    }

    /// As a phone seals.
    pub fn seal(body: &str, record: RecordId, to: StationId, public: &PublicKey) -> Sealed {
        let closed = closed(body.as_bytes(), public, Sealed::INFO, &record.to_string());
        Sealed { sealed: URL_SAFE_NO_PAD.encode(closed), to }
    }

    /// As a phone seals a photo.
    pub fn seal_photo(photo: &[u8], to: StationId, public: &PublicKey) -> Vec<u8> {
        let sealed = closed(photo, public, SealedPhoto::INFO, &domain::hex::sha256(photo));
        SealedPhoto { to, sealed: &sealed }.bytes()
    }

    fn closed(bytes: &[u8], public: &PublicKey, info: &str, aad: &str) -> Vec<u8> {
        let fresh = secret(7);
        let point = point_of(&fresh.public_key());
        let cipher = cipher(&fresh, public, [&point, &point_of(public)], info).unwrap();
        let nonce = [3; NONCE];
        let payload = Payload { msg: bytes, aad: aad.as_bytes() };
        let closed = cipher.encrypt(&Nonce::from(nonce), payload).unwrap();
        [&point[..], &nonce, &closed].concat()
    }

    #[test]
    fn a_sealed_body_is_opened_by_its_station_for_its_record_alone() {
        let (station, record) = (StationId(Uuid::from_u128(1)), RecordId(Uuid::from_u128(2)));
        let sealed = seal("{\"a\":1}", record, station, &secret(5).public_key());
        assert_eq!(open(&sealed, record, &secret(5)).as_deref(), Some("{\"a\":1}"));
        assert_eq!(open(&sealed, RecordId(Uuid::from_u128(3)), &secret(5)), None);
        assert_eq!(open(&sealed, record, &secret(6)), None);
        for n in [0, 40, 70, 90, 100] {
            let mut changed = sealed.clone();
            let byte = if changed.sealed.as_bytes()[n] == b'A' { "B" } else { "A" };
            changed.sealed.replace_range(n..=n, byte);
            assert_eq!(open(&changed, record, &secret(5)), None, "{n}");
        }
        assert_eq!(open(&Sealed { sealed: "AAAA".into(), to: station }, record, &secret(5)), None);
    }

    #[test]
    fn a_sealed_photo_is_opened_by_its_station_for_its_hash_alone() {
        let (station, photo) = (StationId(Uuid::from_u128(1)), [7; 300]);
        let sha256 = domain::hex::sha256(&photo);
        let bytes = seal_photo(&photo, station, &secret(5).public_key());
        let sealed = SealedPhoto::read(&bytes).unwrap();
        assert_eq!(sealed.to, station);
        assert_eq!(open_photo(&sealed, &sha256, &secret(5)).as_deref(), Some(&photo[..]));
        assert_eq!(open_photo(&sealed, &domain::hex::sha256(b"other"), &secret(5)), None);
        assert_eq!(open_photo(&sealed, &sha256, &secret(6)), None);
        assert!(SealedPhoto::read(&bytes[..19]).is_none() && SealedPhoto::read(&photo).is_none());
    }

    #[test]
    fn a_sealed_body_is_known_by_its_text() {
        let text =
            serde_json::to_string(&Sealed { sealed: "AA".into(), to: StationId(Uuid::nil()) }).unwrap();
        assert!(Sealed::read(&text).is_some());
        assert!(Sealed::read("{\"sealed\":1}").is_none() && Sealed::read("{\"dwelling\":\"x\"}").is_none());
    }
}
