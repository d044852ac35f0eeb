//! Appeals (申请复核) of a dwelling's class.

use super::class_change::ClassChange;
use super::{Conn, Row, StoreError, class_change, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::class::{AnswerReason, AppealState, Class, Ground};
use domain::id::{AppealId, DwellingId, StationId, TenancyId, UserId};
use uuid::Uuid;

/// Why a class changed: an appeal stops C until it is answered.
pub const STOPPED: &str = "appeal_stopped";
/// Why a class changed: the answer puts back what the appeal had stopped. What follows it is a matter
/// of reconsideration or a court, so nobody appeals it here.
pub const UPHELD: &str = "appeal_upheld";
/// Why a class changed: the answer gives the class before.
pub const SET_ASIDE: &str = "appeal_set_aside";

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealRow {
    /// The town its row is kept under: that of the dwelling.
    pub town: TownCode,
    /// Identity.
    pub id: AppealId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Whose.
    pub tenancy: TenancyId,
    /// The change of class that is disagreed with.
    pub change: Uuid,
    /// The class that is disagreed with.
    pub class: Class,
    /// The class before it; in force instead of C while the appeal is open.
    pub before: Class,
    /// Why.
    pub ground: Ground,
    /// Who recorded it at a desk; none where the household did itself.
    pub recorded_by: Option<UserId>,
    /// When.
    pub made_at: Time,
    /// The last day for an answer.
    pub due_on: NaiveDate,
    /// Whose police answer it; none leaves it to the county's supervisors.
    pub review_town: Option<TownCode>,
    /// How it stands.
    pub state: AppealState,
    /// The answer.
    pub answered: Option<Answered>,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// When.
    pub at: Time,
    /// By whom.
    pub by: UserId,
    /// Why.
    pub reason: AnswerReason,
}

/// Adds an appeal. A second one of the same change is refused by a constraint.
pub async fn add(conn: &mut dyn Conn, row: &AppealRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO class_appeals (town, id, dwelling, tenancy, change_id, class, class_before, ground, recorded_by,
           made_at, due_on, review_town, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            &row.town,
            row.id,
            row.dwelling,
            row.tenancy,
            row.change,
            word::word(&row.class)?,
            word::word(&row.before)?,
            word::word(&row.ground)?,
            row.recorded_by,
            row.made_at,
            row.due_on,
            row.review_town.as_ref(),
            word::word(&row.state)?
        ],
    )
    .await?;
    Ok(())
}

/// Notes the answer. Answers whether the appeal was still open.
pub async fn answer(
    conn: &mut dyn Conn,
    id: AppealId,
    state: AppealState,
    answered: Answered,
) -> Result<bool, StoreError> {
    let changed = conn
        .execute(
            "UPDATE class_appeals SET state = $2, answered_at = $3, answered_by = $4, reason = $5
             WHERE id = $1 AND state = 'open'",
            args![id, word::word(&state)?, answered.at, answered.by, word::word(&answered.reason)?],
        )
        .await?;
    Ok(changed > 0)
}

/// Ends the appeals of a household that has moved out.
pub async fn end(conn: &mut dyn Conn, tenancy: TenancyId) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE class_appeals SET state = 'ended' WHERE tenancy = $1 AND state = 'open'",
        args![tenancy],
    )
    .await?;
    Ok(())
}

/// One appeal.
pub async fn by_id(conn: &mut dyn Conn, id: AppealId) -> Result<Option<AppealRow>, StoreError> {
    let row = conn.row("SELECT * FROM class_appeals WHERE id = $1", args![id]).await?;
    row.as_ref().map(appeal).transpose()
}

/// The appeals of a dwelling, the latest last.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<AppealRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM class_appeals WHERE dwelling = $1 ORDER BY made_at, id", args![dwelling])
        .await?;
    rows.iter().map(appeal).collect()
}

/// Open appeals of dwellings of these stations, and those that the police of `town` answer, the most
/// pressing first.
pub async fn open_of(
    conn: &mut dyn Conn,
    stations: &[StationId],
    town: Option<&TownCode>,
) -> Result<Vec<AppealRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT a.* FROM class_appeals a JOIN dwellings d ON d.id = a.dwelling
             WHERE a.state = 'open'
               AND (d.station IN (SELECT unhex(atom, '-') FROM json_each($1)) OR a.review_town = $2)
             ORDER BY a.due_on, a.made_at, a.id",
            args![list(stations)?, town],
        )
        .await?;
    rows.iter().map(appeal).collect()
}

/// The town whose police answer an appeal of a dwelling in `town`: the next one with a station, in
/// the order of their codes; none where there is no other.
pub async fn review_town(conn: &mut dyn Conn, town: &TownCode) -> Result<Option<TownCode>, StoreError> {
    let row = conn
        .row(
            "SELECT town FROM stations WHERE town <> $1
             ORDER BY CASE WHEN town > $1 THEN 0 ELSE 1 END, town LIMIT 1",
            args![town],
        )
        .await?;
    row.map(|row| row.get("town")).transpose()
}

/// The change of class that a household of a dwelling may disagree with: the last one, unless nobody
/// decided it, it is of an earlier household, or it was appealed before. A C that the register
/// brought along may be disagreed with too.
pub async fn appealable(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    moved_in: NaiveDate,
) -> Result<Option<ClassChange>, StoreError> {
    let Some(last) = class_change::of_dwelling(conn, dwelling).await?.pop() else { return Ok(None) };
    let decided = last.by.is_some() && last.from.is_some() && last.since >= moved_in;
    let imported = last.from.is_none() && last.to == Class::C;
    let is_answer = [STOPPED, UPHELD, SET_ASIDE].contains(&last.reason.as_str());
    let taken = conn.row("SELECT id FROM class_appeals WHERE change_id = $1", args![last.id]).await?;
    Ok(Some(last).filter(|_| (decided || imported) && !is_answer && taken.is_none()))
}

fn appeal(row: &Row) -> Result<AppealRow, StoreError> {
    let (at, by): (Option<Time>, Option<UserId>) = (row.get("answered_at")?, row.get("answered_by")?);
    let answered = match at.zip(by) {
        Some((at, by)) => Some(Answered { at, by, reason: word::read(row, "reason")? }),
        None => None,
    };
    Ok(AppealRow {
        town: row.get("town")?,
        id: row.get("id")?,
        dwelling: row.get("dwelling")?,
        tenancy: row.get("tenancy")?,
        change: row.get("change_id")?,
        class: word::read(row, "class")?,
        before: word::read(row, "class_before")?,
        ground: word::read(row, "ground")?,
        recorded_by: row.get("recorded_by")?,
        made_at: row.get("made_at")?,
        due_on: row.get("due_on")?,
        review_town: row.get("review_town")?,
        state: word::read(row, "state")?,
        answered,
    })
}
