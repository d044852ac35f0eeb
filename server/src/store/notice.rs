//! Notices: what a visit left behind. Only hashes of their codes are kept.

use super::{Conn, Row, StoreError, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{DwellingId, NoticeId, RecordId, StationId, TenancyId};
use domain::notice::NoticeForm;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: NoticeId,
    /// The station that visited.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The tenancy it was left to; its code dies with it.
    pub tenancy: Option<TenancyId>,
    /// The visit or attempt it tells of.
    pub visit: RecordId,
    /// How it was left.
    pub form: NoticeForm,
    /// SHA-256 (hex) of the code in the QR.
    pub code_hash: String,
    /// SHA-256 (hex) of the second secret.
    pub secret_hash: Option<String>,
    /// When it was left.
    pub made_at: Time,
    /// When its code died.
    pub dead_at: Option<Time>,
}

/// Adds a notice; one whose id exists stays as it is.
pub async fn add(conn: &mut dyn Conn, notice: &NoticeRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO notices (town, id, station, dwelling, tenancy, visit, form, code_hash, secret_hash, made_at,
           dead_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT DO NOTHING",
        args![
            &notice.town,
            notice.id,
            notice.station,
            notice.dwelling,
            notice.tenancy,
            notice.visit,
            word::word(&notice.form)?,
            &notice.code_hash,
            notice.secret_hash.as_ref(),
            notice.made_at,
            notice.dead_at
        ],
    )
    .await?;
    Ok(())
}

/// The notice whose code has this hash, dead or alive.
pub async fn by_code_hash(conn: &mut dyn Conn, code_hash: &str) -> Result<Option<NoticeRow>, StoreError> {
    let row = conn.row("SELECT * FROM notices WHERE code_hash = $1", args![code_hash]).await?;
    row.as_ref().map(notice).transpose()
}

/// The notices of a dwelling, the latest last.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<NoticeRow>, StoreError> {
    let rows =
        conn.rows("SELECT * FROM notices WHERE dwelling = $1 ORDER BY made_at, id", args![dwelling]).await?;
    rows.iter().map(notice).collect()
}

/// Ends the codes that a household was given, at the end of its tenancy.
pub async fn die(conn: &mut dyn Conn, tenancy: TenancyId, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE notices SET dead_at = $2 WHERE tenancy = $1 AND dead_at IS NULL",
        args![tenancy, at],
    )
    .await?;
    Ok(())
}

/// Takes a dwelling's notices out of the view, before it is built again.
pub async fn clear(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    conn.execute("DELETE FROM notices WHERE dwelling = $1", args![dwelling]).await?;
    Ok(())
}

fn notice(row: &Row) -> Result<NoticeRow, StoreError> {
    Ok(NoticeRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        tenancy: row.get("tenancy")?,
        visit: row.get("visit")?,
        form: word::read(row, "form")?,
        code_hash: row.get("code_hash")?,
        secret_hash: row.get("secret_hash")?,
        made_at: row.get("made_at")?,
        dead_at: row.get("dead_at")?,
    })
}
