use super::*;
use crate::Time;
use crate::finding::{Category, Severity};
use crate::id::{ActionId, DwellingId, FindingId, StationId};
use proptest::prelude::*;
use uuid::Uuid;

const NOW: i64 = 1_795_478_400;
const STATION: StationId = StationId(Uuid::from_u128(7));

fn at(seconds: i64) -> Time {
    Time::from_timestamp(seconds, 0).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn flag(n: u128, category: Category, severity: Severity) -> OpenFlag {
    OpenFlag {
        flag: FindingId(Uuid::from_u128(n)),
        station: STATION,
        dwelling: DwellingId(Uuid::from_u128(n + 1_000)),
        category,
        severity,
        raised_at: at(NOW - 86_400),
        deadline: Some(at(NOW - 3_600)),
        referred: true,
    }
}

fn any_flag() -> impl Strategy<Value = OpenFlag> {
    let severity =
        prop::sample::select(vec![Severity::Note, Severity::Low, Severity::High, Severity::Urgent]);
    let category = prop::sample::select(Category::ALL.to_vec());
    (any::<u128>(), category, severity, -90_000_i64..90_000, any::<bool>()).prop_map(
        |(n, category, severity, deadline, referred)| OpenFlag {
            deadline: Some(at(NOW + deadline)),
            referred,
            ..flag(n >> 64, category, severity)
        },
    )
}

proptest! {
    #[test]
    fn a_restricted_finding_changes_no_byte_of_an_agenda(
        flags in prop::collection::vec(any_flag(), 0..90),
        need in prop::sample::select(Category::ALL.into_iter().filter(|c| c.is_restricted()).collect::<Vec<_>>()),
        n in any::<u64>(),
        place in any::<prop::sample::Index>(),
        kind in prop::sample::select(MeetingKind::ALL.to_vec()),
    ) {
        let without = Open { flags, overdue: vec![(STATION, 3)], actions: vec![ActionId(Uuid::from_u128(1))] };
        let mut with = without.clone();
        with.flags.insert(place.index(with.flags.len() + 1), flag(n.into(), need, Severity::Urgent));
        let bytes = |open| serde_json::to_vec(&agenda(kind, open, &["消防演练".into()], at(NOW))).unwrap();
        prop_assert_eq!(bytes(&with), bytes(&without));
    }

    #[test]
    fn every_open_flag_of_a_police_station_is_listed_or_counted(
        flags in prop::collection::vec(any_flag(), 0..90)
    ) {
        let expected = flags.iter().filter(|flag| !flag.category.is_restricted()).count();
        let open = Open { flags, ..Open::default() };
        let items = agenda(MeetingKind::PoliceStation, &open, &[], at(NOW));
        let told: usize = items.iter().map(|item| match item {
            Item::Flag { .. } => 1,
            Item::MoreFlags { count } => *count as usize,
            other => panic!("{other:?}"),
        }).sum();
        prop_assert_eq!(told, expected);
    }
}

fn flags_of(kind: MeetingKind, open: &Open) -> Vec<FindingId> {
    let items = agenda(kind, open, &[], at(NOW));
    items.iter().filter_map(|i| if let Item::Flag { flag, .. } = i { Some(*flag) } else { None }).collect()
}

#[test]
fn each_kind_speaks_of_its_own_and_the_most_serious_comes_first() {
    let fire = flag(1, Category::Fire, Severity::High);
    let papers = OpenFlag { deadline: None, ..flag(2, Category::Papers, Severity::Low) };
    let gas = OpenFlag { referred: false, ..flag(3, Category::GasAndCo, Severity::Urgent) };
    let ids = |flags: &[&OpenFlag]| flags.iter().map(|flag| flag.flag).collect::<Vec<_>>();
    let open = Open { flags: vec![fire.clone(), papers.clone(), gas.clone()], ..Open::default() };
    assert_eq!(flags_of(MeetingKind::PoliceStation, &open), ids(&[&gas, &fire, &papers]));
    assert_eq!(flags_of(MeetingKind::County, &open), ids(&[&gas, &fire]), "what is late");
    assert_eq!(flags_of(MeetingKind::Employer, &open), ids(&[&gas, &fire]), "the place alone");
    assert_eq!(flags_of(MeetingKind::Joint, &open), ids(&[&fire, &papers]), "what was referred");
}

#[test]
fn a_lodgings_meeting_hears_nothing_of_visits() {
    let open = Open { overdue: vec![(STATION, 3)], ..Open::default() };
    assert!(agenda(MeetingKind::Employer, &open, &[], at(NOW)).is_empty());
    assert_eq!(agenda(MeetingKind::Joint, &open, &[], at(NOW)).len(), 1);
}

#[test]
fn each_kind_is_called_by_those_who_lead_it() {
    use MeetingKind::{County, Employer, Joint, PoliceStation};
    let callers = |kind: MeetingKind, county| {
        Role::ALL.into_iter().filter(|role| kind.may_call(*role, county)).collect::<Vec<_>>()
    };
    assert_eq!(callers(PoliceStation, false), [Role::Officer, Role::Supervisor]);
    assert_eq!(callers(County, true), [Role::Supervisor]);
    assert_eq!(callers(Employer, false), [Role::Coordinator, Role::Officer]);
    assert_eq!(
        (callers(Joint, false), callers(Joint, true)),
        (vec![Role::Supervisor], vec![Role::Supervisor])
    );
    assert!(callers(County, false).is_empty() && callers(PoliceStation, true).is_empty());
    for kind in MeetingKind::ALL {
        assert!(!kind.may_attend(Role::Administrator) && !kind.may_attend(Role::PrivacyOfficer));
    }
}

#[test]
fn a_meeting_is_held_on_its_day_filed_once_and_then_stays() {
    use MeetingState::{Called, Filed, Held};
    assert_eq!(Called.hold(day(25), day(24)), Err(Problem::InvalidTransition), "before its day");
    assert_eq!(Called.hold(day(24), day(24)), Ok(Held));
    assert_eq!(Held.hold(day(24), day(26)), Ok(Held), "minutes may be written anew");
    assert_eq!((Called.file(), Held.file()), (Err(Problem::InvalidTransition), Ok(Filed)));
    for refused in [Filed.file().err(), Filed.hold(day(24), day(26)).err(), Filed.check_open().err()] {
        assert_eq!(refused, Some(Problem::InvalidTransition));
    }
}

#[test]
fn a_time_or_a_date_that_cannot_be_is_refused_with_its_field() {
    let place = |checked: Result<(), Problem>| match checked {
        Err(Problem::Malformed { place }) => place,
        other => panic!("{other:?}"),
    };
    assert_eq!(check_time(day(24), (540, 600), day(24)), Ok(()));
    assert_eq!(place(check_time(day(23), (540, 600), day(24))), "on");
    assert_eq!(place(check_time(day(24), (600, 600), day(24))), "hours");
    assert_eq!(place(check_time(day(24), (600, 1_441), day(24))), "hours");
    assert_eq!(check_due(day(24), day(24)), Ok(()));
    assert_eq!(place(check_due(day(23), day(24))), "due");
}

#[test]
fn without_rights_a_file_is_its_number_alone() {
    let file = |rights| shown(rights, DwellingId(Uuid::nil()), "ABC".into(), "幸福里 8 号 201".into());
    assert_eq!(file(true).address, Some((DwellingId(Uuid::nil()), "幸福里 8 号 201".into())));
    let without = serde_json::to_string(&file(false)).unwrap();
    assert_eq!(without, r#"{"number":"ABC","address":null}"#);
}
