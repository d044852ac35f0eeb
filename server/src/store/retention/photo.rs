//! Photos after their finding is closed.

use super::Lines;
use crate::args;
use crate::store::{Conn, StoreError, Tx, list};
use chrono::TimeDelta;
use domain::retention::{Counts, Rule, Thing};

/// How long the file of an erased photo is looked for again: a process may have ended between the
/// commit and the deletion.
const LOOK_AGAIN: TimeDelta = TimeDelta::days(7);

/// Photos whose finding is gone, whose flag is closed, or whose finding is erased; and such as no
/// finding ever announced. Answers the hashes of all whose files are to be deleted besides.
pub async fn photos(tx: &mut Tx, lines: &Lines) -> Result<(Counts, Vec<String>), StoreError> {
    let (before, day, now) = (lines.moment(Rule::Photo), lines.day(Rule::Photo), tx.now());
    let rows = tx
        .rows(
            "SELECT p.sha256 FROM photos p
             LEFT JOIN findings f ON f.id = p.finding
             LEFT JOIN flags g ON g.id = p.finding
             WHERE p.erased_at IS NULL AND (
               (f.id IS NULL AND p.complete_at < $1)
               OR (f.id IS NOT NULL AND g.id IS NULL AND f.gone_on < $2)
               OR (g.state IN ('closed', 'dismissed')
                 AND NOT EXISTS (SELECT 1 FROM flag_events e WHERE e.flag = g.id AND e.at >= $1)))
             ORDER BY p.sha256",
            args![before, day],
        )
        .await?;
    let over = rows.iter().map(|row| row.get("sha256")).collect::<Result<Vec<String>, _>>()?;
    let erased = tx
        .execute(
            "UPDATE photos SET erased_at = $1 WHERE sha256 IN (SELECT atom FROM json_each($2))",
            args![now, list(&over)?],
        )
        .await?;
    let rows = tx.rows("SELECT sha256 FROM photos WHERE erased_at >= $1", args![now - LOOK_AGAIN]).await?;
    let files = rows.iter().map(|row| row.get("sha256")).collect::<Result<Vec<String>, _>>()?;
    let mut counts = Counts::default();
    counts.add(Thing::Photo, erased);
    Ok((counts, files))
}
