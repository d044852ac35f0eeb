//! The register as the office looks through it: by address, door mark and label, never by person.

use super::{Conn, Row, StoreError, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::class::Class;
use domain::id::{DwellingId, StationId};
use domain::property::PropertyKind;

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    /// Stations of the reader's area.
    pub stations: &'w [StationId],
    /// Part of an address with its door mark, or of a label; empty for all.
    pub text: &'w str,
    /// Code of a village; empty for all.
    pub village: &'w str,
    /// `A`, `B` or `C`; empty for all.
    pub class: &'w str,
    /// `address`, `class`, `last_contact` or `findings`.
    pub sort: &'w str,
    /// How many rows.
    pub limit: i64,
    /// After how many rows.
    pub offset: i64,
}

/// One dwelling of the register.
#[derive(Clone, Debug)]
pub struct RegisterRow {
    /// Identity.
    pub id: DwellingId,
    /// Address or name of the property.
    pub property: String,
    /// What the property is.
    pub kind: PropertyKind,
    /// Door mark.
    pub door: String,
    /// Code on the door label.
    pub label: String,
    /// Name of the village.
    pub village: String,
    /// Class.
    pub class: Class,
    /// Let since, if let.
    pub let_since: Option<NaiveDate>,
    /// Day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// Open findings, without the restricted ones.
    pub findings: i64,
}

/// A page of the dwellings wanted.
pub async fn page(conn: &mut dyn Conn, wanted: &Wanted<'_>) -> Result<Vec<RegisterRow>, StoreError> {
    let rows = conn
        .rows(
            "SELECT * FROM (
               SELECT d.id, p.name AS property, p.kind, d.door, d.label, d.class, d.let_since,
                 p.village AS code, COALESCE(v.name, p.village) AS village,
                 (SELECT MAX(x.on_date) FROM visits x WHERE x.dwelling = d.id AND x.is_contact) AS last_contact,
                 (SELECT COUNT(*) FROM findings f
                  WHERE f.dwelling = d.id AND NOT f.restricted AND f.gone_on IS NULL) AS findings
               FROM dwellings d
               JOIN properties p ON p.town = d.town AND p.id = d.property
               LEFT JOIN villages v ON v.code = p.village
               WHERE d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
                 AND ($2 = '' OR LOWER(p.name || ' ' || d.door) LIKE $2 ESCAPE '!'
                   OR LOWER(d.label) LIKE $2 ESCAPE '!')
                 AND ($3 = '' OR p.village = $3) AND ($4 = '' OR d.class = $4)) found
             ORDER BY CASE WHEN $5 = 'class' THEN class END DESC,
               CASE WHEN $5 = 'last_contact' THEN COALESCE(last_contact, '') END,
               CASE WHEN $5 = 'findings' THEN findings END DESC, code, property, door
             LIMIT $6 OFFSET $7",
            args![
                list(wanted.stations)?,
                pattern(wanted.text),
                wanted.village,
                wanted.class,
                wanted.sort,
                wanted.limit,
                wanted.offset
            ],
        )
        .await?;
    rows.iter().map(register).collect()
}

/// How many dwellings are wanted.
pub async fn count(conn: &mut dyn Conn, wanted: &Wanted<'_>) -> Result<i64, StoreError> {
    let row = conn
        .row(
            "SELECT COUNT(*) AS n FROM dwellings d JOIN properties p ON p.town = d.town AND p.id = d.property
             WHERE d.station IN (SELECT unhex(atom, '-') FROM json_each($1))
               AND ($2 = '' OR LOWER(p.name || ' ' || d.door) LIKE $2 ESCAPE '!'
                   OR LOWER(d.label) LIKE $2 ESCAPE '!')
               AND ($3 = '' OR p.village = $3) AND ($4 = '' OR d.class = $4)",
            args![list(wanted.stations)?, pattern(wanted.text), wanted.village, wanted.class],
        )
        .await?;
    row.map_or(Ok(0), |row| row.get("n"))
}

/// One dwelling of the register.
pub async fn one(conn: &mut dyn Conn, id: DwellingId) -> Result<Option<RegisterRow>, StoreError> {
    let row = conn
        .row(
            "SELECT d.id, p.name AS property, p.kind, d.door, d.label, d.class, d.let_since,
               COALESCE(v.name, p.village) AS village,
               (SELECT MAX(x.on_date) FROM visits x WHERE x.dwelling = d.id AND x.is_contact) AS last_contact,
               (SELECT COUNT(*) FROM findings f
                WHERE f.dwelling = d.id AND NOT f.restricted AND f.gone_on IS NULL) AS findings
             FROM dwellings d
             JOIN properties p ON p.town = d.town AND p.id = d.property
             LEFT JOIN villages v ON v.code = p.village
             WHERE d.id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(register).transpose()
}

/// The villages in which these stations have dwellings, code and name.
pub async fn villages(
    conn: &mut dyn Conn,
    stations: &[StationId],
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT DISTINCT p.village AS code, COALESCE(v.name, p.village) AS name
             FROM properties p LEFT JOIN villages v ON v.code = p.village
             WHERE p.station IN (SELECT unhex(atom, '-') FROM json_each($1)) ORDER BY 2, 1",
            args![list(stations)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("code")?, row.get("name")?))).collect()
}

/// A `LIKE` pattern that finds `text` anywhere, in small letters because PostgreSQL, unlike SQLite,
/// tells them from capitals; its own wildcards count as letters.
fn pattern(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let plain = text.to_ascii_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}

fn register(row: &Row) -> Result<RegisterRow, StoreError> {
    Ok(RegisterRow {
        id: row.get("id")?,
        property: row.get("property")?,
        kind: word::read(row, "kind")?,
        door: row.get("door")?,
        label: row.get("label")?,
        village: row.get("village")?,
        class: word::read(row, "class")?,
        let_since: row.get("let_since")?,
        last_contact: row.get("last_contact")?,
        findings: row.get("findings")?,
    })
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_wildcard_that_was_typed_is_a_letter() {
        assert_eq!(pattern(" 8_ 100% "), "%8!_ 100!%%");
        assert_eq!(pattern("  "), "");
    }
}
