//! Accounts as the administrator sees them: which are in use.

use super::{Conn, StoreError};
use crate::args;
use domain::Time;
use domain::id::UserId;
use std::collections::HashMap;

/// Open sessions of each account, and when one of its sessions was last used.
pub async fn sessions(
    conn: &mut dyn Conn,
    now: Time,
) -> Result<HashMap<UserId, (u32, Option<Time>)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT user_id, MAX(seen_at) AS seen_at,
               SUM(CASE WHEN revoked_at IS NULL AND expires_at > $1 THEN 1 ELSE 0 END) AS open
             FROM sessions GROUP BY user_id",
            args![now],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let open: i64 = row.get("open")?;
            Ok((row.get("user_id")?, (u32::try_from(open).unwrap_or_default(), row.get("seen_at")?)))
        })
        .collect()
}
