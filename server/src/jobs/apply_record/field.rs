//! Fields of a file: who said what, and what is in force.

use super::Scene;
use crate::store::dwelling::{self, DwellingRow};
use crate::store::field::{self, Subject, VersionRow};
use crate::store::{StoreError, Tx, tenancy};
use domain::field::{Field, Said};
use domain::id::{DwellingId, RecordId};

/// A value said of a field. What it says of a household that this file does not have stays a record.
pub async fn said(tx: &mut Tx, scene: &mut Scene, said: &Said) -> Result<(), StoreError> {
    let file = scene.file()?.clone();
    let subject = Subject { dwelling: file.dwelling.id, household: said.household, field: said.field };
    let Some(value) = registered(tx, &file, subject).await? else {
        tracing::warn!(record = %scene.row.id, "of a household that the file does not have");
        return Ok(());
    };
    field::begin(tx, &file.town, subject, &value, scene.row.happened_at).await?;
    let told = (scene.row.id, scene.row.author, scene.row.happened_at);
    field::add(tx, &file.town, subject, told, said).await?;
    // A view built again stands once all is told: half of a history may put a mark in force that
    // another door bears by now.
    if !scene.again {
        stand(tx, file.dwelling.id, Some(subject)).await?;
        scene.file = dwelling::by_id(tx, file.dwelling.id).await?;
    }
    scene.changed(tx).await
}

/// What the register says of a field; none where it has no such household.
async fn registered(tx: &mut Tx, file: &DwellingRow, subject: Subject) -> Result<Option<String>, StoreError> {
    let papers = file.dwelling.papers;
    Ok(match subject.field {
        Field::Door => Some(file.dwelling.door.clone()),
        Field::Lease => Some(papers.lease.key().to_owned()),
        Field::Tax => Some(papers.tax.key().to_owned()),
        Field::Adults | Field::Children => {
            let all = tenancy::of_dwelling(tx, subject.dwelling).await?;
            let household = all.iter().find(|tenancy| Some(tenancy.id) == subject.household);
            household.map(|tenancy| match subject.field {
                Field::Adults => tenancy.headcount.adults.to_string(),
                _ => tenancy.headcount.children.to_string(),
            })
        }
    })
}

/// Brings a field, or all fields of a file, to how they stand.
pub async fn stand(tx: &mut Tx, id: DwellingId, only: Option<Subject>) -> Result<(), StoreError> {
    let mut rows = field::of_dwelling(tx, id).await?;
    rows.retain(|row| only.is_none_or(|subject| row.subject == subject));
    for rows in rows.chunk_by_mut(|one, other| one.subject == other.subject) {
        stand_one(tx, rows).await?;
    }
    Ok(())
}

async fn stand_one(tx: &mut Tx, rows: &mut [VersionRow]) -> Result<(), StoreError> {
    let subject = rows[0].subject;
    loop {
        let Some(versioned) = field::versioned(rows) else { return Ok(()) };
        let standing = versioned.standing();
        let value = versioned.value(standing.in_force).unwrap_or_default();
        if subject.field == Field::Door && is_borne(tx, subject.dwelling, value).await? {
            if take(tx, rows, standing.in_force).await? {
                continue;
            }
        } else {
            field::register(tx, subject, value).await?;
        }
        return field::set_standing(tx, rows, &standing).await;
    }
}

/// Whether another door of the property bears this mark.
async fn is_borne(tx: &mut Tx, id: DwellingId, mark: &str) -> Result<bool, StoreError> {
    let Some(file) = dwelling::by_id(tx, id).await? else { return Ok(false) };
    let doors = dwelling::of_property(tx, file.dwelling.property).await?;
    Ok(doors.iter().any(|door| door.dwelling.id != id && door.dwelling.door == mark))
}

/// Keeps a version from taking force: two doors with one mark would be one. The file's beginning cannot be
/// kept from it.
async fn take(tx: &mut Tx, rows: &mut [VersionRow], version: RecordId) -> Result<bool, StoreError> {
    let Some(row) = rows.iter_mut().find(|row| row.version == version && row.by.is_some() && !row.taken)
    else {
        return Ok(false);
    };
    row.taken = true;
    field::set_taken(tx, row.subject, version).await?;
    Ok(true)
}
