//! Figures of inspection: what they count, that findings and flags are not among it, and that a closed
//! month changes no more.

use super::plan::{COORDINATOR, STATION, fill};
use super::register::{day, town, village_code, write};
use super::{Db, on_both_engines};
use crate::jobs::inspection::freeze_closed;
use crate::store::finding::{self, FindingRow};
use crate::store::flag::{self, FlagRow};
use crate::store::inspection::{self, VillageMonth};
use crate::store::owed_visit;
use crate::store::visit::{self, VisitRow};
use crate::store::{StoreError, Tx, dwelling, ledger};
use chrono::{NaiveDate, TimeDelta};
use domain::finding::{Category, Severity};
use domain::flag::FlagState;
use domain::id::{FindingId, RecordId, StationId};
use domain::inspection::{Month, Share, Tally, board};
use domain::ledger::{By, Settled, Settlement};
use domain::triage::FlagReason;
use uuid::Uuid;

on_both_engines! {
    a_village_counts_what_is_owed_how_it_was_settled_and_what_is_overdue,
    findings_and_flags_change_no_figure,
    a_closed_month_is_frozen_and_changes_no_more,
    work_belongs_to_who_did_it,
    a_station_elsewhere_has_no_figures,
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn visit_on(on: NaiveDate, place: usize, row: &dwelling::DwellingRow) -> VisitRow {
    VisitRow {
        town: town(),
        id: RecordId(Uuid::from_u128(0xa000 + place as u128)),
        station: STATION,
        dwelling: row.dwelling.id,
        visitor: COORDINATOR,
        partner: None,
        on_date: on,
        happened_at: on.and_hms_opt(2, 0, 0).unwrap().and_utc(),
        outcome: "met".into(),
        settles: true,
        is_contact: true,
        letter: false,
        evidence: "none".into(),
        received_late: false,
        corrected_by: None,
    }
}

/// Twelve dwellings; of October's owed visits two are done and one is made up for in November.
async fn at_work(db: &Db) {
    fill(&db.store).await;
    let done: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            ledger::open_until(tx, STATION, day(24)).await?;
            let files = dwelling::of_station(tx, STATION).await?;
            let on = |text: &str| text.parse::<NaiveDate>().unwrap();
            let made =
                [("2026-10-12", Settled::Done), ("2026-10-30", Settled::Done), ("2026-11-03", Settled::Late)];
            let others = files.iter().filter(|file| file.dwelling.class == domain::class::Class::B);
            for (place, (file, (date, how))) in others.zip(made).enumerate() {
                let visit = visit_on(on(date), place, file);
                visit::put(tx, &visit).await?;
                settle(tx, file, on("2026-10-01"), &visit, how).await?;
            }
            Ok(())
        })
    })
    .await;
    done.unwrap();
}

async fn settle(
    tx: &mut Tx,
    file: &dwelling::DwellingRow,
    from: NaiveDate,
    visit: &VisitRow,
    how: Settled,
) -> Result<(), StoreError> {
    let owed = owed_visit::of_dwelling(tx, file.dwelling.id).await?;
    let row = owed.iter().find(|row| row.owed.period.from == from).unwrap();
    let settlement = Settlement { how, on: visit.on_date, by: By::Record(visit.id), reason: None };
    owed_visit::settle(tx, row.id, Some(&settlement)).await
}

async fn figures(db: &Db, of: &str) -> Vec<VillageMonth> {
    let mut reader = db.store.reader().await.unwrap();
    let span = (month(of), month(of));
    let rows = inspection::by_village(&mut reader, &[STATION], span, day(24)).await.unwrap();
    let stations = inspection::by_station(&mut reader, &[STATION], span, day(24)).await.unwrap();
    let whole = stations.into_iter().map(|row| row.tally).reduce(Tally::beside).unwrap_or_default();
    assert_eq!(whole, Tally::sum(rows.iter().map(|row| row.tally)), "a station is its villages");
    rows
}

async fn tally(db: &Db, of: &str) -> Tally {
    let rows = figures(db, of).await;
    assert!(rows.iter().all(|row| row.station == STATION && row.village == village_code()));
    Tally::sum(rows.into_iter().map(|row| row.tally))
}

async fn a_village_counts_what_is_owed_how_it_was_settled_and_what_is_overdue(db: Db) {
    at_work(&db).await;
    let october = tally(&db, "2026-10").await;
    // Eleven dwellings of class B owe one visit each, the one of class C three.
    let flow = october.flow;
    assert_eq!((flow.owed, flow.done, flow.late, flow.excused), (14, 2, 1, 0));
    assert_eq!(flow.coverage(), Share { part: 3, whole: 14 });
    assert_eq!(flow.timeliness(), Share { part: 2, whole: 3 });
    assert_eq!(flow.notices, Share { part: 0, whole: 2 }, "visits of October, none with a notice");
    assert_eq!((october.stock.dwellings, october.stock.papers), (12, Share { part: 0, whole: 12 }));
    let mut reader = db.store.reader().await.unwrap();
    let overdue = crate::store::coverage::overdue(&mut reader, &[STATION], day(24), 500).await.unwrap();
    let counted: u32 = october.stock.overdue.iter().sum();
    assert_eq!(counted as usize, overdue.len(), "every age together");
    let recent = overdue.iter().filter(|row| (day(24) - row.period_to).num_days() <= 10).count();
    assert_eq!(october.stock.overdue[0] as usize, recent);
}

async fn findings_and_flags_change_no_figure(db: Db) {
    at_work(&db).await;
    let before = (figures(&db, "2026-10").await, figures(&db, "2026-11").await);
    let found: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            for file in dwelling::of_station(tx, STATION).await? {
                let at = tx.now() - TimeDelta::days(30);
                let row = FindingRow {
                    town: town(),
                    id: FindingId(tx.new_id()),
                    station: STATION,
                    dwelling: file.dwelling.id,
                    record: RecordId(tx.new_id()),
                    visit: RecordId(tx.new_id()),
                    category: Category::Fire,
                    severity: Severity::High,
                    restricted: false,
                    found_by: COORDINATOR,
                    found_at: at,
                    found_on: at.date_naive(),
                    gone_on: None,
                };
                finding::put(tx, &row).await?;
                let flag = FlagRow {
                    town: town(),
                    id: row.id,
                    station: STATION,
                    dwelling: row.dwelling,
                    reason: FlagReason::Serious,
                    severity: row.severity,
                    category: row.category,
                    restricted: false,
                    straight: false,
                    found_by: row.found_by,
                    raised_at: at,
                    deadline: None,
                    state: FlagState::Flagged,
                    version: 0,
                    seen_at: None,
                    alarmed_at: None,
                    escalated_at: None,
                };
                flag::add(tx, &flag).await?;
            }
            Ok(())
        })
    })
    .await;
    found.unwrap();
    let after = (figures(&db, "2026-10").await, figures(&db, "2026-11").await);
    assert_eq!(before, after);
    let line = |rows: &[VillageMonth]| {
        board(vec![("站".into(), Some(Tally::sum(rows.iter().map(|row| row.tally))))])
    };
    assert_eq!(line(&before.0), line(&after.0));
}

async fn a_closed_month_is_frozen_and_changes_no_more(db: Db) {
    at_work(&db).await;
    let before = figures(&db, "2026-10").await;
    assert_eq!(freeze_closed(&db.store).await.unwrap(), 2, "September and October");
    assert_eq!(figures(&db, "2026-10").await, before);
    let late: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            let files = dwelling::of_station(tx, STATION).await?;
            let file = files.iter().rfind(|file| file.dwelling.class == domain::class::Class::B).unwrap();
            let visit = visit_on(day(23), 9, file);
            visit::put(tx, &visit).await?;
            settle(tx, file, "2026-10-01".parse().unwrap(), &visit, Settled::Late).await?;
            settle(tx, file, day(1), &visit, Settled::Done).await
        })
    })
    .await;
    late.unwrap();
    assert_eq!(figures(&db, "2026-10").await, before, "what came after the close");
    assert_eq!(tally(&db, "2026-11").await.flow.done, 1, "a running month is counted");
    assert_eq!(freeze_closed(&db.store).await.unwrap(), 0);
}

async fn work_belongs_to_who_did_it(db: Db) {
    at_work(&db).await;
    let span = (month("2026-10"), month("2026-11"));
    let mut reader = db.store.reader().await.unwrap();
    let rows = inspection::work(&mut reader, &[STATION], None, span).await.unwrap();
    let own = inspection::work(&mut reader, &[STATION], Some(COORDINATOR), span).await.unwrap();
    assert_eq!(rows, own);
    let seen: Vec<_> = own.iter().map(|row| (row.month.to_string(), row.visits, row.timeliness)).collect();
    let expected = [
        ("2026-10".to_owned(), 2, Share { part: 2, whole: 2 }),
        ("2026-11".to_owned(), 1, Share { part: 0, whole: 1 }),
    ];
    assert_eq!(seen, expected);
    let nobody = domain::id::UserId(Uuid::from_u128(0xdead));
    assert!(inspection::work(&mut reader, &[STATION], Some(nobody), span).await.unwrap().is_empty());
}

async fn a_station_elsewhere_has_no_figures(db: Db) {
    at_work(&db).await;
    let elsewhere = [StationId(Uuid::from_u128(0x99))];
    let mut reader = db.store.reader().await.unwrap();
    let span = (month("2026-10"), month("2026-11"));
    assert!(inspection::by_village(&mut reader, &elsewhere, span, day(24)).await.unwrap().is_empty());
    assert!(inspection::work(&mut reader, &elsewhere, None, span).await.unwrap().is_empty());
    assert!(inspection::synced(&mut reader, &[STATION]).await.unwrap().is_empty(), "no phone has spoken yet");
    let villages = inspection::villages(&mut reader, &[STATION]).await.unwrap();
    assert_eq!(villages, [(STATION, village_code(), "聚训村".to_owned())]);
}
