use super::*;
use crate::id::UserId;
use chrono::DateTime;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const OPENING: u128 = 1000;

fn version(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn opening() -> Opening {
    Opening { version: version(OPENING), value: "201".into(), past: vec![] }
}

fn said(n: u128, by: u128, base: u128, value: &str) -> Change {
    Change {
        version: version(n),
        value: value.into(),
        by: UserId(Uuid::from_u128(by)),
        at: DateTime::from_timestamp(n as i64 * 60, 0).unwrap(),
        base: version(base),
        over: vec![],
        taken: false,
    }
}

fn chosen(n: u128, base: u128, over: &[u128], value: &str) -> Change {
    Change { over: over.iter().map(|n| version(*n)).collect(), ..said(n, 99, base, value) }
}

fn stands(changes: &[Change]) -> (String, Vec<String>) {
    let mut field = Versioned::new(opening());
    changes.iter().for_each(|change| field.add(change.clone()));
    let standing = field.standing();
    let value = |version: &RecordId| field.value(*version).unwrap().to_owned();
    (value(&standing.in_force), standing.waiting.iter().map(value).collect())
}

fn is(value: &str, waiting: &[&str]) -> (String, Vec<String>) {
    (value.into(), waiting.iter().map(|value| (*value).into()).collect())
}

#[test]
fn a_change_of_what_is_in_force_takes_force() {
    assert_eq!(stands(&[]), is("201", &[]));
    assert_eq!(stands(&[said(1, 7, OPENING, "202"), said(2, 8, 1, "203")]), is("203", &[]));
}

#[test]
fn what_was_said_without_knowing_of_anothers_change_waits() {
    assert_eq!(stands(&[said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203")]), is("202", &["203"]));
    let third = said(3, 9, OPENING, "204");
    let all = [said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203"), third];
    assert_eq!(stands(&all), is("202", &["203", "204"]));
}

#[test]
fn the_same_value_and_the_same_authors_later_word_are_no_conflict() {
    assert_eq!(stands(&[said(1, 7, OPENING, "202"), said(2, 8, OPENING, "202")]), is("202", &[]));
    assert_eq!(stands(&[said(1, 7, OPENING, "202"), said(2, 7, OPENING, "203")]), is("203", &[]));
    let agrees_later = [said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203"), said(3, 8, OPENING, "202")];
    assert_eq!(stands(&agrees_later), is("202", &[]));
}

#[test]
fn a_choice_settles_what_it_was_made_over_whatever_clocks_say() {
    let two = [said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203")];
    let early = Change { at: two[0].at, over: vec![version(2)], ..said(3, 7, 1, "202") };
    assert_eq!(stands(&[&two[..], &[early]].concat()), is("202", &[]));
}

#[test]
fn a_value_goes_on_waiting_while_others_change_what_is_in_force() {
    let all = [said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203"), said(3, 9, 1, "204")];
    assert_eq!(stands(&all), is("204", &["203"]));
    let comes_to_it = [&all[..], &[said(4, 9, 3, "203")]].concat();
    assert_eq!(stands(&comes_to_it), is("203", &[]));
}

#[test]
fn an_officers_choice_ends_what_it_was_made_over_and_nothing_else() {
    let two = [said(1, 7, OPENING, "202"), said(2, 8, OPENING, "203")];
    assert_eq!(stands(&[&two[..], &[chosen(5, 1, &[1, 2], "203")]].concat()), is("203", &[]));
    let unseen = [&two[..], &[said(3, 9, OPENING, "204"), chosen(5, 1, &[1, 2], "203")]].concat();
    assert_eq!(stands(&unseen), is("203", &["204"]));
    let earliest = [&[said(0, 9, OPENING, "204")], &two[..], &[chosen(5, 1, &[1, 2], "203")]].concat();
    assert_eq!(stands(&earliest), is("203", &["204"]), "made first, come last");
    let after = [&two[..], &[chosen(5, 1, &[1, 2], "203"), said(6, 9, OPENING, "204")]].concat();
    assert_eq!(stands(&after), is("203", &["204"]));
}

#[test]
fn a_door_mark_that_another_file_bears_waits() {
    let taken = Change { taken: true, ..said(1, 7, OPENING, "202") };
    assert_eq!(stands(&[taken]), is("201", &["202"]));
}

#[test]
fn what_an_erasure_has_left_is_as_it_was() {
    let mut field = Versioned::new(Opening {
        version: version(2),
        value: "203".into(),
        past: vec![version(1), version(2)],
    });
    field.add(said(1, 7, OPENING, "202"));
    field.add(said(3, 8, OPENING, "204"));
    let standing = field.standing();
    assert_eq!((standing.in_force, standing.waiting), (version(2), vec![version(3)]));
}

#[test]
fn a_value_that_the_field_cannot_have_is_refused() {
    let count = Some(TenancyId(Uuid::nil()));
    let with = |field, value: &str, household| Said {
        field,
        value: value.into(),
        base: None,
        household,
        over: vec![],
        why: None,
    };
    for (field, value, household) in [
        (Field::Door, "2号楼 201", None),
        (Field::Door, "", None),
        (Field::Lease, "not_needed", None),
        (Field::Adults, "1", count),
        (Field::Children, "0", count),
    ] {
        assert_eq!(with(field, value, household).check(), Ok(()), "{field:?} {value}");
    }
    for (field, value, household) in [
        (Field::Door, " 201", None),
        (Field::Door, &"一".repeat(41), None),
        (Field::Door, "13800138000", None),
        (Field::Door, "201", count),
        (Field::Tax, "Done", None),
        (Field::Adults, "0", count),
        (Field::Adults, "02", count),
        (Field::Children, "501", count),
        (Field::Children, "1", None),
    ] {
        assert!(with(field, value, household).check().is_err(), "{field:?} {value}");
    }
    let reason = Said { why: Some("seen_there".into()), ..with(Field::Door, "202", None) };
    assert!(reason.check().is_err(), "a reason is of a choice");
    let choice = Said { over: vec![version(1)], ..reason };
    assert_eq!(choice.check(), Ok(()));
    assert!(Said { why: Some("he is odd".into()), ..choice }.check().is_err());
}

/// What is drawn of a change: who, which it saw, its value, when, over which, of what kind.
type Drawn = (u128, usize, u8, i64, Vec<usize>, u8);

/// Up to nine changes by four people who each saw something of what the others said, and officers'
/// choices among them.
fn histories() -> impl Strategy<Value = Vec<Change>> {
    let one = (0u128..4, 0usize..10, 0u8..4, 0i64..6, proptest::collection::vec(0usize..9, 0..3), 0u8..8);
    proptest::collection::vec(one, 0..9).prop_map(|drawn| {
        let id = |n: usize| if n == 0 { OPENING } else { n as u128 };
        let change = |(n, (by, base, value, at, over, kind)): (usize, Drawn)| Change {
            at: DateTime::from_timestamp(at, 0).unwrap(),
            over: if kind == 0 { over.into_iter().map(|n| version(id(n))).collect() } else { vec![] },
            taken: kind == 1,
            ..said(n as u128 + 1, by, id(base), &value.to_string())
        };
        drawn.into_iter().enumerate().map(change).collect()
    })
}

fn built(changes: &[Change]) -> Versioned {
    let mut field = Versioned::new(opening());
    changes.iter().for_each(|change| field.add(change.clone()));
    field
}

proptest! {
    #[test]
    fn any_order_of_arrival_stands_the_same(
        (changes, order) in histories().prop_flat_map(|h| (Just(h.clone()), Just(h).prop_shuffle()))
    ) {
        prop_assert_eq!(built(&changes).standing(), built(&order).standing());
        let twice = [order.clone(), changes.clone()].concat();
        prop_assert_eq!(built(&twice).standing(), built(&changes).standing());
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_overwritten_by_who_did_not_know_it(changes in histories()) {
        let field = built(&changes);
        let standing = field.standing();
        let mut told: BTreeSet<RecordId> = standing.gone.keys().copied().collect();
        prop_assert!(told.insert(standing.in_force));
        for waits in &standing.waiting {
            prop_assert!(told.insert(*waits), "{waits} waits and is gone");
        }
        let all: BTreeSet<RecordId> = changes.iter().map(|c| c.version).chain([version(OPENING)]).collect();
        prop_assert_eq!(told, all);
        for (gone, by) in standing.gone.iter().filter(|(gone, _)| **gone != version(OPENING)) {
            let gone = changes.iter().find(|c| c.version == *gone).unwrap();
            let value = field.value(*by).unwrap();
            let Some(by) = changes.iter().find(|c| c.version == *by) else {
                prop_assert_eq!(value, &gone.value);
                continue;
            };
            // Knowing what someone else said the same of is knowing the value.
            let same = changes.iter().filter(|c| c.value == gone.value);
            let knew = |c: &Change| by.base == c.version || by.over.contains(&c.version) || by.by == c.by;
            prop_assert!(by.value == gone.value || same.clone().any(knew), "{:?} by {:?}", gone, by);
        }
    }

    #[test]
    fn each_value_waits_once_and_never_beside_itself(changes in histories()) {
        let (value, waiting) = stands(&changes);
        let distinct: BTreeSet<&String> = waiting.iter().chain([&value]).collect();
        prop_assert_eq!(distinct.len(), waiting.len() + 1);
    }
}
