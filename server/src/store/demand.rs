//! Investigators' written demands.

use super::{Conn, Row, StoreError, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::demand::{Authority, DemandGround, DemandOutcome, DemandPart};
use domain::id::{DwellingId, StationId, TenancyId, UserId};
use uuid::Uuid;

/// A demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandRow {
    /// The town of the dwelling.
    pub town: TownCode,
    /// Identity.
    pub id: Uuid,
    /// Whose file.
    pub dwelling: DwellingId,
    /// The tenancy at the time; none where nobody lived there.
    pub tenancy: Option<TenancyId>,
    /// Whose demand.
    pub authority: Authority,
    /// Number of the written document, checked by [`domain::demand::number`].
    pub document: String,
    /// Which part of the file.
    pub part: DemandPart,
    /// When it came.
    pub received_on: NaiveDate,
    /// Who took it.
    pub taken_by: UserId,
    /// How it was answered; none while it is open.
    pub outcome: Option<DemandOutcome>,
    /// Why it was refused.
    pub ground: Option<DemandGround>,
    /// The day from which the household is told; none while the law forbids it.
    pub tell_on: Option<NaiveDate>,
}

/// Keeps a demand. Fails with [`StoreError::Constraint`] `demands_authority_document` where that
/// document was kept before: it is for one file.
pub async fn add(conn: &mut dyn Conn, demand: &DemandRow, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO demands (town, id, dwelling, tenancy, authority, document, part, received_on, taken_by,
           taken_at, tell_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            &demand.town,
            demand.id,
            demand.dwelling,
            demand.tenancy,
            word::word(&demand.authority)?,
            &demand.document,
            word::word(&demand.part)?,
            demand.received_on,
            demand.taken_by,
            at,
            demand.tell_on
        ],
    )
    .await?;
    Ok(())
}

/// One demand with the station that serves its dwelling now.
pub async fn by_id(
    conn: &mut dyn Conn,
    id: Uuid,
) -> Result<Option<(DemandRow, Option<StationId>)>, StoreError> {
    let row = conn
        .row(
            "SELECT q.*, d.station AS station FROM demands q LEFT JOIN dwellings d ON d.id = q.dwelling
             WHERE q.id = $1",
            args![id],
        )
        .await?;
    row.map(|row| Ok((demand(&row)?, row.get("station")?))).transpose()
}

/// The demands with the stations of their dwellings, the open ones first, then the latest.
pub async fn list(conn: &mut dyn Conn, most: i64) -> Result<Vec<(DemandRow, Option<StationId>)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT q.*, d.station AS station FROM demands q LEFT JOIN dwellings d ON d.id = q.dwelling
             ORDER BY CASE WHEN q.outcome IS NULL THEN 0 ELSE 1 END, q.received_on DESC, q.id DESC LIMIT $1",
            args![most],
        )
        .await?;
    rows.iter().map(|row| Ok((demand(row)?, row.get("station")?))).collect()
}

/// What was demanded of a household's file and may be told, the latest first.
pub async fn told(
    conn: &mut dyn Conn,
    tenancy: TenancyId,
    today: NaiveDate,
) -> Result<Vec<DemandRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM demands WHERE tenancy = $1 AND tell_on <= $2 AND outcome IS NOT NULL
             ORDER BY received_on DESC, id DESC",
            args![tenancy, today],
        )
        .await?;
    rows.iter().map(demand).collect()
}

/// Answers an open demand. Whether there was one.
pub async fn answer(
    conn: &mut dyn Conn,
    id: Uuid,
    (outcome, ground): (DemandOutcome, Option<DemandGround>),
    by: UserId,
    at: Time,
) -> Result<bool, StoreError> {
    let ground = ground.map(|ground| word::word(&ground)).transpose()?;
    let changed = conn
        .execute(
            "UPDATE demands SET outcome = $2, ground = $3, answered_by = $4, answered_at = $5
             WHERE id = $1 AND outcome IS NULL",
            args![id, word::word(&outcome)?, ground, by, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Sets the day from which the household is told.
pub async fn tell(conn: &mut dyn Conn, id: Uuid, on: Option<NaiveDate>) -> Result<(), StoreError> {
    conn.execute("UPDATE demands SET tell_on = $2 WHERE id = $1", args![id, on]).await?;
    Ok(())
}

/// The figure of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which year.
    pub year: String,
    /// Demands that came.
    pub received: u64,
    /// Of these, answered with the file's part.
    pub handed: u64,
    /// Refused.
    pub refused: u64,
    /// Told to the household by now.
    pub told: u64,
}

/// The yearly figure, the latest year first.
pub async fn figures(conn: &mut dyn Conn, today: NaiveDate) -> Result<Vec<Figure>, StoreError> {
    let rows = conn
        .rows(
            "SELECT substr(received_on, 1, 4) AS year, COUNT(*) AS received,
               CAST(SUM(CASE WHEN outcome = 'handed' THEN 1 ELSE 0 END) AS BIGINT) AS handed,
               CAST(SUM(CASE WHEN outcome = 'refused' THEN 1 ELSE 0 END) AS BIGINT) AS refused,
               CAST(SUM(CASE WHEN outcome IS NOT NULL AND tell_on <= $1 THEN 1 ELSE 0 END) AS BIGINT) AS told
             FROM demands GROUP BY substr(received_on, 1, 4) ORDER BY year DESC",
            args![today],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Figure {
                year: row.get("year")?,
                received: row.get("received")?,
                handed: row.get("handed")?,
                refused: row.get("refused")?,
                told: row.get("told")?,
            })
        })
        .collect()
}

fn demand(row: &Row) -> Result<DemandRow, StoreError> {
    let (outcome, ground): (Option<String>, Option<String>) = (row.get("outcome")?, row.get("ground")?);
    Ok(DemandRow {
        town: row.get("town")?,
        id: row.get("id")?,
        dwelling: row.get("dwelling")?,
        tenancy: row.get("tenancy")?,
        authority: word::read(row, "authority")?,
        document: row.get("document")?,
        part: word::read(row, "part")?,
        received_on: row.get("received_on")?,
        taken_by: row.get("taken_by")?,
        outcome: outcome.map(|_| word::read(row, "outcome")).transpose()?,
        ground: ground.map(|_| word::read(row, "ground")).transpose()?,
        tell_on: row.get("tell_on")?,
    })
}
