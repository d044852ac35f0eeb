//! Writes what was accepted: villages, properties, dwellings, tenancies, in a statement each.

use super::check::{Options, check};
use super::entry::Entry;
use super::load;
use super::report::{Report, report};
use crate::import::table::Table;
use crate::store::class_change::{self, ClassChange};
use crate::store::dwelling::{self, DwellingRow};
use crate::store::label::{self, NewLabel};
use crate::store::property::{self, PropertyRow};
use crate::store::station::{self, NONE_YET};
use crate::store::tenancy::{self, NewTenancy};
use crate::store::{Chain, Entry as Audit, Store, StoreError, Tx, area};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::Position;
use domain::area::{Town, TownCode, Village, VillageCode};
use domain::cadence;
use domain::dwelling::Dwelling;
use domain::id::{DwellingId, PropertyId, StationId, TenancyId};
use domain::property::Property;
use domain::tenancy::Tenancy;
use std::collections::{BTreeMap, HashMap};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Rows are wrong and `--partial` was not given; the report names them.
    #[error("rows were rejected")]
    Rejected(Box<Report>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Judges and registers, all in one transaction; a row that is wrong leaves everything as it was
/// unless `partial`.
///
/// A register lists homes that are known already, so each counts as registered from the first day
/// of the running period of its class: that period is owed, and none before it.
pub async fn import(
    store: &Store,
    table: Table,
    options: Options,
    partial: bool,
) -> Result<Report, ImportError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                let known = load::known(tx, &table).await?;
                let checked = check(&table, options, &known);
                if !checked.rejected.is_empty() && !partial {
                    let report = Report { rejected: checked.rejected, ..Report::default() };
                    return Err(ImportError::Rejected(Box::new(report)));
                }
                let report = report(&checked);
                save(tx, checked.fresh).await?;
                tx.audit(audit(&report)).await?;
                Ok(report)
            })
        })
        .await
}

fn audit(report: &Report) -> Audit {
    let detail = serde_json::json!({
        "accepted": report.accepted,
        "unchanged": report.unchanged,
        "rejected": report.rejected.len(),
    });
    Audit::new(Chain::Installation, "import", "register").detail(detail)
}

/// Where rows of a village are kept, and its date today.
struct Home {
    town: TownCode,
    station: StationId,
    today: NaiveDate,
}

async fn save(tx: &mut Tx, entries: Vec<Entry>) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let homes = homes(tx, &entries).await?;
    let mut rows = Rows::default();
    let labels = label::next(tx, entries.len()).await?;
    let properties = properties(tx, &entries, &homes).await?;
    for (entry, label) in entries.into_iter().zip(labels) {
        let (Some(home), Some(property)) =
            (homes.get(&entry.village), properties.get(&(entry.village.clone(), entry.property.clone())))
        else {
            continue; // every village was found or made, and every property with it
        };
        rows.add(tx, entry, label, home, *property);
    }
    rows.insert(tx).await
}

/// Makes villages that are missing, under the town `local` where no list names their town.
async fn homes(tx: &mut Tx, entries: &[Entry]) -> Result<HashMap<VillageCode, Home>, StoreError> {
    let names: BTreeMap<&VillageCode, &str> =
        entries.iter().map(|e| (&e.village, e.village_name.as_str())).collect();
    let codes: Vec<VillageCode> = names.keys().map(|code| (*code).clone()).collect();
    let found = area::villages_of(tx, &codes).await?;
    let missing: Vec<Village> = names
        .iter()
        .filter(|(code, _)| found.iter().all(|f| f.village.code != ***code))
        .map(|(code, name)| Village {
            code: (*code).clone(),
            name: (*name).to_owned(),
            town: TownCode::local(),
        })
        .collect();
    if !missing.is_empty() {
        area::put_towns(tx, &[Town { code: TownCode::local(), name: "—".into() }]).await?;
        area::put_villages(tx, &missing).await?;
    }
    let stations = station::all(tx).await?;
    let now = tx.now();
    let rows = area::villages_of(tx, &codes).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let station = row.station.unwrap_or(NONE_YET);
            let zone = stations.iter().find(|s| s.id == station).and_then(|s| s.zone.parse().ok());
            let today = now.with_timezone(&zone.unwrap_or(Tz::Asia__Shanghai)).date_naive();
            (row.village.code, Home { town: row.village.town, station, today })
        })
        .collect())
}

/// The properties of the entries by village and name, made where they are missing.
async fn properties(
    tx: &mut Tx,
    entries: &[Entry],
    homes: &HashMap<VillageCode, Home>,
) -> Result<HashMap<(VillageCode, String), PropertyId>, StoreError> {
    let codes: Vec<VillageCode> = homes.keys().cloned().collect();
    let key = |p: &Property| (p.village.clone(), p.name.clone());
    let known = property::of_villages(tx, &codes).await?;
    let mut ids: HashMap<_, _> = known.iter().map(|row| (key(&row.property), row.property.id)).collect();
    let mut fresh = Vec::new();
    for entry in entries {
        let at: Option<Position> = entry.at;
        let Some(home) = homes.get(&entry.village) else { continue };
        if ids.contains_key(&(entry.village.clone(), entry.property.clone())) {
            continue;
        }
        let property = Property {
            id: PropertyId(tx.new_id()),
            station: home.station,
            village: entry.village.clone(),
            name: entry.property.clone(),
            kind: entry.kind,
            at,
        };
        ids.insert(key(&property), property.id);
        fresh.push(PropertyRow { town: home.town.clone(), property, registered: home.today });
    }
    property::add_all(tx, &fresh).await?;
    Ok(ids)
}

/// Rows to be inserted.
#[derive(Default)]
struct Rows {
    dwellings: Vec<DwellingRow>,
    labels: Vec<NewLabel>,
    changes: Vec<ClassChange>,
    tenancies: Vec<NewTenancy>,
}

impl Rows {
    fn add(&mut self, tx: &mut Tx, entry: Entry, label: String, home: &Home, property: PropertyId) {
        let id = DwellingId(tx.new_id());
        let in_force = cadence::class_in_force(entry.kind, entry.class);
        let since = cadence::period_of(home.today, in_force).from;
        let town = home.town.clone();
        self.labels.push(NewLabel { town: town.clone(), dwelling: id, label: label.clone() });
        self.changes.push(ClassChange {
            town: town.clone(),
            id: tx.new_id(),
            dwelling: id,
            from: None,
            to: entry.class,
            since,
            by: None,
            reason: entry.reason.unwrap_or_default(),
        });
        if let Some(headcount) = entry.headcount {
            let id_of_tenancy = TenancyId(tx.new_id());
            let tenancy = Tenancy {
                id: id_of_tenancy,
                dwelling: id,
                headcount,
                moved_in: since,
                moved_out: None,
                refuses_visits: false,
            };
            self.tenancies.push(NewTenancy { town: town.clone(), tenancy, contact: entry.contact });
        }
        let dwelling = Dwelling {
            id,
            property,
            door: entry.door,
            label,
            class: entry.class,
            class_since: since,
            let_since: entry.headcount.map(|_| since),
            papers: entry.papers.unwrap_or_default(),
            registered: since,
        };
        self.dwellings.push(DwellingRow { town, station: home.station, dwelling });
    }

    async fn insert(self, tx: &mut Tx) -> Result<(), StoreError> {
        let at = tx.now();
        let keys: Vec<_> = self.dwellings.iter().map(|d| (d.town.clone(), d.dwelling.id.0)).collect();
        tx.vault().make_keys(tx, at, &keys).await?;
        dwelling::add_all(tx, &self.dwellings).await?;
        label::add_all(tx, at, &self.labels).await?;
        class_change::add_all(tx, &self.changes).await?;
        tenancy::add_all(tx, &self.tenancies).await?;
        for row in self.dwellings {
            let chain =
                if row.station == NONE_YET { Chain::Installation } else { Chain::Station(row.station) };
            tx.audit(Audit::new(chain, "create", "dwelling").of(row.dwelling.id.0)).await?;
            if row.station != NONE_YET {
                tx.change(row.station, "dwelling", row.dwelling.id.0, false).await?;
            }
        }
        Ok(())
    }
}
