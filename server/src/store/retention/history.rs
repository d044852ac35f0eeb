//! Visits and what they led to. Statements for all files at once; the few whose view is not just what
//! is left of it are answered, for the caller to build again from their records.

use super::{Lines, scheme};
use crate::args;
use crate::store::{Conn, StoreError, Tx, list};
use chrono::TimeDelta;
use domain::Time;
use domain::id::{DwellingId, FindingId, RecordId};
use domain::retention::{Counts, Rule, Thing};
use serde::Serialize;
use uuid::Uuid;

/// Stands for a record that is erased: nothing settles anew what it settled.
const ERASED: Uuid = Uuid::nil();

/// How far from the line records of one doing may lie: check-in, visit, finding, notice.
const DOING: TimeDelta = TimeDelta::days(1);

/// Records that stay though they are older than the line, and such as go though they are not.
struct Exceptions {
    kept: String,
    gone: String,
    rebuilt: Vec<DwellingId>,
}

/// Everything of [`Rule::History`]. Answers the dwellings whose view is to be built again.
pub async fn history(tx: &mut Tx, lines: &Lines) -> Result<(Counts, Vec<DwellingId>), StoreError> {
    let (before, day) = (lines.moment(Rule::History), lines.day(Rule::History));
    let standing = standing(tx, before).await?;
    let exceptions = exceptions(tx, before, &standing).await?;
    let mut counts = Counts::default();
    let (visits, findings) = view(tx, before, &standing, &exceptions).await?;
    counts.add(Thing::Visit, visits);
    counts.add(Thing::Finding, findings);
    let notices = tx.execute("DELETE FROM notices WHERE made_at < $1", args![before]).await?;
    counts.add(Thing::Notice, notices);
    for (thing, sql) in BY_DAY {
        counts.add(thing, tx.execute(sql, args![day]).await?);
    }
    scheme::scheme(tx, lines, &mut counts).await?;
    // Two attempts settle a period together: without the first, the second would settle nothing.
    tx.execute(
        "UPDATE owed_visits SET settled_by = $2
         WHERE state IN ('done', 'late') AND period_from < $1 AND period_to >= $1 AND settled_by <> $2",
        args![day, ERASED],
    )
    .await?;
    for sql in PLANS {
        tx.execute(sql, args![day]).await?;
    }
    counts.add(Thing::Plan, tx.execute("DELETE FROM plans WHERE on_date < $1", args![day]).await?);
    counts.add(Thing::Record, bodies(tx, before, &exceptions).await?);
    Ok((counts, exceptions.rebuilt))
}

const BY_DAY: [(Thing, &str); 3] = [
    (
        Thing::OwedVisit,
        "DELETE FROM owed_visits WHERE state <> 'open' AND settled_on < $1 AND period_to < $1",
    ),
    // The class in force on the first day kept stays known by its last change before.
    (
        Thing::ClassChange,
        "DELETE FROM class_changes WHERE since < $1 AND EXISTS (SELECT 1 FROM class_changes o
           WHERE o.dwelling = class_changes.dwelling AND o.since <= $1
             AND (o.since > class_changes.since OR (o.since = class_changes.since AND o.id > class_changes.id)))",
    ),
    (Thing::Tenancy, "DELETE FROM tenancies WHERE moved_out < $1"),
];

const PLANS: [&str; 2] = [
    "DELETE FROM plan_rounds WHERE plan IN (SELECT id FROM plans WHERE on_date < $1)",
    "DELETE FROM plan_unassigned WHERE plan IN (SELECT id FROM plans WHERE on_date < $1)",
];

/// Physical findings older than the line that are still open.
async fn standing(tx: &mut Tx, before: Time) -> Result<Vec<(FindingId, DwellingId)>, StoreError> {
    let rows = tx
        .rows(
            "SELECT f.id, f.dwelling FROM findings f LEFT JOIN flags g ON g.id = f.id
             WHERE f.found_at < $1 AND NOT f.restricted
               AND CASE WHEN g.id IS NULL THEN f.gone_on IS NULL
                 ELSE g.state NOT IN ('closed', 'dismissed') END
             ORDER BY f.id",
            args![before],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("dwelling")?))).collect()
}

async fn exceptions(
    tx: &mut Tx,
    before: Time,
    standing: &[(FindingId, DwellingId)],
) -> Result<Exceptions, StoreError> {
    let findings: Vec<FindingId> = standing.iter().map(|(finding, _)| *finding).collect();
    let dwellings: Vec<DwellingId> = standing.iter().map(|(_, dwelling)| *dwelling).collect();
    let kept = ids::<RecordId>(
        tx,
        "SELECT record AS id FROM findings WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))
         UNION SELECT gone_by AS id FROM findings
           WHERE gone_by IS NOT NULL AND id IN (SELECT unhex(atom, '-') FROM json_each($1))
         UNION SELECT record AS id FROM flag_events WHERE flag IN (SELECT unhex(atom, '-') FROM json_each($1))
         UNION SELECT id FROM records WHERE kind IN ('photo_ref', 'correction')
           AND dwelling IN (SELECT unhex(atom, '-') FROM json_each($2))",
        args![list(&findings)?, list(&dwellings)?],
    )
    .await?;
    // Seen gone by a visit that is older than itself: a clock was wrong. It goes with the visit.
    let gone = ids::<RecordId>(
        tx,
        "SELECT f.record AS id FROM findings f JOIN visits v ON v.id = f.gone_by
         WHERE f.found_at >= $1 AND v.happened_at < $1",
        args![before],
    )
    .await?;
    let mut rebuilt = dwellings;
    rebuilt.extend(astride(tx, before).await?);
    rebuilt.sort();
    rebuilt.dedup();
    Ok(Exceptions { kept: list(&kept)?, gone: list(&gone)?, rebuilt })
}

/// Dwellings with a doing on both sides of the line, a finding seen gone before it was found, or a
/// flag that stands on findings which go.
async fn astride(tx: &mut Tx, before: Time) -> Result<Vec<DwellingId>, StoreError> {
    let sql = "SELECT r.dwelling AS id FROM records r
         WHERE r.dwelling IS NOT NULL AND r.happened_at >= $1 AND r.happened_at < $3
           AND EXISTS (SELECT 1 FROM records o WHERE o.dwelling = r.dwelling
             AND o.happened_at >= $2 AND o.happened_at < $1)
         UNION SELECT f.dwelling AS id FROM findings f JOIN visits v ON v.id = f.gone_by
           WHERE f.found_at >= $1 AND v.happened_at < $1
         UNION SELECT g.dwelling AS id FROM flags g JOIN findings f ON f.id = g.id AND f.found_at >= $1
           JOIN findings o ON o.dwelling = g.dwelling AND o.category = g.category AND o.found_at < $1
           WHERE g.reason = 'third_low'";
    ids(tx, sql, args![before, before - DOING, before + DOING]).await
}

async fn ids<T: crate::store::FromValue + Serialize>(
    tx: &mut Tx,
    sql: &'static str,
    args: crate::store::Args,
) -> Result<Vec<T>, StoreError> {
    let rows = tx.rows(sql, args).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Takes visits and findings out of the view, after they are counted by station and month.
async fn view(
    tx: &mut Tx,
    before: Time,
    standing: &[(FindingId, DwellingId)],
    exceptions: &Exceptions,
) -> Result<(u64, u64), StoreError> {
    let stand = list(&standing.iter().map(|(finding, _)| *finding).collect::<Vec<_>>())?;
    tx.execute(
        "INSERT INTO erased_counts (station, month, thing, count)
         SELECT station, substr(on_date, 1, 7), 'visit', COUNT(*) FROM visits
         WHERE happened_at < $1 AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2))
         GROUP BY station, substr(on_date, 1, 7)
         ON CONFLICT (station, month, thing) DO UPDATE SET count = erased_counts.count + excluded.count",
        args![before, &exceptions.kept],
    )
    .await?;
    tx.execute(
        "INSERT INTO erased_counts (station, month, thing, count)
         SELECT station, substr(found_on, 1, 7), 'finding', COUNT(*) FROM findings
         WHERE found_at < $1 AND NOT restricted AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2))
         GROUP BY station, substr(found_on, 1, 7)
         ON CONFLICT (station, month, thing) DO UPDATE SET count = erased_counts.count + excluded.count",
        args![before, &stand],
    )
    .await?;
    let visits = tx
        .execute(
            "DELETE FROM visits WHERE happened_at < $1
               AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2))",
            args![before, &exceptions.kept],
        )
        .await?;
    let findings = tx
        .execute(
            "DELETE FROM findings WHERE (found_at < $1 AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2)))
               OR record IN (SELECT unhex(atom, '-') FROM json_each($3))",
            args![before, &stand, &exceptions.gone],
        )
        .await?;
    tx.execute(
        "DELETE FROM flags WHERE NOT EXISTS (SELECT 1 FROM findings f WHERE f.id = flags.id)",
        args![],
    )
    .await?;
    tx.execute(
        "DELETE FROM flag_events WHERE NOT EXISTS (SELECT 1 FROM flags f WHERE f.id = flag_events.flag)",
        args![],
    )
    .await?;
    Ok((visits, findings))
}

/// Destroys bodies and salts, and takes the file out of the envelopes: what stays is that a record
/// came, for its receipt.
async fn bodies(tx: &mut Tx, before: Time, exceptions: &Exceptions) -> Result<u64, StoreError> {
    let erased = tx
        .execute(
            "DELETE FROM record_bodies WHERE id IN (SELECT id FROM records WHERE
               (happened_at < $1 AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2)))
               OR id IN (SELECT unhex(atom, '-') FROM json_each($3)))",
            args![before, &exceptions.kept, &exceptions.gone],
        )
        .await?;
    tx.execute(
        "UPDATE records SET dwelling = NULL, after_ids = '[]', marks = '[]', problem = NULL
         WHERE dwelling IS NOT NULL AND happened_at < $1
           AND id NOT IN (SELECT unhex(atom, '-') FROM json_each($2))",
        args![before, &exceptions.kept],
    )
    .await?;
    Ok(erased)
}
