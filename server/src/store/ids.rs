//! Identifiers and random bytes from the clock and a generator that the store owns.

use domain::Time;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::sync::{Mutex, PoisonError};
use uuid::{Builder, Uuid};

/// A generator, seeded once by the operating system.
pub struct Ids {
    random: Mutex<ChaCha20Rng>,
}

impl Ids {
    /// Seeded by the operating system.
    pub fn new() -> Self {
        Self { random: Mutex::new(ChaCha20Rng::from_os_rng()) }
    }

    /// A UUIDv7 (RFC 9562, 5.7) of that moment.
    pub fn id(&self, at: Time) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// Bytes fit for keys, salts and codes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        // A panic elsewhere leaves a generator that is still random.
        self.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}

impl Default for Ids {
    fn default() -> Self {
        Self::new()
    }
}
