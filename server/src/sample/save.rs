//! Writes the sample in one transaction.

use super::SampleError;
use super::file::File;
use super::made::Made;
use super::staff::Person;
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
use uuid::Uuid;

/// The setting that marks a database as a sample; pages show a banner while it is there.
pub const MARK: &str = "sample";
/// A number that nobody has: no subscriber's number of that country starts with 000.
const DUTY_PHONE: &str = "+4230000000";

/// Stores what was made. `hashes` are of the staff's passwords, in their order.
pub async fn save(store: &Store, made: Made, hashes: Vec<String>) -> Result<(), SampleError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                for station in &made.stations {
                    station::add(tx, station).await?;
                }
                accounts(tx, &made, &hashes).await?;
                register(tx, &made).await?;
                happened(tx, made).await?;
                tx.audit(Entry::new(Chain::Installation, "import", "sample")).await?;
                Ok(())
            })
        })
        .await
}

async fn accounts(tx: &mut Tx, made: &Made, hashes: &[String]) -> Result<(), StoreError> {
    let at = made.opened_at();
    for (person, hash) in made.staff.iter().zip(hashes) {
        let station = person.station.and_then(|n| made.stations.get(n));
        user::add(tx, &account(person, station, hash), at).await?;
        if let (Some(device), Some(station)) = (person.device, station) {
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
    for (station, crew) in made.stations.iter().zip(&made.crews) {
        sample::set_duty(tx, &station.town, station.id, crew.officer.user, DUTY_PHONE).await?;
    }
    Ok(())
}

fn account(person: &Person, station: Option<&Station>, hash: &str) -> NewUser {
    NewUser {
        id: person.user,
        name: person.name.clone(),
        role: person.role,
        town: station.map(|s| s.town.clone()),
        station: station.map(|s| s.id),
        villages: station.map(|s| s.villages.clone()).unwrap_or_default(),
        password_hash: hash.to_owned(),
        must_change: false,
        mode: TravelMode::Ebike,
        shift: (540, 1020),
        work_days: person.work_days,
        start: None,
    }
}

async fn register(tx: &mut Tx, made: &Made) -> Result<(), StoreError> {
    let at = made.opened_at();
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
    let station = &made.stations[file.home.station];
    let (class_since, class) = file.classes.last().copied().unwrap_or((made.span.opened, Class::B));
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
            registered: made.span.opened,
        },
    }
}

fn changes(made: &Made) -> Vec<ClassChange> {
    let mut changes = Vec::new();
    for file in &made.files {
        let mut before = None;
        for (n, (since, class)) in file.classes.iter().enumerate() {
            let officer = made.crews[file.home.station].officer.user;
            let reason = match (n, class) {
                (0, _) => "建档时转入",
                (_, Class::A) => "连续三次走访未发现新隐患，租赁手续齐全",
                (_, Class::C) => "走访发现严重隐患，民警已核实，整改前每旬复查",
                (_, Class::B) => "隐患已整改",
            };
            changes.push(ClassChange {
                town: made.stations[file.home.station].town.clone(),
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
        town: made.stations[file.home.station].town.clone(),
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

async fn happened(tx: &mut Tx, made: Made) -> Result<(), StoreError> {
    let vault = tx.vault();
    for batch in made.rows.records.chunks(5_000) {
        record::add_all(tx, &vault, batch).await?;
    }
    for row in &made.rows.visits {
        visit::put(tx, row).await?;
    }
    for row in &made.rows.findings {
        finding::put(tx, row).await?;
    }
    for (row, events) in &made.rows.flags {
        flag::add(tx, row).await?;
        for event in events {
            flag::add_event(tx, &row.town, row.id, event).await?;
        }
    }
    sample::add_owed(tx, &made.rows.owed).await
}
