//! Alerts for the privacy officer: an account opened more contacts in a day than the work takes.

use super::{Conn, StoreError, Tx};
use crate::args;
use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use domain::Time;
use domain::id::UserId;

/// Contacts that one account may open on a day without an alert.
pub const CONTACTS_A_DAY: i64 = 20;

/// An alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Whose account.
    pub user: UserId,
    /// On which day.
    pub on: NaiveDate,
    /// When the first contact too many was opened.
    pub at: Time,
    /// When the privacy officer had looked into it.
    pub seen_at: Option<Time>,
}

/// Notes that an account opens a contact now, before the log says so: one too many in the civil day of
/// `zone` makes an alert, once a day.
pub async fn contact_opened(tx: &mut Tx, user: UserId, zone: Tz) -> Result<(), StoreError> {
    let now = tx.now();
    let today = now.with_timezone(&zone).date_naive();
    let midnight = today.and_time(NaiveTime::MIN);
    let since = zone.from_local_datetime(&midnight).earliest().map_or(now, |at| at.to_utc());
    let row = tx
        .row(
            "SELECT COUNT(*) AS n FROM audit_entries
             WHERE actor = $1 AND at >= $2 AND action = 'open_contact'",
            args![user, since],
        )
        .await?;
    let opened: i64 = row.map(|row| row.get("n")).transpose()?.unwrap_or_default();
    if opened >= CONTACTS_A_DAY { add(tx, user, today, now).await } else { Ok(()) }
}

/// Adds the alert of a day; one that is there stays as it is.
pub async fn add(conn: &mut dyn Conn, user: UserId, on: NaiveDate, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO contact_alerts (user_id, on_date, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        args![user, on, at],
    )
    .await?;
    Ok(())
}

/// The latest alerts, those that nobody has looked into first.
pub async fn latest(conn: &mut dyn Conn, most: i64) -> Result<Vec<Alert>, StoreError> {
    let rows = conn
        .rows(
            "SELECT user_id, on_date, at, seen_at FROM contact_alerts
             ORDER BY CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END, at DESC, user_id LIMIT $1",
            args![most],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Alert {
                user: row.get("user_id")?,
                on: row.get("on_date")?,
                at: row.get("at")?,
                seen_at: row.get("seen_at")?,
            })
        })
        .collect()
}

/// Notes that an alert was looked into. Whether it waited.
pub async fn see(
    conn: &mut dyn Conn,
    user: UserId,
    on: NaiveDate,
    by: UserId,
    at: Time,
) -> Result<bool, StoreError> {
    let changed = conn
        .execute(
            "UPDATE contact_alerts SET seen_at = $3, seen_by = $4
             WHERE user_id = $1 AND on_date = $2 AND seen_at IS NULL",
            args![user, on, at, by],
        )
        .await?;
    Ok(changed > 0)
}
