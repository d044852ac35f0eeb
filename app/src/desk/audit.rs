//! The log of reads and writes; the privacy officer's page. Reading it is logged.

use super::{Answer, DeskError};
use domain::Time;
use domain::role::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// What the address says about the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFilter {
    /// One action only, by key.
    pub action: String,
    /// One object only, by id.
    pub object: String,
    /// One account only, by name.
    pub actor: String,
    /// One purpose only, by key.
    #[serde(default)]
    pub purpose: String,
    /// First day, `2026-11-24`; empty for the beginning.
    #[serde(default)]
    pub from: String,
    /// Last day; empty for today.
    #[serde(default)]
    pub to: String,
    /// Page of 100 entries, from 0.
    pub page: u32,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// The chain: the installation's or a station's.
    pub chain: String,
    /// Place in the chain.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// Who; none for the machine.
    pub actor: Option<String>,
    /// As what.
    pub role: Option<Role>,
    /// What for, by key.
    pub purpose: Option<String>,
    /// What was done, by key.
    pub action: String,
    /// To what kind of thing.
    pub object_kind: String,
    /// To which.
    pub object: Option<String>,
    /// First 8 digits of the entry's hash.
    pub hash: String,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Newest first.
    pub rows: Vec<AuditRow>,
    /// There are older ones.
    pub more: bool,
    /// Actions that occur, for the filter.
    pub actions: Vec<String>,
}

/// Result of walking the chains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainReport {
    /// Entries walked.
    pub entries: u64,
    /// Chains walked.
    pub chains: u64,
    /// The first entry that does not fit, `chain/seq`.
    pub first_bad: Option<String>,
}

/// What the privacy officer asks.
#[async_trait::async_trait]
pub trait AuditDesk: Send + Sync {
    /// A page of the log; logged.
    async fn read(&self, filter: AuditFilter) -> Answer<AuditPage>;
    /// Walks the chains and their heads.
    async fn verify(&self) -> Answer<ChainReport>;
}

/// [`AuditDesk::read`].
#[server(prefix = "/desk/fn", endpoint = "audit", input = Json, output = Json)]
pub async fn read_audit(filter: AuditFilter) -> Result<AuditPage, DeskError> {
    super::desk::<dyn AuditDesk>()?.read(filter).await
}

/// [`AuditDesk::verify`].
#[server(prefix = "/desk/fn", endpoint = "verify_audit", input = Json, output = Json)]
pub async fn verify_audit() -> Result<ChainReport, DeskError> {
    super::desk::<dyn AuditDesk>()?.verify().await
}
