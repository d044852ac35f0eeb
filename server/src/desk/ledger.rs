//! The ledger of a dwelling.

use super::{Desk, address, names, zone_of};
use crate::http::Outcome;
use crate::jobs::apply_record;
use crate::store::owed_visit::{self, OwedRow};
use crate::store::visit::{self, VisitRow};
use crate::store::{Tx, dwelling, station};
use app::desk::Answer;
use app::desk::ledger::{Ledger, LedgerDesk, LedgerRow};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::id::{DwellingId, OwedId, UserId};
use domain::ledger::{Excuse, ExcuseReason};
use domain::problem::Problem;
use domain::role::Role;
use std::collections::HashMap;

#[async_trait]
impl LedgerDesk for Desk {
    async fn dwelling(&self, dwelling: DwellingId) -> Answer<Ledger> {
        let desk = self.clone();
        let read =
            self.state.store.write(move |tx| Box::pin(async move { desk.read_ledger(tx, dwelling).await }));
        self.answer(read).await
    }

    async fn excuse(&self, owed: OwedId, reason: ExcuseReason) -> Answer<Ledger> {
        let desk = self.clone();
        let written = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.excuse_owed(tx, owed, reason).await }));
        self.answer(written).await
    }
}

impl Desk {
    async fn read_ledger(&self, tx: &mut Tx, id: DwellingId) -> Outcome<Ledger> {
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        tx.audit(self.entry(file.station, "read", "ledger").of(id)).await?;
        let home = station::by_id(tx, file.station).await?.ok_or(Problem::NotFound)?;
        let today = self.today(zone_of(&home));
        let (address, village_name) = address(tx, id).await?;
        Ok(Ledger {
            dwelling: id,
            address,
            village_name,
            class: file.dwelling.class,
            rows: ledger_rows(tx, id, today).await?,
            may_excuse: self.actor.role == Role::Officer,
            today,
        })
    }

    async fn excuse_owed(&self, tx: &mut Tx, id: OwedId, reason: ExcuseReason) -> Outcome<Ledger> {
        self.allow(self.actor.role == Role::Officer)?;
        let owed = owed_visit::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(owed.station)?;
        if owed.settled.is_some() {
            return Err(Problem::InvalidTransition.into());
        }
        let file = dwelling::by_id(tx, owed.dwelling).await?.ok_or(Problem::NotFound)?;
        let home = station::by_id(tx, owed.station).await?.ok_or(Problem::NotFound)?;
        let zone = zone_of(&home);
        let excuse = Excuse { by: self.actor.user, on: self.today(zone), reason };
        owed_visit::set_excuse(tx, id, &excuse).await?;
        apply_record::settle(tx, &file, zone).await?;
        let entry = self.entry(owed.station, "excuse", "owed_visit").of(id);
        tx.audit(entry.detail(serde_json::json!({"reason": reason}))).await?;
        self.read_ledger(tx, owed.dwelling).await
    }
}

/// The ledger of a dwelling, newest period first.
pub async fn ledger_rows(tx: &mut Tx, id: DwellingId, today: NaiveDate) -> Outcome<Vec<LedgerRow>> {
    let owed = owed_visit::of_dwelling(tx, id).await?;
    let visits = visit::of_dwelling(tx, id).await?;
    let names = names(tx).await?;
    Ok(owed.iter().rev().map(|row| ledger_row(row, &visits, &names, today)).collect())
}

fn ledger_row(
    row: &OwedRow,
    visits: &[VisitRow],
    names: &HashMap<UserId, String>,
    today: NaiveDate,
) -> LedgerRow {
    let period = row.owed.period;
    let by = row.settled_by.and_then(|by| {
        let visitor = visits.iter().find(|visit| visit.id.0 == by).map(|visit| visit.visitor);
        names.get(&visitor.unwrap_or(UserId(by))).cloned()
    });
    let tried = visits.iter().filter(|v| !v.settles && v.on_date >= period.from && v.on_date <= period.to);
    LedgerRow {
        owed: row.id,
        class: row.owed.class,
        period: (period.from, period.to),
        settled: row.settled,
        overdue: row.settled.is_none() && period.to < today,
        settled_on: row.settled_on,
        settled_by: by,
        reason: row.reason,
        attempts: u32::try_from(tried.count()).unwrap_or(u32::MAX),
    }
}
