//! The key pairs of stations, to which phones seal rows ([`domain::seal`]).

use super::{Place, Vault};
use crate::store::StoreError;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point;
use uuid::Uuid;

impl Vault {
    /// A key pair for a station: the public point (SEC1, uncompressed) to which phones seal rows,
    /// and the wrapped secret, for `stations.seal_public` and `seal_secret`.
    pub fn station_pair(&self, station: Uuid) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
        // Nearly every 32 bytes are a scalar of P-256; the loop is for the rest.
        let secret = loop {
            let bytes: [u8; 32] = self.keys.random.bytes();
            if let Ok(secret) = SecretKey::from_slice(&bytes) {
                break secret;
            }
        };
        let public = secret.public_key().to_sec1_point(false).as_bytes().to_vec();
        let wrapped = self.wrap(seal_place(station), &secret.to_bytes())?;
        Ok((public, wrapped))
    }

    /// The secret of a station's pair.
    pub fn station_secret(&self, station: Uuid, wrapped: &[u8]) -> Result<SecretKey, StoreError> {
        let bytes = self.unwrap(seal_place(station), wrapped)?;
        SecretKey::from_slice(&bytes).map_err(|_| StoreError::Tampered)
    }
}

fn seal_place(station: Uuid) -> Place {
    Place { column: "stations.seal_secret", row: station }
}
