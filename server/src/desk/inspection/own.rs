//! What workers did: each its own, and those of a station for who supervises it. These figures are for
//! the screen: no export and no print holds them.

use super::{Span, span};
use crate::desk::Desk;
use crate::http::Outcome;
use crate::store::Conn;
use crate::store::inspection::{self, WorkRow};
use crate::store::user::{self, UserRow};
use app::desk::inspection::{Figures, OwnFigures, Work, Worker};
use domain::figure::told;
use domain::id::{StationId, UserId};
use domain::inspection::{FEWEST_CHECKS, Month, Share};
use domain::problem::Problem;

impl Desk {
    /// The account's own figures, at the stations of its area.
    pub(super) async fn own_figures(&self) -> Outcome<OwnFigures> {
        let mut conn = self.state.store.reader().await?;
        let area = self.area(&mut conn, "own_figures").await?;
        let span = span(None, None, area.today)?;
        let stations: Vec<StationId> = area.stations.iter().map(|station| station.id).collect();
        let rows = inspection::work(&mut conn, &stations, Some(self.actor.user), span).await?;
        Ok(OwnFigures {
            span,
            own: Worker { name: self.actor.name.clone(), months: Some(months(&rows, self.actor.user, span)) },
            synced: area.synced(None),
            now: self.now(),
        })
    }

    /// Adds the visitors of a station, by name, or one of them; few dwellings are held back.
    pub(super) async fn add_workers(
        &self,
        conn: &mut dyn Conn,
        figures: &mut Figures,
        station: StationId,
        only: Option<UserId>,
    ) -> Outcome<()> {
        let rows = inspection::work(conn, &[station], None, figures.span).await?;
        let mut people: Vec<UserRow> = user::all(conn).await?;
        people.retain(|user| rows.iter().any(|row| row.visitor == user.id));
        let dwellings = |user: &UserRow| {
            rows.iter().filter(|row| row.visitor == user.id).map(|row| row.dwellings).max().unwrap_or(0)
        };
        let is_told = told(&people.iter().map(dwellings).collect::<Vec<_>>());
        figures.visitors = people.iter().map(|user| (user.id, user.name.clone())).collect();
        if only.is_some_and(|id| people.iter().all(|user| user.id != id)) {
            return Err(Problem::NotFound.into());
        }
        let chosen = people.into_iter().zip(is_told).filter(|(user, _)| only.is_none_or(|id| user.id == id));
        let span = figures.span;
        let worker = |(user, is_told): (UserRow, bool)| Worker {
            months: is_told.then(|| enough_checks(months(&rows, user.id, span))),
            name: user.name,
        };
        figures.workers = chosen.map(worker).collect();
        Ok(())
    }
}

/// Without the agreement of few spot checks.
fn enough_checks(mut months: Vec<(Month, Work)>) -> Vec<(Month, Work)> {
    if months.iter().map(|(_, work)| work.checked).sum::<u32>() < FEWEST_CHECKS {
        months.iter_mut().for_each(|(_, work)| work.agreement = Share::default());
    }
    months
}

fn months(rows: &[WorkRow], visitor: UserId, (from, to): Span) -> Vec<(Month, Work)> {
    let of = |month: Month| rows.iter().find(|row| row.visitor == visitor && row.month == month).map(work);
    from.until(to).map(|month| (month, of(month).unwrap_or_default())).collect()
}

fn work(row: &WorkRow) -> Work {
    Work {
        visits: row.visits,
        attempts: row.attempts,
        timeliness: row.timeliness,
        notices: row.notices,
        checked: row.checked,
        agreement: row.agreement,
    }
}
