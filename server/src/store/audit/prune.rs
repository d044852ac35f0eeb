//! Entries over their period are erased from the beginning of their chain. What a chain then begins
//! with is its anchor: place and hash of the last entry erased, signed with a key outside the
//! database, so that nobody else can cut a beginning off.

use crate::args;
use crate::store::{Conn, StoreError, Tx, Vault};
use domain::Time;
use domain::audit::{Hash, Head};

/// What stands before the first entry of a chain.
pub(super) enum Anchor {
    /// Nothing was erased yet.
    None,
    /// The last entry erased.
    Signed(Head),
    /// Somebody else's.
    Forged {
        /// The place that it names.
        seq: u64,
    },
}

/// What a signature says: an anchor is no head, so that a sealed head cannot be put in its place.
fn name(chain: &str) -> String {
    format!("anchor/{chain}")
}

/// The anchor of a chain.
pub(super) async fn anchor(conn: &mut dyn Conn, vault: &Vault, chain: &str) -> Result<Anchor, StoreError> {
    let row = conn.row("SELECT seq, hash, seal FROM audit_anchors WHERE chain = $1", args![chain]).await?;
    let Some(row) = row else { return Ok(Anchor::None) };
    let head = Head { seq: row.get("seq")?, hash: row.get("hash")? };
    let seal: Vec<u8> = row.get("seal")?;
    let signed = vault.seal_head(&name(chain), &head).as_slice() == seal;
    Ok(if signed { Anchor::Signed(head) } else { Anchor::Forged { seq: head.seq } })
}

/// Erases the entries of every chain that are older than `before`, up to the first that is not.
/// Answers how many.
pub async fn prune(tx: &mut Tx, before: Time) -> Result<u64, StoreError> {
    let rows = tx.rows("SELECT chain, seq FROM audit_heads ORDER BY chain", args![]).await?;
    let mut erased = 0;
    for row in rows {
        let (chain, head): (String, u64) = (row.get("chain")?, row.get("seq")?);
        let first = tx
            .row(
                "SELECT seq FROM audit_entries WHERE chain = $1 AND at >= $2 ORDER BY seq LIMIT 1",
                args![&chain, before],
            )
            .await?;
        let last = match first {
            Some(row) => row.get::<u64>("seq")?.saturating_sub(1),
            None => head,
        };
        erased += cut(tx, &chain, last).await?;
    }
    Ok(erased)
}

/// Erases the entries of a chain up to `last`, after it is signed.
async fn cut(tx: &mut Tx, chain: &str, last: u64) -> Result<u64, StoreError> {
    let found =
        tx.row("SELECT hash FROM audit_entries WHERE chain = $1 AND seq = $2", args![chain, last]).await?;
    let Some(row) = found else { return Ok(0) };
    let head = Head { seq: last, hash: row.get::<Hash>("hash")? };
    let seal = tx.vault().seal_head(&name(chain), &head);
    tx.execute(
        "INSERT INTO audit_anchors (chain, seq, hash, seal) VALUES ($1, $2, $3, $4)
         ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = excluded.seal",
        args![chain, head.seq, head.hash, seal],
    )
    .await?;
    tx.execute("DELETE FROM audit_entries WHERE chain = $1 AND seq <= $2", args![chain, last]).await
}
