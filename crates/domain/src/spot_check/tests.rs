use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn candidate(n: u128, visitor: u128) -> Candidate {
    Candidate {
        visit: RecordId(Uuid::from_u128(n)),
        dwelling: DwellingId(Uuid::from_u128(n % 40)),
        visitor: UserId(Uuid::from_u128(visitor)),
        partner: None,
    }
}

fn users(n: u128) -> Vec<UserId> {
    (0..n).map(|n| UserId(Uuid::from_u128(n))).collect()
}

fn answer(question: &str, seen: Seen) -> Answer {
    Answer { question: question.into(), seen }
}

fn report(outcome: CheckOutcome, answers: Vec<Answer>) -> CheckReport {
    CheckReport { on: day("2026-11-24"), minute: 600, outcome, answers, notice: true }
}

#[test]
fn a_check_agrees_on_what_both_saw_alike() {
    let first = [
        answer("wiring", Seen::InOrder),
        answer("escape_route", Seen::NotInOrder),
        answer("sanitation", Seen::NotSeen),
        answer("structure", Seen::InOrder),
    ];
    let second = [
        answer("wiring", Seen::InOrder),
        answer("escape_route", Seen::InOrder),
        answer("sanitation", Seen::InOrder),
    ];
    assert_eq!(agreement(&first, &second, &BTreeSet::new()), Share { part: 1, whole: 2 });
    let remedied = BTreeSet::from([Category::Fire]);
    assert_eq!(
        agreement(&first, &second, &remedied),
        Share::default(),
        "wiring and escape are of one category"
    );
}

#[test]
fn what_is_no_published_fact_is_not_compared() {
    let made_up = [answer("where_from", Seen::InOrder)];
    assert_eq!(agreement(&made_up, &made_up, &BTreeSet::new()), Share::default());
}

#[test]
fn a_report_names_the_field_that_cannot_be() {
    let (kind, drawn, today) = (PropertyKind::Flat, day("2026-11-21"), day("2026-11-24"));
    let good = report(CheckOutcome::Met, vec![answer("wiring", Seen::InOrder)]);
    assert_eq!(good.check(kind, drawn, today), Ok(()));
    let bad = [
        ("on", CheckReport { on: day("2026-11-20"), ..good.clone() }),
        ("on", CheckReport { on: day("2026-11-25"), ..good.clone() }),
        ("minute", CheckReport { minute: 7 * 60 + 59, ..good.clone() }),
        ("answers", report(CheckOutcome::Refused, good.answers.clone())),
        ("answers", report(CheckOutcome::Met, vec![answer("mooring", Seen::InOrder)])),
        ("notice", CheckReport { notice: false, ..good }),
    ];
    for (place, report) in bad {
        assert_eq!(report.check(kind, drawn, today), Err(Problem::Malformed { place: place.into() }));
    }
}

#[test]
fn who_was_contacted_in_this_third_is_not_drawn_and_a_check_has_until_the_end_of_the_next() {
    assert!(!may_be_drawn(&[day("2026-11-21")], day("2026-11-24")));
    assert!(may_be_drawn(&[day("2026-11-20")], day("2026-11-24")));
    assert_eq!(due(day("2026-11-24")), day("2026-12-10"));
}

#[test]
fn another_seed_draws_others() {
    let candidates: Vec<_> = (0..400).map(|n| candidate(n, 1)).collect();
    assert_ne!(draw(1, &candidates, 400, 0, &users(4)), draw(2, &candidates, 400, 0, &users(4)));
}

proptest! {
    #[test]
    fn a_draw_repeats_keeps_its_share_and_never_sends_anyone_to_an_own_visit(
        seed in any::<u32>(), visits in proptest::collection::btree_map(0u128..1_000, 0u128..4, 0..120),
        of in 0usize..400, before in 0usize..10,
    ) {
        let candidates: Vec<_> = visits.iter().map(|(n, visitor)| candidate(*n, *visitor)).collect();
        let drawn = draw(seed, &candidates, of, before, &users(4));
        let mut backwards = candidates.clone();
        backwards.reverse();
        prop_assert_eq!(&draw(seed, &backwards, of, before, &users(4)), &drawn);
        prop_assert!(drawn.len() + before <= (of / ONE_OF).max(1).max(before));
        prop_assert!(drawn.iter().all(|d| d.second != d.first.visitor));
        let dwellings: BTreeSet<_> = drawn.iter().map(|d| d.first.dwelling).collect();
        prop_assert_eq!(dwellings.len(), drawn.len());
    }

    #[test]
    fn agreement_is_the_same_from_either_side_and_whole_with_itself(
        a in proptest::collection::vec((0usize..6, 0usize..3), 0..8),
        b in proptest::collection::vec((0usize..6, 0usize..3), 0..8),
    ) {
        let answers = |of: Vec<(usize, usize)>| -> Vec<Answer> {
            let seen = [Seen::InOrder, Seen::NotInOrder, Seen::NotSeen];
            let of: BTreeMap<usize, usize> = of.into_iter().collect();
            of.into_iter().map(|(q, s)| answer(checklist::questions(PropertyKind::Flat)[q].key, seen[s])).collect()
        };
        let (a, b) = (answers(a), answers(b));
        let none = BTreeSet::new();
        prop_assert_eq!(agreement(&a, &b, &none), agreement(&b, &a, &none));
        let own = agreement(&a, &a, &none);
        prop_assert_eq!(own.part, own.whole);
    }
}
