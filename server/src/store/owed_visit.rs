//! Owed visits: the ledger (走访台账).

use super::{Conn, Row, StoreError, word};
use crate::args;
use chrono::NaiveDate;
use domain::area::TownCode;
use domain::cadence::Period;
use domain::id::{DwellingId, OwedId, StationId};
use domain::ledger::{By, Excuse, ExcuseReason, Owed, Settled, Settlement};
use uuid::Uuid;

/// An owed visit and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct OwedRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: OwedId,
    /// The station that owes it.
    pub station: StationId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Class and period.
    pub owed: Owed,
    /// How it left the ledger; none while it is open.
    pub settled: Option<Settled>,
    /// The day.
    pub settled_on: Option<NaiveDate>,
    /// The record, the tenancy that ended, or the account.
    pub settled_by: Option<Uuid>,
    /// Why it was excused.
    pub reason: Option<ExcuseReason>,
    /// An officer's excuse, kept even where a visit made it needless.
    pub excuse: Option<Excuse>,
}

impl OwedRow {
    /// Whether it stands as `settlement` says.
    pub fn stands(&self, settlement: Option<&Settlement>) -> bool {
        self.settled == settlement.map(|s| s.how)
            && self.settled_on == settlement.map(|s| s.on)
            && self.settled_by == settlement.map(|s| id_of(s.by))
    }
}

fn id_of(by: By) -> Uuid {
    match by {
        By::Record(record) => record.0,
        By::Officer(user) => user.0,
    }
}

/// One owed visit.
pub async fn by_id(conn: &mut dyn Conn, id: OwedId) -> Result<Option<OwedRow>, StoreError> {
    let row = conn.row("SELECT * FROM owed_visits WHERE id = $1", args![id]).await?;
    row.as_ref().map(owed).transpose()
}

/// The ledger of a dwelling, the earliest period first.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<OwedRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM owed_visits WHERE dwelling = $1 ORDER BY period_from, class", args![dwelling])
        .await?;
    rows.iter().map(owed).collect()
}

/// Notes how an owed visit left the ledger, or that it is open again after a correction.
pub async fn settle(
    conn: &mut dyn Conn,
    id: OwedId,
    settlement: Option<&Settlement>,
) -> Result<(), StoreError> {
    let state = settlement.map_or(Ok("open".to_owned()), |s| word::word(&s.how))?;
    let reason = settlement.and_then(|s| s.reason).map(|reason| word::word(&reason)).transpose()?;
    conn.execute(
        "UPDATE owed_visits SET state = $2, settled_on = $3, settled_by = $4, reason = $5 WHERE id = $1",
        args![id, state, settlement.map(|s| s.on), settlement.map(|s| id_of(s.by)), reason],
    )
    .await?;
    Ok(())
}

/// Keeps an officer's excuse; [`settle`] says whether it counts.
pub async fn set_excuse(conn: &mut dyn Conn, id: OwedId, excuse: &Excuse) -> Result<(), StoreError> {
    let excuse = serde_json::to_string(excuse).map_err(StoreError::Json)?;
    conn.execute("UPDATE owed_visits SET excuse = $2 WHERE id = $1", args![id, excuse]).await?;
    Ok(())
}

fn owed(row: &Row) -> Result<OwedRow, StoreError> {
    let state: String = row.get("state")?;
    let excuse: Option<String> = row.get("excuse")?;
    let reason: Option<String> = row.get("reason")?;
    Ok(OwedRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        owed: Owed {
            class: word::read(row, "class")?,
            period: Period { from: row.get("period_from")?, to: row.get("period_to")? },
        },
        settled: if state == "open" { None } else { Some(word::read(row, "state")?) },
        settled_on: row.get("settled_on")?,
        settled_by: row.get("settled_by")?,
        reason: reason.map(|_| word::read(row, "reason")).transpose()?,
        excuse: excuse.map(|text| serde_json::from_str(&text).map_err(StoreError::Json)).transpose()?,
    })
}
