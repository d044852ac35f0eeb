//! Residents' requests.

use super::{Conn, Row, StoreError, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::id::{DwellingId, StationId, TenancyId, UserId};
use domain::request::{RequestAnswer, RequestGround, RequestKind, RequestOutcome, Subject, Way};
use uuid::Uuid;

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// The town of the dwelling.
    pub town: TownCode,
    /// Identity.
    pub id: Uuid,
    /// Whose home.
    pub dwelling: DwellingId,
    /// The tenancy that asks; none where nobody lived there.
    pub tenancy: Option<TenancyId>,
    /// What is asked.
    pub kind: RequestKind,
    /// Of what.
    pub subject: Subject,
    /// How it came.
    pub way: Way,
    /// When it came.
    pub received_on: NaiveDate,
    /// Last day of the answer.
    pub due_on: NaiveDate,
    /// Who took it; none for the household itself, on its page.
    pub taken_by: Option<UserId>,
    /// How it was answered; none while it is open.
    pub outcome: Option<RequestOutcome>,
    /// Why not, or not all of it.
    pub ground: Option<RequestGround>,
    /// When it was answered.
    pub answered_at: Option<Time>,
}

/// Keeps a request.
pub async fn add(conn: &mut dyn Conn, request: &RequestRow, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO requests (town, id, dwelling, tenancy, kind, subject, way, received_on, due_on, taken_by,
           taken_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            &request.town,
            request.id,
            request.dwelling,
            request.tenancy,
            word::word(&request.kind)?,
            word::word(&request.subject)?,
            word::word(&request.way)?,
            request.received_on,
            request.due_on,
            request.taken_by,
            at
        ],
    )
    .await?;
    Ok(())
}

/// One request with the station that serves its dwelling now; none of both where there is no such
/// request, or no such dwelling any more.
pub async fn by_id(
    conn: &mut dyn Conn,
    id: Uuid,
) -> Result<Option<(RequestRow, Option<StationId>)>, StoreError> {
    let row = conn
        .row(
            "SELECT q.*, d.station AS station FROM requests q LEFT JOIN dwellings d ON d.id = q.dwelling
             WHERE q.id = $1",
            args![id],
        )
        .await?;
    row.map(|row| Ok((request(&row)?, row.get("station")?))).transpose()
}

/// The requests with the stations of their dwellings: the open ones first, the most urgent on top; then
/// `answered` of the others, the latest first.
pub async fn list(
    conn: &mut dyn Conn,
    answered: i64,
) -> Result<Vec<(RequestRow, Option<StationId>)>, StoreError> {
    let mut rows = conn
        .rows(
            "SELECT q.*, d.station AS station FROM requests q LEFT JOIN dwellings d ON d.id = q.dwelling
             WHERE q.outcome IS NULL ORDER BY q.due_on, q.id",
            args![],
        )
        .await?;
    rows.extend(
        conn.rows(
            "SELECT q.*, d.station AS station FROM requests q LEFT JOIN dwellings d ON d.id = q.dwelling
             WHERE q.outcome IS NOT NULL ORDER BY q.answered_at DESC, q.id LIMIT $1",
            args![answered],
        )
        .await?,
    );
    rows.iter().map(|row| Ok((request(row)?, row.get("station")?))).collect()
}

/// What a household has asked, the latest first.
pub async fn of_tenancy(conn: &mut dyn Conn, tenancy: TenancyId) -> Result<Vec<RequestRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM requests WHERE tenancy = $1 ORDER BY received_on DESC, id DESC", args![tenancy])
        .await?;
    rows.iter().map(request).collect()
}

/// Answers an open request. Whether there was one.
pub async fn answer(
    conn: &mut dyn Conn,
    id: Uuid,
    answer: RequestAnswer,
    by: UserId,
    at: Time,
) -> Result<bool, StoreError> {
    let ground = answer.ground().map(|ground| word::word(&ground)).transpose()?;
    let changed = conn
        .execute(
            "UPDATE requests SET outcome = $2, ground = $3, answered_by = $4, answered_at = $5
             WHERE id = $1 AND outcome IS NULL",
            args![id, word::word(&answer.outcome())?, ground, by, at],
        )
        .await?;
    Ok(changed > 0)
}

fn request(row: &Row) -> Result<RequestRow, StoreError> {
    let (outcome, ground): (Option<String>, Option<String>) = (row.get("outcome")?, row.get("ground")?);
    Ok(RequestRow {
        town: row.get("town")?,
        id: row.get("id")?,
        dwelling: row.get("dwelling")?,
        tenancy: row.get("tenancy")?,
        kind: word::read(row, "kind")?,
        subject: word::read(row, "subject")?,
        way: word::read(row, "way")?,
        received_on: row.get("received_on")?,
        due_on: row.get("due_on")?,
        taken_by: row.get("taken_by")?,
        outcome: outcome.map(|_| word::read(row, "outcome")).transpose()?,
        ground: ground.map(|_| word::read(row, "ground")).transpose()?,
        answered_at: row.get("answered_at")?,
    })
}
