//! What a draw of spot checks chooses from.

use crate::args;
use crate::store::{Conn, StoreError};
use chrono::NaiveDate;
use domain::cadence::third_of_month;
use domain::id::StationId;
use domain::inspection::Month;
use domain::spot_check::Candidate;

/// The visits of a station in a month, as a draw sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// Those that may be drawn.
    pub candidates: Vec<Candidate>,
    /// All that met somebody at home.
    pub visits: usize,
    /// Those drawn before.
    pub drawn: usize,
}

/// The pool of a station's month. May be drawn: a household that was met, lives there still, has not
/// asked not to be visited, and was neither contacted in the running 旬 nor is to be checked already.
pub async fn pool(
    conn: &mut dyn Conn,
    station: StationId,
    month: Month,
    today: NaiveDate,
) -> Result<Pool, StoreError> {
    let third = third_of_month(today);
    let rows = conn
        .rows(
            "SELECT v.id, v.dwelling, v.visitor, v.partner
             FROM visits v JOIN dwellings d ON d.id = v.dwelling
             WHERE v.station = $1 AND v.on_date >= $2 AND v.on_date <= $3 AND v.outcome IN ('met', 'entered')
               AND d.let_since IS NOT NULL AND d.let_since <= v.on_date
               AND NOT EXISTS (SELECT 1 FROM tenancies t
                 WHERE t.dwelling = d.id AND t.moved_out IS NULL AND t.refuses_visits)
               AND NOT EXISTS (SELECT 1 FROM visits w
                 WHERE w.dwelling = d.id AND w.is_contact AND w.on_date >= $4 AND w.on_date <= $5)
               AND NOT EXISTS (SELECT 1 FROM spot_checks c
                 WHERE c.dwelling = d.id AND (c.outcome IS NULL OR c.visit = v.id
                   OR (c.is_contact AND c.on_date >= $4 AND c.on_date <= $5)))
             ORDER BY v.id",
            args![station, month.first(), month.last(), third.from, third.to],
        )
        .await?;
    let candidates = rows.iter().map(|row| {
        Ok::<_, StoreError>(Candidate {
            visit: row.get("id")?,
            dwelling: row.get("dwelling")?,
            visitor: row.get("visitor")?,
            partner: row.get("partner")?,
        })
    });
    let candidates = candidates.collect::<Result<_, _>>()?;
    let counts = conn
        .row(
            "SELECT (SELECT COUNT(*) FROM visits WHERE station = $1 AND on_date >= $2 AND on_date <= $3
                 AND outcome IN ('met', 'entered')) AS visits,
               (SELECT COUNT(*) FROM spot_checks WHERE station = $1 AND month = $4) AS drawn",
            args![station, month.first(), month.last(), month.to_string()],
        )
        .await?;
    let Some(counts) = counts else { return Ok(Pool::default()) };
    let number = |column| counts.get::<i64>(column).map(|n| usize::try_from(n).unwrap_or_default());
    Ok(Pool { candidates, visits: number("visits")?, drawn: number("drawn")? })
}
