//! What visitors tell of the register: new doors, moves, files read without a network.

use super::scene::end_of;
use super::{Scene, settle};
use crate::store::audit::{Chain, Entry};
use crate::store::class_change::{self, ClassChange};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::label::{self, NewLabel};
use crate::store::property::{self, PropertyRow};
use crate::store::tenancy::{self, NewTenancy};
use crate::store::{StoreError, Tx, appeal, area, finding, notice, user};
use chrono::NaiveDate;
use domain::class::{self, Class};
use domain::dwelling::{Dwelling, Papers};
use domain::finding::Matter;
use domain::id::TenancyId;
use domain::property::Property;
use domain::record::{DwellingRegistered, FileRead, MovedIn};
use domain::role::Role;
use domain::tenancy::{Headcount, Tenancy};

/// A door that was not listed gets a file, a label and, where someone lives there, a tenancy. The
/// same door registered by two phones stays one dwelling: the second file is not opened.
pub async fn registered(tx: &mut Tx, scene: &mut Scene, body: &DwellingRegistered) -> Result<(), StoreError> {
    if scene.file.is_some() {
        return Ok(());
    }
    let Some(property) = property_of(tx, scene, body).await? else { return Ok(()) };
    let siblings = dwelling::of_property(tx, property.property.id).await?;
    if siblings.iter().any(|other| other.dwelling.door == body.door) {
        tracing::info!(record = %scene.row.id, "the door has a file already");
        return Ok(());
    }
    let label = label::next(tx, 1).await?.remove(0);
    let on = scene.on();
    let file = DwellingRow {
        town: property.town.clone(),
        station: property.property.station,
        dwelling: Dwelling {
            id: body.dwelling,
            property: property.property.id,
            door: body.door.clone(),
            label: label.clone(),
            class: Class::default(),
            class_since: on,
            let_since: body.household.map(|_| on),
            papers: Papers::default(),
            registered: on,
        },
    };
    open_file(tx, &file, label).await?;
    scene.file = Some(file);
    if let Some(headcount) = body.household {
        // The record made the household known, so its id is the tenancy's.
        begin(tx, scene, TenancyId(scene.row.id.0), headcount, on).await?;
    }
    scene.changed(tx).await
}

async fn open_file(tx: &mut Tx, file: &DwellingRow, label: String) -> Result<(), StoreError> {
    let (vault, at) = (tx.vault(), tx.now());
    vault.make_keys(tx, at, &[(file.town.clone(), file.dwelling.id.0)]).await?;
    dwelling::add_all(tx, std::slice::from_ref(file)).await?;
    let new = NewLabel { town: file.town.clone(), dwelling: file.dwelling.id, label };
    label::add_all(tx, at, &[new]).await?;
    let change = ClassChange {
        town: file.town.clone(),
        id: tx.new_id(),
        dwelling: file.dwelling.id,
        from: None,
        to: file.dwelling.class,
        since: file.dwelling.registered,
        by: None,
        reason: "registered".to_owned(),
    };
    class_change::add_all(tx, &[change]).await
}

/// The property: known by id, known by name in its village, or new.
async fn property_of(
    tx: &mut Tx,
    scene: &Scene,
    body: &DwellingRegistered,
) -> Result<Option<PropertyRow>, StoreError> {
    if let Some(known) = property::by_id(tx, body.property).await? {
        return Ok((known.town == scene.row.town).then_some(known));
    }
    let Some(new) = &body.new_property else { return Ok(None) };
    let villages = area::villages(tx).await?;
    let Some(village) = villages.into_iter().find(|v| v.village.code == new.village) else { return Ok(None) };
    let row = PropertyRow {
        town: village.village.town.clone(),
        property: Property {
            id: body.property,
            station: village.station.unwrap_or(scene.row.station),
            village: new.village.clone(),
            name: new.name.trim().to_owned(),
            kind: new.kind,
            at: new.at,
        },
        registered: scene.on(),
    };
    property::add_all(tx, std::slice::from_ref(&row)).await?;
    property::by_name(tx, &new.village, &row.property.name).await
}

/// A household moved in: an earlier tenancy that nobody ended ends the day before.
pub async fn moved_in(tx: &mut Tx, scene: &mut Scene, body: &MovedIn) -> Result<(), StoreError> {
    let known = tenancy::of_dwelling(tx, scene.file()?.dwelling.id).await?;
    let newer = known.iter().any(|t| t.id == body.tenancy || t.moved_in > body.on);
    if newer {
        return Ok(());
    }
    emptied(tx, scene, body.on.pred_opt().unwrap_or(body.on)).await?;
    begin(tx, scene, body.tenancy, body.headcount, body.on).await?;
    restart_class(tx, scene, body.on).await?;
    settle(tx, scene.file()?, scene.zone).await?;
    scene.changed(tx).await
}

async fn begin(
    tx: &mut Tx,
    scene: &Scene,
    id: TenancyId,
    headcount: Headcount,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let file = scene.file()?;
    let tenancy = Tenancy {
        id,
        dwelling: file.dwelling.id,
        headcount,
        moved_in: on,
        moved_out: None,
        refuses_visits: false,
    };
    tenancy::add_all(tx, &[NewTenancy { town: file.town.clone(), tenancy, contact: None }]).await?;
    dwelling::set_let(tx, file.dwelling.id, Some(on)).await
}

/// Where every tenancy begins: B, unless a hazard of the building is open, which keeps C.
async fn restart_class(tx: &mut Tx, scene: &mut Scene, on: NaiveDate) -> Result<(), StoreError> {
    let file = scene.file()?.clone();
    let open = finding::open_of(tx, &[file.dwelling.id]).await?;
    let hazard = open.iter().any(|finding| finding.category.matter() == Matter::Physical);
    let begins_with = class::at_move_in(file.dwelling.class, hazard);
    if begins_with == file.dwelling.class {
        return Ok(());
    }
    class_change::put_into(tx, &file, begins_with, on, None, "new_tenancy").await?;
    scene.file = dwelling::by_id(tx, file.dwelling.id).await?;
    Ok(())
}

/// A household moved out.
pub async fn moved_out(tx: &mut Tx, scene: &mut Scene, on: NaiveDate) -> Result<(), StoreError> {
    emptied(tx, scene, on).await?;
    settle(tx, scene.file()?, scene.zone).await?;
    scene.changed(tx).await
}

/// Ends the tenancy that had begun by that day, and with it the codes that the household was given.
pub async fn emptied(tx: &mut Tx, scene: &mut Scene, on: NaiveDate) -> Result<(), StoreError> {
    let id = scene.file()?.dwelling.id;
    let Some(current) = tenancy::current(tx, id).await?.filter(|t| t.moved_in <= on) else { return Ok(()) };
    tenancy::end(tx, id, on).await?;
    notice::die(tx, current.id, end_of(scene.zone, on)).await?;
    appeal::end(tx, current.id).await?;
    dwelling::set_let(tx, id, None).await?;
    scene.file = dwelling::by_id(tx, id).await?;
    Ok(())
}

/// A file opened without a network is in the audit as if it had been opened online.
pub async fn read_offline(tx: &mut Tx, scene: &mut Scene, body: &FileRead) -> Result<(), StoreError> {
    let file = scene.file()?;
    let reader = user::by_id(tx, scene.row.author).await?;
    let role = reader.map_or(Role::Coordinator, |user| user.role);
    let entry = Entry::new(Chain::Station(file.station), "read_offline", "dwelling")
        .by(scene.row.author, role)
        .of(file.dwelling.id)
        .purpose(body.purpose)
        .detail(serde_json::json!({"record": scene.row.id, "at": scene.row.happened_at}));
    tx.audit(entry).await
}
