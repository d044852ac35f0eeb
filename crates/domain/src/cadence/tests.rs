use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn periods_follow_the_calendar() {
    let cases = [
        ("2026-01-01", Class::A, "2026-01-01", "2026-02-28"),
        ("2026-02-28", Class::A, "2026-01-01", "2026-02-28"),
        ("2028-02-29", Class::A, "2028-01-01", "2028-02-29"),
        ("2026-12-31", Class::A, "2026-11-01", "2026-12-31"),
        ("2026-11-24", Class::B, "2026-11-01", "2026-11-30"),
        ("2028-02-01", Class::B, "2028-02-01", "2028-02-29"),
        ("2026-02-10", Class::C, "2026-02-01", "2026-02-10"),
        ("2026-02-11", Class::C, "2026-02-11", "2026-02-20"),
        ("2026-02-21", Class::C, "2026-02-21", "2026-02-28"),
        ("2028-02-29", Class::C, "2028-02-21", "2028-02-29"),
        ("2026-01-31", Class::C, "2026-01-21", "2026-01-31"),
        ("2100-02-28", Class::C, "2100-02-21", "2100-02-28"),
    ];
    for (date, class, from, to) in cases {
        assert_eq!(period_of(day(date), class), Period { from: day(from), to: day(to) }, "{date} {class:?}");
    }
}

#[test]
fn no_table_asks_for_more_visits_than_the_opinion() {
    for mode in [AreaMode::Urban, AreaMode::Rural, AreaMode::Farm] {
        for kind in PropertyKind::ALL {
            for (class, most) in [(Class::A, 12), (Class::B, 12), (Class::C, 36)] {
                let Some(rule) = rule(mode, kind, class) else { continue };
                assert!(periods_in_2026(rule.class) <= most);
            }
        }
    }
    assert_eq!(periods_in_2026(Class::A), 6);
}

fn periods_in_2026(class: Class) -> usize {
    let mut period = period_of(day("2026-01-01"), class);
    let mut count = 0;
    while period.from.year() == 2026 {
        count += 1;
        period = next(period, class);
    }
    count
}

#[test]
fn lodgings_are_visited_monthly_until_a_finding() {
    let dormitory = |class| rule(AreaMode::Urban, PropertyKind::EmployerDormitory, class).unwrap();
    assert_eq!(dormitory(Class::A).class, Class::B);
    assert_eq!(dormitory(Class::B).visitors, Visitors::One(&[Role::Coordinator]));
    assert_eq!(dormitory(Class::C).visitors, Visitors::OfficerWith(&[Role::Coordinator]));
    assert_eq!((dormitory(Class::B).minutes, dormitory(Class::B).warden_informed), (15, true));
}

#[test]
fn patrols_do_the_coordinators_work_on_farms() {
    let farm = |class| rule(AreaMode::Farm, PropertyKind::RuralHouse, class).unwrap().visitors;
    assert_eq!(farm(Class::A), Visitors::One(&[Role::Patrol]));
    assert_eq!(farm(Class::C), Visitors::OfficerWith(&[Role::Patrol]));
}

#[test]
fn hotels_and_ports_are_not_planned() {
    for kind in [PropertyKind::Hotel, PropertyKind::PortBerth] {
        assert_eq!(rule(AreaMode::Urban, kind, Class::B), None);
    }
}

proptest! {
    #[test]
    fn every_day_lies_in_one_period_and_periods_touch(days in 0u64..60_000, class in 0usize..3) {
        let class = [Class::A, Class::B, Class::C][class];
        let date = day("1970-01-01") + Days::new(days);
        let period = period_of(date, class);
        prop_assert!(period.contains(date));
        prop_assert_eq!(period_of(period.from, class), period);
        prop_assert_eq!(period_of(period.to, class), period);
        prop_assert_eq!(next(period, class).from, period.to + Days::new(1));
        prop_assert_eq!(period.days_left(period.to), 1);
    }
}
