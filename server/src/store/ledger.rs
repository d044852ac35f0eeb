//! The ledger of a station: opens what periods demand, lists what is open and who was contacted.

use super::{Conn, Row, StoreError, Tx, list, word};
use crate::args;
use chrono::NaiveDate;
use domain::Time;
use domain::area::TownCode;
use domain::cadence::Period;
use domain::class::Class;
use domain::id::{DwellingId, OwedId, StationId};
use domain::ledger::{self, Days, History, Owed};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How far back periods are opened that nobody opened in time: more than the longest period.
const BACK_DAYS: i64 = 70;

/// An open owed visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenVisit {
    /// Identity.
    pub id: OwedId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Class and period.
    pub owed: Owed,
}

#[derive(Serialize)]
struct Line<'a> {
    town: &'a TownCode,
    id: OwedId,
    dwelling: DwellingId,
    class: Class,
    from: NaiveDate,
    to: NaiveDate,
}

/// Opens every visit that a station owes by periods that have begun by `until`; what is there
/// stays. Answers how many are new.
pub async fn open_until(tx: &mut Tx, station: StationId, until: NaiveDate) -> Result<u64, StoreError> {
    let files = histories(tx, station).await?;
    let from = until - chrono::TimeDelta::days(BACK_DAYS);
    let mut lines = Vec::new();
    for (dwelling, (town, history)) in &files {
        for owed in ledger::owed(history, from, until) {
            let Period { from, to } = owed.period;
            let id = OwedId(tx.new_id());
            lines.push(Line { town, id, dwelling: *dwelling, class: owed.class, from, to });
        }
    }
    tx.execute(
        "INSERT INTO owed_visits (town, id, station, dwelling, class, period_from, period_to, state)
         SELECT value->>'town', unhex(value->>'id', '-'), $1, unhex(value->>'dwelling', '-'), value->>'class',
           value->>'from', value->>'to', 'open'
         FROM json_each($2) WHERE true
         ON CONFLICT DO NOTHING",
        args![station, list(&lines)?],
    )
    .await
}

/// Takes back open visits whose period begins after `today` and which nothing demands any more: they were
/// opened ahead, then the household moved out or the class changed. Answers how many.
pub async fn take_back(tx: &mut Tx, station: StationId, today: NaiveDate) -> Result<u64, StoreError> {
    let rows = tx
        .rows(
            "SELECT id, dwelling, class, period_from, period_to FROM owed_visits
             WHERE station = $1 AND state = 'open' AND excuse IS NULL AND period_from > $2",
            args![station, today],
        )
        .await?;
    let ahead = rows.iter().map(open_visit).collect::<Result<Vec<_>, _>>()?;
    let Some(last) = ahead.iter().map(|open| open.owed.period.from).max() else { return Ok(0) };
    let demanded: BTreeSet<(DwellingId, Owed)> = histories(tx, station)
        .await?
        .iter()
        .flat_map(|(id, (_, history))| ledger::owed(history, today, last).into_iter().map(|owed| (*id, owed)))
        .collect();
    let gone: Vec<OwedId> = ahead
        .iter()
        .filter(|open| !demanded.contains(&(open.dwelling, open.owed)))
        .map(|open| open.id)
        .collect();
    tx.execute(
        "DELETE FROM owed_visits WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))",
        args![list(&gone)?],
    )
    .await
}

/// The open visits of a station whose period has begun by `until`, the oldest period first. An appeal
/// stops those of class C until it is answered.
pub async fn open(
    conn: &mut dyn Conn,
    station: StationId,
    until: NaiveDate,
) -> Result<Vec<OpenVisit>, StoreError> {
    let rows = conn
        .rows(
            "SELECT o.id, o.dwelling, o.class, o.period_from, o.period_to FROM owed_visits o
             WHERE o.station = $1 AND o.state = 'open' AND o.period_from <= $2
               AND NOT (o.class = 'C' AND EXISTS (SELECT 1 FROM class_appeals a
                 WHERE a.dwelling = o.dwelling AND a.state = 'open'))
             ORDER BY o.period_to, o.period_from, o.dwelling, o.class",
            args![station, until],
        )
        .await?;
    rows.iter().map(open_visit).collect()
}

fn open_visit(row: &Row) -> Result<OpenVisit, StoreError> {
    let period = Period { from: row.get("period_from")?, to: row.get("period_to")? };
    let owed = Owed { class: word::read(row, "class")?, period };
    Ok(OpenVisit { id: row.get("id")?, dwelling: row.get("dwelling")?, owed })
}

/// Contacts with households of a station on days from `from` to `to`, spot checks included: dwelling
/// and day.
pub async fn contacts(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(DwellingId, NaiveDate)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.dwelling, v.on_date FROM visits v JOIN dwellings d ON d.id = v.dwelling
             WHERE d.station = $1 AND v.is_contact AND v.on_date >= $2 AND v.on_date <= $3
             UNION ALL
             SELECT c.dwelling, c.on_date FROM spot_checks c JOIN dwellings d ON d.id = c.dwelling
             WHERE d.station = $1 AND c.is_contact AND c.on_date >= $2 AND c.on_date <= $3",
            args![station, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("dwelling")?, row.get("on_date")?))).collect()
}

/// Attempts at which nobody was home, at dwellings of a station on days from `from` to `to`, the
/// earliest first: dwelling, day and moment.
pub async fn attempts(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(DwellingId, NaiveDate, Time)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT v.dwelling, v.on_date, v.happened_at FROM visits v JOIN dwellings d ON d.id = v.dwelling
             WHERE d.station = $1 AND v.outcome = 'nobody_home' AND v.on_date >= $2 AND v.on_date <= $3
             ORDER BY v.happened_at, v.id",
            args![station, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("dwelling")?, row.get("on_date")?, row.get("happened_at")?))).collect()
}

type Files = BTreeMap<DwellingId, (TownCode, History)>;

/// What the ledger needs of each dwelling of a station.
async fn histories(conn: &mut dyn Conn, station: StationId) -> Result<Files, StoreError> {
    let rows = conn
        .rows(
            "SELECT d.town, d.id, d.registered, d.let_since, d.class, d.class_since, p.kind
             FROM dwellings d JOIN properties p ON p.id = d.property WHERE d.station = $1",
            args![station],
        )
        .await?;
    let mut files = rows.iter().map(history).collect::<Result<Files, _>>()?;
    add_classes(conn, station, &mut files).await?;
    add_tenancies(conn, station, &mut files).await?;
    Ok(files)
}

fn history(row: &Row) -> Result<(DwellingId, (TownCode, History)), StoreError> {
    let let_since: Option<NaiveDate> = row.get("let_since")?;
    let history = History {
        kind: word::read(row, "kind")?,
        registered: row.get("registered")?,
        lets: let_since.map(|from| Days { from, to: None }).into_iter().collect(),
        classes: vec![(row.get("class_since")?, word::read(row, "class")?)],
        refusals: vec![],
    };
    Ok((row.get("id")?, (row.get("town")?, history)))
}

/// The class as it was, change by change; the present one stands where no change is known.
async fn add_classes(conn: &mut dyn Conn, station: StationId, files: &mut Files) -> Result<(), StoreError> {
    let rows = conn
        .rows(
            "SELECT c.dwelling, c.to_class, c.since FROM class_changes c JOIN dwellings d ON d.id = c.dwelling
             WHERE d.station = $1 ORDER BY c.since, c.id",
            args![station],
        )
        .await?;
    let mut changes: BTreeMap<DwellingId, Vec<(NaiveDate, Class)>> = BTreeMap::new();
    for row in &rows {
        let change = (row.get("since")?, word::read(row, "to_class")?);
        changes.entry(row.get("dwelling")?).or_default().push(change);
    }
    for (dwelling, classes) in changes {
        if let Some((_, history)) = files.get_mut(&dwelling) {
            history.classes = classes;
        }
    }
    Ok(())
}

async fn add_tenancies(conn: &mut dyn Conn, station: StationId, files: &mut Files) -> Result<(), StoreError> {
    let rows = conn
        .rows(
            "SELECT t.dwelling, t.moved_in, t.moved_out, t.refuses_visits
             FROM tenancies t JOIN dwellings d ON d.id = t.dwelling WHERE d.station = $1",
            args![station],
        )
        .await?;
    for row in &rows {
        let days = Days { from: row.get("moved_in")?, to: row.get("moved_out")? };
        let refuses: bool = row.get("refuses_visits")?;
        if let Some((_, history)) = files.get_mut(&row.get("dwelling")?) {
            history.lets.push(days);
            history.refusals.extend(refuses.then_some(days));
        }
    }
    Ok(())
}
