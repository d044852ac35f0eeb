//! `cargo bench -p server --bench county`: makes the sample county and plans a month of it on two
//! threads in a minute, as `rounds plan --days 31 --threads 2 --seconds 60` does. Arguments: planned
//! dwellings of other counties to take instead; `--seconds S` and `--threads T` as the command's.
//! Then a night of retention half a year later, as `rounds erase` does, which has a minute too. Each
//! county is made, each month planned and each night erased in a process of its own, so that its memory
//! is.

#![allow(clippy::unwrap_used, reason = "a bench")]

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use domain::clock::FixedClock;
use domain::inspection::Month;
use domain::retention::Thing;
use server::jobs::erase;
use server::jobs::plan_day::{Ask, Limit, Planned, StationPlan, plan};
use server::process::peak_mb;
use server::sample::{self, Scale};
use server::store::{Store, inspection, ledger, station};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TODAY: &str = "2026-11-24";
const DAYS: u32 = 31;
/// The night of retention: half a year of a county is over its period at once, where no night was before.
const LATER: &str = "2027-05-24";

/// What one process does.
struct Task {
    step: String,
    folder: String,
    dwellings: usize,
    seconds: f64,
    threads: usize,
}

fn main() {
    let (mut sizes, mut seconds, mut threads) = (Vec::new(), 60.0, 2);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => seconds = arguments.next().unwrap().parse().unwrap(),
            "--threads" => threads = arguments.next().unwrap().parse().unwrap(),
            "--step" => {
                let (step, folder) = (arguments.next().unwrap(), arguments.next().unwrap());
                return run(Task { step, folder, dwellings: sizes[0], seconds, threads });
            }
            "--bench" => {}
            size => sizes.push(size.parse().unwrap()),
        }
    }
    if sizes.is_empty() {
        sizes.push(40_000);
    }
    for dwellings in sizes {
        let folder = tempfile::tempdir().unwrap();
        for step in ["make", "figures", "plan", "erase"] {
            let done = Command::new(std::env::current_exe().unwrap())
                .args([&dwellings.to_string(), "--seconds", &seconds.to_string()])
                .args(["--threads", &threads.to_string(), "--step", step])
                .arg(folder.path())
                .status();
            assert!(done.unwrap().success());
        }
    }
}

fn run(task: Task) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap().block_on(async {
        let folder = Path::new(&task.folder);
        let url = format!("sqlite:{}", folder.join("rounds.db").display());
        let today = if task.step == "erase" { LATER } else { TODAY };
        let clock = FixedClock(format!("{today}T00:00:00Z").parse().unwrap());
        let store = Store::open(&url, folder, Arc::new(clock)).await.unwrap();
        match task.step.as_str() {
            "make" => make(&store, &task, folder).await,
            "erase" => erase_night(&store).await,
            "figures" => figures(&store).await,
            _ => plan_month(&store, &task).await,
        }
        store.close().await;
    });
}

async fn make(store: &Store, task: &Task, folder: &Path) {
    let began = Instant::now();
    let scale = Some(Scale::County { dwellings: task.dwellings });
    let quiet = Arc::new(|_, _, _| ());
    let made = sample::run(store, folder, TODAY.parse().unwrap(), scale, false, quiet).await.unwrap();
    let counts = made.counts;
    let size: u64 = ["rounds.db", "rounds.db-wal"]
        .iter()
        .filter_map(|name| std::fs::metadata(folder.join(name)).ok())
        .map(|file| file.len())
        .sum();
    println!("county of {} planned dwellings", task.dwellings);
    println!(
        "  made     {:8.1} s   peak {:.0} MB, database {} MB: {} stations, {} villages, {} accounts, {} visits, {} records",
        began.elapsed().as_secs_f64(),
        peak_mb().unwrap_or_default(),
        size / 1_000_000,
        counts.stations,
        counts.villages,
        counts.users,
        counts.visits,
        counts.records
    );
}

async fn erase_night(store: &Store) {
    let began = Instant::now();
    let told = erase::dry_run(store).await.unwrap();
    let counted = began.elapsed().as_secs_f64();
    let began = Instant::now();
    assert_eq!(erase::run(store).await.unwrap(), told);
    let wall = began.elapsed().as_secs_f64();
    let of = |thing| told.of(thing);
    println!(
        "  erased   {wall:8.1} s   peak {:.0} MB, counted in {counted:.1} s",
        peak_mb().unwrap_or_default()
    );
    println!(
        "           {:8}     visits, {} records, {} owed visits, {} texts, {} contacts",
        of(Thing::Visit),
        of(Thing::Record),
        of(Thing::OwedVisit),
        of(Thing::FreeText),
        of(Thing::Contact)
    );
}

/// Figures of inspection of the whole county: the running month, and its villages as a close counts them.
async fn figures(store: &Store) {
    let (today, mut reader) = (TODAY.parse().unwrap(), store.reader().await.unwrap());
    let stations: Vec<_> = station::all(&mut reader).await.unwrap().iter().map(|s| s.id).collect();
    let month = (Month::of(today), Month::of(today));
    let began = Instant::now();
    let counted = inspection::by_station(&mut reader, &stations, month, today).await.unwrap();
    let by_station = began.elapsed();
    let began = Instant::now();
    let villages = inspection::by_village(&mut reader, &stations, month, today).await.unwrap();
    println!(
        "  figures  {:8.0} ms  {} stations; {} villages in {} ms",
        by_station.as_secs_f64() * 1e3,
        counted.len(),
        villages.len(),
        began.elapsed().as_millis()
    );
}

async fn plan_month(store: &Store, task: &Task) {
    let began = Instant::now();
    let from: NaiveDate = TODAY.parse().unwrap();
    let ask = Ask {
        station: None,
        from,
        days: DAYS,
        limit: Limit::Until(began + Duration::from_secs_f64(task.seconds)),
        seed: 1,
        threads: task.threads,
        by: None,
    };
    let planned = plan(store, ask).await.unwrap();
    let wall = began.elapsed().as_secs_f64();
    let peak = peak_mb().unwrap_or_default();
    let last = from + TimeDelta::days(i64::from(DAYS) - 1);
    let (owed, untold) = owed(store, &planned, last).await;
    let stops: usize = planned.stations.iter().map(visits).sum();
    let rounds: Vec<_> = planned.stations.iter().flat_map(|s| &s.days).flat_map(|(_, r)| r).collect();
    let travel: i64 = rounds.iter().map(|round| round.travel_s).sum();
    let spread: f64 = planned.stations.iter().map(spread).sum::<f64>() / planned.stations.len().max(1) as f64;
    println!("  planned  {wall:8.1} s   peak {peak:.0} MB, {DAYS} days, {} threads", task.threads);
    println!("  rounds   {:8}     {} steps of search", rounds.len(), planned.iterations);
    println!("  visits   {stops:8}     of {owed} owed; {:.2} ms a visit", wall * 1e3 / stops as f64);
    println!("  left     {:8}     {:?}, without a reason {untold}", owed - stops, reasons(&planned));
    println!("  spread   {spread:8.3}     of visits a working day in a station, mean");
    println!("  travel   {:8} h   {:.0} s a visit", travel / 3_600, travel as f64 / stops as f64);
    println!("  memory   {:8.1} kB  a dwelling", peak * 1e3 / task.dwellings as f64);
}

/// How many visits are owed, and how many of them are neither planned nor left out for a reason.
async fn owed(store: &Store, planned: &Planned, last: NaiveDate) -> (usize, usize) {
    let mut reader = store.reader().await.unwrap();
    let (mut owed, mut untold) = (0, 0);
    for station in &planned.stations {
        let mut told: HashSet<_> = station.unassigned.iter().map(|u| u.owed).collect();
        told.extend(stops(station).map(|(_, owed)| owed));
        let open = ledger::open(&mut reader, station.station.id, last).await.unwrap();
        owed += open.len();
        untold += open.iter().filter(|visit| !told.contains(&visit.id)).count();
    }
    (owed, untold)
}

fn stops(station: &StationPlan) -> impl Iterator<Item = (NaiveDate, domain::id::OwedId)> {
    let rounds = station.days.iter().flat_map(|(row, rounds)| rounds.iter().map(|round| (row.on, round)));
    rounds.flat_map(|(on, round)| round.stops.iter().map(move |stop| (on, stop.owed)))
}

/// Visits of a station; a joint one counts once.
fn visits(station: &StationPlan) -> usize {
    stops(station).collect::<BTreeSet<_>>().len()
}

fn reasons(planned: &Planned) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for left in planned.stations.iter().flat_map(|station| &station.unassigned) {
        *reasons.entry(format!("{:?}", left.reason)).or_default() += 1;
    }
    reasons
}

/// Standard deviation of visits from Monday to Friday, by their mean.
fn spread(station: &StationPlan) -> f64 {
    let mut visits: BTreeMap<NaiveDate, BTreeSet<_>> = BTreeMap::new();
    for (row, _) in &station.days {
        if !matches!(row.on.weekday(), Weekday::Sat | Weekday::Sun) {
            visits.entry(row.on).or_default();
        }
    }
    for (on, owed) in stops(station) {
        visits.entry(on).or_default().insert(owed);
    }
    let counts: Vec<f64> = visits.values().map(|visits| visits.len() as f64).collect();
    let mean = counts.iter().sum::<f64>() / counts.len() as f64;
    let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / counts.len() as f64;
    variance.sqrt() / mean.max(f64::MIN_POSITIVE)
}
