//! Appointments: one a dwelling, and the plan keeps it.

use super::plan::{COORDINATOR, OFFICER, STATION, add_visitor, fill};
use super::register::{day, town, write};
use super::{Db, on_both_engines};
use crate::args;
use crate::jobs::plan_day::{self, Ask, Limit, Planned};
use crate::store::plan::PlannedRound;
use crate::store::{Conn, appointment};
use chrono::{NaiveDate, Timelike};
use domain::appointment::{Appointment, AppointmentReason};
use domain::id::{DwellingId, UserId};
use domain::plan::{LeftOut, Turn};
use domain::role::Role;
use uuid::Uuid;

on_both_engines! {
    a_new_appointment_takes_the_place_of_the_old_one,
    a_visit_is_made_on_the_day_and_in_the_hours_of_its_appointment_and_on_no_day_before,
    an_appointment_with_somebody_waits_for_nobody_else,
}

const DWELLING: DwellingId = DwellingId(Uuid::from_u128(0x7104));

fn on(on: u32, hours: Option<(u16, u16)>, visitor: Option<UserId>) -> Appointment {
    Appointment { on: day(on), hours, visitor, reason: AppointmentReason::HouseholdAsked }
}

async fn put(db: &Db, new: Appointment) {
    let put = write(&db.store, move |tx| {
        Box::pin(async move { appointment::put(tx, &town(), DWELLING, &new, OFFICER).await })
    });
    put.await.unwrap();
}

async fn plan(db: &Db, from: u32, days: u32) -> Planned {
    let limit = Limit::Iterations(100);
    let ask = Ask { station: None, from: day(from), days, limit, seed: 1, threads: 1, by: None };
    plan_day::plan(&db.store, ask).await.unwrap()
}

async fn a_new_appointment_takes_the_place_of_the_old_one(db: Db) {
    fill(&db.store).await;
    put(&db, on(26, None, None)).await;
    put(&db, on(27, Some((600, 720)), Some(COORDINATOR))).await;
    let mut reader = db.store.reader().await.unwrap();
    let found = appointment::of_dwelling(&mut reader, DWELLING, day(24)).await.unwrap();
    let second = on(27, Some((600, 720)), Some(COORDINATOR));
    assert_eq!(found, Some((second, OFFICER)));
    assert_eq!(appointment::of_station(&mut reader, STATION, day(24)).await.unwrap(), [(DWELLING, second)]);
    assert_eq!(appointment::of_dwelling(&mut reader, DWELLING, day(28)).await.unwrap(), None);
    drop(reader);
    let cancel = || write(&db.store, |tx| Box::pin(async move { appointment::cancel(tx, DWELLING).await }));
    assert!(cancel().await.unwrap());
    assert!(!cancel().await.unwrap());
    let mut reader = db.store.reader().await.unwrap();
    assert!(appointment::of_station(&mut reader, STATION, day(24)).await.unwrap().is_empty());
}

async fn a_visit_is_made_on_the_day_and_in_the_hours_of_its_appointment_and_on_no_day_before(db: Db) {
    fill(&db.store).await;
    put(&db, on(27, Some((870, 930)), Some(COORDINATOR))).await;
    let planned = plan(&db, 24, 7).await;
    let days = &planned.stations[0].days;
    let stops = days.iter().flat_map(|(row, rounds)| {
        rounds.iter().flat_map(|round| &round.stops).map(move |stop| (row.on, stop))
    });
    let stops: Vec<(NaiveDate, _)> = stops.filter(|(_, stop)| stop.dwelling == DWELLING).collect();
    let [(made_on, stop)] = stops.as_slice() else { panic!("{stops:?}") };
    assert_eq!((*made_on, stop.why.turn), (day(27), Turn::Appointment));
    let begins = stop.begins();
    assert!(begins.hour() * 60 + begins.minute() >= 870, "{begins}");
    assert!(stop.depart.hour() * 60 + stop.depart.minute() <= 930, "{}", stop.depart);
}

async fn an_appointment_with_somebody_waits_for_nobody_else(db: Db) {
    const PATROL: UserId = UserId(Uuid::from_u128(0xc3));
    fill(&db.store).await;
    let added = write(&db.store, |tx| {
        Box::pin(async move {
            add_visitor(tx, PATROL, Role::Patrol).await;
            Ok(())
        })
    });
    added.await.unwrap();
    put(&db, on(24, None, Some(PATROL))).await;
    let planned = plan(&db, 24, 1).await;
    let rounds = &planned.stations[0].days[0].1;
    let holds = |round: &&PlannedRound| round.stops.iter().any(|stop| stop.dwelling == DWELLING);
    assert_eq!(rounds.iter().find(holds).unwrap().visitor, PATROL);
    let away = write(&db.store, |tx| {
        let absence = "INSERT INTO user_absences (user_id, from_date, to_date) VALUES ($1, $2, $2)";
        Box::pin(async move { tx.execute(absence, args![PATROL, day(24)]).await })
    });
    away.await.unwrap();
    let planned = plan(&db, 24, 1).await;
    let left_out = &planned.stations[0].unassigned;
    assert!(left_out.iter().any(|u| u.dwelling == DWELLING && u.reason == LeftOut::Absent), "{left_out:?}");
}
