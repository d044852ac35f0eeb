//! Door labels. A code is given once and never again; a lost label is replaced by a new code and
//! the old one opens nothing.

use super::{Conn, StoreError, Tx, list};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::DwellingId;
use domain::label;
use serde::Serialize;

/// A code for a dwelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewLabel {
    /// The town of the dwelling.
    pub town: TownCode,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// The code, 6 characters.
    pub label: String,
}

/// The next `count` codes that no door ever bore.
pub async fn next(conn: &mut dyn Conn, count: usize) -> Result<Vec<String>, StoreError> {
    let row = conn.row("SELECT count(*) AS given FROM labels", args![]).await?;
    let given: i64 = row.map(|row| row.get("given")).transpose()?.unwrap_or_default();
    let first = u64::try_from(given).unwrap_or_default();
    Ok((first..).take(count).map(label::code).collect())
}

/// Notes that labels were given.
pub async fn add_all(conn: &mut dyn Conn, at: Time, labels: &[NewLabel]) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO labels (label, town, dwelling, made_at)
         SELECT value->>'label', value->>'town', unhex(value->>'dwelling', '-'), $1 FROM json_each($2)",
        args![at, list(labels)?],
    )
    .await?;
    Ok(())
}

/// The dwelling whose door bore this label at a moment: a replaced one opened it until then.
pub async fn dwelling_at(
    conn: &mut dyn Conn,
    code: &str,
    at: Time,
) -> Result<Option<DwellingId>, StoreError> {
    let row = conn
        .row(
            "SELECT dwelling FROM labels WHERE label = $1 AND (replaced_at IS NULL OR replaced_at > $2)",
            args![code, at],
        )
        .await?;
    row.map(|row| row.get("dwelling")).transpose()
}

/// Gives a dwelling a new label; the code it had is dead. Answers the new code.
pub async fn replace(tx: &mut Tx, town: &TownCode, dwelling: DwellingId) -> Result<String, StoreError> {
    let code = next(tx, 1).await?.remove(0);
    let at = tx.now();
    tx.execute(
        "UPDATE labels SET replaced_at = $2 WHERE dwelling = $1 AND replaced_at IS NULL",
        args![dwelling, at],
    )
    .await?;
    tx.execute("UPDATE dwellings SET label = $2 WHERE id = $1", args![dwelling, &code]).await?;
    add_all(tx, at, &[NewLabel { town: town.clone(), dwelling, label: code.clone() }]).await?;
    Ok(code)
}
