//! Corrections: a new body for an earlier record of the same dwelling. The first stays on file.

use super::{Scene, show};
use crate::store::record::{self, RecordRow, RecordState};
use crate::store::{StoreError, Tx};
use domain::id::RecordId;
use domain::record::{Body, Correction, Kind};

/// Shows the corrected record again.
pub async fn corrected(tx: &mut Tx, scene: &mut Scene, change: &Correction) -> Result<(), StoreError> {
    let Some(of) = change.of else { return Ok(()) };
    let Some(target) = record::by_id(tx, of).await? else { return Ok(()) };
    let other_file = target.dwelling != scene.row.dwelling;
    if other_file || target.kind == Kind::Correction || target.state != RecordState::Applied {
        return Ok(());
    }
    let vault = tx.vault();
    let Some(text) = record::body(tx, &vault, target.id).await? else { return Ok(()) };
    let Ok(body) = Body::parse(target.kind, target.v, &text) else { return Ok(()) };
    let mut earlier = Scene { row: target, ..scene.clone() };
    Box::pin(show(tx, &mut earlier, body)).await?;
    scene.restricted = earlier.restricted;
    Ok(())
}

/// What a record tells after its last correction, and which that is. A correction that cannot be
/// read, or that turns a record into one of another kind, corrects nothing.
pub async fn last(tx: &mut Tx, row: &RecordRow, body: Body) -> Result<(Body, Option<RecordId>), StoreError> {
    let Some(dwelling) = row.dwelling.filter(|_| row.kind != Kind::Correction) else {
        return Ok((body, None));
    };
    let vault = tx.vault();
    let mut corrections = record::corrections(tx, dwelling).await?;
    corrections.retain(|c| c.after.contains(&row.id));
    corrections.sort_by_key(|c| (c.happened_at, c.seq, c.id));
    for correction in corrections.iter().rev() {
        let Some(text) = record::body(tx, &vault, correction.id).await? else { continue };
        let Ok(Body::Correction(change)) = Body::parse(correction.kind, correction.v, &text) else {
            continue;
        };
        if change.of != Some(row.id) {
            continue;
        }
        if let Ok(corrected) = Body::parse(row.kind, row.v, &change.body)
            && corrected.dwelling() == row.dwelling
            && corrected.check().is_ok()
        {
            return Ok((corrected, Some(correction.id)));
        }
    }
    Ok((body, None))
}
