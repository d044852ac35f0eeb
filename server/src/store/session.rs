//! Signed-in sessions, and the count of tries to sign in.

use super::user::{self, UserRow};
use super::{Conn, Row, StoreError};
use crate::args;
use domain::Time;
use domain::id::{DeviceId, SessionId, UserId};

/// A session with its account, as each request reads it.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Identity.
    pub id: SessionId,
    /// Whose.
    pub user: UserRow,
    /// On which phone; `None` at a desk.
    pub device: Option<DeviceId>,
    /// SHA-256 of the cookie or of the current refresh token.
    pub token_hash: [u8; 32],
    /// SHA-256 of the refresh token before.
    pub previous_hash: Option<[u8; 32]>,
    /// When the current refresh token was made.
    pub rotated_at: Time,
    /// When it last asked for something.
    pub seen_at: Time,
    /// When it ends in any case.
    pub expires_at: Time,
    /// Whether it was live when it was read: not revoked, not expired, its phone not revoked, its
    /// account still there and with the rights it signed in with.
    pub live: bool,
}

/// A new session.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Identity.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// The account's rights when it signed in.
    pub rights_version: i64,
    /// On which phone; `None` at a desk.
    pub device: Option<DeviceId>,
    /// SHA-256 of the cookie or refresh token.
    pub token_hash: [u8; 32],
    /// When it ends in any case.
    pub expires_at: Time,
}

/// Opens a session.
pub async fn open(conn: &mut dyn Conn, session: &NewSession, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO sessions (id, user_id, device, rights_version, token_hash, rotated_at, created_at,
           seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7)",
        args![
            session.id,
            session.user,
            session.device,
            session.rights_version,
            session.token_hash,
            at,
            session.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The session of that id.
pub async fn by_id(conn: &mut dyn Conn, id: SessionId, at: Time) -> Result<Option<SessionRow>, StoreError> {
    let row = conn
        .row(
            "SELECT s.id AS session, s.device, s.rights_version AS signed_version, s.token_hash,
               s.previous_hash, s.rotated_at, s.seen_at, s.expires_at, s.revoked_at,
               d.revoked_at AS device_revoked_at, u.id, u.name, u.role, u.town, u.station,
               u.password_hash, u.must_change, u.rights_version, u.left_at
             FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN devices d ON d.id = s.device
             WHERE s.id = $1",
            args![id],
        )
        .await?;
    row.map(|row| read(&row, at)).transpose()
}

/// The desk session whose cookie has this hash.
pub async fn by_cookie(
    conn: &mut dyn Conn,
    hash: [u8; 32],
    at: Time,
) -> Result<Option<SessionRow>, StoreError> {
    let row =
        conn.row("SELECT id FROM sessions WHERE token_hash = $1 AND device IS NULL", args![hash]).await?;
    match row {
        Some(row) => by_id(conn, row.get("id")?, at).await,
        None => Ok(None),
    }
}

/// Gives a session the next refresh token; `previous` stays valid until the next is first used.
pub async fn rotate(
    conn: &mut dyn Conn,
    id: SessionId,
    next: [u8; 32],
    previous: [u8; 32],
    at: Time,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE sessions SET token_hash = $2, previous_hash = $3, rotated_at = $4, seen_at = $4 WHERE id = $1",
        args![id, next, previous, at],
    )
    .await?;
    Ok(())
}

/// Whose session on this phone was used last, of those that live.
pub async fn last_on(conn: &mut dyn Conn, device: DeviceId, at: Time) -> Result<Option<UserId>, StoreError> {
    let row = conn
        .row(
            "SELECT s.user_id FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.device = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.left_at IS NULL
             ORDER BY s.seen_at DESC, s.id DESC LIMIT 1",
            args![device, at],
        )
        .await?;
    row.map(|row| row.get("user_id")).transpose()
}

/// Remembers that a session was used.
pub async fn seen(conn: &mut dyn Conn, id: SessionId, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE sessions SET seen_at = $2 WHERE id = $1", args![id, at]).await?;
    Ok(())
}

/// Ends a session.
pub async fn revoke(conn: &mut dyn Conn, id: SessionId, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", args![id, at])
        .await?;
    Ok(())
}

/// Ends every session of an account, save one. Answers how many.
pub async fn revoke_all(
    conn: &mut dyn Conn,
    user: UserId,
    except: Option<SessionId>,
    at: Time,
) -> Result<u64, StoreError> {
    conn.execute(
        "UPDATE sessions SET revoked_at = $2
         WHERE user_id = $1 AND revoked_at IS NULL AND ($3 IS NULL OR id <> $3)",
        args![user, at, except],
    )
    .await
}

/// Tries of a subject: an account's name or a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many failed since the last success or the last day's end.
    pub failures: i64,
    /// The last of them.
    pub last_at: Time,
    /// No try before.
    pub locked_until: Time,
}

/// The tries of `subject`.
pub async fn tries(conn: &mut dyn Conn, subject: &str) -> Result<Option<Tries>, StoreError> {
    let row = conn
        .row("SELECT failures, last_at, locked_until FROM sign_in_tries WHERE subject = $1", args![subject])
        .await?;
    row.map(|row| {
        Ok(Tries {
            failures: row.get("failures")?,
            last_at: row.get("last_at")?,
            locked_until: row.get("locked_until")?,
        })
    })
    .transpose()
}

/// Stores the tries of `subject`.
pub async fn set_tries(conn: &mut dyn Conn, subject: &str, tries: Tries) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO sign_in_tries (subject, failures, last_at, locked_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at,
           locked_until = excluded.locked_until",
        args![subject, tries.failures, tries.last_at, tries.locked_until],
    )
    .await?;
    Ok(())
}

/// Forgets the tries of `subject`.
pub async fn clear_tries(conn: &mut dyn Conn, subject: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM sign_in_tries WHERE subject = $1", args![subject]).await?;
    Ok(())
}

fn read(row: &Row, at: Time) -> Result<SessionRow, StoreError> {
    let user = user::read(row)?;
    let signed_version: i64 = row.get("signed_version")?;
    let revoked: Option<Time> = row.get("revoked_at")?;
    let device_revoked: Option<Time> = row.get("device_revoked_at")?;
    let expires_at: Time = row.get("expires_at")?;
    let live = revoked.is_none()
        && device_revoked.is_none()
        && user.left_at.is_none()
        && !user.must_change
        && user.rights_version == signed_version
        && at < expires_at;
    Ok(SessionRow {
        id: row.get("session")?,
        device: row.get("device")?,
        token_hash: row.get("token_hash")?,
        previous_hash: row.get("previous_hash")?,
        rotated_at: row.get("rotated_at")?,
        seen_at: row.get("seen_at")?,
        expires_at,
        live,
        user,
    })
}
