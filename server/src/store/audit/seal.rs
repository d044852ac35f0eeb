//! Seals: a chain cannot show that its own tail was cut off, so the heads of all chains are signed
//! once a day with a key outside the database. A seal is an entry of the installation's chain, and
//! the last ones also lie in `DATA/audit-heads.json`: a database put back to an older state shows.

use super::{Chain, Entry};
use crate::args;
use crate::store::{Conn, Store, StoreError, setting};
use domain::audit::Head;
use domain::hex;
use serde::{Deserialize, Serialize};
use std::path::Path;

pub(super) const ACTION: &str = "seal";
pub(super) const KIND: &str = "audit_head";
pub(super) const FILE: &str = "audit-heads.json";

/// A signed head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seal {
    pub chain: String,
    pub head: Head,
    /// HMAC over chain and head, hex.
    pub seal: String,
}

impl Seal {
    fn new(store: &Store, chain: String, head: Head) -> Self {
        let seal = hex::encode(&store.vault().seal_head(&chain, &head));
        Self { chain, head, seal }
    }

    pub(super) fn holds(&self, store: &Store) -> bool {
        *self == Self::new(store, self.chain.clone(), self.head)
    }
}

/// Setting: the day (UTC) of the last seals.
const SEALED_ON: &str = "audit_sealed_on";

/// Seals the heads unless that was done today already. Two servers that do it at the same time
/// make two seals, which is no harm.
pub async fn seal_if_due(store: &Store) -> Result<bool, StoreError> {
    let today = store.clock().now().date_naive().to_string();
    let sealed_on = setting::get(&mut store.reader().await?, SEALED_ON).await?;
    let due = sealed_on.is_none_or(|day| day != today);
    if due {
        seal_heads(store).await?;
    }
    Ok(due)
}

/// Seals the heads of all chains. Answers how many.
pub async fn seal_heads(store: &Store) -> Result<usize, StoreError> {
    let sealer = store.clone();
    let seals = store
        .write(move |tx| {
            Box::pin(async move {
                let rows =
                    tx.rows("SELECT chain, seq, hash FROM audit_heads ORDER BY chain", args![]).await?;
                let mut seals = Vec::with_capacity(rows.len());
                for row in &rows {
                    let head = Head { seq: row.get("seq")?, hash: row.get("hash")? };
                    let seal = Seal::new(&sealer, row.get("chain")?, head);
                    let detail = serde_json::to_value(&seal).map_err(StoreError::Json)?;
                    tx.audit(Entry::new(Chain::Installation, ACTION, KIND).detail(detail)).await?;
                    seals.push(seal);
                }
                if seals.is_empty() {
                    tx.audit(Entry::new(Chain::Installation, ACTION, "nothing")).await?;
                }
                let today = tx.now().date_naive().to_string();
                setting::set(tx, SEALED_ON, &today).await?;
                Ok::<_, StoreError>(seals)
            })
        })
        .await?;
    keep(store.data_dir(), &seals)?;
    Ok(seals.len())
}

/// Writes the seals beside the database, whole or not at all.
fn keep(data: &Path, seals: &[Seal]) -> Result<(), StoreError> {
    let path = data.join(FILE);
    let fresh = data.join("audit-heads.new");
    let text = serde_json::to_string(seals).map_err(StoreError::Json)?;
    let written = std::fs::write(&fresh, text).and_then(|()| std::fs::rename(&fresh, &path));
    written.map_err(|source| StoreError::File { path, source })
}

/// The seals beside the database; none where none were made yet.
pub(super) fn kept(data: &Path) -> Result<Vec<Seal>, StoreError> {
    let path = data.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).map_err(StoreError::Json),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(StoreError::File { path, source }),
    }
}
