//! What the objects of log entries are: for the report of what one account has seen.

use super::{Conn, StoreError, list};
use crate::args;
use domain::id::DwellingId;
use std::collections::HashMap;
use uuid::Uuid;

/// The dwellings that these objects belong to: dwellings themselves, flags and findings, notices,
/// records, owed visits. Objects of other kinds, and such as are erased, are left out.
pub async fn dwellings(
    conn: &mut dyn Conn,
    objects: &[Uuid],
) -> Result<HashMap<Uuid, DwellingId>, StoreError> {
    let rows = conn
        .rows(
            "WITH wanted AS (SELECT unhex(atom, '-') AS id FROM json_each($1))
             SELECT d.id AS object, d.id AS dwelling FROM dwellings d JOIN wanted w ON w.id = d.id
             UNION SELECT f.id AS object, f.dwelling FROM findings f JOIN wanted w ON w.id = f.id
             UNION SELECT n.id AS object, n.dwelling FROM notices n JOIN wanted w ON w.id = n.id
             UNION SELECT o.id AS object, o.dwelling FROM owed_visits o JOIN wanted w ON w.id = o.id
             UNION SELECT r.id AS object, r.dwelling FROM records r JOIN wanted w ON w.id = r.id
               WHERE r.dwelling IS NOT NULL",
            args![list(objects)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("object")?, row.get("dwelling")?))).collect()
}

/// The addresses of dwellings with their door marks; those of erased files are left out.
pub async fn addresses(
    conn: &mut dyn Conn,
    dwellings: &[DwellingId],
) -> Result<HashMap<DwellingId, String>, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.id, p.name || ' ' || d.door AS address FROM dwellings d
             JOIN properties p ON p.id = d.property
             WHERE d.id IN (SELECT unhex(atom, '-') FROM json_each($1))",
            args![list(dwellings)?],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get::<String>("address")?.trim().to_owned()))).collect()
}
