//! Attempts: what a closed door teaches the next plan.

use super::plan::{COORDINATOR, STATION, fill};
use super::register::{day, town, write};
use super::{Db, on_both_engines};
use crate::jobs::plan_day::{self, Ask, Limit};
use crate::store::plan::PlannedStop;
use crate::store::visit::{self, VisitRow};
use chrono::{NaiveDate, TimeDelta, Timelike};
use domain::hours::Part;
use domain::id::{DwellingId, RecordId};
use domain::plan::Tried;
use uuid::Uuid;

on_both_engines! {
    an_hour_that_failed_is_not_tried_again,
    where_every_hour_has_failed_the_oldest_comes_again_and_says_so,
    nobody_is_looked_for_twice_on_one_day,
}

/// A dwelling of class B beside another at the second door.
const DWELLING: DwellingId = DwellingId(Uuid::from_u128(0x7102));

/// Nobody home on a day of November, at an hour of the station's.
async fn attempt(db: &Db, on: u32, hour: u32) {
    let at = day(on).and_hms_opt(hour, 0, 0).unwrap().and_utc() - TimeDelta::hours(8);
    let put = write(&db.store, move |tx| {
        Box::pin(async move {
            let visit = VisitRow {
                town: town(),
                id: RecordId(tx.new_id()),
                station: STATION,
                dwelling: DWELLING,
                visitor: COORDINATOR,
                partner: None,
                on_date: day(on),
                happened_at: at,
                outcome: "nobody_home".into(),
                settles: false,
                is_contact: false,
                letter: false,
                evidence: "none".into(),
                received_late: false,
                corrected_by: None,
            };
            visit::put(tx, &visit).await
        })
    });
    put.await.unwrap();
}

/// The stops at the dwelling of a plan of some days, with their days.
async fn stops(db: &Db, from: u32, days: u32) -> Vec<(NaiveDate, PlannedStop)> {
    let limit = Limit::Iterations(100);
    let ask = Ask { station: None, from: day(from), days, limit, seed: 1, threads: 1, by: None };
    let planned = plan_day::plan(&db.store, ask).await.unwrap();
    let days = planned.stations.into_iter().flat_map(|station| station.days);
    let of_day = days.flat_map(|(row, rounds)| {
        rounds.into_iter().flat_map(|round| round.stops).map(move |stop| (row.on, stop))
    });
    of_day.filter(|(_, stop)| stop.dwelling == DWELLING).collect()
}

fn begins(stop: &PlannedStop) -> u32 {
    stop.begins().hour()
}

async fn an_hour_that_failed_is_not_tried_again(db: Db) {
    fill(&db.store).await;
    attempt(&db, 23, 9).await;
    let stops = stops(&db, 30, 1).await;
    let [(_, stop)] = stops.as_slice() else { panic!("{stops:?}") };
    assert_eq!(stop.why.tried, Some(Tried::Other(Part::Morning)));
    assert!((12..18).contains(&begins(stop)), "{}", stop.arrive);
}

async fn where_every_hour_has_failed_the_oldest_comes_again_and_says_so(db: Db) {
    fill(&db.store).await;
    // The shift ends at five: no evening.
    attempt(&db, 20, 15).await;
    attempt(&db, 23, 9).await;
    let stops = stops(&db, 30, 1).await;
    let [(_, stop)] = stops.as_slice() else { panic!("{stops:?}") };
    assert_eq!(stop.why.tried, Some(Tried::Again(Part::Morning)));
    assert!((12..18).contains(&begins(stop)), "{}", stop.arrive);
}

async fn nobody_is_looked_for_twice_on_one_day(db: Db) {
    fill(&db.store).await;
    attempt(&db, 24, 9).await;
    let stops = stops(&db, 24, 7).await;
    let [(on, stop)] = stops.as_slice() else { panic!("{stops:?}") };
    assert!(*on > day(24) && begins(stop) >= 12, "{on} {stop:?}");
}
