//! What retention leaves of what phones told: never more than the rules, and a view that its records
//! still give.

use super::rebuild::view;
use super::support::{World, id};
use crate::jobs::erase::{dry_run, run, run_if_due};
use crate::jobs::rebuild::rebuild;
use crate::store::testing::On;
use crate::store::{audit, finding, notice, record, visit};
use chrono::{Months, TimeDelta};
use domain::clock::Clock;
use domain::id::RecordId;
use domain::retention::{Counts, Thing};
use serde_json::{Value, json};

fn months(world: &World, count: u32) {
    let now = world.app.clock.now();
    world.pass(now.checked_add_months(Months::new(count)).unwrap() - now);
}

fn finding_with_note(world: &World, n: u128, visit: u128, category: &str, severity: &str) -> Value {
    let body = json!({"finding": id(n + 1000), "dwelling": world.dwelling, "visit": id(visit),
        "category": category, "severity": severity, "note": "楼道里堆着纸箱"});
    world.record(n, "finding", &[visit], body)
}

fn gone(world: &World, n: u128, check_in: u128, gone: &[u128]) -> Value {
    let gone: Vec<_> = gone.iter().map(|n| id(*n)).collect();
    let body = json!({"dwelling": world.dwelling, "check_in": id(check_in), "outcome": "met",
        "consent": "at_door_only", "gone": gone});
    world.record(n, "visit", &[check_in], body)
}

/// A visit with two findings and a notice; eight months later one that sees the low finding gone; ten
/// months after that a third with a new finding; then seven months of nothing.
async fn years(engine: On) -> World {
    let world = World::on(engine).await;
    let notice = json!({"notice": id(50), "dwelling": world.dwelling, "visit": id(11), "form": "shown",
        "code_hash": "ab".repeat(32)});
    let first = [
        world.check_in(10),
        world.visit(11, 10, "entered", Some("to_enter")),
        finding_with_note(&world, 12, 11, "fire", "high"),
        finding_with_note(&world, 13, 11, "sanitation", "low"),
        world.record(14, "notice", &[11], notice),
    ];
    for result in world.send(&first).await {
        assert!(result["receipt"].is_object(), "{result}");
    }
    months(&world, 8);
    world.send(&[world.check_in(20), gone(&world, 21, 20, &[1013])]).await;
    months(&world, 10);
    world
        .send(&[
            world.check_in(30),
            world.visit(31, 30, "met", Some("at_door_only")),
            finding_with_note(&world, 32, 31, "structure", "low"),
        ])
        .await;
    months(&world, 7);
    world
}

async fn body(world: &World, n: u128) -> Option<String> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let vault = world.app.state.store.vault().clone();
    record::body(&mut reader, &vault, RecordId(id(n))).await.unwrap()
}

#[tokio::test]
async fn visits_of_two_years_ago_go_and_a_danger_that_is_still_open_stays_on_either_engine() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = years(engine).await;
        let store = &world.app.state.store;
        let told = dry_run(store).await.unwrap();
        let counts = run(store).await.unwrap();
        assert_eq!(counts, told, "the dry run counts what the run erases");
        // Sessions and jobs of two years go besides.
        let of = |thing| counts.of(thing);
        assert_eq!((of(Thing::Visit), of(Thing::Finding), of(Thing::Notice)), (1, 1, 1));
        assert_eq!((of(Thing::FreeText), of(Thing::Record)), (3, 4));
        let mut reader = store.reader().await.unwrap();
        assert_eq!(visit::of_dwelling(&mut reader, world.dwelling).await.unwrap().len(), 2);
        let left = finding::of_dwelling(&mut reader, world.dwelling).await.unwrap();
        let left: Vec<_> = left.iter().map(|finding| finding.id.0).collect();
        assert_eq!(left, [id(1012), id(1032)], "the open fire hazard, and the finding of this year");
        assert!(notice::of_dwelling(&mut reader, world.dwelling).await.unwrap().is_empty());
        drop(reader);
        assert_eq!(run(store).await.unwrap().of(Thing::Visit), 0, "what is erased is erased once");
        assert_eq!(audit::verify(store).await.unwrap().first_bad, None);
    }
}

#[tokio::test]
async fn a_view_built_again_after_a_night_of_retention_is_the_same() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = years(engine).await;
        run(&world.app.state.store).await.unwrap();
        let erased = view(&world).await;
        rebuild(&world.app.state.store, world.dwelling).await.unwrap();
        assert_eq!(view(&world).await, erased);
    }
}

#[tokio::test]
async fn free_text_of_ninety_days_ago_is_taken_out_of_what_is_kept() {
    let world = years(On::Sqlite).await;
    assert!(body(&world, 32).await.unwrap().contains("纸箱"));
    let again = [finding_with_note(&world, 32, 31, "structure", "low")];
    run(&world.app.state.store).await.unwrap();
    let kept = body(&world, 32).await.unwrap();
    assert!(!kept.contains("纸箱") && kept.contains("structure"), "{kept}");
    assert!(!body(&world, 12).await.unwrap().contains("纸箱"), "of the finding that stays open, too");
    assert_eq!(body(&world, 11).await, None);
    // The phone may send it again: it hears what it heard, and nothing comes back.
    assert!(world.send(&again).await[0]["receipt"].is_object());
    assert!(!body(&world, 32).await.unwrap().contains("纸箱"));
}

#[tokio::test]
async fn the_envelope_of_an_erased_record_names_no_home() {
    let world = years(On::Sqlite).await;
    run(&world.app.state.store).await.unwrap();
    let mut reader = world.app.state.store.reader().await.unwrap();
    let envelope = record::by_id(&mut reader, RecordId(id(11))).await.unwrap().expect("it stays");
    assert_eq!((envelope.dwelling, envelope.after.len()), (None, 0));
}

#[tokio::test]
async fn a_night_erases_once_and_not_before_two_o_clock() {
    let world = years(On::Sqlite).await;
    let store = &world.app.state.store;
    let nine_in_the_evening = TimeDelta::hours(11);
    assert!(run_if_due(store).await.unwrap(), "ten in the morning, never run before");
    world.pass(nine_in_the_evening);
    assert!(!run_if_due(store).await.unwrap());
    world.pass(TimeDelta::hours(4));
    assert!(!run_if_due(store).await.unwrap(), "one in the morning");
    world.pass(TimeDelta::hours(2));
    assert!(run_if_due(store).await.unwrap());
}

/// A small generator, so that a failure names its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Thirty months of a home by the throw of a seed: visits, attempts, findings of every severity, some
/// seen gone, doings around midnight among them.
async fn lived(seed: u64) -> World {
    let world = World::new().await;
    let (mut dice, mut n) = (Dice(seed), 100u128);
    let mut open: Vec<u128> = Vec::new();
    for _ in 0..24 {
        world.pass(TimeDelta::days(i64::try_from(10 + dice.below(45)).unwrap()));
        world.pass(TimeDelta::minutes(i64::try_from(dice.below(1_440)).unwrap()));
        let check_in = world.check_in(n);
        // A doing that takes as long as it may lie astride the line.
        let pause = TimeDelta::minutes(i64::try_from(dice.below(90)).unwrap());
        if dice.below(4) == 0 {
            let body = json!({"dwelling": world.dwelling, "check_in": id(n), "outcome": "nobody_home",
                "letter": dice.below(2) == 0});
            world.pass(pause);
            world.send(&[check_in, world.record(n + 1, "attempt", &[n], body)]).await;
        } else {
            let taken = dice.below(1 + open.len() as u64) as usize;
            let closed: Vec<u128> = open.drain(..taken).collect();
            world.pass(pause);
            world.send(&[check_in, gone(&world, n + 1, n, &closed)]).await;
            for more in 0..u128::from(dice.below(3)) {
                let severity = ["note", "low", "low", "high"][dice.below(4) as usize];
                let category = ["sanitation", "fire"][dice.below(2) as usize];
                world.send(&[finding_with_note(&world, n + 2 + more, n + 1, category, severity)]).await;
                open.push(n + 1_002 + more);
            }
        }
        n += 10;
    }
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happened_at_a_home_the_view_after_retention_is_what_its_records_give() {
    for seed in 0..6 {
        let world = lived(seed).await;
        let store = &world.app.state.store;
        for night in 0..4 {
            let told = dry_run(store).await.unwrap();
            assert_eq!(run(store).await.unwrap(), told, "seed {seed}, night {night}");
            let erased = view(&world).await;
            rebuild(store, world.dwelling).await.unwrap();
            assert_eq!(view(&world).await, erased, "seed {seed}, night {night}");
            months(&world, 3);
        }
        assert_eq!(audit::verify(store).await.unwrap().first_bad, None, "seed {seed}");
        assert_ne!(run(store).await.unwrap(), Counts::default(), "seed {seed}: there is always more");
    }
}
