//! Reading the log: the privacy officer's page, and who opened a file.

use crate::args;
use crate::store::{Conn, Row, StoreError};
use domain::Time;
use domain::hex;
use domain::id::{StationId, UserId};
use uuid::Uuid;

/// An entry as it is read.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The chain.
    pub chain: String,
    /// Place in the chain.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// Who; none for the machine.
    pub actor: Option<UserId>,
    /// Role, by its key.
    pub role: Option<String>,
    /// Purpose, by its key.
    pub purpose: Option<String>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub object_kind: String,
    /// To which.
    pub object: Option<String>,
    /// What more was said, JSON.
    pub detail: String,
    /// The entry's hash, hex.
    pub hash: String,
}

/// What is wanted of the log; empty texts for all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    /// One action only.
    pub action: &'w str,
    /// One object only.
    pub object: &'w str,
    /// One account only.
    pub actor: Option<UserId>,
    /// One purpose only.
    pub purpose: &'w str,
    /// From this moment.
    pub from: Option<Time>,
    /// Before this moment.
    pub until: Option<Time>,
    /// How many entries.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// A page of the log, the latest first.
pub async fn page(conn: &mut dyn Conn, wanted: Wanted<'_>) -> Result<Vec<Logged>, StoreError> {
    let rows = conn
        .rows(
            "SELECT chain, seq, at, actor, role, purpose, action, object_kind, object, detail, hash
             FROM audit_entries
             WHERE ($1 = '' OR action = $1) AND ($2 = '' OR object = $2) AND ($3 OR actor = $4)
               AND ($7 = '' OR purpose = $7) AND at >= $8 AND at < $9
             ORDER BY at DESC, chain, seq DESC LIMIT $5 OFFSET $6",
            args![
                wanted.action,
                wanted.object,
                wanted.actor.is_none(),
                wanted.actor,
                wanted.limit,
                wanted.offset,
                wanted.purpose,
                wanted.from.unwrap_or(Time::MIN_UTC),
                wanted.until.unwrap_or(Time::MAX_UTC)
            ],
        )
        .await?;
    rows.iter().map(logged).collect()
}

/// The actions that occur.
pub async fn actions(conn: &mut dyn Conn) -> Result<Vec<String>, StoreError> {
    let rows = conn.rows("SELECT DISTINCT action FROM audit_entries ORDER BY action", args![]).await?;
    rows.iter().map(|row| row.get("action")).collect()
}

/// What one account did from `from` to before `until`, the earliest first: at most `limit` entries.
pub async fn by_actor(
    conn: &mut dyn Conn,
    actor: UserId,
    from: Time,
    until: Time,
    limit: i64,
) -> Result<Vec<Logged>, StoreError> {
    let rows = conn
        .rows(
            "SELECT chain, seq, at, actor, role, purpose, action, object_kind, object, detail, hash
             FROM audit_entries WHERE actor = $1 AND at >= $2 AND at < $3
             ORDER BY at, chain, seq LIMIT $4",
            args![actor, from, until, limit],
        )
        .await?;
    rows.iter().map(logged).collect()
}

/// Who opened a file, the latest first: entries of people about this object, the machine's left out.
pub async fn viewers(conn: &mut dyn Conn, object: Uuid, limit: i64) -> Result<Vec<Logged>, StoreError> {
    let rows = conn
        .rows(
            "SELECT chain, seq, at, actor, role, purpose, action, object_kind, object, detail, hash
             FROM audit_entries
             WHERE object = $1 AND actor IS NOT NULL ORDER BY at DESC, seq DESC LIMIT $2",
            args![object.to_string(), limit],
        )
        .await?;
    rows.iter().map(logged).collect()
}

/// Rows of a station that were taken out as a file, the latest first.
pub async fn exports(conn: &mut dyn Conn, station: StationId, limit: i64) -> Result<Vec<Logged>, StoreError> {
    let rows = conn
        .rows(
            "SELECT chain, seq, at, actor, role, purpose, action, object_kind, object, detail, hash
             FROM audit_entries WHERE chain = $1 AND action = 'export' ORDER BY seq DESC LIMIT $2",
            args![station.to_string(), limit],
        )
        .await?;
    rows.iter().map(logged).collect()
}

fn logged(row: &Row) -> Result<Logged, StoreError> {
    let hash: Vec<u8> = row.get("hash")?;
    Ok(Logged {
        chain: row.get("chain")?,
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        role: row.get("role")?,
        purpose: row.get("purpose")?,
        action: row.get("action")?,
        object_kind: row.get("object_kind")?,
        object: row.get("object")?,
        detail: row.get("detail")?,
        hash: hex::encode(&hash),
    })
}
