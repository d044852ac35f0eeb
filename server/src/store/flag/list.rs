//! Flags as lists show them: with their place.

use super::{FlagRow, flag};
use crate::args;
use crate::store::{Conn, Row, StoreError, list};
use domain::Time;
use domain::id::{FindingId, StationId, UserId};

/// A flag with what a list shows of its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The flag.
    pub flag: FlagRow,
    /// The property's address or name.
    pub property_name: String,
    /// Door mark.
    pub door: String,
    /// Code on the door label.
    pub label: String,
    /// Village name.
    pub village_name: String,
}

/// The flags of these stations that are not over: unanswered urgent ones first, then by deadline.
pub async fn list_open(conn: &mut dyn Conn, stations: &[StationId]) -> Result<Vec<Listed>, StoreError> {
    let rows = conn
        .rows(
            "SELECT g.*, f.found_by, p.name AS property_name, d.door, d.label, v.name AS village_name
             FROM flags g JOIN findings f ON f.id = g.id JOIN dwellings d ON d.id = g.dwelling
               JOIN properties p ON p.id = d.property JOIN villages v ON v.code = p.village
             WHERE g.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND g.state NOT IN ('closed', 'dismissed')
             ORDER BY CASE WHEN g.state = 'flagged' AND g.severity = 'urgent' THEN 0 ELSE 1 END,
               COALESCE(g.deadline, g.raised_at + 31536000000), g.raised_at, g.id",
            args![list(stations)?],
        )
        .await?;
    rows.iter().map(read_listed).collect()
}

/// The flags of these stations that are over, the latest first.
pub async fn list_over(
    conn: &mut dyn Conn,
    stations: &[StationId],
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = conn
        .rows(
            "SELECT g.*, f.found_by, p.name AS property_name, d.door, d.label, v.name AS village_name
             FROM flags g JOIN findings f ON f.id = g.id JOIN dwellings d ON d.id = g.dwelling
               JOIN properties p ON p.id = d.property JOIN villages v ON v.code = p.village
             WHERE g.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND g.state IN ('closed', 'dismissed')
             ORDER BY g.raised_at DESC, g.id LIMIT $2",
            args![list(stations)?, limit],
        )
        .await?;
    rows.iter().map(read_listed).collect()
}

/// The flags of an account's own findings raised since a moment or not over, the latest first.
pub async fn list_found_by(
    conn: &mut dyn Conn,
    user: UserId,
    since: Time,
) -> Result<Vec<Listed>, StoreError> {
    let rows = conn
        .rows(
            "SELECT g.*, f.found_by, p.name AS property_name, d.door, d.label, v.name AS village_name
             FROM flags g JOIN findings f ON f.id = g.id JOIN dwellings d ON d.id = g.dwelling
               JOIN properties p ON p.id = d.property JOIN villages v ON v.code = p.village
             WHERE f.found_by = $1 AND (g.raised_at >= $2 OR g.state NOT IN ('closed', 'dismissed'))
             ORDER BY g.raised_at DESC, g.id",
            args![user, since],
        )
        .await?;
    rows.iter().map(read_listed).collect()
}

/// One flag as a list shows it.
pub async fn listed(conn: &mut dyn Conn, id: FindingId) -> Result<Option<Listed>, StoreError> {
    let row = conn
        .row(
            "SELECT g.*, f.found_by, p.name AS property_name, d.door, d.label, v.name AS village_name
             FROM flags g JOIN findings f ON f.id = g.id JOIN dwellings d ON d.id = g.dwelling
               JOIN properties p ON p.id = d.property JOIN villages v ON v.code = p.village
             WHERE g.id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(read_listed).transpose()
}

fn read_listed(row: &Row) -> Result<Listed, StoreError> {
    Ok(Listed {
        flag: flag(row)?,
        property_name: row.get("property_name")?,
        door: row.get("door")?,
        label: row.get("label")?,
        village_name: row.get("village_name")?,
    })
}
