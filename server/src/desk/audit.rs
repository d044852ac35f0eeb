//! The access log; reading it is logged.

use super::home::chosen_or_none;
use super::{Desk, names};
use crate::http::Outcome;
use crate::store::audit::{self, Wanted};
use crate::store::{Chain, Entry, Tx, retention, user};
use app::desk::Answer;
use app::desk::audit::{AuditDesk, AuditFilter, AuditPage, AuditRow, ChainReport};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::record::Purpose;
use uuid::Uuid;

/// Entries of a page.
const PAGE: i64 = 100;

#[async_trait]
impl AuditDesk for Desk {
    async fn read(&self, filter: AuditFilter) -> Answer<AuditPage> {
        let desk = self.clone();
        let read = self.state.store.write(move |tx| Box::pin(async move { desk.read_log(tx, filter).await }));
        self.answer(read).await
    }

    async fn verify(&self) -> Answer<ChainReport> {
        self.answer(self.walk()).await
    }
}

impl Desk {
    async fn read_log(&self, tx: &mut Tx, filter: AuditFilter) -> Outcome<AuditPage> {
        let from: Option<NaiveDate> = chosen_or_none("from", &filter.from)?;
        let to: Option<NaiveDate> = chosen_or_none("to", &filter.to)?;
        let purpose: Option<Purpose> = chosen_or_none("purpose", &filter.purpose)?;
        let names = names(tx).await?;
        let wanted_name = filter.actor.trim();
        let actor = user::by_name(tx, wanted_name).await?.map(|user| user.id);
        // What was looked for is logged too, as far as it says nothing of a person.
        let object = filter.object.trim().parse::<Uuid>().ok();
        let detail =
            serde_json::json!({"object": object, "actor": actor, "purpose": purpose, "from": from, "to": to});
        let entry = Entry::new(Chain::Installation, "read", "audit").by(self.actor.user, self.actor.role);
        tx.audit(entry.detail(detail)).await?;
        let actions = audit::actions(tx).await?;
        if !wanted_name.is_empty() && actor.is_none() {
            return Ok(AuditPage { rows: Vec::new(), more: false, actions });
        }
        let wanted = Wanted {
            action: &filter.action,
            object: filter.object.trim(),
            actor,
            purpose: &filter.purpose,
            from: from.map(retention::midnight),
            until: to.and_then(|day| day.succ_opt()).map(retention::midnight),
            limit: PAGE + 1,
            offset: i64::from(filter.page) * PAGE,
        };
        let mut logged = audit::page(tx, wanted).await?;
        let more = logged.len() as i64 > PAGE;
        logged.truncate(PAGE as usize);
        let rows = logged
            .into_iter()
            .map(|entry| AuditRow {
                chain: entry.chain,
                seq: entry.seq,
                at: entry.at,
                actor: entry
                    .actor
                    .map(|actor| names.get(&actor).cloned().unwrap_or_else(|| actor.to_string())),
                role: entry.role.and_then(|role| serde_json::from_value(role.into()).ok()),
                purpose: entry.purpose,
                action: entry.action,
                object_kind: entry.object_kind,
                object: entry.object,
                hash: entry.hash.chars().take(8).collect(),
            })
            .collect();
        Ok(AuditPage { rows, more, actions })
    }

    async fn walk(&self) -> Outcome<ChainReport> {
        let report = audit::verify(&self.state.store).await?;
        Ok(ChainReport {
            entries: report.entries,
            chains: report.chains,
            first_bad: report.first_bad.map(|bad| format!("{}/{}", bad.chain, bad.seq)),
        })
    }
}
