//! What waits for the privacy officer.

use super::Desk;
use crate::http::Outcome;
use crate::jobs::erase;
use crate::store::{Chain, Entry, Tx, alert, demand, request, retention, user};
use app::desk::Answer;
use app::desk::alert::{AlertDesk, AlertPage, AlertRow};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::id::UserId;
use domain::problem::Problem;

/// Alerts that the page shows.
const MOST: i64 = 100;

#[async_trait]
impl AlertDesk for Desk {
    async fn waiting(&self) -> Answer<AlertPage> {
        self.answer(self.what_waits()).await
    }

    async fn see(&self, user: UserId, on: NaiveDate) -> Answer<()> {
        let desk = self.clone();
        let seen =
            self.state.store.write(move |tx| Box::pin(async move { desk.see_alert(tx, user, on).await }));
        self.answer(seen).await
    }
}

impl Desk {
    async fn what_waits(&self) -> Outcome<AlertPage> {
        let erased_on = erase::last_run(&self.state.store).await?;
        let mut conn = self.state.store.reader().await?;
        let today = retention::today(self.now());
        let mut rows = Vec::new();
        for found in alert::latest(&mut conn, MOST).await? {
            let name = user::by_id(&mut conn, found.user).await?.map(|user| user.name);
            let is_seen = found.seen_at.is_some();
            rows.push(AlertRow { user: found.user, name: name.unwrap_or_default(), on: found.on, is_seen });
        }
        let own = |station| self.is_own(station);
        let requests = request::list(&mut conn, 0).await?;
        let open = requests.iter().filter(|(_, station)| own(*station));
        let demands = demand::list(&mut conn, i64::MAX).await?;
        let demands: Vec<_> =
            demands.iter().filter(|(_, station)| own(*station)).map(|(row, _)| row).collect();
        Ok(AlertPage {
            rows,
            most: alert::CONTACTS_A_DAY,
            requests: open.clone().count(),
            overdue: open.filter(|(row, _)| row.due_on < today).count(),
            demands: demands.iter().filter(|row| row.outcome.is_none()).count(),
            untold: demands.iter().filter(|row| row.outcome.is_some() && row.tell_on.is_none()).count(),
            erased_on,
        })
    }

    async fn see_alert(&self, tx: &mut Tx, user: UserId, on: NaiveDate) -> Outcome<()> {
        let now = tx.now();
        if !alert::see(tx, user, on, self.actor.user, now).await? {
            return Err(Problem::NotFound.into());
        }
        let entry = Entry::new(Chain::Installation, "see", "alert").by(self.actor.user, self.actor.role);
        tx.audit(entry.of(user).detail(serde_json::json!({"on": on}))).await?;
        Ok(())
    }
}
