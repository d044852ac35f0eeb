//! Files of dwellings that are not let any more.

use super::Lines;
use crate::args;
use crate::store::{Conn, StoreError, Tx, list};
use domain::id::{DwellingId, StationId};
use domain::retention::{Counts, Rule, Thing};

/// Files whose letting is over and of which no history is left; properties without a file. Phones of
/// the station forget them.
pub async fn files(tx: &mut Tx, lines: &Lines) -> Result<Counts, StoreError> {
    let rows = tx
        .rows(
            "SELECT d.id, d.station FROM dwellings d
             WHERE d.let_since IS NULL AND d.registered < $1
               AND NOT EXISTS (SELECT 1 FROM tenancies t WHERE t.dwelling = d.id)
               AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.dwelling = d.id)
               AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.dwelling = d.id)
               AND NOT EXISTS (SELECT 1 FROM records r WHERE r.dwelling = d.id AND r.happened_at >= $2)
               AND NOT EXISTS (SELECT 1 FROM class_changes c WHERE c.dwelling = d.id AND c.since >= $1)
               AND NOT EXISTS (SELECT 1 FROM requests q WHERE q.dwelling = d.id AND q.outcome IS NULL)
               AND NOT EXISTS (SELECT 1 FROM demands q WHERE q.dwelling = d.id AND q.outcome IS NULL)
             ORDER BY d.id",
            args![lines.day(Rule::File), lines.moment(Rule::File)],
        )
        .await?;
    let mut over: Vec<DwellingId> = Vec::with_capacity(rows.len());
    for row in &rows {
        let (id, station): (DwellingId, StationId) = (row.get("id")?, row.get("station")?);
        tx.change(station, "dwelling", id, true).await?;
        over.push(id);
    }
    let (over, now) = (list(&over)?, tx.now());
    tx.execute(
        "UPDATE labels SET replaced_at = $2
         WHERE replaced_at IS NULL AND dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
        args![&over, now],
    )
    .await?;
    tx.execute(
        "UPDATE data_keys SET wrapped = NULL, erased_at = $2
         WHERE wrapped IS NOT NULL AND id IN (SELECT unhex(atom, '-') FROM json_each($1))",
        args![&over, now],
    )
    .await?;
    for sql in OF_DWELLINGS {
        tx.execute(sql, args![&over]).await?;
    }
    let mut counts = Counts::default();
    let properties = properties(tx, &over).await?;
    let dwellings = "DELETE FROM dwellings WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))";
    counts.add(Thing::Dwelling, tx.execute(dwellings, args![&over]).await?);
    let empty = "DELETE FROM properties WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))
         AND NOT EXISTS (SELECT 1 FROM dwellings d WHERE d.property = properties.id)";
    counts.add(Thing::Property, tx.execute(empty, args![properties]).await?);
    Ok(counts)
}

const OF_DWELLINGS: [&str; 8] = [
    "DELETE FROM owed_visits WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM class_changes WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM notices WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM class_proposals WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM class_appeals WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM field_versions WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM spot_checks WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
    "DELETE FROM appointments WHERE dwelling IN (SELECT unhex(atom, '-') FROM json_each($1))",
];

/// The properties of these dwellings, as a list.
async fn properties(tx: &mut Tx, dwellings: &str) -> Result<String, StoreError> {
    let rows = tx
        .rows(
            "SELECT DISTINCT property FROM dwellings
             WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1)) ORDER BY property",
            args![dwellings],
        )
        .await?;
    let ids = rows.iter().map(|row| row.get("property")).collect::<Result<Vec<uuid::Uuid>, _>>()?;
    list(&ids)
}
