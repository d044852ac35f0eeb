//! What the app does when it starts: forgets old days, and takes the round anew where the server answers.

use super::{Visitor, drain};
use chrono::{NaiveDate, TimeDelta};
use domain::record::Kind;
use sync::{Age, Change, PhoneStore, StoreFault, plan_purge};

/// Days before today whose views a phone keeps.
const DAYS_KEPT: TimeDelta = TimeDelta::days(1);

impl Visitor {
    /// Starts the app.
    pub async fn start(&mut self) {
        // A phone that is full or stops here goes on with what it has.
        let _ = self.run(self.purge()).await;
        if !self.dice.percent(self.line.trouble.get()) {
            let _ = self.run(self.pull()).await;
        }
        self.look().await;
    }

    async fn purge(&self) -> Result<(), StoreFault> {
        let mut rows = self.storage.outbox().await?;
        if self.flaw == Some(drain::Flaw::PurgesNeeded) {
            rows.clear();
        }
        let age = Age { first_day_kept: (self.date() - DAYS_KEPT).to_string() };
        let mut changes = plan_purge(&self.marks().await, &rows, &age);
        if self.flaw == Some(drain::Flaw::PurgesDrafts) {
            let drafts = self.storage.views("draft/").await?;
            changes.extend(drafts.into_iter().map(|(key, _)| Change::Remove { key }));
        }
        self.storage.change(changes).await
    }

    async fn pull(&self) -> Result<(), StoreFault> {
        let mut view = vec![Change::Put { key: "round".into(), value: self.date().to_string() }];
        if self.flaw == Some(drain::Flaw::PullForgetsMarks) {
            view.extend(self.marks().await.into_iter().map(|key| Change::Remove { key }));
        }
        self.storage.change(view).await
    }

    /// What was written and not received can be corrected: the phone still shows it.
    async fn look(&mut self) {
        let marks = self.marks().await;
        let Some(Ok(rows)) = self.run(self.storage.outbox()).await else { return };
        for row in rows.iter().filter(|row| row.draft.kind == Kind::Visit) {
            let Some(visit) = self.made.borrow().get(&row.draft.id).map(|made| made.visit) else { continue };
            if !marks.iter().any(|mark| is_of(mark, visit)) {
                self.broken = Some(format!("visit {visit} waits and is not shown any more"));
            }
        }
    }

    async fn marks(&self) -> Vec<String> {
        let marks = self.storage.views("mark/").await.unwrap_or_default();
        marks.into_iter().map(|(key, _)| key).collect()
    }

    /// Whether the phone shows a visit as done.
    pub(super) async fn is_marked(&self, visit: u64) -> bool {
        self.marks().await.iter().any(|mark| is_of(mark, visit))
    }

    /// The day by the server's clock, which the app knows from the last answer.
    pub(super) fn date(&self) -> NaiveDate {
        self.line.server.app.state.clock.now().date_naive()
    }
}

/// A mark is `mark/<date>/<visit>/<dwelling>`.
fn is_of(mark: &str, visit: u64) -> bool {
    mark.split('/').nth(2).is_some_and(|text| text == visit.to_string())
}
