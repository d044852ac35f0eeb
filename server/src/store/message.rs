//! Messages between stations about properties.

use super::{Conn, Row, StoreError, Tx, list, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{MessageId, PropertyId, StationId, UserId};
use domain::message::MessageSubject;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// The town of the station that sent it.
    pub town: TownCode,
    /// Identity.
    pub id: MessageId,
    /// The station that sent it.
    pub from: StationId,
    /// The station that it is for.
    pub to: StationId,
    /// The property.
    pub property: PropertyId,
    /// What it is about.
    pub subject: MessageSubject,
    /// The text; none where there was none, or after its erasing.
    pub text: Option<String>,
    /// Who wrote it.
    pub sent_by: UserId,
    /// When.
    pub sent_at: Time,
    /// Who read it first at the other station, when.
    pub read: Option<(UserId, Time)>,
}

/// Sends a message. The caller audits.
pub async fn send(tx: &mut Tx, row: &MessageRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO messages (town, id, station, to_station, property, subject, text, sent_by, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            &row.town,
            row.id,
            row.from,
            row.to,
            row.property,
            word::word(&row.subject)?,
            row.text.clone(),
            row.sent_by,
            row.sent_at
        ],
    )
    .await?;
    Ok(())
}

/// Notes who read a message first. The caller audits.
pub async fn read(tx: &mut Tx, id: MessageId, by: UserId) -> Result<(), StoreError> {
    let at = tx.now();
    tx.execute(
        "UPDATE messages SET read_by = $2, read_at = $3 WHERE id = $1 AND read_at IS NULL",
        args![id, by, at],
    )
    .await?;
    Ok(())
}

/// One message.
pub async fn by_id(conn: &mut dyn Conn, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
    let row = conn.row("SELECT * FROM messages WHERE id = $1", args![id]).await?;
    row.as_ref().map(row_of).transpose()
}

/// The messages from and to these stations since a moment, the latest first, at most `limit`.
pub async fn of_stations(
    conn: &mut dyn Conn,
    stations: &[StationId],
    since: Time,
    limit: i64,
) -> Result<Vec<MessageRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM messages
             WHERE (to_station IN (SELECT unhex(atom, '-') FROM json_each($1))
               OR station IN (SELECT unhex(atom, '-') FROM json_each($1))) AND sent_at >= $2
             ORDER BY sent_at DESC, id LIMIT $3",
            args![list(stations)?, since, limit],
        )
        .await?;
    rows.iter().map(row_of).collect()
}

/// How many messages to these stations nobody there has read.
pub async fn unread(conn: &mut dyn Conn, stations: &[StationId]) -> Result<u32, StoreError> {
    let row = conn
        .row(
            "SELECT COUNT(*) AS unread FROM messages
             WHERE to_station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND read_at IS NULL",
            args![list(stations)?],
        )
        .await?;
    row.map_or(Ok(0), |row| row.get("unread"))
}

/// Erases the texts of messages sent before a moment; answers how many.
pub async fn erase_texts(conn: &mut dyn Conn, before: Time) -> Result<u64, StoreError> {
    conn.execute("UPDATE messages SET text = NULL WHERE text IS NOT NULL AND sent_at < $1", args![before])
        .await
}

/// Erases messages sent before a moment; answers how many.
pub async fn erase(conn: &mut dyn Conn, before: Time) -> Result<u64, StoreError> {
    conn.execute("DELETE FROM messages WHERE sent_at < $1", args![before]).await
}

fn row_of(row: &Row) -> Result<MessageRow, StoreError> {
    let (by, at): (Option<UserId>, Option<Time>) = (row.get("read_by")?, row.get("read_at")?);
    Ok(MessageRow {
        town: row.get("town")?,
        id: row.get("id")?,
        from: row.get("station")?,
        to: row.get("to_station")?,
        property: row.get("property")?,
        subject: word::read(row, "subject")?,
        text: row.get("text")?,
        sent_by: row.get("sent_by")?,
        sent_at: row.get("sent_at")?,
        read: by.zip(at),
    })
}
