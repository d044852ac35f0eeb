//! Calendar feeds: at most one secret address an account, of which the hash is kept.

use super::plan::PlannedRound;
use super::{Conn, StoreError, Tx, user};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::audit::Hash;
use domain::id::UserId;

/// Makes the account's feed, in the place of an earlier one. The caller audits.
pub async fn make(tx: &mut Tx, user: UserId, token_hash: Hash) -> Result<(), StoreError> {
    let at = tx.now();
    tx.execute(
        "INSERT INTO calendar_feeds (user_id, token_hash, made_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at",
        args![user, token_hash, at],
    )
    .await?;
    Ok(())
}

/// Revokes the account's feed; answers whether there was one. The caller audits.
pub async fn revoke(tx: &mut Tx, user: UserId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM calendar_feeds WHERE user_id = $1", args![user]).await? > 0)
}

/// When the account's feed was made.
pub async fn made_at(conn: &mut dyn Conn, user: UserId) -> Result<Option<Time>, StoreError> {
    let row = conn.row("SELECT made_at FROM calendar_feeds WHERE user_id = $1", args![user]).await?;
    row.map(|row| row.get("made_at")).transpose()
}

/// The account whose feed has that token, unless it has left.
pub async fn account(conn: &mut dyn Conn, token_hash: Hash) -> Result<Option<user::UserRow>, StoreError> {
    let row = conn.row("SELECT user_id FROM calendar_feeds WHERE token_hash = $1", args![token_hash]).await?;
    let Some(row) = row else { return Ok(None) };
    let account = user::by_id(conn, row.get("user_id")?).await?;
    Ok(account.filter(|account| account.left_at.is_none()))
}

/// The account's joint visits from a day on, as rounds in use have them: begin and end of each.
pub async fn joint_visits(
    conn: &mut dyn Conn,
    user: UserId,
    from: NaiveDate,
) -> Result<Vec<(Time, Time)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT r.body FROM plan_rounds r JOIN plans p ON p.town = r.town AND p.id = r.plan
             WHERE r.visitor = $1 AND p.in_use AND p.on_date >= $2 ORDER BY p.on_date",
            args![user, from],
        )
        .await?;
    let mut visits = Vec::new();
    for row in rows {
        let round: PlannedRound =
            serde_json::from_str(&row.get::<String>("body")?).map_err(StoreError::Json)?;
        let joint = round.stops.iter().filter(|stop| stop.joint_with.is_some());
        visits.extend(joint.map(|stop| (stop.begins().to_utc(), stop.depart.to_utc())));
    }
    Ok(visits)
}
