//! The view built again from records, and records erased.
//!
//! Erasing destroys bodies and salts and takes out of the view what they told. A view built again
//! afterwards is the same: nothing of the erased comes back, and nothing else is lost.

use super::apply_record::{Scene, settle, show, stand};
use super::class_review;
use crate::store::audit::{Chain, Entry};
use crate::store::dwelling::DwellingRow;
use crate::store::record::{self, RecordRow, RecordState};
use crate::store::{Store, StoreError, Tx, dwelling, field, finding, flag, notice, visit};
use domain::id::{DwellingId, RecordId};
use domain::record::{Body, Kind};

/// Builds the visits, findings, flags, notices and versions of fields of a dwelling again from its records, and settles
/// its ledger. The register is no view: what phones told of it stays. Neither is what was put before
/// officers: the same evidence leaves a proposal as it is.
pub async fn rebuild(store: &Store, id: DwellingId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                let Some(file) = dwelling::by_id(tx, id).await? else { return Err(StoreError::Erased) };
                tx.audit(Entry::new(Chain::Station(file.station), "rebuild", "dwelling").of(id)).await?;
                build(tx, &file).await
            })
        })
        .await
}

/// Destroys the bodies of these records of a dwelling, and with a visit those of the findings that
/// it saw gone: without it they would stand open again.
pub async fn erase(store: &Store, id: DwellingId, mut records: Vec<RecordId>) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                let Some(file) = dwelling::by_id(tx, id).await? else { return Err(StoreError::Erased) };
                records.extend(finding::closed_by(tx, &records).await?);
                field::condense(tx, id, &records).await?;
                let count = record::erase_bodies(tx, &records).await?;
                let entry = Entry::new(Chain::Station(file.station), "erase", "dwelling").of(id);
                tx.audit(entry.detail(serde_json::json!({"records": count}))).await?;
                build(tx, &file).await
            })
        })
        .await
}

/// As [`rebuild`], inside a transaction that says itself why.
pub(super) async fn build(tx: &mut Tx, file: &DwellingRow) -> Result<(), StoreError> {
    let id = file.dwelling.id;
    let flags = flag::of_dwelling(tx, id).await?;
    flag::clear(tx, id).await?;
    finding::clear(tx, id).await?;
    visit::clear(tx, id).await?;
    notice::clear(tx, id).await?;
    field::blank(tx, id).await?;
    let mut zone = chrono_tz::Asia::Shanghai;
    for row in record::of_dwelling(tx, id).await? {
        let mut scene = Scene::of(tx, &row).await?;
        scene.again = true;
        zone = scene.zone;
        if let Some(body) = body_for_view(tx, &row).await? {
            show(tx, &mut scene, body).await?;
        }
    }
    field::drop_blank(tx, id).await?;
    stand(tx, id, None).await?;
    for old in &flags {
        flag::keep_times(tx, old).await?;
    }
    settle(tx, file, zone).await?;
    class_review::review(tx, id).await
}

/// The body of a record that the view shows: applied, not erased, and no matter of the register.
async fn body_for_view(tx: &mut Tx, row: &RecordRow) -> Result<Option<Body>, StoreError> {
    let shown = matches!(
        row.kind,
        Kind::Visit | Kind::Attempt | Kind::Finding | Kind::Notice | Kind::Decision | Kind::Correction
    );
    if !shown || row.state != RecordState::Applied {
        return Ok(None);
    }
    let vault = tx.vault();
    let text = record::body(tx, &vault, row.id).await?;
    let body = text.and_then(|text| Body::parse(row.kind, row.v, &text).ok());
    // A correction of a record is shown with what it corrects.
    Ok(body.filter(|body| !matches!(body, Body::Correction(change) if change.said.is_none())))
}
