//! Steps of a flag. Each is a `decision` record like a phone's: kept, applied, sent to phones.

use super::readable;
use crate::auth::Actor;
use crate::desk::{Desk, record};
use crate::http::Outcome;
use crate::jobs::apply_record::{self, Restricted};
use crate::store::audit::{Chain, Entry};
use crate::store::flag::FlagRow;
use crate::store::{StoreError, Tx, visit};
use app::desk::flag as page;
use domain::flag::{By, Decision, FlagAction, FlagState};
use domain::id::FindingId;
use domain::problem::Problem;
use domain::record::{Body, Purpose};
use domain::role::Role;

impl Desk {
    /// Takes a step from the version that the officer saw.
    pub(super) async fn step(
        &self,
        id: FindingId,
        version: i64,
        action: FlagAction,
    ) -> Outcome<page::FlagView> {
        let actor = self.actor.clone();
        let store = &self.state.store;
        let told: Outcome<Vec<Restricted>> =
            store.write(move |tx| Box::pin(async move { act(tx, &actor, id, version, action).await })).await;
        told?.into_iter().for_each(|flag| self.state.jobs.tell(flag));
        self.open_flag(id).await
    }
}

async fn act(
    tx: &mut Tx,
    actor: &Actor,
    id: FindingId,
    version: i64,
    action: FlagAction,
) -> Outcome<Vec<Restricted>> {
    let row = readable(tx, actor, id).await?;
    if row.version != version {
        return Err(Problem::Conflict.into());
    }
    may_take(tx, actor, &row, &action).await?;
    let entry = Entry::new(Chain::Station(row.station), "decide", "flag")
        .by(actor.user, actor.role)
        .of(id)
        .purpose(Purpose::Flag)
        .detail(serde_json::json!({"action": action}));
    tx.audit(entry).await?;
    let body = Body::Decision(Decision { flag: id, action });
    let record = record::keep(tx, actor, (&row.town, row.station, row.dwelling), &body).await?;
    Ok(apply_record::now(tx, record).await?)
}

/// Whether the step follows from where the flag stands, and for this account.
pub(super) async fn may_take(tx: &mut Tx, actor: &Actor, row: &FlagRow, action: &FlagAction) -> Outcome<()> {
    if !matches!(actor.role, Role::Officer | Role::Supervisor) {
        return Err(Problem::NotAllowed.into());
    }
    let by = By { user: actor.user, at: tx.now() };
    row.state.clone().after(action, by, row.severity).map_err(Problem::from)?;
    if *action == FlagAction::Verify && !has_been_there(tx, actor, row).await? {
        return Err(Problem::OtherVisitorNeeded.into());
    }
    Ok(())
}

/// Verifying takes a visit after the hazard was said to be remedied.
async fn has_been_there(tx: &mut Tx, actor: &Actor, row: &FlagRow) -> Result<bool, StoreError> {
    let FlagState::Remedied { at, .. } = row.state else { return Ok(false) };
    let visits = visit::of_dwelling(tx, row.dwelling).await?;
    let came = |v: &visit::VisitRow| v.visitor == actor.user || v.partner == Some(actor.user);
    Ok(visits.iter().any(|v| v.settles && v.happened_at >= at && came(v)))
}
