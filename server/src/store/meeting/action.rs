//! What meetings agreed on: each with an owner and a date.

use crate::args;
use crate::store::{Conn, Row, StoreError, Tx};
use chrono::NaiveDate;
use domain::Time;
use domain::id::{ActionId, MeetingId, UserId};

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// Identity.
    pub id: ActionId,
    /// The meeting that agreed on it.
    pub meeting: MeetingId,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: UserId,
    /// Until when.
    pub due: NaiveDate,
    /// Who said that it is done, when.
    pub done: Option<(UserId, Time)>,
}

/// Adds an action that is open. The caller audits, and has seen that the meeting is not filed.
pub async fn add(tx: &mut Tx, row: &ActionRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO meeting_actions (id, meeting, text, owner, due) VALUES ($1, $2, $3, $4, $5)",
        args![row.id, row.meeting, &row.text, row.owner, row.due],
    )
    .await?;
    Ok(())
}

/// Marks an action as done, or as open again. The caller audits.
pub async fn settle(tx: &mut Tx, id: ActionId, done: Option<(UserId, Time)>) -> Result<(), StoreError> {
    let (by, at) = done.unzip();
    tx.execute("UPDATE meeting_actions SET done_by = $2, done_at = $3 WHERE id = $1", args![id, by, at])
        .await?;
    Ok(())
}

/// One action.
pub async fn by_id(conn: &mut dyn Conn, id: ActionId) -> Result<Option<ActionRow>, StoreError> {
    let row = conn.row("SELECT * FROM meeting_actions WHERE id = $1", args![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The actions of a meeting, the first due first.
pub async fn of_meeting(conn: &mut dyn Conn, meeting: MeetingId) -> Result<Vec<ActionRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM meeting_actions WHERE meeting = $1 ORDER BY due, id", args![meeting])
        .await?;
    rows.iter().map(read).collect()
}

/// The open actions of an account, the first due first.
pub async fn open_of(conn: &mut dyn Conn, owner: UserId) -> Result<Vec<ActionRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM meeting_actions WHERE owner = $1 AND done_at IS NULL ORDER BY due, id",
            args![owner],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<ActionRow, StoreError> {
    let (by, at): (Option<UserId>, Option<Time>) = (row.get("done_by")?, row.get("done_at")?);
    Ok(ActionRow {
        id: row.get("id")?,
        meeting: row.get("meeting")?,
        text: row.get("text")?,
        owner: row.get("owner")?,
        due: row.get("due")?,
        done: by.zip(at),
    })
}
