//! Visits, attempts and what they leave behind.

use super::scene::end_of;
use super::{Scene, decision, register, settle};
use crate::store::notice::NoticeRow;
use crate::store::visit::VisitRow;
use crate::store::{StoreError, Tx, finding, flag, label, notice, record, tenancy, visit, word};
use domain::flag::{By, FlagAction, FlagState};
use domain::id::RecordId;
use domain::notice::Notice;
use domain::record::Body;
use domain::visit::{Attempt, Evidence, Outcome, Visit};

/// A visit: it settles what is owed, and says which findings are gone.
pub async fn visited(
    tx: &mut Tx,
    scene: &mut Scene,
    body: &Visit,
    corrected_by: Option<RecordId>,
) -> Result<(), StoreError> {
    let mut row = blank(tx, scene, body.check_in, corrected_by).await?;
    row.partner = body.with;
    row.outcome = word::word(&body.outcome)?;
    row.settles = true;
    row.is_contact = body.outcome.is_contact();
    visit::put(tx, &row).await?;
    if !scene.is_first() || !body.gone.is_empty() {
        finding::set_gone(tx, row.dwelling, row.id, row.on_date, &body.gone).await?;
    }
    saw_gone(tx, scene, body).await?;
    if body.outcome == Outcome::Vacated && !scene.again {
        register::emptied(tx, scene, row.on_date).await?;
    }
    settle(tx, scene.file()?, scene.zone).await?;
    scene.changed(tx).await
}

/// An attempt.
pub async fn attempted(
    tx: &mut Tx,
    scene: &mut Scene,
    body: &Attempt,
    corrected_by: Option<RecordId>,
) -> Result<(), StoreError> {
    let mut row = blank(tx, scene, body.check_in, corrected_by).await?;
    row.outcome = word::word(&body.outcome)?;
    row.letter = body.letter;
    visit::put(tx, &row).await?;
    settle(tx, scene.file()?, scene.zone).await?;
    scene.changed(tx).await
}

async fn blank(
    tx: &mut Tx,
    scene: &Scene,
    check_in: RecordId,
    corrected_by: Option<RecordId>,
) -> Result<VisitRow, StoreError> {
    let file = scene.file()?;
    Ok(VisitRow {
        town: file.town.clone(),
        id: scene.row.id,
        station: file.station,
        dwelling: file.dwelling.id,
        visitor: scene.row.author,
        partner: None,
        on_date: scene.on(),
        happened_at: scene.row.happened_at,
        outcome: String::new(),
        settles: false,
        is_contact: false,
        letter: false,
        evidence: evidence(tx, scene, check_in).await?.to_owned(),
        received_late: scene.late(),
        corrected_by,
    })
}

/// What the check-in shows: a door code counts only if it is, or was, this door's.
async fn evidence(tx: &mut Tx, scene: &Scene, check_in: RecordId) -> Result<&'static str, StoreError> {
    let vault = tx.vault();
    let Some(row) = record::by_id(tx, check_in).await? else { return Ok("none") };
    let Some(text) = record::body(tx, &vault, check_in).await? else { return Ok("none") };
    let Ok(Body::CheckIn(body)) = Body::parse(row.kind, row.v, &text) else { return Ok("none") };
    if Some(body.dwelling) != scene.row.dwelling {
        return Ok("none");
    }
    Ok(match body.evidence {
        Evidence::DoorCode { code } => {
            let code = domain::label::parse(&code).unwrap_or_default();
            if label::dwelling_at(tx, &code, scene.row.happened_at).await? == scene.row.dwelling {
                "door_code"
            } else {
                "none"
            }
        }
        Evidence::Position { .. } => "position",
        Evidence::None { .. } => "none",
    })
}

/// A visitor who sees a hazard gone says that it is remedied, or verifies what someone else said.
async fn saw_gone(tx: &mut Tx, scene: &mut Scene, body: &Visit) -> Result<(), StoreError> {
    let mut flags = if scene.is_first() { vec![] } else { flag::remove_events(tx, scene.row.id).await? };
    flags.extend(body.gone.iter().copied().filter(|id| !flags.contains(id)).collect::<Vec<_>>());
    for id in flags {
        let Some(row) = flag::by_id(tx, id).await? else { continue };
        if row.restricted || Some(row.dwelling) != scene.row.dwelling {
            continue;
        }
        if body.gone.contains(&id) {
            let remedied = matches!(row.state, FlagState::Remedied { .. });
            let action = if remedied { FlagAction::Verify } else { FlagAction::Remedy };
            let by = By { user: scene.row.author, at: scene.row.happened_at };
            let event = flag::FlagEvent { record: scene.row.id, by, action, in_force: false };
            flag::add_event(tx, &row.town, id, &event).await?;
        }
        decision::fold(tx, scene, id).await?;
    }
    Ok(())
}

/// A notice. Its code lives as long as the tenancy that it was left to.
pub async fn notified(tx: &mut Tx, scene: &mut Scene, body: &Notice) -> Result<(), StoreError> {
    let file = scene.file()?;
    let on = scene.on();
    let tenancies = tenancy::of_dwelling(tx, file.dwelling.id).await?;
    let at_home =
        tenancies.iter().rev().find(|t| t.moved_in <= on && t.moved_out.is_none_or(|out| on <= out));
    let row = NoticeRow {
        town: file.town.clone(),
        id: body.notice,
        station: file.station,
        dwelling: file.dwelling.id,
        tenancy: at_home.map(|t| t.id),
        visit: body.visit,
        form: body.form,
        code_hash: body.code_hash.to_ascii_lowercase(),
        secret_hash: body.secret_hash.as_deref().map(str::to_ascii_lowercase),
        made_at: scene.row.happened_at,
        dead_at: at_home.and_then(|t| t.moved_out).map(|out| end_of(scene.zone, out)),
    };
    notice::add(tx, &row).await
}
