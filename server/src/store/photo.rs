//! Photos of findings: what a record announced, and how much of it has come. The bytes are files.

use super::{Conn, Row, StoreError};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::id::{FindingId, StationId};

/// A photo that a finding announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// The town its row is kept under.
    pub town: TownCode,
    /// The station that serves the dwelling.
    pub station: StationId,
    /// The finding that it shows.
    pub finding: FindingId,
    /// `image/jpeg` or another still image.
    pub media_type: String,
    /// Length of the bytes.
    pub total_bytes: u64,
}

/// A photo as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoRow {
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// The station that serves the dwelling.
    pub station: StationId,
    /// The finding that it shows; none while its record has not come.
    pub finding: Option<FindingId>,
    /// Media type.
    pub media_type: String,
    /// Length of the bytes.
    pub total_bytes: u64,
    /// How many have come.
    pub received_bytes: u64,
    /// When the last one came and the hash was right.
    pub complete_at: Option<Time>,
}

/// Notes what a record says of a photo; bytes that came before it stay.
pub async fn announce(conn: &mut dyn Conn, photo: &Announced) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO photos (sha256, town, station, finding, media_type, total_bytes, received_bytes)
         VALUES ($1, $2, $3, $4, $5, $6, 0)
         ON CONFLICT (sha256) DO UPDATE SET finding = excluded.finding, station = excluded.station,
           town = excluded.town, media_type = excluded.media_type",
        args![
            &photo.sha256,
            &photo.town,
            photo.station,
            photo.finding,
            &photo.media_type,
            i64::try_from(photo.total_bytes).unwrap_or(i64::MAX)
        ],
    )
    .await?;
    Ok(())
}

/// Notes that bytes of a photo have come, whether or not its record has.
pub async fn received(
    conn: &mut dyn Conn,
    town: &TownCode,
    station: StationId,
    photo: &PhotoRow,
) -> Result<(), StoreError> {
    let count = |n| i64::try_from(n).unwrap_or(i64::MAX);
    conn.execute(
        "INSERT INTO photos (sha256, town, station, media_type, total_bytes, received_bytes, complete_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (sha256) DO UPDATE SET received_bytes = excluded.received_bytes,
           total_bytes = excluded.total_bytes, complete_at = excluded.complete_at
         WHERE photos.complete_at IS NULL",
        args![
            &photo.sha256,
            town,
            station,
            &photo.media_type,
            count(photo.total_bytes),
            count(photo.received_bytes),
            photo.complete_at
        ],
    )
    .await?;
    Ok(())
}

/// One photo.
pub async fn by_sha256(conn: &mut dyn Conn, sha256: &str) -> Result<Option<PhotoRow>, StoreError> {
    let row = conn.row("SELECT * FROM photos WHERE sha256 = $1 AND erased_at IS NULL", args![sha256]).await?;
    row.as_ref().map(photo).transpose()
}

/// The photos of a finding.
pub async fn of_finding(conn: &mut dyn Conn, finding: FindingId) -> Result<Vec<PhotoRow>, StoreError> {
    let rows = conn
        .rows("SELECT * FROM photos WHERE finding = $1 AND erased_at IS NULL ORDER BY sha256", args![finding])
        .await?;
    rows.iter().map(photo).collect()
}

fn photo(row: &Row) -> Result<PhotoRow, StoreError> {
    let count = |column| row.get::<i64>(column).map(|n| u64::try_from(n).unwrap_or_default());
    Ok(PhotoRow {
        sha256: row.get("sha256")?,
        station: row.get("station")?,
        finding: row.get("finding")?,
        media_type: row.get("media_type")?,
        total_bytes: count("total_bytes")?,
        received_bytes: count("received_bytes")?,
        complete_at: row.get("complete_at")?,
    })
}
