//! Walks every chain from its first entry to its head, and holds what was sealed against it.

use super::prune::{self, Anchor};
use super::seal::{self, Seal};
use super::{Chain, Head};
use crate::args;
use crate::store::{Conn, Row, Store, StoreError};
use domain::audit::{Entry, Link, Walk};
use serde::Serialize;
use std::collections::BTreeMap;

/// Entries read at a time.
const PAGE: i64 = 5_000;

/// What `rounds audit verify` tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries walked.
    pub entries: u64,
    /// Chains walked.
    pub chains: u64,
    /// The first place where a chain does not hold; none when all is well.
    pub first_bad: Option<Bad>,
}

/// A place where a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bad {
    /// Which chain.
    pub chain: String,
    /// The entry; the first missing one where the tail is gone.
    pub seq: u64,
    /// What is wrong.
    pub problem: String,
}

/// Sealed heads by chain.
type Seals = BTreeMap<String, Vec<Head>>;

/// Walks all chains; the installation's first, because it holds the seals of the others.
pub async fn verify(store: &Store) -> Result<Report, StoreError> {
    let mut reader = store.reader().await?;
    let mut seals = Seals::new();
    for seal in seal::kept(store.data_dir())? {
        if !seal.holds(store) {
            let problem = format!("{} is not signed by this installation", seal::FILE);
            return Ok(bad(Report::default(), &seal.chain, seal.head.seq, problem));
        }
        seals.entry(seal.chain).or_default().push(seal.head);
    }
    let installation = Chain::Installation.to_string();
    let mut report = Report::default();
    if let Some(found) = walk(store, &mut reader, &installation, &mut seals, &mut report).await? {
        return Ok(Report { first_bad: Some(found), ..report });
    }
    for chain in chains(&mut reader, &seals).await? {
        if let Some(found) = walk(store, &mut reader, &chain, &mut seals, &mut report).await? {
            return Ok(Report { first_bad: Some(found), ..report });
        }
    }
    Ok(report)
}

fn bad(report: Report, chain: &str, seq: u64, problem: String) -> Report {
    Report { first_bad: Some(Bad { chain: chain.to_owned(), seq, problem }), ..report }
}

/// Every chain that has entries, a head or a seal, without the installation's.
async fn chains(conn: &mut dyn Conn, seals: &Seals) -> Result<Vec<String>, StoreError> {
    let rows = conn
        .rows("SELECT chain FROM audit_heads UNION SELECT DISTINCT chain FROM audit_entries", args![])
        .await?;
    let mut chains = rows.iter().map(|row| row.get("chain")).collect::<Result<Vec<String>, _>>()?;
    chains.extend(seals.keys().cloned());
    chains.retain(|chain| *chain != Chain::Installation.to_string());
    chains.sort();
    chains.dedup();
    Ok(chains)
}

async fn walk(
    store: &Store,
    conn: &mut dyn Conn,
    chain: &str,
    seals: &mut Seals,
    report: &mut Report,
) -> Result<Option<Bad>, StoreError> {
    let bad = |seq, problem: String| Ok(Some(Bad { chain: chain.to_owned(), seq, problem }));
    report.chains += 1;
    let mut last = match prune::anchor(conn, store.vault(), chain).await? {
        Anchor::None => Head::EMPTY,
        Anchor::Signed(anchor) => anchor,
        Anchor::Forged { seq } => return bad(seq, "its beginning is not signed by this installation".into()),
    };
    let mut steps = Walk::after(chain, last);
    let mut head = head_of(conn, chain).await?;
    loop {
        let rows = page(conn, chain, last.seq).await?;
        for row in &rows {
            let Some(link) = link(row)? else {
                return bad(last.seq + 1, "the entry was changed".into());
            };
            if let Err(broken) = steps.step(&link) {
                return bad(link.seq.min(last.seq + 1), broken.to_string());
            }
            last = Head { seq: link.seq, hash: link.hash };
            report.entries += 1;
            if let Some(problem) = unsealed(store, &link, last, chain, seals) {
                return bad(link.seq, problem);
            }
        }
        if rows.is_empty() {
            // A server at work appends meanwhile: entries and head come in one commit, so a head
            // read now that is ahead means entries to read, unless nothing is there.
            let now = head_of(conn, chain).await?;
            if now == head || now.seq <= last.seq {
                head = now;
                break;
            }
            head = now;
        }
    }
    Ok(end(chain, steps, last, &head, seals))
}

/// Holds an entry against the seals, and takes in the seal that it may be.
fn unsealed(store: &Store, link: &Link, head: Head, chain: &str, seals: &mut Seals) -> Option<String> {
    let sealed = seals.get(chain).into_iter().flatten();
    if sealed.into_iter().any(|seal| seal.seq == head.seq && seal.hash != head.hash) {
        return Some("the entry is not the one that was sealed".into());
    }
    if link.entry.object_kind == seal::KIND && link.entry.action == seal::ACTION {
        match serde_json::from_str::<Seal>(&link.entry.detail) {
            Ok(seal) if seal.holds(store) => seals.entry(seal.chain).or_default().push(seal.head),
            _ => return Some("the seal is not signed by this installation".into()),
        }
    }
    None
}

/// The chain ends where its head says, and not before what was sealed.
fn end(chain: &str, steps: Walk<'_>, last: Head, head: &Head, seals: &Seals) -> Option<Bad> {
    let bad = |problem: String| Bad { chain: chain.to_owned(), seq: last.seq + 1, problem };
    if let Err(broken) = steps.end(head) {
        return Some(bad(broken.to_string()));
    }
    let cut = seals.get(chain).into_iter().flatten().find(|seal| seal.seq > last.seq);
    cut.map(|seal| bad(format!("the chain ends here, but entry {} was sealed", seal.seq)))
}

async fn head_of(conn: &mut dyn Conn, chain: &str) -> Result<Head, StoreError> {
    let row = conn.row("SELECT seq, hash FROM audit_heads WHERE chain = $1", args![chain]).await?;
    match row {
        Some(row) => Ok(Head { seq: row.get("seq")?, hash: row.get("hash")? }),
        None => Ok(Head::EMPTY),
    }
}

async fn page(conn: &mut dyn Conn, chain: &str, after: u64) -> Result<Vec<Row>, StoreError> {
    conn.rows(
        "SELECT seq, at, actor, role, purpose, action, object_kind, object, detail, previous, hash
         FROM audit_entries WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        args![chain, after, PAGE],
    )
    .await
}

/// None when a column holds what Rounds never writes.
fn link(row: &Row) -> Result<Option<Link>, StoreError> {
    let (role, purpose): (Option<String>, Option<String>) = (row.get("role")?, row.get("purpose")?);
    let (Ok(role), Ok(purpose)) = (role.map(variant).transpose(), purpose.map(variant).transpose()) else {
        return Ok(None);
    };
    let (Ok(previous), Ok(hash)) = (row.get("previous"), row.get("hash")) else { return Ok(None) };
    let entry = Entry {
        at: row.get("at")?,
        actor: row.get("actor")?,
        role,
        purpose,
        action: row.get("action")?,
        object_kind: row.get("object_kind")?,
        object: row.get("object")?,
        detail: row.get("detail")?,
    };
    Ok(Some(Link { seq: row.get("seq")?, entry, previous, hash }))
}

fn variant<T: serde::de::DeserializeOwned>(name: String) -> serde_json::Result<T> {
    serde_json::from_value(serde_json::Value::String(name))
}
