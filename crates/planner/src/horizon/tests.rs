use super::*;

/// A matrix of places on a line, 60 s apart.
fn line(places: u32) -> Matrix {
    let seconds: Vec<Option<u32>> =
        (0..places).flat_map(|a| (0..places).map(move |b| Some(a.abs_diff(b) * 60))).collect();
    Matrix::new(places, &seconds).unwrap()
}

fn due(n: u32) -> Due {
    Due {
        household: n,
        had_contact: false,
        place: Some(n),
        property: n / 3,
        village: n / 30,
        service_s: 360,
        until: 30,
        not_before: 0,
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
fn a_property_is_taken_whole_and_villages_one_after_another() {
    let dues: Vec<Due> = (0..240).map(due).collect();
    let chosen = taken(&choose(&dues, &calendar(1), &line(240)));
    let villages: Vec<u32> = chosen.iter().map(|&i| dues[i].village).collect();
    assert!(villages.iter().all(|v| *v == villages[0]), "{villages:?}");
    assert_eq!(chosen.len() % 3, 0);
}

#[test]
fn overdue_visits_and_last_days_are_due_today_whatever_the_share() {
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
