//! Rectification orders (督办单) and what was done about them.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::{TownCode, VillageCode};
use domain::id::{OrderId, StationId, UserId};
use domain::rectification::{OrderAction, OrderState, Subject};

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The town its row is kept under.
    pub town: TownCode,
    /// Identity.
    pub id: OrderId,
    /// To which station.
    pub station: StationId,
    /// In which of its villages; none: all of them.
    pub village: Option<VillageCode>,
    /// About what.
    pub subject: Subject,
    /// The last day.
    pub deadline: NaiveDate,
    /// Where it stands.
    pub state: OrderState,
    /// Grows with each action.
    pub version: i64,
    /// Who issued it.
    pub issued_by: UserId,
    /// When.
    pub issued_at: Time,
}

/// Something that was done about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEvent {
    /// Which order.
    pub order: OrderId,
    /// Its version after it.
    pub version: i64,
    /// When.
    pub at: Time,
    /// Who.
    pub by: UserId,
    /// What.
    pub action: OrderAction,
}

/// Adds an order.
pub async fn add(conn: &mut dyn Conn, order: &OrderRow) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO orders (town, id, station, village, subject, deadline, state, version, issued_by, issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            &order.town,
            order.id,
            order.station,
            order.village.clone(),
            word::word(&order.subject)?,
            order.deadline,
            word::word(&order.state)?,
            order.version,
            order.issued_by,
            order.issued_at
        ],
    )
    .await?;
    Ok(())
}

/// One order.
pub async fn by_id(conn: &mut dyn Conn, id: OrderId) -> Result<Option<OrderRow>, StoreError> {
    let row = conn.row("SELECT * FROM orders WHERE id = $1", args![id]).await?;
    row.as_ref().map(order).transpose()
}

/// The orders to these stations: those whose station let the deadline pass first, then what is open by
/// deadline, then what is done, the latest first; at most `limit`.
pub async fn of_stations(
    conn: &mut dyn Conn,
    stations: &[StationId],
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<OrderRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM orders WHERE station IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY CASE WHEN state IN ('ordered', 'returned') AND deadline < $2 THEN 0
                           WHEN state = 'accepted' THEN 2 ELSE 1 END,
               CASE WHEN state = 'accepted' THEN NULL ELSE deadline END, issued_at DESC, id
             LIMIT $3",
            args![list(stations)?, today, limit],
        )
        .await?;
    rows.iter().map(order).collect()
}

/// Moves an order that stands at `version` to its next state, with what was done. Answers whether it
/// stood there.
pub async fn act(
    conn: &mut dyn Conn,
    order: &OrderRow,
    next: OrderState,
    (by, at): (UserId, Time),
    action: &OrderAction,
) -> Result<bool, StoreError> {
    let moved = conn
        .execute(
            "UPDATE orders SET state = $3, version = version + 1 WHERE id = $1 AND version = $2",
            args![order.id, order.version, word::word(&next)?],
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    let (name, why, proof) = parts(action)?;
    conn.execute(
        "INSERT INTO order_events (town, order_id, version, at, by_user, action, why, proof)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![&order.town, order.id, order.version + 1, at, by, name, why, proof],
    )
    .await?;
    Ok(true)
}

/// What was done about these orders, the first first.
pub async fn events(conn: &mut dyn Conn, orders: &[OrderId]) -> Result<Vec<OrderEvent>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM order_events WHERE order_id IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY order_id, version",
            args![list(orders)?],
        )
        .await?;
    rows.iter().map(event).collect()
}

type Parts = (&'static str, Option<String>, Option<String>);

fn parts(action: &OrderAction) -> Result<Parts, StoreError> {
    Ok(match action {
        OrderAction::Answer { proof } => ("answer", None, Some(proof.trim().to_owned())),
        OrderAction::Accept => ("accept", None, None),
        OrderAction::Return { why } => ("return", Some(word::word(why)?), None),
    })
}

fn event(row: &Row) -> Result<OrderEvent, StoreError> {
    let name: String = row.get("action")?;
    let action = match name.as_str() {
        // Erased with time: what was done stays, its words do not.
        "answer" => OrderAction::Answer { proof: row.get::<Option<String>>("proof")?.unwrap_or_default() },
        "accept" => OrderAction::Accept,
        _ => OrderAction::Return { why: word::read(row, "why")? },
    };
    Ok(OrderEvent {
        order: row.get("order_id")?,
        version: row.get("version")?,
        at: row.get("at")?,
        by: row.get("by_user")?,
        action,
    })
}

fn order(row: &Row) -> Result<OrderRow, StoreError> {
    Ok(OrderRow {
        town: row.get("town")?,
        id: row.get("id")?,
        station: row.get("station")?,
        village: row.get("village")?,
        subject: word::read(row, "subject")?,
        deadline: row.get("deadline")?,
        state: word::read(row, "state")?,
        version: row.get("version")?,
        issued_by: row.get("issued_by")?,
        issued_at: row.get("issued_at")?,
    })
}
