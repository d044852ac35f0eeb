//! A station under trouble, by the throw of a seed: the real `crates/sync` over a simulated storage and a
//! simulated line, before the real server over a real database. `make sim SEEDS=N`.
//!
//! One operation is in flight at a time and a phone stops at named steps only, so that a seed gives the
//! same run again: `ROUNDS_SEED=n` replays one that failed.

mod dice;
mod drain;
mod line;
mod server;
mod steps;
mod storage;
mod tally;
mod template;
mod visitor;
mod world;

use core_affinity::CoreId;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use template::{Size, Template};
use world::{Planted, World};

/// Seeds of a run in `make test`.
const SEEDS: u64 = 6;
/// Between two signs of progress.
const SIGN: u64 = 100;
const SIZE: Size = Size { phones: 8, days: 10 };
/// Seeds within which a planted mistake must be caught.
const SEEDS_TO_CATCH: u64 = 200;
const SMALL: Size = Size { phones: 2, days: 3 };

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What a run came to.
#[derive(Debug, PartialEq)]
struct Run {
    log: Vec<String>,
    faults: BTreeMap<String, u64>,
    /// How many records the server holds, or what is wrong with them.
    checked: Result<u64, String>,
}

async fn run(template: &Template, seed: u64, planted: Option<Planted>, keeps_log: bool) -> Run {
    let mut world = World::new(template, seed, planted).await;
    world.log = keeps_log.then(Vec::new);
    world.live(template.size.days).await;
    let checked = match world.calm().await {
        Ok(()) => world.check().await,
        Err(why) => Err(why),
    };
    Run { log: world.log.take().unwrap_or_default(), faults: world.tally.take(), checked }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// What seeds came to together.
#[derive(Default)]
struct Totals {
    seeds: u64,
    phone_days: u64,
    records: u64,
    faults: BTreeMap<String, u64>,
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seeds, phone_days, records, faults } = self;
        let kinds: Vec<String> = faults.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        let all: u64 = faults.values().sum();
        write!(
            f,
            "{seeds} seeds, {phone_days} phone-days, {records} records, {all} faults: {}",
            kinds.join(", ")
        )
    }
}

/// Runs seeds on all processors, each for itself. Answers the first that failed, with its reason.
fn run_all(template: &Template, seeds: std::ops::Range<u64>) -> (Totals, Option<(u64, String)>) {
    let (next, is_over, of) = (AtomicU64::new(seeds.start), AtomicBool::new(false), seeds.end - seeds.start);
    let state = Mutex::new((Totals::default(), None));
    let work = |processor| {
        // The database's threads begin on the same processor: a seed takes a quarter less of it there.
        core_affinity::set_for_current(processor);
        while !is_over.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return;
            }
            let Run { faults, checked, .. } = block_on(run(template, seed, None, false));
            let (totals, failed) = &mut *state.lock().unwrap();
            totals.seeds += 1;
            totals.phone_days += template.size.phones * template.size.days;
            faults.into_iter().for_each(|(kind, count)| *totals.faults.entry(kind).or_default() += count);
            match checked {
                Ok(records) => totals.records += records,
                Err(why) => {
                    is_over.store(true, Ordering::Relaxed);
                    failed.get_or_insert((seed, why));
                }
            }
            if totals.seeds % SIGN == 0 {
                println!("sim: {} of {of} seeds, {} records", totals.seeds, totals.records);
            }
        }
    };
    std::thread::scope(|scope| {
        let processors = core_affinity::get_core_ids().unwrap_or_else(|| vec![CoreId { id: 0 }]);
        let some = processors.into_iter().take(of as usize);
        some.for_each(|processor| drop(scope.spawn(move || work(processor))));
    });
    state.into_inner().unwrap()
}

#[test]
fn nothing_is_lost_or_doubled_whatever_a_seed_throws() {
    let seeds = match number("ROUNDS_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("ROUNDS_SEEDS").unwrap_or(SEEDS),
    };
    let phones = number("ROUNDS_PHONES").unwrap_or(SIZE.phones);
    let template = block_on(Template::new(Size { phones, days: number("ROUNDS_DAYS").unwrap_or(SIZE.days) }));
    let (totals, failed) = run_all(&template, seeds);
    println!("sim: {totals}");
    if let Some((seed, why)) = failed {
        // The same run again, told step by step.
        let again = block_on(run(&template, seed, None, true));
        again.log.iter().for_each(|line| println!("{line}"));
        panic!("seed {seed}: {why}");
    }
}

#[test]
fn a_seed_gives_the_same_run_twice() {
    let template = block_on(Template::new(SMALL));
    let of = |seed, planted| block_on(run(&template, seed, planted, true));
    let (first, second) = (of(7, None), of(7, None));
    for (one, other) in first.log.iter().zip(&second.log) {
        assert_eq!(one, other);
    }
    assert_eq!(first, second);
    assert_ne!(first.log, of(8, None).log);
    let copy = of(7, Some(Planted::Drain(drain::Flaw::Faithful)));
    assert_eq!(first, copy, "the copy that mistakes are planted in sends as the original does");
}

#[test]
fn each_planted_mistake_is_caught() {
    let template = block_on(Template::new(SMALL));
    for planted in Planted::all() {
        let caught = (0..SEEDS_TO_CATCH).find_map(|seed| {
            let run = block_on(run(&template, seed, Some(planted), false));
            run.checked.err().map(|why| (seed, why))
        });
        let (seed, why) = caught.unwrap_or_else(|| panic!("{planted:?} is not caught"));
        println!("{planted:?}: seed {seed}: {why}");
    }
}
