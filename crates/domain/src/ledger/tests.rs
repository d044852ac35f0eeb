use super::*;
use crate::cadence::{self, period_of};
use crate::property::PropertyKind;
use crate::visit::{AttemptOutcome, Outcome};
use chrono::Days as Count;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn history(registered: &str, classes: &[(&str, Class)]) -> History {
    History {
        kind: PropertyKind::Flat,
        registered: day(registered),
        lets: vec![Days { from: day(registered), to: None }],
        classes: classes.iter().map(|(since, class)| (day(since), *class)).collect(),
        refusals: vec![],
    }
}

fn starts(history: &History, from: &str, to: &str) -> Vec<String> {
    let owed = owed(history, day(from), day(to));
    owed.iter().map(|o| format!("{:?} {}", o.class, o.period.from.format("%m-%d"))).collect()
}

#[test]
fn a_dwelling_registered_inside_a_period_owes_from_the_next() {
    let file = history("2026-03-02", &[("2026-03-02", Class::B)]);
    assert_eq!(starts(&file, "2026-03-01", "2026-05-31"), ["B 04-01", "B 05-01"]);
}

#[test]
fn a_dwelling_registered_on_the_first_day_owes_that_period() {
    let file = history("2026-03-01", &[("2026-03-01", Class::B)]);
    assert_eq!(starts(&file, "2026-03-01", "2026-03-31"), ["B 03-01"]);
}

#[test]
fn a_change_of_class_counts_from_the_next_period_and_the_old_visit_stays_owed() {
    type Case<'c> = (&'c [(&'c str, Class)], &'c [&'c str]);
    let cases: [Case; 4] = [
        (&[("2026-01-01", Class::A), ("2026-02-10", Class::B)], &["A 01-01", "B 03-01", "B 04-01"]),
        (&[("2026-01-01", Class::B), ("2026-02-10", Class::A)], &["B 01-01", "B 02-01", "A 03-01"]),
        (&[("2026-03-15", Class::A), ("2026-04-15", Class::B)], &[]),
        (&[("2026-03-11", Class::C), ("2026-03-25", Class::B)], &["C 03-11", "C 03-21", "B 04-01"]),
    ];
    for (classes, expected) in cases {
        let file = history(classes[0].0, classes);
        assert_eq!(starts(&file, "2026-01-01", "2026-04-30"), expected, "{classes:?}");
    }
}

#[test]
fn a_rise_to_c_owes_the_running_third_if_five_days_remain() {
    for (rise, expected) in
        [("2026-02-16", true), ("2026-02-17", false), ("2026-02-24", true), ("2026-02-25", false)]
    {
        let file = history("2025-01-01", &[("2025-01-01", Class::B), (rise, Class::C)]);
        let running = cadence::third_of_month(day(rise));
        assert_eq!(
            owed(&file, day(rise), day(rise)).contains(&Owed { class: Class::C, period: running }),
            expected
        );
    }
}

#[test]
fn a_dwelling_registered_as_c_is_not_a_rise() {
    let file = history("2026-02-12", &[("2026-02-12", Class::C)]);
    assert_eq!(starts(&file, "2026-02-01", "2026-02-28"), ["C 02-21"]);
}

#[test]
fn an_empty_dwelling_owes_nothing_until_it_is_let_again() {
    let mut file = history("2026-01-01", &[("2026-01-01", Class::B)]);
    file.lets = vec![
        Days { from: day("2026-01-01"), to: Some(day("2026-02-10")) },
        Days { from: day("2026-04-02"), to: None },
    ];
    assert_eq!(starts(&file, "2026-01-01", "2026-05-31"), ["B 01-01", "B 02-01", "B 05-01"]);
}

#[test]
fn a_household_that_refuses_beforehand_gets_letters_at_cadence_a() {
    let mut file = history("2026-01-01", &[("2026-01-01", Class::B)]);
    file.refusals = vec![Days { from: day("2026-02-03"), to: Some(day("2026-05-20")) }];
    assert_eq!(
        starts(&file, "2026-01-01", "2026-06-30"),
        ["B 01-01", "B 02-01", "A 03-01", "A 05-01", "B 06-01"]
    );
}

#[test]
fn lodgings_follow_b_even_if_the_register_says_a_and_hotels_owe_nothing() {
    let mut file = history("2026-01-01", &[("2026-01-01", Class::A)]);
    file.kind = PropertyKind::WorksiteLodging;
    assert_eq!(starts(&file, "2026-01-01", "2026-02-28"), ["B 01-01", "B 02-01"]);
    file.kind = PropertyKind::Hotel;
    assert!(starts(&file, "2026-01-01", "2026-02-28").is_empty());
}

fn doing(n: u128, at: &str, deed: Deed) -> Doing {
    Doing { record: RecordId(Uuid::from_u128(n)), at: at.parse().unwrap(), deed }
}

fn nobody(n: u128, at: &str, letter: bool) -> Doing {
    doing(n, at, Deed::Attempt { outcome: AttemptOutcome::NobodyHome, letter, letters_wanted: false })
}

fn of(class: Class, date: &str) -> Owed {
    Owed { class, period: period_of(day(date), class) }
}

fn how(owed: &Owed, doings: &[Doing], excuse: Option<&Excuse>) -> Option<Settled> {
    settlement(owed, doings, excuse).map(|s| s.how)
}

#[test]
fn every_outcome_of_a_visit_settles_its_period_as_done_and_older_ones_as_late() {
    for outcome in [Outcome::Met, Outcome::Entered, Outcome::Refused, Outcome::Vacated] {
        let visit = [doing(1, "2026-02-28T19:59:00", Deed::Visit(outcome))];
        assert_eq!(how(&of(Class::B, "2026-02-01"), &visit, None), Some(Settled::Done));
        assert_eq!(how(&of(Class::A, "2026-02-01"), &visit, None), Some(Settled::Done));
        assert_eq!(how(&of(Class::B, "2026-01-01"), &visit, None), Some(Settled::Late));
        assert_eq!(how(&of(Class::B, "2026-03-01"), &visit, None), None);
    }
}

#[test]
fn a_letter_settles_after_two_attempts_on_different_days_and_hours() {
    let february = of(Class::B, "2026-02-01");
    let cases: [(&[Doing], bool); 7] = [
        (&[nobody(1, "2026-02-03T09:10:00", false), nobody(2, "2026-02-05T18:00:00", true)], true),
        (&[nobody(1, "2026-02-03T09:10:00", true), nobody(2, "2026-02-05T18:00:00", false)], false),
        (&[nobody(1, "2026-02-03T09:10:00", false), nobody(2, "2026-02-03T18:00:00", true)], false),
        (&[nobody(1, "2026-02-03T09:10:00", false), nobody(2, "2026-02-05T09:50:00", true)], false),
        (&[nobody(1, "2026-01-30T09:10:00", false), nobody(2, "2026-02-05T18:00:00", true)], false),
        (&[nobody(2, "2026-02-05T18:00:00", true)], false),
        (
            &[
                nobody(1, "2026-02-03T09:10:00", false),
                nobody(2, "2026-02-05T18:00:00", false),
                nobody(3, "2026-02-05T18:20:00", true),
            ],
            true,
        ),
    ];
    for (doings, settles) in cases {
        assert_eq!(how(&february, doings, None), settles.then_some(Settled::Done), "{doings:?}");
    }
}

#[test]
fn a_letter_does_not_settle_an_older_period() {
    let attempts = [nobody(1, "2026-02-03T09:10:00", false), nobody(2, "2026-02-05T18:00:00", true)];
    assert_eq!(how(&of(Class::B, "2026-01-01"), &attempts, None), None);
}

#[test]
fn a_letter_to_a_door_that_was_not_found_settles_nothing() {
    let deed = Deed::Attempt { outcome: AttemptOutcome::NotFound, letter: true, letters_wanted: false };
    let doings = [nobody(1, "2026-02-03T09:10:00", false), doing(2, "2026-02-05T18:00:00", deed)];
    assert_eq!(how(&of(Class::B, "2026-02-01"), &doings, None), None);
}

#[test]
fn one_letter_is_enough_for_a_household_that_asked_for_letters() {
    let deed = Deed::Attempt { outcome: AttemptOutcome::NobodyHome, letter: true, letters_wanted: true };
    assert_eq!(
        how(&of(Class::A, "2026-02-01"), &[doing(1, "2026-02-05T18:00:00", deed)], None),
        Some(Settled::Done)
    );
}

#[test]
fn a_move_out_excuses_what_was_owed_but_not_what_the_next_household_owes() {
    let empty = [doing(1, "2026-02-10T12:00:00", Deed::Empty { until: Some(day("2026-04-02")) })];
    for (month, expected) in
        [("2026-01-01", true), ("2026-02-01", true), ("2026-03-01", true), ("2026-05-01", false)]
    {
        assert_eq!(how(&of(Class::B, month), &empty, None), expected.then_some(Settled::Excused), "{month}");
    }
}

#[test]
fn a_visit_made_in_the_period_counts_before_an_excuse_and_a_later_one_does_not() {
    let excuse = Excuse { on: day("2026-02-20"), by: UserId(Uuid::nil()), reason: ExcuseReason::Emergency };
    let visit = |at| [doing(1, at, Deed::Visit(Outcome::Met))];
    let february = of(Class::B, "2026-02-01");
    assert_eq!(how(&february, &visit("2026-02-25T09:00:00"), Some(&excuse)), Some(Settled::Done));
    assert_eq!(how(&february, &visit("2026-03-02T09:00:00"), Some(&excuse)), Some(Settled::Excused));
    assert_eq!(
        how(&of(Class::B, "2026-01-01"), &visit("2026-02-03T09:00:00"), Some(&excuse)),
        Some(Settled::Late)
    );
}

#[test]
fn a_visit_made_offline_counts_for_the_day_it_was_made() {
    let january = of(Class::B, "2026-01-01");
    let arrived_first = doing(2, "2026-02-02T10:00:00", Deed::Visit(Outcome::Met));
    assert_eq!(how(&january, &[arrived_first], None), Some(Settled::Late));
    let arrived_later = doing(1, "2026-01-31T19:00:00", Deed::Visit(Outcome::Met));
    assert_eq!(how(&january, &[arrived_first, arrived_later], None), Some(Settled::Done));
}

/// The rule said once more, a day at a time.
fn owed_day_by_day(file: &History, from: NaiveDate, to: NaiveDate) -> Vec<Owed> {
    let class_on = |date: NaiveDate| {
        if file.refusals.iter().any(|r| r.contains(date)) {
            return Class::A;
        }
        file.classes.iter().rfind(|(since, _)| *since <= date).map_or(Class::B, |(_, class)| *class)
    };
    let mut all = Vec::new();
    for date in from.iter_days().take_while(|date| *date <= to) {
        let class = class_on(date);
        let is_let = date >= file.registered && file.lets.iter().any(|l| l.contains(date));
        let period = period_of(date, class);
        let changed = file.classes.iter().any(|(since, _)| *since == date);
        let rise = changed
            && class == Class::C
            && file.registered < date
            && class_on(date - Count::new(1)) != Class::C
            && (period.to - date).num_days() >= 4;
        if is_let && (period.from == date || rise) {
            all.push(Owed { class, period });
        }
    }
    all.sort_by_key(|o| (o.period, o.class));
    all.dedup();
    all
}

fn some_history() -> impl Strategy<Value = History> {
    let days = || (0u64..500, proptest::option::of(0u64..200));
    let stretch = |(from, length): (u64, Option<u64>)| {
        let from = day("2027-01-01") + Count::new(from);
        Days { from, to: length.map(|l| from + Count::new(l)) }
    };
    (
        0u64..300,
        proptest::collection::vec(days(), 0..4),
        proptest::collection::btree_map(0u64..500, 0usize..3, 0..8),
        proptest::collection::vec(days(), 0..2),
    )
        .prop_map(move |(registered, lets, classes, refusals)| History {
            kind: PropertyKind::RuralHouse,
            registered: day("2027-01-01") + Count::new(registered),
            lets: lets.into_iter().map(stretch).collect(),
            classes: classes
                .into_iter()
                .map(|(since, c)| (day("2027-01-01") + Count::new(since), [Class::A, Class::B, Class::C][c]))
                .collect(),
            refusals: refusals.into_iter().map(stretch).collect(),
        })
}

fn some_doings() -> impl Strategy<Value = Vec<Doing>> {
    let one = (0u64..500, 8u32..20, 0u8..7).prop_map(|(days, hour, what)| {
        let deed = match what {
            0 => Deed::Visit(Outcome::Met),
            1 => Deed::Visit(Outcome::Refused),
            2 => Deed::Empty { until: Some(day("2027-01-01") + Count::new(days + 20)) },
            n => {
                let outcome = [AttemptOutcome::NobodyHome, AttemptOutcome::CannotReach][usize::from(n % 2)];
                Deed::Attempt { outcome, letter: n > 4, letters_wanted: n == 6 }
            }
        };
        let date = day("2027-01-01") + Count::new(days);
        (date.and_hms_opt(hour, 0, 0).unwrap(), deed)
    });
    (proptest::collection::vec(one, 0..12), Just((1u128..=12).collect::<Vec<_>>()).prop_shuffle()).prop_map(
        |(deeds, ids)| {
            let named = ids.into_iter().map(Uuid::from_u128).map(RecordId).zip(deeds);
            named.map(|(record, (at, deed))| Doing { record, at, deed }).collect()
        },
    )
}

proptest! {
    #[test]
    fn each_period_of_each_open_dwelling_owes_exactly_one_visit(file in some_history()) {
        let (from, to) = (day("2027-01-01"), day("2028-06-30"));
        let fast = owed(&file, from, to);
        prop_assert_eq!(&fast, &owed_day_by_day(&file, from, to));
        let distinct: std::collections::BTreeSet<&Owed> = fast.iter().collect();
        prop_assert_eq!(distinct.len(), fast.len());
    }

    #[test]
    fn opening_night_by_night_gives_the_same_as_opening_once(file in some_history()) {
        let (from, to) = (day("2027-01-01"), day("2028-06-30"));
        let mut nightly: Vec<Owed> =
            from.iter_days().take_while(|d| *d <= to).flat_map(|d| owed(&file, d, d)).collect();
        nightly.sort_by_key(|o| (o.period, o.class));
        nightly.dedup();
        prop_assert_eq!(nightly, owed(&file, from, to));
    }

    #[test]
    fn the_order_of_arrival_does_not_change_the_ledger(doings in some_doings(), turn in 0usize..12) {
        let mut turned = doings.clone();
        if !turned.is_empty() { let by = turn % turned.len(); turned.rotate_left(by); turned.reverse(); }
        for month in ["2027-02-01", "2027-09-01", "2028-02-01"] {
            let owed = of(Class::B, month);
            prop_assert_eq!(settlement(&owed, &doings, None), settlement(&owed, &turned, None));
        }
    }

    #[test]
    fn nothing_leaves_the_ledger_without_a_deed_that_may_settle_it(doings in some_doings()) {
        for month in ["2027-02-01", "2027-09-01", "2028-02-01"] {
            let owed = of(Class::B, month);
            let Some(settled) = settlement(&owed, &doings, None) else { continue };
            let By::Record(record) = settled.by else { panic!("no officer was asked") };
            let by = doings.iter().find(|d| d.record == record && d.at.date() == settled.on).unwrap();
            let empties = matches!(by.deed, Deed::Empty { .. });
            let in_period = owed.period.contains(settled.on);
            match settled.how {
                Settled::Done => prop_assert!(in_period),
                Settled::Late => prop_assert!(settled.on > owed.period.to),
                Settled::Excused => prop_assert!(empties, "{by:?}"),
            }
            let no_letter = matches!(by.deed, Deed::Attempt { letter: false, .. });
            prop_assert!(!no_letter, "{by:?}");
        }
    }
}
