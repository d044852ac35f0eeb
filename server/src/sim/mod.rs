//! A station under trouble, by the throw of a seed: the real `crates/sync` over a simulated storage and a
//! simulated line, before the real server over a real database. `make sim SEEDS=N`.
//!
//! One operation is in flight at a time and a phone stops at named steps only, so that a seed gives the
//! same run again: `ROUNDS_SEED=n` replays one that failed.

mod dice;
mod line;
mod steps;
mod storage;
mod visitor;
mod world;

use world::{Planted, Size, World};

/// Seeds of a run in `make test`.
const SEEDS: u64 = 6;
const SIZE: Size = Size { phones: 8, days: 10 };
/// Seeds within which a planted mistake must be caught.
const SEEDS_TO_CATCH: u64 = 200;
const SMALL: Size = Size { phones: 2, days: 3 };

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

async fn run(seed: u64, size: Size, planted: Option<Planted>) -> (Vec<String>, Result<(), String>) {
    let mut world = World::new(seed, size.phones, planted).await;
    world.live(size.days).await;
    let calm = world.calm().await;
    let checked = match calm {
        Ok(()) => world.check().await,
        calm => calm,
    };
    (world.log, checked)
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_whatever_a_seed_throws() {
    let (from, to) = match number("ROUNDS_SEED") {
        Some(seed) => (seed, seed + 1),
        None => (0, number("ROUNDS_SEEDS").unwrap_or(SEEDS)),
    };
    for seed in from..to {
        let (log, checked) = run(seed, SIZE, None).await;
        if let Err(why) = checked {
            log.iter().for_each(|line| println!("{line}"));
            panic!("seed {seed}: {why}");
        }
    }
}

#[tokio::test]
async fn a_seed_gives_the_same_run_twice() {
    let (first, second) = (run(7, SMALL, None).await, run(7, SMALL, None).await);
    for (one, other) in first.0.iter().zip(&second.0) {
        assert_eq!(one, other);
    }
    assert_eq!(first, second);
    assert_ne!(first.0, run(8, SMALL, None).await.0);
}

#[tokio::test]
async fn each_planted_mistake_is_caught() {
    let storage = storage::Flaw::ALL.into_iter().map(Planted::Storage);
    let line = line::Flaw::ALL.into_iter().map(Planted::Line);
    for planted in storage.chain(line) {
        let mut caught = None;
        for seed in 0..SEEDS_TO_CATCH {
            if let Err(why) = run(seed, SMALL, Some(planted)).await.1 {
                caught = Some((seed, why));
                break;
            }
        }
        let (seed, why) = caught.unwrap_or_else(|| panic!("{planted:?} is not caught"));
        println!("{planted:?}: seed {seed}: {why}");
    }
}
