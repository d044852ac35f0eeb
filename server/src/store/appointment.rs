//! Appointments: at most one a dwelling.

use super::{Conn, Row, StoreError, Tx, word};
use crate::args;
use chrono::NaiveDate;
use domain::appointment::Appointment;
use domain::area::TownCode;
use domain::id::{DwellingId, StationId, UserId};

/// Makes the dwelling's appointment, in the place of an earlier one. The caller audits.
pub async fn put(
    tx: &mut Tx,
    town: &TownCode,
    dwelling: DwellingId,
    appointment: &Appointment,
    by: UserId,
) -> Result<(), StoreError> {
    let (from, to) = appointment.hours.unzip();
    let made_at = tx.now();
    tx.execute(
        "INSERT INTO appointments (town, dwelling, on_date, from_minute, to_minute, visitor, reason, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (town, dwelling) DO UPDATE SET on_date = excluded.on_date,
           from_minute = excluded.from_minute, to_minute = excluded.to_minute, visitor = excluded.visitor,
           reason = excluded.reason, made_by = excluded.made_by, made_at = excluded.made_at",
        args![
            town,
            dwelling,
            appointment.on,
            from,
            to,
            appointment.visitor,
            word::word(&appointment.reason)?,
            by,
            made_at
        ],
    )
    .await?;
    Ok(())
}

/// Cancels the dwelling's appointment; answers whether there was one. The caller audits.
pub async fn cancel(conn: &mut dyn Conn, dwelling: DwellingId) -> Result<bool, StoreError> {
    let gone = conn.execute("DELETE FROM appointments WHERE dwelling = $1", args![dwelling]).await?;
    Ok(gone > 0)
}

/// The dwelling's appointment, unless its day is before `today`, and who made it.
pub async fn of_dwelling(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    today: NaiveDate,
) -> Result<Option<(Appointment, UserId)>, StoreError> {
    let row = conn
        .row(
            "SELECT on_date, from_minute, to_minute, visitor, reason, made_by FROM appointments
             WHERE dwelling = $1 AND on_date >= $2",
            args![dwelling, today],
        )
        .await?;
    row.map(|row| Ok((appointment(&row)?, row.get("made_by")?))).transpose()
}

/// The appointments of a station's dwellings from a day on.
pub async fn of_station(
    conn: &mut dyn Conn,
    station: StationId,
    from: NaiveDate,
) -> Result<Vec<(DwellingId, Appointment)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT a.dwelling, a.on_date, a.from_minute, a.to_minute, a.visitor, a.reason
             FROM appointments a JOIN dwellings d ON d.id = a.dwelling
             WHERE d.station = $1 AND a.on_date >= $2 ORDER BY a.on_date, a.dwelling",
            args![station, from],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("dwelling")?, appointment(row)?))).collect()
}

fn appointment(row: &Row) -> Result<Appointment, StoreError> {
    let (from, to): (Option<u16>, Option<u16>) = (row.get("from_minute")?, row.get("to_minute")?);
    Ok(Appointment {
        on: row.get("on_date")?,
        hours: from.zip(to),
        visitor: row.get("visitor")?,
        reason: word::read(row, "reason")?,
    })
}
