use super::*;
use crate::RoleSet;

/// Places on a line, 60 m apart.
fn line(places: i32) -> Vec<[i32; 2]> {
    (0..places).map(|n| [n * 60, 0]).collect()
}

fn due(n: u32) -> Due {
    Due {
        household: n,
        had_contact: false,
        place: Some(n),
        property: n / 3,
        village: n / 30,
        service_s: 360,
        from: 0,
        until: 30,
        not_before: 0,
        asked_for: None,
        planned: None,
        hazard: false,
        partner: None,
    }
}

/// Days 1 to 30, every seventh free.
fn calendar(today: i32) -> Calendar {
    let days = (today..=30).filter(|d| d % 7 != 0);
    Calendar { today, work: days.clone().map(|d| (d, 28_800)).collect(), partners: vec![] }
}

fn taken(choices: &[Choice]) -> Vec<usize> {
    (0..choices.len()).filter(|&i| matches!(choices[i], Choice::Today(..))).collect()
}

#[test]
fn a_month_of_visits_is_level_over_its_working_days_and_done_by_its_end() {
    let matrix = line(240);
    let mut open: Vec<Due> = (0..240).map(due).collect();
    let mut counts = vec![];
    for today in (1..=30).filter(|d| d % 7 != 0) {
        let chosen = taken(&choose(&open, &calendar(today), &matrix));
        counts.push(chosen.len());
        open = (0..open.len()).filter(|i| !chosen.contains(i)).map(|i| open[i].clone()).collect();
    }
    assert!(open.is_empty());
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(*least >= 6 && *most <= 12, "{counts:?}");
}

#[test]
fn overdue_visits_are_made_up_for_first_without_a_heap() {
    let mut dues: Vec<Due> = (0..240).map(due).collect();
    dues[..60].iter_mut().for_each(|due| due.until = 0);
    for today in [1, 2, 3, 4, 5, 6] {
        let chosen = taken(&choose(&dues, &calendar(today), &line(240)));
        assert!(chosen.iter().all(|&i| dues[i].until == 0), "{today}");
        assert!((9..=12).contains(&chosen.len()), "{}", chosen.len());
        dues = (0..dues.len()).filter(|i| !chosen.contains(i)).map(|i| dues[i].clone()).collect();
    }
}

#[test]
fn a_property_is_taken_whole_and_villages_one_after_another() {
    let dues: Vec<Due> = (0..240).map(due).collect();
    let chosen = taken(&choose(&dues, &calendar(1), &line(240)));
    let villages: Vec<u32> = chosen.iter().map(|&i| dues[i].village).collect();
    assert!(villages.iter().all(|v| *v == villages[0]), "{villages:?}");
    assert_eq!(chosen.len() % 3, 0);
}

#[test]
fn what_may_go_along_with_a_later_visit_to_its_property_waits_for_the_share() {
    let mut dues: Vec<Due> = (0..3).map(due).collect();
    dues[..2].iter_mut().for_each(|due| due.until = 1);
    dues[2].until = 60;
    let turn = |dues: &[Due]| choose(dues, &calendar(1), &line(3))[2];
    assert_eq!(turn(&dues), Choice::Today(Urgency::Level, Turn::SameProperty));
    dues.push(Due { household: 0, from: 31, until: 60, ..due(0) });
    assert_eq!(turn(&dues), Choice::Later(Reason::NoTime));
}

#[test]
fn last_days_are_due_today_whatever_the_share_and_overdue_visits_come_first() {
    let mut dues: Vec<Due> = (0..90).map(due).collect();
    dues[40].until = 0;
    dues[70].until = 1;
    let choices = choose(&dues, &calendar(1), &line(90));
    assert_eq!(choices[40], Choice::Today(Urgency::Overdue, Turn::Overdue));
    assert_eq!(choices[70], Choice::Today(Urgency::Urgent, Turn::LastDay));
    assert_eq!(choices[71], Choice::Today(Urgency::Level, Turn::SameProperty));
}

#[test]
fn a_visit_waits_for_its_spacing_unless_the_period_has_no_later_day() {
    let mut dues: Vec<Due> = (0..9).map(due).collect();
    dues[0].not_before = 29;
    dues[1].not_before = 31;
    dues[1].until = 1;
    let choices = choose(&dues, &calendar(1), &line(9));
    assert_eq!(choices[0], Choice::Later(Reason::Spacing));
    assert_eq!(choices[1], Choice::Today(Urgency::Urgent, Turn::LastDay));
}

#[test]
fn an_appointment_is_kept_on_its_day_and_not_anticipated() {
    let mut dues: Vec<Due> = (0..90).map(due).collect();
    dues[45].asked_for = Some(3);
    let waits = |today| choose(&dues, &calendar(today), &line(90))[45];
    assert_eq!(waits(1), Choice::Later(Reason::Spacing));
    assert_eq!(waits(3), Choice::Today(Urgency::Urgent, Turn::Appointment));
    dues[45].until = 2;
    assert_eq!(choose(&dues, &calendar(2), &line(90))[45], Choice::Later(Reason::Spacing));
}

#[test]
fn what_a_plan_holds_already_keeps_its_day() {
    let mut dues: Vec<Due> = (0..90).map(due).collect();
    dues[60].planned = Some((1, Turn::Soon));
    (0..9).for_each(|i| dues[i].planned = Some((8, Turn::Share)));
    let choices = choose(&dues, &calendar(1), &line(90));
    assert_eq!(choices[60], Choice::Today(Urgency::Level, Turn::Soon));
    assert_eq!(taken(&choices), vec![60, 61, 62]);
    assert!(choices[..9].iter().all(|choice| *choice == Choice::Ahead));
}

#[test]
fn what_has_not_begun_is_levelled_but_not_visited() {
    let mut dues: Vec<Due> = (0..240).map(due).collect();
    dues[60..].iter_mut().for_each(|due| due.from = 16);
    let choices = choose(&dues, &calendar(1), &line(240));
    assert!(choices[60..].iter().all(|choice| *choice == Choice::Ahead));
    // Sixty in the thirteen working days before the others begin, not in all twenty-six.
    assert_eq!(taken(&choices).len(), 6);
}

#[test]
fn a_day_without_workers_takes_everything_on_so_that_the_plan_says_why() {
    let dues: Vec<Due> = (0..9).map(due).collect();
    assert_eq!(taken(&choose(&dues, &calendar(7), &line(9))).len(), 9);
}

#[test]
fn joint_visits_are_level_over_the_days_on_which_partners_work() {
    let officer = RoleSet::of(&[crate::Role::Officer]);
    let mut dues: Vec<Due> = (0..60).map(due).collect();
    for due in dues.iter_mut().step_by(6) {
        due.partner = Some(officer);
        due.until = 10;
    }
    let mut calendar = calendar(1);
    calendar.partners = vec![(1, 14_400), (3, 14_400), (5, 14_400), (8, 14_400), (10, 14_400)];
    let choices = choose(&dues, &calendar, &line(60));
    let joint = taken(&choices).into_iter().filter(|&i| dues[i].partner.is_some()).count();
    assert_eq!(joint, 2);
}

/// A dwelling of the synthetic station: every sixth of class A, every fortieth of class C.
#[derive(Clone, Copy)]
struct Home {
    property: u32,
    class: u32,
    visited: i32,
}

/// Two hundred properties of one to six dwellings in four villages, days counted from 1; visited
/// last in the order of the villages, a month before.
fn station() -> Vec<Home> {
    let sizes = [1, 3, 2, 6, 1, 2, 4, 1, 2, 2];
    let properties = (0..200_u32).flat_map(|p| (0..sizes[p as usize % 10]).map(move |_| p));
    let class = |n: u32| if n % 40 == 7 { 3 } else { 2 - u32::from(n.is_multiple_of(6)) };
    let home =
        |(n, property): (u32, u32)| Home { property, class: class(n), visited: property as i32 / 7 - 30 };
    (0..).zip(properties).map(home).collect()
}

/// The visits a dwelling owes in days 1 to 60: A in both months, B in each, C in each third.
fn periods(class: u32) -> Vec<(i32, i32)> {
    let length = [60, 30, 10][class as usize - 1];
    (0..60 / length).map(|n| (n * length + 1, (n + 1) * length)).collect()
}

fn dues_of(homes: &[Home], open: &[(usize, (i32, i32))]) -> Vec<Due> {
    let due = |(n, (from, until)): &(usize, (i32, i32))| {
        let home = homes[*n];
        let spacing = [30, 15, 5][home.class as usize - 1];
        let third = |day: i32| (day + 299) / 10;
        Due {
            household: *n as u32,
            had_contact: home.visited > 0 && third(home.visited) == third(*from),
            place: Some(home.property),
            property: home.property,
            village: home.property / 50,
            service_s: 360,
            from: *from,
            until: *until,
            not_before: home.visited + spacing,
            asked_for: None,
            planned: None,
            hazard: home.class == 3,
            partner: (home.class == 3).then(|| RoleSet::of(&[crate::Role::Officer])),
        }
    };
    open.iter().map(due).collect()
}

/// Two coordinators on weekdays, one on Saturdays; an officer on weekdays.
fn weeks(today: i32) -> Calendar {
    let days = today..=62;
    let work = days.clone().map(|d| (d, [57_600, 57_600, 57_600, 57_600, 57_600, 28_800, 0][d as usize % 7]));
    let partners = days.map(|d| (d, if d % 7 < 5 { 28_800 } else { 0 }));
    Calendar { today, work: work.collect(), partners: partners.collect() }
}

#[test]
fn two_months_of_a_station_are_level_and_every_visit_has_a_day_or_a_reason() {
    let mut homes = station();
    let doors: Vec<[i32; 2]> = (0..200).map(|p| [p % 20 * 80, p / 20 * 80]).collect();
    let owed = (0..homes.len()).flat_map(|n| periods(homes[n].class).into_iter().map(move |p| (n, p)));
    let mut open: Vec<(usize, (i32, i32))> = owed.collect();
    // Twenty are behind.
    open.extend((100..120).map(|n| (n, (-30, 0))));
    let (mut counts, all) = (vec![], open.len());
    for today in (1..=60).filter(|day| day % 7 != 6) {
        let dues = dues_of(&homes, &open);
        let choices = choose(&dues, &weeks(today), &doors);
        let late = |i: &usize| open[*i].1.1 <= today;
        let left: Vec<usize> =
            (0..open.len()).filter(|&i| !matches!(choices[i], Choice::Today(..))).collect();
        assert!(left.iter().all(|i| choices[*i] == Choice::Ahead || matches!(choices[*i], Choice::Later(_))));
        assert!(!left.iter().any(|i| open[*i].1.1 > 0 && late(i)), "day {today} leaves a last day out");
        let met: std::collections::BTreeSet<usize> =
            taken(&choices).into_iter().filter(|&i| !dues[i].had_contact).map(|i| open[i].0).collect();
        met.iter().for_each(|&n| homes[n].visited = today);
        open.retain(|(n, (from, _))| !met.contains(n) || *from > today);
        counts.push(met.len());
    }
    assert!(open.is_empty() && all > 900, "{} of {all} are left", open.len());
    let mean = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let variance = counts.iter().map(|n| (*n as f64 - mean).powi(2)).sum::<f64>() / counts.len() as f64;
    assert!(variance.sqrt() / mean <= 0.1, "{} {counts:?}", variance.sqrt() / mean);
}
