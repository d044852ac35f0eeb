//! Opens what a phone sealed to a station ([`domain::seal::Sealed`] says how).

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::RecordId;
use domain::seal::Sealed;
use hkdf::Hkdf;
use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

const POINT: usize = 65;
const NONCE: usize = 12;

/// The body; none where another key, another record or a changed byte is in the way.
pub fn open(sealed: &Sealed, record: RecordId, key: &SecretKey) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(&sealed.sealed).ok()?;
    let (point, rest) = bytes.split_at_checked(POINT)?;
    let (nonce, closed) = rest.split_at_checked(NONCE)?;
    let fresh = PublicKey::from_sec1_bytes(point).ok()?;
    let cipher = cipher(key, &fresh, point, &point_of(&key.public_key()))?;
    let aad = record.to_string();
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let payload = Payload { msg: closed, aad: aad.as_bytes() };
    String::from_utf8(cipher.decrypt(&Nonce::from(nonce), payload).ok()?).ok()
}

/// The cipher of what two points share; the fresh one comes first.
fn cipher(own: &SecretKey, other: &PublicKey, fresh: &[u8], station: &[u8]) -> Option<Aes256Gcm> {
    let shared = diffie_hellman(own.to_nonzero_scalar(), other.as_affine());
    let mut bytes = [0; 32];
    let kdf = Hkdf::<Sha256>::new(Some(&[fresh, station].concat()), shared.raw_secret_bytes());
    kdf.expand(Sealed::INFO.as_bytes(), &mut bytes).ok()?;
    Some(Aes256Gcm::new(&Key::<Aes256Gcm>::from(bytes)))
}

/// Uncompressed SEC 1.
fn point_of(key: &PublicKey) -> Vec<u8> {
    key.to_sec1_point(false).as_bytes().to_vec()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use domain::id::StationId;
    use uuid::Uuid;

    fn secret(n: u8) -> SecretKey {
        SecretKey::from_slice(&[n; 32]).unwrap()
    }

    /// As a phone seals.
    pub fn seal(body: &str, record: RecordId, to: StationId, public: &PublicKey) -> Sealed {
        let fresh = secret(7);
        let point = point_of(&fresh.public_key());
        let cipher = cipher(&fresh, public, &point, &point_of(public)).unwrap();
        let nonce = [3; NONCE];
        let aad = record.to_string();
        let payload = Payload { msg: body.as_bytes(), aad: aad.as_bytes() };
        let closed = cipher.encrypt(&Nonce::from(nonce), payload).unwrap();
        Sealed { sealed: URL_SAFE_NO_PAD.encode([&point[..], &nonce, &closed].concat()), to }
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
    fn a_sealed_body_is_known_by_its_text() {
        let text =
            serde_json::to_string(&Sealed { sealed: "AA".into(), to: StationId(Uuid::nil()) }).unwrap();
        assert!(Sealed::read(&text).is_some());
        assert!(Sealed::read("{\"sealed\":1}").is_none() && Sealed::read("{\"dwelling\":\"x\"}").is_none());
    }
}
