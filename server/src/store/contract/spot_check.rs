//! Spot checks: what may be drawn, what is noted once, and that a check is a contact.

use super::plan::{COORDINATOR, OFFICER, STATION, fill};
use super::register::{day, town, write};
use super::{Db, on_both_engines};
use crate::store::spot_check::{self, Pool, SpotCheckRow};
use crate::store::visit::{self, VisitRow};
use crate::store::{StoreError, dwelling, inspection, ledger};
use chrono::NaiveDate;
use domain::id::{RecordId, SpotCheckId};
use domain::inspection::{Month, Share, Tally};
use domain::spot_check::{CheckOutcome, CheckReport};
use domain::visit::{Answer, Seen};
use uuid::Uuid;

on_both_engines! {
    who_was_met_and_not_contacted_since_may_be_drawn_once,
    a_report_is_noted_once_and_counts_as_a_contact_and_in_the_figures,
}

fn october() -> Month {
    "2026-10".parse().unwrap()
}

/// Met on 5 October at three dwellings, at the third again on 22 November; nobody home at the fourth.
async fn met(db: &Db) {
    fill(&db.store).await;
    let done: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            let files = dwelling::of_station(tx, STATION).await?;
            let fifth: NaiveDate = "2026-10-05".parse().unwrap();
            let doors = [
                (0, fifth, "met"),
                (1, fifth, "entered"),
                (2, fifth, "met"),
                (2, day(22), "met"),
                (3, fifth, "nobody_home"),
            ];
            for (n, (file, on_date, outcome)) in doors.into_iter().enumerate() {
                let is_contact = outcome != "nobody_home";
                let row = VisitRow {
                    town: town(),
                    id: RecordId(Uuid::from_u128(0xb000 + n as u128)),
                    station: STATION,
                    dwelling: files[file].dwelling.id,
                    visitor: COORDINATOR,
                    partner: None,
                    on_date,
                    happened_at: on_date.and_hms_opt(2, 0, 0).unwrap().and_utc(),
                    outcome: outcome.into(),
                    settles: is_contact,
                    is_contact,
                    letter: false,
                    evidence: "none".into(),
                    received_late: false,
                    corrected_by: None,
                };
                visit::put(tx, &row).await?;
            }
            Ok(())
        })
    })
    .await;
    done.unwrap();
}

async fn pool(db: &Db) -> Pool {
    let mut reader = db.store.reader().await.unwrap();
    spot_check::pool(&mut reader, STATION, october(), day(24)).await.unwrap()
}

async fn drawn(db: &Db) -> SpotCheckRow {
    let first = pool(db).await.candidates[0];
    let check = SpotCheckRow {
        town: town(),
        id: SpotCheckId(Uuid::from_u128(0xc5)),
        station: STATION,
        dwelling: first.dwelling,
        visit: first.visit,
        first_visitor: first.visitor,
        visitor: OFFICER,
        month: october(),
        seed: u32::MAX,
        drawn_by: COORDINATOR,
        drawn_on: day(24),
        due_on: day(30),
        result: None,
    };
    let row = check.clone();
    write(&db.store, move |tx| Box::pin(async move { spot_check::add(tx, &row).await })).await.unwrap();
    check
}

async fn who_was_met_and_not_contacted_since_may_be_drawn_once(db: Db) {
    met(&db).await;
    let before = pool(&db).await;
    let visits: Vec<u128> = before.candidates.iter().map(|c| c.visit.0.as_u128()).collect();
    assert_eq!((visits, before.visits, before.drawn), (vec![0xb000, 0xb001], 3, 0));
    let check = drawn(&db).await;
    let after = pool(&db).await;
    assert_eq!((after.candidates.len(), after.drawn), (1, 1));
    let again = SpotCheckRow { id: SpotCheckId(Uuid::from_u128(0xc6)), ..check.clone() };
    let twice = write(&db.store, move |tx| Box::pin(async move { spot_check::add(tx, &again).await })).await;
    assert!(matches!(twice, Err(StoreError::Constraint { name }) if name == "spot_checks_visit"));
    let mut reader = db.store.reader().await.unwrap();
    let placed = spot_check::by_id(&mut reader, check.id).await.unwrap().unwrap();
    assert_eq!((placed.row, placed.village.as_str()), (check, "聚训村"));
}

async fn a_report_is_noted_once_and_counts_as_a_contact_and_in_the_figures(db: Db) {
    met(&db).await;
    let check = drawn(&db).await;
    let (id, agreement) = (check.id, Share { part: 4, whole: 5 });
    let answers = vec![Answer { question: "wiring".into(), seen: Seen::InOrder }];
    let report = CheckReport { on: day(25), minute: 600, outcome: CheckOutcome::Met, answers, notice: true };
    let noted = write(&db.store, move |tx| {
        Box::pin(async move {
            let first = spot_check::report(tx, id, &report, agreement).await?;
            Ok((first, spot_check::report(tx, id, &report, Share::default()).await?))
        })
    });
    assert_eq!(noted.await.unwrap(), (true, false));
    let mut reader = db.store.reader().await.unwrap();
    let placed = spot_check::by_id(&mut reader, id).await.unwrap().unwrap();
    assert_eq!(placed.row.result, Some((day(25), CheckOutcome::Met, agreement)));
    let contacts = spot_check::contacts(&mut reader, &[check.dwelling], day(21), day(30)).await.unwrap();
    assert_eq!((contacts.len(), contacts[0].contact().at.to_string()), (1, "2026-11-25 10:00:00".into()));
    let planned = ledger::contacts(&mut reader, STATION, day(23), day(30)).await.unwrap();
    assert_eq!(planned, [(check.dwelling, day(25))], "a plan keeps the ceiling by it");
    let november: Month = "2026-11".parse().unwrap();
    let rows = inspection::by_station(&mut reader, &[STATION], (november, november), day(26)).await.unwrap();
    let flow = Tally::sum(rows.into_iter().map(|row| row.tally)).flow;
    assert_eq!((flow.checked, flow.agreement), (1, agreement));
    let work =
        inspection::work(&mut reader, &[STATION], Some(COORDINATOR), (november, november)).await.unwrap();
    assert_eq!((work[0].checked, work[0].agreement), (1, agreement), "of who made the first visit");
}
