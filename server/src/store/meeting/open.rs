//! What is open in the area of a meeting. Restricted findings are not read at all.

use super::MeetingRow;
use crate::args;
use crate::store::{Conn, Row, StoreError, list, word};
use chrono::NaiveDate;
use domain::id::StationId;
use domain::meeting::{Open, OpenFlag};

/// What a meeting of these stations finds open on that day: flags, of a lodging's meeting those of the
/// lodging; overdue visits by station; actions of earlier meetings of the same kind and place.
pub async fn open(
    conn: &mut dyn Conn,
    meeting: &MeetingRow,
    stations: &[StationId],
    day: NaiveDate,
) -> Result<Open, StoreError> {
    let stations = list(stations)?;
    let flags = conn
        .rows(
            "SELECT g.id, g.station, g.dwelling, g.category, g.severity, g.raised_at, g.deadline, g.state
             FROM flags g JOIN dwellings d ON d.id = g.dwelling
             WHERE g.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND NOT g.restricted
               AND g.state NOT IN ('closed', 'dismissed') AND d.property = COALESCE($2, d.property)
             ORDER BY g.raised_at, g.id",
            args![&stations, meeting.property],
        )
        .await?;
    let overdue = conn
        .rows(
            "SELECT o.station, COUNT(*) AS overdue FROM owed_visits o JOIN stations s ON s.id = o.station
             WHERE o.station IN (SELECT unhex(atom, '-') FROM json_each($1)) AND o.state = 'open'
               AND o.period_to < $2
             GROUP BY o.station, s.name ORDER BY s.name, o.station",
            args![&stations, day],
        )
        .await?;
    let actions = conn
        .rows(
            "SELECT a.id FROM meeting_actions a JOIN meetings m ON m.id = a.meeting
             WHERE a.done_at IS NULL AND m.kind = $1 AND COALESCE(m.town, '') = $2 AND m.id <> $3
               AND (m.property = $4 OR m.kind <> 'employer') AND m.on_date <= $5
             ORDER BY a.due, a.id",
            args![
                word::word(&meeting.kind)?,
                meeting.town.as_ref().map_or("", |town| town.0.as_str()),
                meeting.id,
                meeting.property,
                meeting.on
            ],
        )
        .await?;
    Ok(Open {
        flags: flags.iter().map(flag).collect::<Result<_, _>>()?,
        overdue: overdue
            .iter()
            .map(|row| Ok((row.get("station")?, row.get("overdue")?)))
            .collect::<Result<_, StoreError>>()?,
        actions: actions.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?,
    })
}

fn flag(row: &Row) -> Result<OpenFlag, StoreError> {
    let state: String = row.get("state")?;
    Ok(OpenFlag {
        flag: row.get("id")?,
        station: row.get("station")?,
        dwelling: row.get("dwelling")?,
        category: word::read(row, "category")?,
        severity: word::read(row, "severity")?,
        raised_at: row.get("raised_at")?,
        deadline: row.get("deadline")?,
        referred: state == "referred",
    })
}
