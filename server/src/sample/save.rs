//! Writes the sample: a country in one transaction, a county in one for each station.

use super::SampleError;
use super::asked;
use super::file::File;
use super::inspection;
use super::made::{Ground, Made};
use super::mark::{self, Mark};
use super::meetings;
use super::review;
use super::staff::Person;
use super::told::Rows;
use crate::store::class_change::{self, ClassChange};
use crate::store::device::{self, NewDevice};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::label::{self, NewLabel};
use crate::store::tenancy::{self, NewTenancy};
use crate::store::user::{self, NewUser};
use crate::store::{Chain, Entry, Store, StoreError, Tx};
use crate::store::{finding, flag, property, record, sample, station, visit};
use domain::area::Station;
use domain::class::Class;
use domain::dwelling::Dwelling;
use domain::role::TravelMode;
use domain::tenancy::Tenancy;
use std::sync::Arc;
use uuid::Uuid;

/// Rows of one statement.
const BATCH: usize = 5_000;
/// A number that nobody has: no subscriber's number of that country starts with 000.
const DUTY_PHONE: &str = "+4230000000";

/// Stores what was made. `hashes` are of the staff's passwords, in their order.
pub async fn save(store: &Store, made: Made, hashes: Vec<String>) -> Result<(), SampleError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                people(tx, &made.ground, &hashes).await?;
                register(tx, &made).await?;
                asked::save(tx, &made).await?;
                happened(tx, &made.rows).await?;
                review::save(tx, &made).await?;
                meetings::save(tx, &made).await?;
                inspection::save(tx, made.inspected).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await?;
                Ok(())
            })
        })
        .await
}

/// Stores stations and people of a county.
pub async fn save_people(store: &Store, ground: Arc<Ground>, hashes: Vec<String>) -> Result<(), SampleError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                people(tx, &ground, &hashes).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await?;
                Ok(())
            })
        })
        .await
}

/// Stores a station of a county, and in its mark that it is.
pub async fn save_station(store: &Store, made: Made, mark: Mark) -> Result<(), SampleError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                register(tx, &made).await?;
                happened(tx, &made.rows).await?;
                review::save(tx, &made).await?;
                meetings::save(tx, &made).await?;
                mark::write(tx, &mark).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await?;
                Ok(())
            })
        })
        .await
}

async fn people(tx: &mut Tx, ground: &Ground, hashes: &[String]) -> Result<(), StoreError> {
    for station in &ground.stations {
        station::add(tx, station).await?;
    }
    let at = ground.opened_at();
    for (person, hash) in ground.staff.iter().zip(hashes) {
        user::add(tx, &account(person, ground, hash), at).await?;
        let at_work = person.stations().next().and_then(|n| ground.stations.get(n));
        if let (Some(device), Some(station)) = (person.device, at_work) {
            let phone = NewDevice {
                id: device,
                town: station.town.clone(),
                station: station.id,
                name: format!("{} 的手机", person.name),
                public_key: tx.vault().station_pair(device.0)?.0,
                credential_hash: tx.random(),
                enrolled_by: person.user,
            };
            device::enrol(tx, &phone, at).await?;
        }
    }
    for (station, crew) in ground.stations.iter().zip(&ground.crews) {
        sample::set_duty(tx, &station.town, station.id, crew.officer.user, DUTY_PHONE).await?;
    }
    Ok(())
}

fn account(person: &Person, ground: &Ground, hash: &str) -> NewUser {
    let stations: Vec<&Station> = person.stations().filter_map(|n| ground.stations.get(n)).collect();
    NewUser {
        id: person.user,
        name: person.name.clone(),
        role: person.role,
        town: stations.first().map(|s| s.town.clone()),
        station: stations.first().map(|s| s.id).filter(|_| stations.len() == 1),
        villages: stations.iter().flat_map(|s| s.villages.clone()).collect(),
        password_hash: hash.to_owned(),
        must_change: false,
        mode: TravelMode::Ebike,
        shift: (540, 1020),
        work_days: person.work_days,
        start: None,
    }
}

async fn register(tx: &mut Tx, made: &Made) -> Result<(), StoreError> {
    let at = made.ground.opened_at();
    property::add_all(tx, &made.properties).await?;
    let rows: Vec<DwellingRow> = made.files.iter().map(|file| dwelling_row(file, made)).collect();
    let keys: Vec<_> = rows.iter().map(|row| (row.town.clone(), row.dwelling.id.0)).collect();
    tx.vault().make_keys(tx, at, &keys).await?;
    dwelling::add_all(tx, &rows).await?;
    let labels: Vec<NewLabel> = rows
        .iter()
        .map(|row| NewLabel {
            town: row.town.clone(),
            dwelling: row.dwelling.id,
            label: row.dwelling.label.clone(),
        })
        .collect();
    label::add_all(tx, at, &labels).await?;
    class_change::add_all(tx, &changes(made)).await?;
    tenancy::add_all(tx, &tenancies(made)).await
}

fn dwelling_row(file: &File, made: &Made) -> DwellingRow {
    let station = &made.ground.stations[file.home.station];
    let (class_since, class) = file.classes.last().copied().unwrap_or((made.ground.span.opened, Class::B));
    let lets = file.households.iter().find(|h| h.days.to.is_none());
    DwellingRow {
        town: station.town.clone(),
        station: station.id,
        dwelling: Dwelling {
            id: file.home.id,
            property: file.home.property,
            door: file.home.door.clone(),
            label: file.label.clone(),
            class,
            class_since,
            let_since: lets.map(|h| h.days.from),
            papers: file.papers,
            registered: made.ground.span.opened,
        },
    }
}

fn changes(made: &Made) -> Vec<ClassChange> {
    let mut changes = Vec::new();
    for file in &made.files {
        let mut before = None;
        for (n, (since, class)) in file.classes.iter().enumerate() {
            let officer = made.ground.crews[file.home.station].officer.user;
            let reason = match (before, class) {
                (None, _) => "建档时转入",
                (_, Class::A) => "连续三次走访未发现新隐患，租赁手续齐全",
                (_, Class::C) => "走访发现严重隐患，民警已核实，整改前每旬复查",
                (Some(Class::A), Class::B) => "新住户入住",
                (_, Class::B) => "隐患已整改",
            };
            changes.push(ClassChange {
                town: made.ground.stations[file.home.station].town.clone(),
                id: Uuid::from_u128(file.home.id.0.as_u128() ^ (n as u128 + 1)),
                dwelling: file.home.id,
                from: before,
                to: *class,
                since: *since,
                by: (n > 0).then_some(officer),
                reason: reason.to_owned(),
            });
            before = Some(*class);
        }
    }
    changes
}

fn tenancies(made: &Made) -> Vec<NewTenancy> {
    let tenancy = |file: &File, household: &super::file::Household| NewTenancy {
        town: made.ground.stations[file.home.station].town.clone(),
        tenancy: Tenancy {
            id: household.tenancy,
            dwelling: file.home.id,
            headcount: household.headcount,
            moved_in: household.days.from,
            moved_out: household.days.to,
            refuses_visits: false,
        },
        contact: household.contact.clone(),
    };
    made.files.iter().flat_map(|file| file.households.iter().map(|h| tenancy(file, h))).collect()
}

async fn happened(tx: &mut Tx, rows: &Rows) -> Result<(), StoreError> {
    let vault = tx.vault();
    for batch in rows.records.chunks(BATCH) {
        record::add_all(tx, &vault, batch).await?;
    }
    for batch in rows.visits.chunks(BATCH) {
        visit::add_all(tx, batch).await?;
    }
    for row in &rows.findings {
        finding::put(tx, row).await?;
    }
    for (row, events) in &rows.flags {
        flag::add(tx, row).await?;
        for event in events {
            flag::add_event(tx, &row.town, row.id, event).await?;
        }
    }
    sample::add_owed(tx, &rows.owed).await
}
