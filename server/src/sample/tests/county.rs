//! The county against the rules it must keep, in a small version: 6 stations, 36 villages.

use super::{day, doors_at_once, too_many_contacts};
use crate::import::map::{Progress, Stage};
use crate::sample::county::{County, areas};
use crate::sample::file::File;
use crate::sample::made::Made;
use crate::sample::maker::civil;
use crate::sample::{SampleError, Scale, run};
use crate::store::address::Address;
use crate::store::contract::{Db, on_both_engines};
use crate::store::meeting::{self, action};
use crate::store::sample::{Counts, counts};
use crate::store::{appeal, class_proposal, station};
use chrono::NaiveDate;
use domain::Position;
use domain::area::VillageCode;
use domain::class::Class;
use domain::id::{DwellingId, UserId};
use domain::ledger::{self, History, Owed};
use domain::meeting::{MeetingKind, MeetingState};
use domain::role::Role;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

const TODAY: &str = "2026-11-24";
const DWELLINGS: usize = 4_000;
/// Distance of two buildings, degrees.
const STEP: f64 = 0.001;

/// A thousand buildings on a grid.
fn county(today: &str) -> County {
    let at = |n: usize| Position { lon: 9.5 + (n % 40) as f64 * STEP, lat: 47.1 + (n / 40) as f64 * STEP };
    let building = |n: usize| Address {
        address: format!("Gasse {n}"),
        village: None,
        building: Some(if n.is_multiple_of(4) { "apartments" } else { "house" }.into()),
        at: at(n),
    };
    County::new(day(today), DWELLINGS, &areas(), (0..1_000).map(building).collect())
}

fn stations(county: &County) -> Vec<Made> {
    (0..county.stations()).map(|n| county.station(n).unwrap()).collect()
}

static MADE: LazyLock<Vec<Made>> = LazyLock::new(|| stations(&county(TODAY)));

fn files() -> impl Iterator<Item = &'static File> {
    MADE.iter().flat_map(|made| &made.files)
}

fn class(file: &File) -> Class {
    file.classes.last().unwrap().1
}

#[test]
fn the_same_day_gives_the_same_county_and_another_day_another() {
    let told =
        |made: &Made| -> Vec<_> { made.rows.records.iter().map(|r| (r.row.id, r.body.clone())).collect() };
    // The last alone: a run that goes on makes what a whole one makes.
    let last = |today| told(&county(today).station(5).unwrap());
    assert_eq!(last(TODAY), told(&MADE[5]));
    assert_ne!(last("2026-11-25"), told(&MADE[5]));
}

#[test]
fn classes_have_their_shares() {
    let planned: Vec<&File> = files().filter(|f| f.home.kind.is_planned()).collect();
    assert_eq!(planned.len(), DWELLINGS);
    for (wanted, percent) in [(Class::A, 57.0), (Class::B, 40.0), (Class::C, 3.0)] {
        let count = planned.iter().filter(|f| class(f) == wanted).count();
        let share = count as f64 * 100.0 / DWELLINGS as f64;
        assert!((share - percent).abs() <= 1.0, "{wanted:?} {share}");
    }
}

#[test]
fn stations_serve_whole_villages_of_the_list_and_about_equally_many_dwellings() {
    let listed: BTreeSet<VillageCode> = areas().villages.into_iter().map(|v| v.code).collect();
    let mut served = HashSet::new();
    for (n, made) in MADE.iter().enumerate() {
        let station = &made.ground.stations[n];
        let dwellings = made.files.iter().filter(|f| f.home.kind.is_planned()).count();
        assert!(dwellings.abs_diff(DWELLINGS / 6) <= 1, "{dwellings}");
        for village in &station.villages {
            assert!(village.0.starts_with(&station.town.0) && listed.contains(village), "{village:?}");
            assert!(served.insert(village), "{village:?} twice");
        }
        let own: HashSet<&VillageCode> = station.villages.iter().collect();
        assert!(made.properties.iter().all(|row| own.contains(&row.property.village)));
    }
    assert_eq!(served.len(), 36);
}

#[test]
fn the_villages_of_a_station_lie_next_to_each_other() {
    for made in MADE.iter() {
        let mut doors: BTreeMap<&VillageCode, Vec<Position>> = BTreeMap::new();
        for row in &made.properties {
            doors.entry(&row.property.village).or_default().extend(row.property.at);
        }
        let near = |a: &Position, b: &Position| {
            (a.lon - b.lon).abs() < 2.5 * STEP && (a.lat - b.lat).abs() < 2.5 * STEP
        };
        let touch =
            |a: &VillageCode, b: &VillageCode| doors[a].iter().any(|a| doors[b].iter().any(|b| near(a, b)));
        let mut reached: Vec<&VillageCode> = doors.keys().copied().take(1).collect();
        let mut left: Vec<&VillageCode> = doors.keys().copied().skip(1).collect();
        while let Some(at) = left.iter().position(|village| reached.iter().any(|other| touch(village, other)))
        {
            reached.push(left.remove(at));
        }
        assert!(left.is_empty(), "{left:?} apart from {reached:?}");
    }
}

#[test]
fn no_household_is_contacted_too_often_and_nobody_is_at_two_doors_at_once() {
    for made in MADE.iter() {
        assert_eq!(too_many_contacts(made, day(TODAY)), Vec::<String>::new());
    }
    assert_eq!(doors_at_once(MADE.iter()), Vec::<String>::new());
}

#[test]
fn the_ledger_of_every_dwelling_holds_what_its_file_demands() {
    for made in MADE.iter() {
        let mut owed: HashMap<DwellingId, Vec<Owed>> = HashMap::new();
        for row in &made.rows.owed {
            owed.entry(row.dwelling).or_default().push(row.owed);
        }
        let span = made.ground.span;
        for file in &made.files {
            let history = History {
                kind: file.home.kind,
                registered: span.opened,
                lets: file.households.iter().map(|h| h.days).collect(),
                classes: file.classes.clone(),
                refusals: vec![],
            };
            let mut held = owed.remove(&file.home.id).unwrap_or_default();
            held.sort_by_key(|owed| (owed.period, owed.class));
            assert_eq!(held, ledger::owed(&history, span.opened, span.today), "{:?}", file.classes);
        }
    }
    let rows = || MADE.iter().flat_map(|made| &made.rows.owed);
    let overdue = rows().filter(|row| row.settled.is_none() && row.owed.period.to < day(TODAY)).count();
    let over = rows().filter(|row| row.owed.period.to < day(TODAY)).count();
    assert!(overdue > 0 && overdue * 50 < over, "{overdue} of {over}");
}

#[test]
fn class_a_was_earned_by_three_quiet_contacts_and_papers() {
    for made in MADE.iter() {
        let mut contacts: HashMap<DwellingId, Vec<NaiveDate>> = HashMap::new();
        for visit in made.rows.visits.iter().filter(|visit| visit.is_contact) {
            contacts.entry(visit.dwelling).or_default().push(visit.on_date);
        }
        let found: HashMap<DwellingId, Vec<NaiveDate>> =
            made.rows.findings.iter().fold(HashMap::new(), |mut found, row| {
                let gone = row.gone_on.unwrap_or(NaiveDate::MAX);
                found.entry(row.dwelling).or_default().extend([row.found_on, gone]);
                found
            });
        for file in made.files.iter().filter(|f| class(f) == Class::A) {
            let since = file.classes.last().unwrap().0;
            let household = file.households.iter().rev().find(|h| h.days.from <= since).unwrap();
            let quiet_from =
                found.get(&file.home.id).map_or(NaiveDate::MIN, |days| *days.iter().max().unwrap());
            assert!(file.papers.in_order() && quiet_from < since, "{:?}", file.classes);
            let mut days: Vec<NaiveDate> = contacts[&file.home.id].clone();
            days.retain(|day| household.days.contains(*day) && *day < since);
            assert!(days.len() >= 3, "{days:?} before {since}");
        }
    }
}

#[test]
fn class_c_has_a_confirmed_hazard_open_for_at_most_sixty_days() {
    for made in MADE.iter() {
        let open = made.rows.flags.iter().filter(|(flag, _)| flag.state.is_confirmed_and_open());
        let open: HashSet<DwellingId> = open.map(|(flag, _)| flag.dwelling).collect();
        for file in &made.files {
            let is_over = |pair: &[(NaiveDate, Class)]| (pair[1].0 - pair[0].0).num_days() <= 60;
            assert!(file.classes.windows(2).filter(|pair| pair[0].1 == Class::C).all(is_over));
            if class(file) == Class::C {
                let since = file.classes.last().unwrap().0;
                assert!(open.contains(&file.home.id) && (day(TODAY) - since).num_days() <= 60);
            }
        }
    }
}

#[test]
fn an_officer_of_two_stations_is_at_one_of_them_a_day() {
    let ground = &MADE[0].ground;
    let count = |role| ground.staff.iter().filter(|person| person.role == role).count();
    assert_eq!((count(Role::Officer), count(Role::Coordinator) + count(Role::Patrol)), (5, 15));
    let shared: HashSet<UserId> = ground.staff.iter().filter(|p| p.beat.len() == 2).map(|p| p.user).collect();
    assert_eq!(shared.len(), 1);
    let mut places: HashMap<(UserId, NaiveDate), usize> = HashMap::new();
    for (n, made) in MADE.iter().enumerate() {
        for visit in &made.rows.visits {
            if let Some(officer) = visit.partner.filter(|partner| shared.contains(partner)) {
                let at = places.entry((officer, civil(visit.happened_at).date())).or_insert(n);
                assert_eq!(*at, n);
            }
        }
    }
    assert!(places.values().collect::<BTreeSet<_>>().len() == 2);
}

on_both_engines! { a_county_that_was_broken_off_is_finished_and_then_stays }

async fn a_county_that_was_broken_off_is_finished_and_then_stays(db: Db) {
    let scale = Some(Scale::County { dwellings: 1_000 });
    let (store, data) = (db.store.clone(), db.store.data_dir().to_owned());
    let until: Progress =
        Arc::new(|stage, done, of| assert!((stage, of) != (Stage::Store, 2) || done == 0, "broken off"));
    let broken =
        tokio::spawn(async move { run(&store, &data, day(TODAY), scale, false, until).await.is_ok() });
    assert!(broken.await.is_err());
    let some = counted(&db).await;
    assert!(some.stations == 2 && some.visits > 0);

    let (store, data) = (&db.store, db.store.data_dir());
    let quiet: Progress = Arc::new(|_, _, _| ());
    let made = run(store, data, day(TODAY), scale, false, quiet.clone()).await.unwrap();
    assert!(made.made && made.staff_file.is_none() && made.counts.visits > some.visits);
    let planned = made.counts.dwellings - made.counts.stations;
    assert_eq!((made.counts.villages, made.counts.stations, planned), (361, 2, 1_000));

    let mut reader = store.reader().await.unwrap();
    let stations: Vec<_> = station::all(&mut reader).await.unwrap().iter().map(|s| s.id).collect();
    let proposals = class_proposal::open_of(&mut reader, &stations, 99).await.unwrap();
    let to_a = proposals.iter().filter(|row| row.proposal.class == Class::A).count();
    assert!((1..=2).contains(&to_a), "at most one a station: {proposals:?}");
    assert_eq!(appeal::open_of(&mut reader, &stations, None).await.unwrap().len(), 1);
    drop(reader);

    let mut reader = store.reader().await.unwrap();
    let meetings = meeting::of_area(&mut reader, None, day("2026-01-01")).await.unwrap();
    for kind in MeetingKind::ALL {
        assert!(meetings.iter().any(|row| row.kind == kind), "{kind:?}: {meetings:?}");
    }
    let filed: Vec<_> = meetings.iter().filter(|row| row.state == MeetingState::Filed).collect();
    let agreed = action::of_meeting(&mut reader, filed[0].id).await.unwrap();
    let done = agreed.iter().filter(|action| action.done.is_some()).count();
    assert_eq!((filed.len(), agreed.len(), done), (1, 2, 1));
    drop(reader);

    let again = run(store, data, day("2026-11-25"), None, false, quiet.clone()).await.unwrap();
    assert!(!again.made && again.counts == made.counts && again.today == day(TODAY));
    let other = run(store, data, day(TODAY), Some(Scale::Country), false, quiet).await;
    assert!(matches!(other, Err(SampleError::OtherScale(_))));
}

async fn counted(db: &Db) -> Counts {
    counts(&mut db.store.reader().await.unwrap()).await.unwrap()
}
