//! Versions of a file's fields: who said what, what is in force, what waits for an officer.

mod listed;

pub use listed::{Conflict, conflicts, standing_of};

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use domain::Time;
use domain::area::TownCode;
use domain::field::{Change, Field, Opening, Said, Standing, Versioned};
use domain::id::{DwellingId, RecordId, TenancyId, UserId};
use uuid::Uuid;

/// A field of one file: of the dwelling, or of one of its households.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// Whose file.
    pub dwelling: DwellingId,
    /// The household counted; none for what belongs to the dwelling.
    pub household: Option<TenancyId>,
    /// Which field.
    pub field: Field,
}

impl Subject {
    fn id(self) -> Uuid {
        self.household.map_or(self.dwelling.0, |household| household.0)
    }

    /// The version that the file or the household began with.
    pub fn first(self) -> RecordId {
        RecordId(self.id())
    }
}

/// A version as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Of what.
    pub subject: Subject,
    /// The version.
    pub version: RecordId,
    /// Its value.
    pub value: String,
    /// Who said it; none for a beginning.
    pub by: Option<UserId>,
    /// When.
    pub at: Time,
    /// The version that its author saw.
    pub base: Option<RecordId>,
    /// The versions among which an officer chose; of a beginning, those past.
    pub over: Vec<RecordId>,
    /// Why the officer chose so: a key.
    pub why: Option<String>,
    /// Another file bears this door mark.
    pub taken: bool,
    /// `in_force`, `waiting` or `gone`.
    pub standing: String,
    /// The version that took its place.
    pub gone_for: Option<RecordId>,
}

/// Keeps what a field began with, once.
pub async fn begin(
    conn: &mut dyn Conn,
    town: &TownCode,
    subject: Subject,
    value: &str,
    at: Time,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO field_versions (town, dwelling, subject, field, version, value, at, over_versions, standing)
         SELECT $1, $2, $3, $4, $3, $5, $6, '[]', 'in_force'
         WHERE NOT EXISTS (SELECT 1 FROM field_versions WHERE subject = $3 AND field = $4 AND by_user IS NULL)",
        args![town, subject.dwelling, subject.id(), word::word(&subject.field)?, value, at],
    )
    .await?;
    Ok(())
}

/// Adds what a record says of a field; the same record again changes nothing. The caller brings the
/// field to how it stands.
pub async fn add(
    conn: &mut dyn Conn,
    town: &TownCode,
    subject: Subject,
    (version, by, at): (RecordId, UserId, Time),
    said: &Said,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO field_versions (town, dwelling, subject, field, version, value, by_user, at, base,
           over_versions, why, standing)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'gone')
         ON CONFLICT (subject, field, version, town) DO UPDATE SET value = excluded.value",
        args![
            town,
            subject.dwelling,
            subject.id(),
            word::word(&subject.field)?,
            version,
            &said.value,
            by,
            at,
            said.base.unwrap_or(subject.first()),
            list(&said.over)?,
            said.why.clone()
        ],
    )
    .await?;
    Ok(())
}

/// Every version of a file's fields, in the order in which they were made.
pub async fn of_dwelling(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<Vec<VersionRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT dwelling, subject, field, version, value, by_user, at, base, over_versions, why, taken,
               standing, gone_for
             FROM field_versions WHERE dwelling = $1 AND value IS NOT NULL
             ORDER BY field, subject, CASE WHEN by_user IS NULL THEN 0 ELSE 1 END, at, version",
            args![dwelling],
        )
        .await?;
    rows.iter().map(version).collect()
}

fn version(row: &Row) -> Result<VersionRow, StoreError> {
    let (dwelling, subject): (DwellingId, Uuid) = (row.get("dwelling")?, row.get("subject")?);
    let over: String = row.get("over_versions")?;
    let household = (subject != dwelling.0).then_some(TenancyId(subject));
    Ok(VersionRow {
        subject: Subject { dwelling, household, field: word::read(row, "field")? },
        version: row.get("version")?,
        value: row.get("value")?,
        by: row.get("by_user")?,
        at: row.get("at")?,
        base: row.get("base")?,
        over: serde_json::from_str(&over).map_err(StoreError::Json)?,
        why: row.get("why")?,
        taken: row.get("taken")?,
        standing: row.get("standing")?,
        gone_for: row.get("gone_for")?,
    })
}

/// The field that these versions of one subject make; none without a beginning.
pub fn versioned(rows: &[VersionRow]) -> Option<Versioned> {
    let first = rows.iter().find(|row| row.by.is_none())?;
    let opening = Opening { version: first.version, value: first.value.clone(), past: first.over.clone() };
    let mut field = Versioned::new(opening);
    for (row, by) in rows.iter().filter_map(|row| Some((row, row.by?))) {
        field.add(Change {
            version: row.version,
            value: row.value.clone(),
            by,
            at: row.at,
            base: row.base.unwrap_or(row.subject.first()),
            over: row.over.clone(),
            taken: row.taken,
        });
    }
    Some(field)
}

/// Notes that a version cannot take force: another file bears the door mark.
pub async fn set_taken(conn: &mut dyn Conn, subject: Subject, version: RecordId) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE field_versions SET taken = TRUE WHERE subject = $1 AND field = $2 AND version = $3",
        args![subject.id(), word::word(&subject.field)?, version],
    )
    .await?;
    Ok(())
}

/// Notes how the versions of a field stand, where they did not before.
pub async fn set_standing(
    conn: &mut dyn Conn,
    rows: &[VersionRow],
    standing: &Standing,
) -> Result<(), StoreError> {
    for row in rows {
        let stands = if row.version == standing.in_force {
            "in_force"
        } else if standing.waiting.contains(&row.version) {
            "waiting"
        } else {
            "gone"
        };
        let gone_for = standing.gone.get(&row.version).copied();
        if row.standing == stands && row.gone_for == gone_for {
            continue;
        }
        conn.execute(
            "UPDATE field_versions SET standing = $4, gone_for = $5
             WHERE subject = $1 AND field = $2 AND version = $3",
            args![row.subject.id(), word::word(&row.subject.field)?, row.version, stands, gone_for],
        )
        .await?;
    }
    Ok(())
}

/// Puts the value in force where the register reads it.
pub async fn register(conn: &mut dyn Conn, subject: Subject, value: &str) -> Result<(), StoreError> {
    let sql = match subject.field {
        Field::Door => "UPDATE dwellings SET door = $2 WHERE id = $1",
        Field::Lease => "UPDATE dwellings SET lease_paper = $2 WHERE id = $1",
        Field::Tax => "UPDATE dwellings SET tax_paper = $2 WHERE id = $1",
        Field::Adults => "UPDATE tenancies SET adults = CAST($2 AS BIGINT) WHERE id = $1",
        Field::Children => "UPDATE tenancies SET children = CAST($2 AS BIGINT) WHERE id = $1",
    };
    conn.execute(sql, args![subject.id(), value]).await?;
    Ok(())
}

/// Takes the values out of what records told, before they tell it again.
pub async fn blank(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    let sql = "UPDATE field_versions SET value = NULL WHERE dwelling = $1 AND by_user IS NOT NULL";
    conn.execute(sql, args![dwelling]).await?;
    Ok(())
}

/// Forgets what no record has told again.
pub async fn drop_blank(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<(), StoreError> {
    let sql = "DELETE FROM field_versions WHERE dwelling = $1 AND value IS NULL";
    conn.execute(sql, args![dwelling]).await?;
    Ok(())
}

/// Before the records of these versions are destroyed: what is in force of their fields becomes what the
/// field begins with, without who said it, and what came before is past. What waits goes on waiting, except
/// what is destroyed.
pub async fn condense(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    erased: &[RecordId],
) -> Result<(), StoreError> {
    let rows = of_dwelling(conn, dwelling).await?;
    for rows in rows.chunk_by(|one, other| one.subject == other.subject) {
        let is_erased = |row: &&VersionRow| row.by.is_some() && erased.contains(&row.version);
        let Some(in_force) = rows.iter().find(|row| row.standing == "in_force") else { continue };
        if !rows.iter().any(|row| is_erased(&row)) {
            continue;
        }
        let past: Vec<RecordId> =
            rows.iter().filter(|row| row.standing != "waiting").map(|row| row.version).collect();
        let (subject, field) = (in_force.subject.id(), word::word(&in_force.subject.field)?);
        conn.execute(
            "DELETE FROM field_versions WHERE subject = $1 AND field = $2
               AND (by_user IS NULL OR version = $3)",
            args![subject, &field, in_force.version],
        )
        .await?;
        conn.execute(
            "INSERT INTO field_versions (town, dwelling, subject, field, version, value, at, over_versions, standing)
             SELECT town, id, $2, $3, $4, $5, $6, $7, 'in_force' FROM dwellings WHERE id = $1",
            args![dwelling, subject, &field, in_force.version, &in_force.value, in_force.at, list(&past)?],
        )
        .await?;
    }
    Ok(())
}
