//! What is stored of people alone: contacts, accounts, sessions, requests.

use super::Lines;
use crate::args;
use crate::store::{Conn, StoreError, Tx};
use domain::id::UserId;
use domain::retention::{Counts, Rule, Thing};

/// Contacts of households that have moved out: their keys are forgotten, which erases them in
/// backups too.
pub async fn contacts(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let (day, now) = (lines.day(Rule::Contact), tx.now());
    tx.execute(
        "UPDATE data_keys SET wrapped = NULL, erased_at = $2
         WHERE wrapped IS NOT NULL AND id IN (SELECT id FROM tenancies WHERE moved_out < $1)",
        args![day, now],
    )
    .await?;
    let erased = tx
        .execute(
            "UPDATE tenancies SET contact = NULL WHERE moved_out < $1 AND contact IS NOT NULL",
            args![day],
        )
        .await?;
    let mut counts = Counts::default();
    counts.add(Thing::Contact, erased);
    Ok(counts)
}

/// Accounts whose holders have left: the row stays, because records name its id, with nothing of a
/// person in it.
pub async fn accounts(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let before = lines.moment(Rule::Account);
    let rows = tx
        .rows("SELECT id FROM users WHERE left_at < $1 AND password_hash <> '' ORDER BY id", args![before])
        .await?;
    let mut counts = Counts::default();
    for row in &rows {
        let id: UserId = row.get("id")?;
        tx.execute(
            "UPDATE users SET name = $2, password_hash = '', phone = NULL, start_lon = NULL, start_lat = NULL,
               station = NULL, town = NULL WHERE id = $1",
            args![id, format!("~{id}")],
        )
        .await?;
        for sql in OF_ACCOUNTS {
            tx.execute(sql, args![id]).await?;
        }
        counts.add(Thing::Account, 1);
    }
    Ok(counts)
}

const OF_ACCOUNTS: [&str; 6] = [
    "DELETE FROM calendar_feeds WHERE user_id = $1",
    "DELETE FROM user_villages WHERE user_id = $1",
    "DELETE FROM user_absences WHERE user_id = $1",
    "DELETE FROM duty_roster WHERE user_id = $1",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM contact_alerts WHERE user_id = $1",
];

/// What is left of signing in and of work that is done.
pub async fn traces(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let (before, day, now) = (lines.moment(Rule::Trace), lines.day(Rule::Trace), tx.now());
    let mut counts = Counts::default();
    let sessions =
        tx.execute("DELETE FROM sessions WHERE expires_at < $1 OR revoked_at < $1", args![before]).await?;
    let tries = tx
        .execute("DELETE FROM sign_in_tries WHERE last_at < $1 AND locked_until < $2", args![before, now])
        .await?;
    counts.add(Thing::Session, sessions + tries);
    counts.add(Thing::Job, tx.execute("DELETE FROM jobs WHERE done_at < $1", args![before]).await?);
    let over = tx.execute("DELETE FROM appointments WHERE on_date < $1", args![day]).await?;
    counts.add(Thing::Appointment, over);
    Ok(counts)
}

/// Requests and demands that were answered.
pub async fn requests(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let before = lines.moment(Rule::Request);
    let mut counts = Counts::default();
    let requests = tx.execute("DELETE FROM requests WHERE answered_at < $1", args![before]).await?;
    counts.add(Thing::Request, requests);
    let demands = tx.execute("DELETE FROM demands WHERE answered_at < $1", args![before]).await?;
    counts.add(Thing::Demand, demands);
    Ok(counts)
}
