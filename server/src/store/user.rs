//! Accounts.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use domain::Position;
use domain::Time;
use domain::area::{TownCode, VillageCode};
use domain::id::{StationId, UserId};
use domain::role::{Role, TravelMode};

/// An account as stored. The password's hash leaves the store only towards `auth::password`.
#[derive(Clone, Debug)]
pub struct UserRow {
    /// Identity.
    pub id: UserId,
    /// The name to sign in with.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its town; `None` is the whole county.
    pub town: Option<TownCode>,
    /// Its station.
    pub station: Option<StationId>,
    /// PHC string.
    pub password_hash: String,
    /// Whether the password was given by someone else and opens nothing but its change.
    pub must_change: bool,
    /// Grows with each change of role, station, town or villages.
    pub rights_version: i64,
    /// Set when the account's holder has left.
    pub left_at: Option<Time>,
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Identity, made by the caller.
    pub id: UserId,
    /// The name to sign in with; unique.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its town; `None` is the whole county.
    pub town: Option<TownCode>,
    /// Its station.
    pub station: Option<StationId>,
    /// Villages of its own.
    pub villages: Vec<VillageCode>,
    /// PHC string.
    pub password_hash: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// How the visitor travels.
    pub mode: TravelMode,
    /// Minutes after midnight of the shift's start and end.
    pub shift: (u16, u16),
    /// Bit 0 is Monday.
    pub work_days: u8,
    /// Where the day starts and ends, if not at the station.
    pub start: Option<Position>,
}

/// The account of that name.
pub async fn by_name(conn: &mut dyn Conn, name: &str) -> Result<Option<UserRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, name, role, town, station, password_hash, must_change, rights_version, left_at
             FROM users WHERE name = $1",
            args![name],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The account of that id.
pub async fn by_id(conn: &mut dyn Conn, id: UserId) -> Result<Option<UserRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, name, role, town, station, password_hash, must_change, rights_version, left_at
             FROM users WHERE id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// Every account that has not left, by name.
pub async fn all(conn: &mut dyn Conn) -> Result<Vec<UserRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, name, role, town, station, password_hash, must_change, rights_version, left_at
             FROM users WHERE left_at IS NULL ORDER BY name",
            args![],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Adds an account. Fails with [`StoreError::Constraint`] `users_name` when the name is taken.
pub async fn add(conn: &mut dyn Conn, user: &NewUser, at: Time) -> Result<(), StoreError> {
    let (lon, lat) = (user.start.map(|p| p.lon), user.start.map(|p| p.lat));
    conn.execute(
        "INSERT INTO users (id, name, role, town, station, password_hash, must_change, mode, shift_start,
           shift_end, work_days, start_lon, start_lat, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            user.id,
            &user.name,
            word::word(&user.role)?,
            user.town.clone(),
            user.station,
            &user.password_hash,
            user.must_change,
            word::word(&user.mode)?,
            user.shift.0,
            user.shift.1,
            user.work_days,
            lon,
            lat,
            at
        ],
    )
    .await?;
    set_villages(conn, user.id, &user.villages).await
}

/// Notes the phone that an account is reached by at work.
pub async fn set_phone(conn: &mut dyn Conn, id: UserId, phone: &str) -> Result<(), StoreError> {
    conn.execute("UPDATE users SET phone = $2 WHERE id = $1", args![id, phone]).await?;
    Ok(())
}

/// Replaces the password.
pub async fn set_password(
    conn: &mut dyn Conn,
    id: UserId,
    hash: &str,
    must_change: bool,
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE users SET password_hash = $2, must_change = $3 WHERE id = $1",
        args![id, hash, must_change],
    )
    .await?;
    Ok(())
}

/// Gives an account another role or area. Its sessions end with it: they carry the version before.
pub async fn set_rights(
    conn: &mut dyn Conn,
    id: UserId,
    role: Role,
    town: Option<TownCode>,
    station: Option<StationId>,
    villages: &[VillageCode],
) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE users SET role = $2, town = $3, station = $4, rights_version = rights_version + 1
         WHERE id = $1",
        args![id, word::word(&role)?, town, station],
    )
    .await?;
    conn.execute("DELETE FROM user_villages WHERE user_id = $1", args![id]).await?;
    set_villages(conn, id, villages).await
}

/// Marks an account as left; it signs in no more.
pub async fn leave(conn: &mut dyn Conn, id: UserId, at: Time) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE users SET left_at = $2, rights_version = rights_version + 1 WHERE id = $1 AND left_at IS NULL",
        args![id, at],
    )
    .await?;
    Ok(())
}

/// Villages of its own.
pub async fn villages(conn: &mut dyn Conn, id: UserId) -> Result<Vec<VillageCode>, StoreError> {
    let rows =
        conn.rows("SELECT village FROM user_villages WHERE user_id = $1 ORDER BY village", args![id]).await?;
    rows.iter().map(|row| row.get("village")).collect()
}

/// The stations of an account's area: its own; else those that serve its villages; else those of its
/// town; else `None`, which is every station.
pub async fn stations(
    conn: &mut dyn Conn,
    user: &UserRow,
    villages: &[VillageCode],
) -> Result<Option<Vec<StationId>>, StoreError> {
    if let Some(station) = user.station {
        return Ok(Some(vec![station]));
    }
    let rows = if !villages.is_empty() {
        let codes: Vec<&str> = villages.iter().map(|code| code.0.as_str()).collect();
        conn.rows(
            "SELECT DISTINCT station AS id FROM station_villages
             WHERE village IN (SELECT atom FROM json_each($1))",
            args![list(&codes)?],
        )
        .await?
    } else if let Some(town) = &user.town {
        conn.rows("SELECT id FROM stations WHERE town = $1 ORDER BY name", args![town]).await?
    } else {
        return Ok(None);
    };
    rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>().map(Some)
}

async fn set_villages(conn: &mut dyn Conn, id: UserId, villages: &[VillageCode]) -> Result<(), StoreError> {
    for village in villages {
        conn.execute(
            "INSERT INTO user_villages (user_id, village) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![id, village],
        )
        .await?;
    }
    Ok(())
}

pub(super) fn read(row: &Row) -> Result<UserRow, StoreError> {
    Ok(UserRow {
        id: row.get("id")?,
        name: row.get("name")?,
        role: word::read(row, "role")?,
        town: row.get("town")?,
        station: row.get("station")?,
        password_hash: row.get("password_hash")?,
        must_change: row.get("must_change")?,
        rights_version: row.get("rights_version")?,
        left_at: row.get("left_at")?,
    })
}
