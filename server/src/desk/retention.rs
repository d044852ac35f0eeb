//! How long what is stored stays.

use super::Desk;
use super::home::chosen;
use crate::http::Outcome;
use crate::jobs::erase;
use crate::store::{Chain, Entry, Tx, retention};
use app::desk::Answer;
use app::desk::retention::{RetentionDesk, RetentionPage, RetentionRow};
use app::words::domain::Label;
use app::words::privacy;
use async_trait::async_trait;
use domain::retention::{Counts, Rule};

#[async_trait]
impl RetentionDesk for Desk {
    async fn rules(&self, counted: bool) -> Answer<RetentionPage> {
        self.answer(self.retention(counted)).await
    }

    async fn set(&self, rule: String, count: u16) -> Answer<()> {
        let desk = self.clone();
        let set = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.set_retention(tx, &rule, count).await }));
        self.answer(set).await
    }
}

impl Desk {
    async fn retention(&self, counted: bool) -> Outcome<RetentionPage> {
        let store = &self.state.store;
        let due = if counted { Some(erase::dry_run(store).await?) } else { None };
        let erased_on = erase::last_run(store).await?;
        let periods = retention::periods(&mut store.reader().await?).await?;
        let lang = self.actor.lang;
        let row = |rule: Rule| RetentionRow {
            rule: rule.key().to_owned(),
            word: rule.label(lang).to_owned(),
            longest: privacy::period(lang, rule.longest()),
            now: privacy::period(lang, periods.of(rule)),
            count: periods.of(rule).count,
            bounds: (rule.shortest(), rule.longest().count),
            due: due.as_ref().map(|counts: &Counts| counts.by(rule)),
        };
        Ok(RetentionPage {
            headings: privacy::retention(lang).headings.map(str::to_owned).to_vec(),
            rows: Rule::ALL.map(row).to_vec(),
            erased_on,
        })
    }

    async fn set_retention(&self, tx: &mut Tx, rule: &str, count: u16) -> Outcome<()> {
        let rule: Rule = chosen("rule", rule)?;
        let period = rule.period(count)?;
        retention::set(tx, rule, period.count).await?;
        let detail = serde_json::json!({"rule": rule, "count": count, "unit": period.unit});
        let entry = Entry::new(Chain::Installation, "change", "retention").detail(detail);
        tx.audit(entry.by(self.actor.user, self.actor.role)).await?;
        Ok(())
    }
}
