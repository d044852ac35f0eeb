//! The rule, case by case, and what no outcome at a door can do to a household.

use super::*;
use crate::dwelling::PaperState;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hazard(category: Category, severity: Severity, confirmed: Option<&str>) -> OpenHazard {
    OpenHazard { category: category.try_into().unwrap(), severity, confirmed: confirmed.map(day) }
}

fn class(open: &[OpenHazard], quiet_contacts: u32, papers: PaperState) -> Class {
    let papers = Papers { lease: papers, tax: papers };
    propose(&Condition { open: open.to_vec(), quiet_contacts, papers }, day("2026-03-01")).class
}

#[test]
fn needs_papers_and_dangers_to_visitors_cannot_reach_the_rule() {
    for category in Category::ALL {
        let physical = Physical::try_from(category).is_ok();
        assert_eq!(physical, category.matter() == Matter::Physical, "{category:?}");
    }
    assert!(Physical::try_from(Category::ChildAtRisk).is_err());
}

#[test]
fn only_a_serious_finding_confirmed_by_an_officer_speaks_for_c() {
    let fire =
        |severity, confirmed| class(&[hazard(Category::Fire, severity, confirmed)], 9, PaperState::Done);
    assert_eq!(fire(Severity::High, Some("2026-02-20")), Class::C);
    assert_eq!(fire(Severity::Urgent, Some("2026-02-20")), Class::C);
    assert_eq!(fire(Severity::High, None), Class::B);
    assert_eq!(fire(Severity::Low, Some("2026-02-20")), Class::B);
}

#[test]
fn overcrowding_alone_never_speaks_for_c() {
    let crowded = hazard(Category::Overcrowding, Severity::High, Some("2026-02-20"));
    assert_eq!(class(&[crowded], 0, PaperState::Done), Class::B);
}

#[test]
fn c_lapses_after_sixty_days_without_new_confirmation() {
    let fire =
        |confirmed| class(&[hazard(Category::Fire, Severity::High, Some(confirmed))], 0, PaperState::Done);
    assert_eq!(fire("2025-12-31"), Class::C);
    assert_eq!(fire("2025-12-30"), Class::B);
}

#[test]
fn three_quiet_contacts_and_papers_in_order_speak_for_a() {
    assert_eq!(class(&[], 3, PaperState::Done), Class::A);
    assert_eq!(class(&[], 3, PaperState::NotNeeded), Class::A);
    assert_eq!(class(&[], 2, PaperState::Done), Class::B);
    assert_eq!(class(&[], 3, PaperState::NotDone), Class::B);
    assert_eq!(class(&[hazard(Category::Sanitation, Severity::Low, None)], 3, PaperState::Done), Class::B);
}

#[test]
fn a_finding_breaks_the_row_of_quiet_contacts() {
    assert_eq!(quiet_row(&[false, true, false, false]), 2);
    assert_eq!(quiet_row(&[false, true]), 0);
    assert_eq!(quiet_row(&[]), 0);
}

#[test]
fn a_new_tenancy_begins_with_b_unless_a_hazard_is_open() {
    assert_eq!(at_move_in(Class::A, false), Class::B);
    assert_eq!(at_move_in(Class::C, true), Class::C);
    assert_eq!(at_move_in(Class::A, true), Class::B);
}

fn in_order() -> Papers {
    Papers { lease: PaperState::Done, tax: PaperState::NotNeeded }
}

fn condition(open: &[OpenHazard], quiet_contacts: u32) -> Condition {
    Condition { open: open.to_vec(), quiet_contacts, papers: in_order() }
}

fn confirmed_fire() -> OpenHazard {
    hazard(Category::Fire, Severity::High, Some("2026-02-20"))
}

#[test]
fn an_officer_is_asked_only_where_something_speaks_for_another_class() {
    let low = hazard(Category::Sanitation, Severity::Low, None);
    let asked = |current, condition: &Condition| {
        review(current, condition, day("2026-03-01")).map(|proposal| proposal.class)
    };
    assert_eq!(asked(Class::B, &condition(&[], 2)), None);
    assert_eq!(asked(Class::B, &condition(&[], 3)), Some(Class::A));
    assert_eq!(asked(Class::A, &condition(&[low], 0)), Some(Class::B));
    assert_eq!(asked(Class::B, &condition(&[low, confirmed_fire()], 0)), Some(Class::C));
    assert_eq!(asked(Class::C, &condition(&[confirmed_fire()], 0)), None);
    assert_eq!(asked(Class::C, &condition(&[low], 1)), Some(Class::B));
    assert_eq!(asked(Class::A, &condition(&[], 0)), None, "a count that nobody knows speaks for nothing");
    let without_papers = Condition { papers: Papers::default(), ..condition(&[], 9) };
    assert_eq!(asked(Class::A, &without_papers), Some(Class::B));
}

#[test]
fn an_imported_c_has_sixty_days_to_be_recorded() {
    let stays = |on: &str| stays_in_c(&condition(&[], 0), Some(day("2026-01-01")), day(on));
    assert!(stays("2026-03-02") && !stays("2026-03-03"));
    assert!(!stays_in_c(&condition(&[], 0), None, day("2026-01-01")));
}

#[test]
fn attempts_are_skipped_and_a_refusal_is_a_contact_like_any_other() {
    let attempt = Call::of(None, false);
    let refused = Call::of(Some(Outcome::Refused), false);
    let met = Call::of(Some(Outcome::Met), false);
    assert_eq!(quiet_contacts(&[met, attempt, refused, attempt, attempt, met]), 3);
    assert_eq!(quiet_contacts(&[met, met, Call::of(None, true), met]), 1, "seen from outside");
}

#[test]
fn a_and_c_are_given_only_with_their_ground() {
    let today = day("2026-03-01");
    let to_c = Proposal { class: Class::C, because: Because::ConfirmedHazard };
    let given = |verdict: Verdict, current, condition: &Condition| {
        verdict.class(current, to_c, condition, today).map_err(|problem| problem.code())
    };
    let serious = condition(&[confirmed_fire()], 0);
    assert_eq!(given(Verdict::Accept, Class::B, &serious), Ok(Class::C));
    assert_eq!(given(Verdict::Reject, Class::B, &serious), Ok(Class::B));
    assert_eq!(given(Verdict::Reject, Class::A, &serious), Ok(Class::A));
    assert_eq!(given(Verdict::Other { class: Class::B }, Class::A, &serious), Ok(Class::B));
    assert_eq!(given(Verdict::Other { class: Class::A }, Class::B, &serious), Err("refused_by_rule"));
    assert_eq!(given(Verdict::Other { class: Class::B }, Class::B, &serious), Err("malformed"));
    assert_eq!(given(Verdict::Accept, Class::B, &condition(&[], 0)), Err("refused_by_rule"));
    let away = Proposal { class: Class::B, because: Because::Ordinary };
    let kept = Verdict::Reject.class(Class::C, away, &condition(&[], 0), today);
    assert!(kept.is_err(), "nobody stays in C without its ground");
}

fn evidence(hazards: &[(u128, OpenHazard)], quiet_contacts: u32) -> Evidence {
    let hazards = hazards
        .iter()
        .map(|(id, open)| Hazard {
            finding: crate::id::FindingId(uuid::Uuid::from_u128(*id)),
            category: open.category.0,
            severity: open.severity,
            confirmed: open.confirmed,
        })
        .collect();
    Evidence { hazards, quiet_contacts, papers: in_order() }
}

#[test]
fn the_same_evidence_is_put_before_officers_once_and_new_evidence_again() {
    let today = day("2026-03-01");
    let low = hazard(Category::Sanitation, Severity::Low, None);
    let to_c = Proposal { class: Class::C, because: Because::ConfirmedHazard };
    let first = evidence(&[(1, confirmed_fire())], 0).of(to_c, today);
    let with_a_small_one = evidence(&[(1, confirmed_fire()), (2, low)], 1).of(to_c, today);
    assert!(with_a_small_one.is_ground(to_c.because, &first), "what is not serious is no ground for C");
    let again = hazard(Category::Fire, Severity::High, Some("2026-02-27"));
    assert!(!evidence(&[(1, again)], 0).of(to_c, today).is_ground(to_c.because, &first));
    assert!(!evidence(&[], 4).is_ground(Because::QuietAndInOrder, &evidence(&[], 3)));
    assert!(evidence(&[(2, low)], 1).is_ground(Because::Ordinary, &evidence(&[(2, low)], 0)));
}

#[test]
fn lodgings_and_berths_are_never_proposed_for_a() {
    use crate::property::PropertyKind::{EmployerDormitory, Flat, InlandBerth};
    let quiet = evidence(&[], 5);
    let asked = |kind| quiet.review(kind, Class::B, day("2026-03-01"));
    assert!(asked(Flat).is_some());
    assert_eq!([asked(EmployerDormitory), asked(InlandBerth)], [None, None]);
}

#[test]
fn what_is_no_matter_of_the_building_is_no_part_of_the_condition() {
    let mut evidence = evidence(&[(1, confirmed_fire())], 0);
    for category in Category::ALL {
        evidence.hazards[0].category = category;
        let open = !evidence.condition().open.is_empty();
        assert_eq!(open, category.matter() == Matter::Physical, "{category:?}");
    }
}

#[test]
fn an_appeal_is_answered_outside_the_police_station_within_fifteen_days() {
    use crate::area::TownCode;
    use crate::role::Role;
    let (own, other) = (TownCode("t1".into()), TownCode("t2".into()));
    for role in Role::ALL {
        let may = [None, Some(&own), Some(&other)].map(|town| is_outside(role, town, &own));
        let expected = match role {
            Role::Officer => [false, false, true],
            Role::Supervisor => [true, false, true],
            _ => [false; 3],
        };
        assert_eq!(may, expected, "{role:?}");
    }
    assert_eq!(due_on(day("2026-02-20")), day("2026-03-07"));
}

/// What outcomes can do to a household: nothing may be worse for a `refused` in the place of another.
mod outcomes {
    use super::*;
    use crate::cadence::period_of;
    use crate::id::RecordId;
    use crate::ledger::{Days as Let, Deed, Doing, History, Owed, owed, settlement};
    use crate::property::PropertyKind;
    use crate::visit::AttemptOutcome;
    use proptest::prelude::*;

    type Happened = (u64, Option<Outcome>, bool);

    /// Days after the move-in, an outcome of a household that stays, and whether something was found.
    fn happened() -> impl Strategy<Value = Vec<Happened>> {
        let outcome = proptest::sample::select(vec![
            None,
            Some(Outcome::Met),
            Some(Outcome::Entered),
            Some(Outcome::Refused),
        ]);
        proptest::collection::vec((0u64..400, outcome, proptest::bool::weighted(0.2)), 1..14).prop_map(
            |mut all| {
                all.sort_by_key(|(day, ..)| *day);
                all
            },
        )
    }

    fn start() -> NaiveDate {
        day("2026-01-01")
    }

    fn class_after(happened: &[Happened], open: &[OpenHazard], current: Class, today: NaiveDate) -> Class {
        let calls: Vec<Call> =
            happened.iter().map(|(_, outcome, found)| Call::of(*outcome, *found)).collect();
        let condition =
            Condition { open: open.to_vec(), quiet_contacts: quiet_contacts(&calls), papers: in_order() };
        review(current, &condition, today).map_or(current, |proposal| proposal.class)
    }

    /// What is owed by `today` and not settled: the next date is the first period of it, and the
    /// older its end, the higher the priority.
    fn open_visits(happened: &[Happened], class: Class, today: NaiveDate) -> Vec<Owed> {
        let history = History {
            kind: PropertyKind::Flat,
            registered: start(),
            lets: vec![Let { from: start(), to: None }],
            classes: vec![(start(), class)],
            refusals: vec![],
        };
        let doings: Vec<Doing> = (0..).zip(happened).map(|(n, one)| doing(n, one)).collect();
        let all = owed(&history, start(), today);
        all.into_iter().filter(|owed| settlement(owed, &doings, None).is_none()).collect()
    }

    fn doing(n: u32, (days, outcome, _): &Happened) -> Doing {
        let nobody = AttemptOutcome::NobodyHome;
        let attempt = Deed::Attempt { outcome: nobody, letter: false, letters_wanted: false };
        Doing {
            record: RecordId(uuid::Uuid::from_u128(n.into())),
            at: (start() + Days::new(*days)).and_hms_opt(9 + n % 10, 0, 0).unwrap(),
            deed: outcome.map_or(attempt, Deed::Visit),
        }
    }

    fn hazards() -> impl Strategy<Value = Vec<OpenHazard>> {
        let low = hazard(Category::Sanitation, Severity::Low, None);
        proptest::sample::subsequence(vec![low, confirmed_fire()], 0..=2)
    }

    proptest! {
        #[test]
        fn a_refusal_in_the_place_of_any_outcome_makes_no_class_next_date_or_priority_worse(
            happened in happened(),
            at in any::<proptest::sample::Index>(),
            open in hazards(),
            current in proptest::sample::select(vec![Class::A, Class::B, Class::C]),
            later in 0u64..60,
        ) {
            let today = start() + Days::new(400 + later);
            let mut refused = happened.clone();
            refused[at.index(happened.len())].1 = Some(Outcome::Refused);
            let class = class_after(&happened, &open, current, today);
            prop_assert!(class_after(&refused, &open, current, today) <= class);
            let before = open_visits(&happened, class, today);
            for owed in open_visits(&refused, class, today) {
                prop_assert!(before.contains(&owed), "{owed:?} is owed by a refusal alone");
            }
        }

        #[test]
        fn who_was_met_and_who_said_no_are_the_same_to_the_rule(
            happened in happened(),
            open in hazards(),
        ) {
            let today = period_of(start() + Days::new(400), Class::A).to;
            let all_refused: Vec<Happened> =
                happened.iter().map(|(day, o, found)| (*day, o.map(|_| Outcome::Refused), *found)).collect();
            for current in [Class::A, Class::B, Class::C] {
                prop_assert_eq!(
                    class_after(&all_refused, &open, current, today),
                    class_after(&happened, &open, current, today)
                );
            }
        }
    }
}
