//! Decisions on flags. A flag stands where all actions on it lead, in the order of their arrival.

use super::Scene;
use crate::store::flag::{self, FlagEvent};
use crate::store::{StoreError, Tx};
use domain::flag::{By, Decision, FlagState};
use domain::id::FindingId;

/// A decision made at a desk or on an officer's phone.
pub async fn decided(tx: &mut Tx, scene: &mut Scene, body: &Decision) -> Result<(), StoreError> {
    let Some(row) = flag::by_id(tx, body.flag).await? else { return Ok(()) };
    let by = By { user: scene.row.author, at: scene.row.happened_at };
    let event = FlagEvent { record: scene.row.id, by, action: body.action.clone(), in_force: false };
    flag::add_event(tx, &row.town, row.id, &event).await?;
    fold(tx, scene, row.id).await
}

/// Brings a flag to where its actions lead.
pub async fn fold(tx: &mut Tx, scene: &mut Scene, id: FindingId) -> Result<(), StoreError> {
    let Some(row) = flag::by_id(tx, id).await? else { return Ok(()) };
    // What went straight to a department is no officer's: it stays where the person sent it.
    if row.straight {
        return Ok(());
    }
    let events = flag::events(tx, id).await?;
    let actions: Vec<_> = events.iter().map(|event| (event.action.clone(), event.by)).collect();
    let (state, in_force) = FlagState::Flagged.fold(&actions, row.severity);
    for (event, holds) in events.iter().zip(&in_force) {
        if event.in_force != *holds {
            flag::set_in_force(tx, id, event.record, *holds).await?;
        }
    }
    let version = in_force.iter().filter(|holds| **holds).count();
    flag::set_state(tx, id, &state, i64::try_from(version).unwrap_or(i64::MAX)).await?;
    if state != row.state {
        scene.flag_changed(tx, &row).await?;
        if !scene.again && !row.restricted {
            // The visitor who found it hears of this kind, and not of flags.
            tx.change(row.station, "decision", id, false).await?;
        }
    }
    Ok(())
}
