//! Practice notes: what a station found to work, shared with all.

use super::{Conn, Row, StoreError, Tx};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{PracticeId, StationId, UserId};

/// A practice note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeRow {
    /// The town of its station.
    pub town: TownCode,
    /// Identity.
    pub id: PracticeId,
    /// The station that it comes from.
    pub station: StationId,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Who wrote it.
    pub written_by: UserId,
    /// When.
    pub written_at: Time,
}

/// Shares a note. The caller audits.
pub async fn share(tx: &mut Tx, row: &PracticeRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO practice_notes (town, id, station, title, text, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![&row.town, row.id, row.station, &row.title, &row.text, row.written_by, row.written_at],
    )
    .await?;
    Ok(())
}

/// Takes a note back. The caller audits.
pub async fn withdraw(tx: &mut Tx, id: PracticeId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM practice_notes WHERE id = $1", args![id]).await?;
    Ok(())
}

/// One note.
pub async fn by_id(conn: &mut dyn Conn, id: PracticeId) -> Result<Option<PracticeRow>, StoreError> {
    let row = conn.row("SELECT * FROM practice_notes WHERE id = $1", args![id]).await?;
    row.as_ref().map(read).transpose()
}

/// Every note, the latest first.
pub async fn all(conn: &mut dyn Conn) -> Result<Vec<PracticeRow>, StoreError> {
    let rows = conn.rows("SELECT * FROM practice_notes ORDER BY written_at DESC, id", args![]).await?;
    rows.iter().map(read).collect()
}

/// Erases notes written before a moment; answers how many.
pub async fn erase(conn: &mut dyn Conn, before: Time) -> Result<u64, StoreError> {
    conn.execute("DELETE FROM practice_notes WHERE written_at < $1", args![before]).await
}

fn read(row: &Row) -> Result<PracticeRow, StoreError> {
    Ok(PracticeRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        title: row.get("title")?,
        text: row.get("text")?,
        written_by: row.get("written_by")?,
        written_at: row.get("written_at")?,
    })
}
