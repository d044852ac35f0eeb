//! Practice notes, shared between all stations.

use super::Desk;
use crate::http::Outcome;
use crate::store::practice::{self, PracticeRow};
use crate::store::{Tx, station};
use app::desk::Answer;
use app::desk::practice::{Practice, PracticeDesk, PracticeNote};
use async_trait::async_trait;
use domain::id::{PracticeId, StationId};
use domain::problem::Problem;
use domain::role::Role;
use domain::text;

/// The longest title and text, characters.
const LONGEST: (usize, usize) = (60, 2_000);

#[async_trait]
impl PracticeDesk for Desk {
    async fn notes(&self) -> Answer<Practice> {
        self.answer(self.practice()).await
    }

    async fn share(&self, station: StationId, title: String, text: String) -> Answer<()> {
        let desk = self.clone();
        let shared = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.share_note(tx, station, &title, &text).await }));
        self.answer(shared).await
    }

    async fn withdraw(&self, note: PracticeId) -> Answer<()> {
        let desk = self.clone();
        let gone = self.state.store.write(move |tx| Box::pin(async move { desk.take_back(tx, note).await }));
        self.answer(gone).await
    }
}

impl Desk {
    fn may_share(&self) -> bool {
        matches!(self.actor.role, Role::Coordinator | Role::Officer | Role::Supervisor)
    }

    /// Who wrote it, and the supervisor of its station.
    fn may_withdraw(&self, row: &PracticeRow) -> bool {
        let supervises = self.actor.role == Role::Supervisor && self.actor.may_see_station(row.station);
        row.written_by == self.actor.user || supervises
    }

    async fn practice(&self) -> Outcome<Practice> {
        let mut conn = self.state.store.reader().await?;
        let rows = practice::all(&mut conn).await?;
        let stations = station::all(&mut conn).await?;
        let note = |row: PracticeRow| PracticeNote {
            may_withdraw: self.may_withdraw(&row),
            id: row.id,
            station: stations
                .iter()
                .find(|s| s.id == row.station)
                .map(|s| s.name.clone())
                .unwrap_or_default(),
            title: row.title,
            text: row.text,
            written_at: row.written_at,
        };
        let notes = rows.into_iter().map(note).collect();
        let own = stations.iter().filter(|s| self.may_share() && self.actor.may_see_station(s.id));
        Ok(Practice { notes, stations: own.map(|s| (s.id, s.name.clone())).collect() })
    }

    async fn share_note(&self, tx: &mut Tx, id: StationId, title: &str, body: &str) -> Outcome<()> {
        self.allow(self.may_share())?;
        self.actor.check_station(id)?;
        let home = station::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        let row = PracticeRow {
            town: home.town,
            id: PracticeId(tx.new_id()),
            station: id,
            title: text::kept(title, LONGEST.0, &[], "title")?,
            text: text::kept(body, LONGEST.1, &[], "text")?,
            written_by: self.actor.user,
            written_at: tx.now(),
        };
        practice::share(tx, &row).await?;
        tx.audit(self.entry(id, "share", "practice_note").of(row.id)).await?;
        Ok(())
    }

    async fn take_back(&self, tx: &mut Tx, id: PracticeId) -> Outcome<()> {
        let row = practice::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.allow(self.may_withdraw(&row))?;
        practice::withdraw(tx, id).await?;
        tx.audit(self.entry(row.station, "withdraw", "practice_note").of(id)).await?;
        Ok(())
    }
}
