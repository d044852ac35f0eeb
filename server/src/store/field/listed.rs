//! Fields of many files: what waits for officers, and what phones hold.

use super::Subject;
use crate::args;
use crate::store::{Conn, Row, StoreError, list, word};
use domain::Time;
use domain::field::Said;
use domain::id::{DwellingId, RecordId, StationId, TenancyId};
use std::collections::HashMap;
use uuid::Uuid;

/// A field of which several values are told, with its file's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Of what.
    pub subject: Subject,
    /// Address or name of the property.
    pub property: String,
    /// Door mark.
    pub door: String,
    /// Name of the village.
    pub village: String,
    /// How many values wait beside the one in force.
    pub waiting: u32,
    /// When the first of them was made.
    pub since: Time,
}

/// The fields of these stations' files that wait for an officer, the longest first.
pub async fn conflicts(
    conn: &mut dyn Conn,
    stations: &[StationId],
    limit: i64,
) -> Result<Vec<Conflict>, StoreError> {
    let rows = conn
        .rows(
            "SELECT f.dwelling, f.subject, f.field, p.name AS property, d.door,
               COALESCE(v.name, p.village) AS village, COUNT(*) AS waiting, MIN(f.at) AS since
             FROM field_versions f
             JOIN dwellings d ON d.id = f.dwelling
             JOIN properties p ON p.town = d.town AND p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             WHERE f.standing = 'waiting' AND d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
             GROUP BY f.dwelling, f.subject, f.field, p.name, d.door, v.name, p.village
             ORDER BY since, property, f.field LIMIT $2",
            args![list(stations)?, limit],
        )
        .await?;
    rows.iter().map(conflict).collect()
}

fn conflict(row: &Row) -> Result<Conflict, StoreError> {
    let (dwelling, subject): (DwellingId, Uuid) = (row.get("dwelling")?, row.get("subject")?);
    let household = (subject != dwelling.0).then_some(TenancyId(subject));
    Ok(Conflict {
        subject: Subject { dwelling, household, field: word::read(row, "field")? },
        property: row.get("property")?,
        door: row.get("door")?,
        village: row.get("village")?,
        waiting: row.get("waiting")?,
        since: row.get("since")?,
    })
}

/// How the fields of these files stand, as far as anything was said of them: the value in force, its
/// version, and the versions that wait.
pub async fn standing_of(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<HashMap<DwellingId, Vec<Said>>, StoreError> {
    let rows = conn
        .rows(
            "SELECT dwelling, subject, field, version, value, standing FROM field_versions
             WHERE standing <> 'gone' AND value IS NOT NULL
               AND dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))
             ORDER BY dwelling, subject, field, CASE WHEN standing = 'in_force' THEN 0 ELSE 1 END, at, version",
            args![list(dwellings)?],
        )
        .await?;
    let mut all: HashMap<DwellingId, Vec<Said>> = HashMap::new();
    for row in &rows {
        let (dwelling, subject): (DwellingId, Uuid) = (row.get("dwelling")?, row.get("subject")?);
        let (version, standing): (RecordId, String) = (row.get("version")?, row.get("standing")?);
        let said = all.entry(dwelling).or_default();
        if standing == "in_force" {
            let household = (subject != dwelling.0).then_some(TenancyId(subject));
            let base = (version.0 != subject).then_some(version);
            let (field, value) = (word::read(row, "field")?, row.get("value")?);
            said.push(Said { field, value, base, household, over: Vec::new(), why: None });
        } else if let Some(last) = said.last_mut() {
            last.over.push(version);
        }
    }
    Ok(all)
}
