//! Enrolled phones.

use super::{Conn, Row, StoreError};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{DeviceId, StationId, UserId};

/// A phone as stored.
#[derive(Clone, Debug)]
pub struct DeviceRow {
    /// Identity, made on the phone.
    pub id: DeviceId,
    /// The town its records are kept under.
    pub town: TownCode,
    /// The station it belongs to.
    pub station: StationId,
    /// What its user calls it.
    pub name: String,
    /// Point on P-256.
    pub public_key: Vec<u8>,
    /// Who enrolled it.
    pub enrolled_by: UserId,
    /// When it last spoke.
    pub seen_at: Option<Time>,
    /// Server's clock minus its own, milliseconds, as last measured.
    pub offset_ms: Option<i64>,
    /// Set once it is refused.
    pub revoked_at: Option<Time>,
}

/// A phone to enrol.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// Identity, made on the phone.
    pub id: DeviceId,
    /// The town its records are kept under.
    pub town: TownCode,
    /// The station it belongs to.
    pub station: StationId,
    /// What its user calls it.
    pub name: String,
    /// Point on P-256.
    pub public_key: Vec<u8>,
    /// SHA-256 of the credential.
    pub credential_hash: [u8; 32],
    /// Who enrols it.
    pub enrolled_by: UserId,
}

/// Enrols a phone. The same id with the same key is the same phone: it gets the new credential and
/// station. Answers whether it did; not, when the id belongs to another key or was revoked.
pub async fn enrol(conn: &mut dyn Conn, device: &NewDevice, at: Time) -> Result<bool, StoreError> {
    let rows = conn
        .execute(
            "INSERT INTO devices (id, town, station, name, public_key, credential_hash, enrolled_by, enrolled_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET town = excluded.town, station = excluded.station,
               name = excluded.name, credential_hash = excluded.credential_hash,
               enrolled_by = excluded.enrolled_by, enrolled_at = excluded.enrolled_at
             WHERE devices.public_key = excluded.public_key AND devices.revoked_at IS NULL",
            args![
                device.id,
                &device.town,
                device.station,
                &device.name,
                &device.public_key,
                device.credential_hash,
                device.enrolled_by,
                at
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// The phone whose credential has this hash, unless it was revoked.
pub async fn by_credential(conn: &mut dyn Conn, hash: [u8; 32]) -> Result<Option<DeviceRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, town, station, name, public_key, enrolled_by, seen_at, offset_ms, revoked_at
             FROM devices WHERE credential_hash = $1 AND revoked_at IS NULL",
            args![hash],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The phone with this id, also a revoked one.
pub async fn by_id(conn: &mut dyn Conn, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
    let row = conn
        .row(
            "SELECT id, town, station, name, public_key, enrolled_by, seen_at, offset_ms, revoked_at
             FROM devices WHERE id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The phones of a station, by name.
pub async fn of_station(conn: &mut dyn Conn, station: StationId) -> Result<Vec<DeviceRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT id, town, station, name, public_key, enrolled_by, seen_at, offset_ms, revoked_at
             FROM devices WHERE station = $1 ORDER BY name, id",
            args![station],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Refuses a phone from now on, and ends the sessions on it.
pub async fn revoke(conn: &mut dyn Conn, id: DeviceId, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE devices SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", args![id, at])
        .await?;
    conn.execute(
        "UPDATE sessions SET revoked_at = $2 WHERE device = $1 AND revoked_at IS NULL",
        args![id, at],
    )
    .await?;
    Ok(())
}

/// Remembers what a phone has handed in: the highest number, and its clock's measured offset.
pub async fn received(
    conn: &mut dyn Conn,
    id: DeviceId,
    seq: u64,
    offset_ms: Option<i64>,
    at: Time,
) -> Result<(), StoreError> {
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    conn.execute(
        "UPDATE devices SET seen_at = $4, offset_ms = COALESCE($3, offset_ms),
           received_seq = CASE WHEN received_seq < $2 THEN $2 ELSE received_seq END
         WHERE id = $1",
        args![id, seq, offset_ms, at],
    )
    .await?;
    Ok(())
}

/// Whether two enrolments are of one phone: its key stays with it.
pub async fn are_one_phone(conn: &mut dyn Conn, one: DeviceId, other: DeviceId) -> Result<bool, StoreError> {
    let row = conn
        .row(
            "SELECT a.id FROM devices a JOIN devices b ON b.public_key = a.public_key
             WHERE a.id = $1 AND b.id = $2",
            args![one, other],
        )
        .await?;
    Ok(row.is_some())
}

/// Remembers that a phone spoke.
pub async fn seen(conn: &mut dyn Conn, id: DeviceId, at: Time) -> Result<(), StoreError> {
    conn.execute("UPDATE devices SET seen_at = $2 WHERE id = $1", args![id, at]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<DeviceRow, StoreError> {
    Ok(DeviceRow {
        id: row.get("id")?,
        town: row.get("town")?,
        station: row.get("station")?,
        name: row.get("name")?,
        public_key: row.get("public_key")?,
        enrolled_by: row.get("enrolled_by")?,
        seen_at: row.get("seen_at")?,
        offset_ms: row.get("offset_ms")?,
        revoked_at: row.get("revoked_at")?,
    })
}
