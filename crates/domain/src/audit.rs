//! The audit log: chains of entries, each of which holds the hash of the one before.
//!
//! A chain alone cannot show that its tail was cut off. Heads are therefore sealed with a key
//! outside the database ([`seal`]) and ride on phones' receipts.

use crate::Time;
use crate::id::UserId;
use crate::record::Purpose;
use crate::role::Role;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 as stored.
pub type Hash = [u8; 32];

/// What stands before the first entry of every chain.
pub const GENESIS: Hash = [0; 32];

/// Who did what to which object. Never holds personal data: objects are ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// Who; none for the machine itself.
    pub actor: Option<UserId>,
    /// In which role.
    pub role: Option<Role>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// What was done: `dwelling.read`, `flag.accept` …
    pub action: String,
    /// Kind of the object: `dwelling`, `flag` …
    pub object_kind: String,
    /// Id of the object.
    pub object: Option<String>,
    /// More, as JSON text without personal data; `{}` for nothing.
    pub detail: String,
}

/// An entry in its place in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Place, from 1, without gaps.
    pub seq: u64,
    /// The entry.
    pub entry: Entry,
    /// Hash of the link before; [`GENESIS`] for the first.
    pub previous: Hash,
    /// [`hash`] of this link.
    pub hash: Hash,
}

/// The last link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its place; 0 for an empty chain.
    pub seq: u64,
    /// Its hash.
    #[serde(with = "crate::hex::array")]
    pub hash: Hash,
}

impl Head {
    /// The head of a chain without entries.
    pub const EMPTY: Self = Self { seq: 0, hash: GENESIS };
}

/// Where a chain breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A place is missing or comes twice.
    #[error("entry {expected} is missing or doubled")]
    Gap {
        /// The place expected.
        expected: u64,
    },
    /// An entry does not hold the hash of the one before.
    #[error("entry {seq} does not follow from the one before")]
    Unlinked {
        /// Its place.
        seq: u64,
    },
    /// An entry's bytes do not give its hash.
    #[error("entry {seq} was changed")]
    Changed {
        /// Its place.
        seq: u64,
    },
    /// The chain ends elsewhere than its head says.
    #[error("the chain ends at entry {found}, its head says {expected}")]
    Cut {
        /// Place of the last link.
        found: u64,
        /// Place that the head names.
        expected: u64,
    },
}

/// Hash of `entry` at place `seq` of `chain` after `previous`: SHA-256 over each field with its
/// length, so that no two entries share their bytes.
pub fn hash(chain: &str, seq: u64, previous: &Hash, entry: &Entry) -> Hash {
    let mut sha = Sha256::new();
    let mut field = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    field(b"rounds-audit-1");
    field(chain.as_bytes());
    field(&seq.to_be_bytes());
    field(previous);
    field(&entry.at.timestamp_millis().to_be_bytes());
    field(entry.actor.as_ref().map_or(&[], |a| a.0.as_bytes()));
    field(entry.role.map(Role::key).unwrap_or_default().as_bytes());
    field(entry.purpose.map(Purpose::key).unwrap_or_default().as_bytes());
    field(entry.action.as_bytes());
    field(entry.object_kind.as_bytes());
    field(&[u8::from(entry.object.is_some())]);
    field(entry.object.as_deref().unwrap_or_default().as_bytes());
    field(entry.detail.as_bytes());
    sha.finalize().into()
}

/// The link that `entry` makes after `head`.
pub fn append(chain: &str, head: &Head, entry: Entry) -> Link {
    let seq = head.seq + 1;
    let hash = hash(chain, seq, &head.hash, &entry);
    Link { seq, entry, previous: head.hash, hash }
}

/// Walks links in order, one at a time, so that a chain of millions needs no memory.
#[derive(Clone, Debug)]
pub struct Walk<'c> {
    chain: &'c str,
    head: Head,
}

impl<'c> Walk<'c> {
    /// Starts before the first link of `chain`.
    pub fn new(chain: &'c str) -> Self {
        Self::after(chain, Head::EMPTY)
    }

    /// Starts after the last link that retention erased; whoever asks has checked its seal.
    pub fn after(chain: &'c str, anchor: Head) -> Self {
        Self { chain, head: anchor }
    }

    /// Checks the next link.
    pub fn step(&mut self, link: &Link) -> Result<(), Broken> {
        let expected = self.head.seq + 1;
        if link.seq != expected {
            return Err(Broken::Gap { expected });
        }
        if link.previous != self.head.hash {
            return Err(Broken::Unlinked { seq: link.seq });
        }
        if hash(self.chain, link.seq, &link.previous, &link.entry) != link.hash {
            return Err(Broken::Changed { seq: link.seq });
        }
        self.head = Head { seq: link.seq, hash: link.hash };
        Ok(())
    }

    /// Checks that the chain ends at `head` and answers it.
    pub fn end(self, head: &Head) -> Result<Head, Broken> {
        if self.head == *head {
            Ok(self.head)
        } else {
            Err(Broken::Cut { found: self.head.seq, expected: head.seq })
        }
    }
}

/// Seals the head of `chain` with a key that the database does not hold.
pub fn seal(key: &[u8], chain: &str, head: &Head) -> Hash {
    let mut message = Vec::with_capacity(chain.len() + 40);
    message.extend_from_slice(&head.seq.to_be_bytes());
    message.extend_from_slice(&head.hash);
    message.extend_from_slice(chain.as_bytes());
    hmac_sha256(key, &message)
}

/// HMAC-SHA-256 (RFC 2104).
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> Hash {
    const BLOCK: usize = 64;
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|b| b ^ 0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block.map(|b| b ^ 0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests;
