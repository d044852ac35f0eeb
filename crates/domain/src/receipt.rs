//! What the server answers to records: a receipt each, or a problem each.

use crate::Time;
use crate::audit::Head;
use crate::hex;
use crate::id::{DeviceId, RecordId};
use crate::record::Record;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Most records of one call.
pub const MAX_RECORDS: usize = 500;

/// Most bytes of one call.
pub const MAX_BYTES: usize = 1_000_000;

/// `POST /api/v1/records`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The device that sends; its credential is in the `Authorization` header.
    pub device: DeviceId,
    /// Records in the device's sequence.
    pub records: Vec<Record>,
}

/// The answer to a [`Batch`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchAnswer {
    /// One result a record, in the order sent.
    pub results: Vec<RecordResult>,
    /// The server's clock.
    pub server_time: Time,
    /// Head of the station's audit chain, kept by the phone: a tail cut off later shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_head: Option<Head>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Told", try_from = "Told")]
pub struct RecordResult {
    /// The record.
    pub id: RecordId,
    /// Receipt or problem.
    pub answer: Answer,
}

/// Receipt or problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is on the server's disk.
    Receipt(Receipt),
    /// It is not kept.
    Problem(RecordProblem),
}

/// A result as it travels: written out, because what serde makes of a flattened enum weighs much on a
/// phone.
#[derive(Serialize, Deserialize)]
struct Told {
    id: RecordId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<Receipt>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<RecordProblem>,
}

impl From<RecordResult> for Told {
    fn from(RecordResult { id, answer }: RecordResult) -> Self {
        match answer {
            Answer::Receipt(receipt) => Self { id, receipt: Some(receipt), problem: None },
            Answer::Problem(problem) => Self { id, receipt: None, problem: Some(problem) },
        }
    }
}

impl TryFrom<Told> for RecordResult {
    type Error = &'static str;

    fn try_from(told: Told) -> Result<Self, Self::Error> {
        let answer = match told {
            Told { receipt: Some(receipt), .. } => Answer::Receipt(receipt),
            Told { problem: Some(problem), .. } => Answer::Problem(problem),
            _ => return Err("neither receipt nor problem"),
        };
        Ok(Self { id: told.id, answer })
    }
}

/// Proof that the server keeps these bytes; the same again for a record sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// SHA-256 (hex) over the bytes of `body` as sent.
    pub sha256: String,
    /// When it was first stored.
    pub stored_at: Time,
}

impl Receipt {
    /// The receipt for `body`, stored at `stored_at`.
    pub fn new(body: &str, stored_at: Time) -> Self {
        Self { sha256: hex::sha256(body.as_bytes()), stored_at }
    }

    /// Whether it speaks of these bytes; a phone deletes its row only then.
    pub fn covers(&self, body: &str) -> bool {
        self.sha256 == hex::sha256(body.as_bytes())
    }
}

/// Why a record is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordProblem {
    /// [`crate::problem::Problem::code`].
    pub code: String,
    /// What to do, in the caller's language.
    pub detail: String,
    /// Whether sending the same bytes later can succeed.
    pub retry: bool,
}

/// What the envelope keeps of a body: SHA-256 over a random salt and the bytes. When both salt and
/// body are destroyed it tells nothing; a bare hash of so few possible answers would.
pub fn commitment(salt: &[u8; 32], body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn a_result_reads_as_the_api_says() {
        let stored_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let id = RecordId(uuid::Uuid::nil());
        let receipt = RecordResult { id, answer: Answer::Receipt(Receipt::new("{}", stored_at)) };
        let json = serde_json::to_value(&receipt).unwrap();
        assert_eq!(json["receipt"]["sha256"], hex::sha256(b"{}"));
        assert_eq!(serde_json::from_value::<RecordResult>(json).unwrap(), receipt);
    }

    #[test]
    fn a_receipt_covers_only_its_own_bytes() {
        let receipt = Receipt::new("{}", DateTime::UNIX_EPOCH);
        assert!(receipt.covers("{}"));
        assert!(!receipt.covers("{ }"));
    }

    #[test]
    fn the_same_body_under_two_salts_gives_two_commitments() {
        assert_ne!(commitment(&[1; 32], b"{}"), commitment(&[2; 32], b"{}"));
    }
}
