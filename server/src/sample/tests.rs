//! The sample against the rules it must keep.

mod county;

use super::made::{Made, make};
use crate::store::address::Address;
use crate::store::area::VillageRow;
use chrono::{Datelike, NaiveDate};
use domain::Position;
use domain::area::{TownCode, Village, VillageCode};
use domain::cadence::{Period, third_of_month};
use domain::class::Class;
use domain::id::DwellingId;
use std::collections::{BTreeMap, HashMap, HashSet};

const VILLAGES: [&str; 11] = [
    "Ruggell",
    "Schellenberg",
    "Gamprin",
    "Eschen",
    "Mauren",
    "Schaan",
    "Planken",
    "Vaduz",
    "Triesen",
    "Triesenberg",
    "Balzers",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Eleven villages of 120 houses each.
fn made(today: &str) -> Made {
    let village = |name: &str| Village {
        code: VillageCode(format!("osm-{name}")),
        name: name.into(),
        town: TownCode::local(),
    };
    let villages: Vec<VillageRow> = VILLAGES
        .iter()
        .map(|name| VillageRow { village: village(name), boundary: None, station: None })
        .collect();
    let addresses: Vec<Address> = (0..1320)
        .map(|n| Address {
            address: format!("Gasse {n}"),
            village: Some(VillageCode(format!("osm-{}", VILLAGES[n % 11]))),
            building: Some(if n % 4 == 0 { "apartments" } else { "house" }.into()),
            at: Position { lon: 9.5 + (n % 37) as f64 / 1000.0, lat: 47.1 + n as f64 / 10_000.0 },
        })
        .collect();
    make(day(today), &villages, &addresses, &[]).unwrap()
}

#[test]
fn the_same_day_gives_the_same_sample_and_another_day_another() {
    let ids =
        |today| -> Vec<_> { made(today).rows.records.iter().map(|r| (r.row.id, r.body.clone())).collect() };
    assert_eq!(ids("2026-11-24"), ids("2026-11-24"));
    assert_ne!(ids("2026-11-24"), ids("2026-11-25"));
}

#[test]
fn five_stations_serve_about_a_thousand_tenants_each() {
    let made = made("2026-11-24");
    assert_eq!(made.ground.stations.len(), 5);
    for n in 0..5 {
        let files = made.files.iter().filter(|f| f.home.station == n);
        let tenants: u32 = files
            .flat_map(|f| f.households.iter().filter(|h| h.days.to.is_none()))
            .map(|h| h.headcount.total())
            .sum();
        assert!((850..=1250).contains(&tenants), "{tenants}");
    }
    assert!((2400..=2420).contains(&made.files.len()), "{}", made.files.len());
    let names: HashSet<&str> = made.ground.staff.iter().map(|p| p.name.as_str()).collect();
    assert_eq!((made.ground.staff.len(), names.len()), (23, 23));
}

/// What breaks the ceiling or the hours, or lies after yesterday.
fn too_many_contacts(made: &Made, today: NaiveDate) -> Vec<String> {
    let mut contacts: HashMap<DwellingId, HashSet<Period>> = HashMap::new();
    let mut breaches = Vec::new();
    for visit in made.rows.visits.iter().filter(|v| v.is_contact) {
        let is_new = contacts.entry(visit.dwelling).or_default().insert(third_of_month(visit.on_date));
        let time = super::maker::civil(visit.happened_at).time();
        if !is_new || visit.on_date >= today || !domain::ceiling::is_within_hours(time) {
            breaches.push(format!("{} on {} {time}", visit.dwelling, visit.on_date));
        }
    }
    breaches
}

/// Who is at two doors at once.
fn doors_at_once<'a>(all: impl Iterator<Item = &'a Made>) -> Vec<String> {
    let mut doors = HashSet::new();
    let mut twice = Vec::new();
    for visit in all.flat_map(|made| &made.rows.visits) {
        for person in std::iter::once(visit.visitor).chain(visit.partner) {
            if !doors.insert((person, visit.happened_at)) {
                twice.push(format!("{person} at {}", visit.happened_at));
            }
        }
    }
    twice
}

#[test]
fn no_household_is_contacted_twice_in_a_third_of_a_month_nor_outside_the_hours() {
    for today in ["2026-11-24", "2026-02-28", "2026-11-22"] {
        assert_eq!(too_many_contacts(&made(today), day(today)), Vec::<String>::new(), "{today}");
    }
}

#[test]
fn nobody_is_at_two_doors_at_once() {
    assert_eq!(doors_at_once(std::iter::once(&made("2026-11-24"))), Vec::<String>::new());
}

#[test]
fn every_dwelling_in_c_has_a_confirmed_hazard_open_and_joint_visits() {
    let made = made("2026-11-24");
    let confirmed: HashSet<DwellingId> = made
        .rows
        .flags
        .iter()
        .filter(|(flag, _)| flag.state.is_confirmed_and_open())
        .map(|(flag, _)| flag.dwelling)
        .collect();
    let in_c: Vec<_> =
        made.files.iter().filter(|f| f.classes.last().is_some_and(|c| c.1 == Class::C)).collect();
    assert!((80..=120).contains(&in_c.len()), "{}", in_c.len());
    let mut joint = 0;
    for file in in_c {
        assert!(confirmed.contains(&file.home.id), "{:?}", file.story);
        joint +=
            made.rows.visits.iter().filter(|v| v.dwelling == file.home.id && v.partner.is_some()).count();
    }
    assert!(joint > 50, "{joint}");
}

#[test]
fn the_ledger_has_visits_done_late_excused_and_open() {
    let made = made("2026-11-24");
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for owed in &made.rows.owed {
        *states.entry(format!("{:?}", owed.settled)).or_default() += 1;
    }
    assert_eq!(states.len(), 4, "{states:?}");
    let open_late =
        made.rows.owed.iter().filter(|o| o.settled.is_none() && o.owed.period.to < day("2026-11-24"));
    assert!((1..300).contains(&open_late.count()));
}

#[test]
fn devices_number_their_records_without_gaps_and_bodies_can_be_read() {
    let made = made("2026-11-24");
    let mut last = HashMap::new();
    for record in &made.rows.records {
        domain::record::Body::parse(record.row.kind, record.row.v, &record.body).unwrap().check().unwrap();
        if record.row.device.is_some() {
            let seq = last.entry(record.row.device).or_insert(0);
            *seq += 1;
            assert_eq!(record.row.seq, *seq);
        }
    }
    assert!(made.rows.visits.iter().all(|v| v.on_date.weekday() != chrono::Weekday::Sun));
}
