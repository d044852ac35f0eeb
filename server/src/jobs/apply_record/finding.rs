//! Findings, what triage says of them, and their photos.

use super::{Scene, decision};
use crate::jobs::escalate;
use crate::store::finding::FindingRow;
use crate::store::flag::FlagRow;
use crate::store::{StoreError, Tx, finding, flag, photo};
use domain::finding::{Finding, Severity};
use domain::flag::{By, FlagState};
use domain::record::PhotoRef;
use domain::triage::{self, Triage, triage};

/// A finding.
pub async fn found(tx: &mut Tx, scene: &mut Scene, body: &Finding) -> Result<(), StoreError> {
    let file = scene.file()?;
    let row = FindingRow {
        town: file.town.clone(),
        id: body.finding,
        station: file.station,
        dwelling: file.dwelling.id,
        record: scene.row.id,
        visit: body.visit,
        category: body.category,
        severity: body.severity,
        restricted: body.category.is_restricted(),
        found_by: scene.row.author,
        found_at: scene.row.happened_at,
        found_on: scene.on(),
        gone_on: None,
    };
    finding::put(tx, &row).await?;
    if !row.restricted {
        scene.changed(tx).await?;
    }
    let Some((flagged, triaged)) = sort(tx, &row, scene).await? else { return Ok(()) };
    let Triage::Flag { reason, deadline } = triaged else { return Ok(()) };
    let straight = body
        .straight_to
        .map(|department| FlagState::straight_to(department, By { user: row.found_by, at: row.found_at }));
    let new = FlagRow {
        town: flagged.town.clone(),
        id: flagged.id,
        station: flagged.station,
        dwelling: flagged.dwelling,
        reason,
        severity: flagged.severity,
        category: flagged.category,
        restricted: flagged.restricted,
        straight: straight.is_some(),
        found_by: flagged.found_by,
        raised_at: scene.row.stored_at,
        deadline,
        state: straight.unwrap_or(FlagState::Flagged),
        version: 0,
        seen_at: None,
        alarmed_at: None,
        escalated_at: None,
    };
    raise(tx, scene, &new, body).await
}

/// Which finding triage speaks of now: this one, or the third of the open low ones of its category,
/// counted by when they were found and not by when they came.
async fn sort(
    tx: &mut Tx,
    row: &FindingRow,
    scene: &Scene,
) -> Result<Option<(FindingRow, Triage)>, StoreError> {
    let at = scene.row.stored_at;
    if row.restricted || row.severity >= Severity::High {
        return Ok(Some((row.clone(), triage(row.category, row.severity, at, 0))));
    }
    let open = finding::open_of(tx, &[row.dwelling]).await?;
    let low: Vec<FindingRow> = open
        .into_iter()
        .filter(|other| other.category == row.category && other.severity == Severity::Low)
        .collect();
    let count = low.len();
    let third = low.into_iter().nth(triage::LOW_FINDINGS_FOR_FLAG - 1);
    Ok(third.map(|third| (third.clone(), triage(third.category, third.severity, at, count))))
}

/// Sends a flag to the officers, and starts the timers that outlive this process.
async fn raise(tx: &mut Tx, scene: &mut Scene, new: &FlagRow, body: &Finding) -> Result<(), StoreError> {
    if !flag::add(tx, new).await? {
        if new.id == body.finding {
            flag::correct(tx, new).await?;
            decision::fold(tx, scene, new.id).await?;
        }
        return Ok(());
    }
    if scene.again || new.straight {
        return Ok(());
    }
    let nothing = serde_json::json!({});
    if let Some(at) = triage::alarms_at(new.severity, new.raised_at) {
        tx.job(escalate::ALARM, Some(new.id.0), &nothing, at).await?;
    }
    if let Some(at) = triage::escalates_at(new.severity, new.raised_at) {
        tx.job(escalate::ESCALATE, Some(new.id.0), &nothing, at).await?;
    }
    scene.flag_changed(tx, new).await
}

/// A photo that a finding announces; its bytes come by their own call.
pub async fn photographed(tx: &mut Tx, scene: &mut Scene, body: &PhotoRef) -> Result<(), StoreError> {
    let file = scene.file()?;
    let announced = photo::Announced {
        sha256: body.sha256.to_ascii_lowercase(),
        town: file.town.clone(),
        station: file.station,
        finding: body.finding,
        media_type: body.media_type.clone(),
        total_bytes: body.bytes,
    };
    photo::announce(tx, &announced).await
}
