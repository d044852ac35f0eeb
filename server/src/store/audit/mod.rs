//! The audit's chains: one a station, one for the installation.

mod prune;
mod read;
mod seal;
mod verify;

pub use prune::prune;
pub use read::{Logged, Wanted, actions, by_actor, exports, page, viewers};
pub use seal::{seal_heads, seal_if_due};
pub use verify::{Bad, Report, verify};

use super::{Conn, StoreError, list};
use crate::args;
use domain::Time;
use domain::audit::{self, Head, Link};
use domain::hex;
use domain::id::{StationId, UserId};
use domain::record::Purpose;
use domain::role::Role;
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// Which chain an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chain {
    /// Accounts, settings, imports, seals: what is no station's.
    Installation,
    /// What concerns a station's files.
    Station(StationId),
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Installation => f.write_str("installation"),
            Self::Station(id) => id.fmt(f),
        }
    }
}

/// What a write says of itself: one read or write of one thing.
#[derive(Clone, Debug)]
pub struct Entry {
    chain: Chain,
    actor: Option<UserId>,
    role: Option<Role>,
    purpose: Option<Purpose>,
    action: &'static str,
    object_kind: &'static str,
    object: Option<Uuid>,
    detail: serde_json::Value,
}

impl Entry {
    /// An entry by the machine itself, about no single object. `action` is a verb (`read`,
    /// `create`, `accept`), `object_kind` a noun (`dwelling`, `user`).
    pub fn new(chain: Chain, action: &'static str, object_kind: &'static str) -> Self {
        let detail = serde_json::Value::Object(serde_json::Map::new());
        Self { chain, actor: None, role: None, purpose: None, action, object_kind, object: None, detail }
    }

    /// Who did it, in which role.
    pub fn by(mut self, actor: UserId, role: Role) -> Self {
        self.actor = Some(actor);
        self.role = Some(role);
        self
    }

    /// Which object.
    pub fn of(mut self, object: impl Into<Uuid>) -> Self {
        self.object = Some(object.into());
        self
    }

    /// What for.
    pub fn purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// More, without personal data: it outlives what it tells of.
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    fn at(&self, at: Time) -> audit::Entry {
        audit::Entry {
            at,
            actor: self.actor,
            role: self.role,
            purpose: self.purpose,
            action: self.action.to_owned(),
            object_kind: self.object_kind.to_owned(),
            object: self.object.map(|id| id.to_string()),
            detail: self.detail.to_string(),
        }
    }
}

/// Where a chain ends now.
pub async fn head(conn: &mut dyn Conn, chain: Chain) -> Result<Head, StoreError> {
    let row =
        conn.row("SELECT seq, hash FROM audit_heads WHERE chain = $1", args![chain.to_string()]).await?;
    match row {
        Some(row) => Ok(Head { seq: row.get("seq")?, hash: row.get("hash")? }),
        None => Ok(Head::EMPTY),
    }
}

/// Chains the entries in their order, a statement a chain. Writes that audit run one after another,
/// so the head cannot move meanwhile; (chain, seq) is unique in any case. Answers where each ends then.
pub(super) async fn append(
    conn: &mut dyn Conn,
    at: Time,
    entries: &[Entry],
) -> Result<BTreeMap<Chain, Head>, StoreError> {
    let mut heads = BTreeMap::new();
    let mut chains: BTreeMap<Chain, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        chains.entry(entry.chain).or_default().push(entry);
    }
    for (of, entries) in chains {
        let mut head = head(conn, of).await?;
        let chain = of.to_string();
        let mut lines = Vec::with_capacity(entries.len());
        for entry in entries {
            let link = audit::append(&chain, &head, entry.at(at));
            head = Head { seq: link.seq, hash: link.hash };
            lines.push(line(&link));
        }
        insert(conn, &chain, at, &lines).await?;
        conn.execute(
            "INSERT INTO audit_heads (chain, seq, hash) VALUES ($1, $2, $3)
             ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
            args![&chain, head.seq, head.hash],
        )
        .await?;
        heads.insert(of, head);
    }
    Ok(heads)
}

fn line(link: &Link) -> serde_json::Value {
    let entry = &link.entry;
    serde_json::json!({
        "seq": link.seq,
        "actor": entry.actor,
        "role": entry.role.map(Role::key),
        "purpose": entry.purpose.map(Purpose::key),
        "action": entry.action,
        "object_kind": entry.object_kind,
        "object": entry.object,
        "detail": entry.detail,
        "previous": hex::encode(&link.previous),
        "hash": hex::encode(&link.hash),
    })
}

async fn insert(
    conn: &mut dyn Conn,
    chain: &str,
    at: Time,
    lines: &[serde_json::Value],
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO audit_entries
           (chain, seq, at, actor, role, purpose, action, object_kind, object, detail, previous, hash)
         SELECT $1, CAST(value->>'seq' AS BIGINT), $2, unhex(value->>'actor', '-'), value->>'role',
           value->>'purpose', value->>'action', value->>'object_kind', value->>'object', value->>'detail',
           unhex(value->>'previous'), unhex(value->>'hash')
         FROM json_each($3)",
        args![chain, at, list(lines)?],
    )
    .await?;
    Ok(())
}
