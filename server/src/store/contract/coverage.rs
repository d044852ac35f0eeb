//! What supervisors and the privacy officer read: counts of coverage, visitors' days, the duty
//! roster, and pages of the log.

use super::plan::{COORDINATOR, OFFICER, STATION, fill};
use super::register::{day, town, write};
use super::{Db, entry, on_both_engines};
use crate::jobs::plan_day::{self, Ask, Limit};
use crate::store::audit::{self, Wanted};
use crate::store::duty::{self, DutyRow};
use crate::store::visit::{self, VisitRow};
use crate::store::{Chain, Entry, StoreError, coverage, dwelling};
use domain::class::Class;
use domain::id::{RecordId, StationId};
use domain::role::Role;
use uuid::Uuid;

on_both_engines! {
    a_village_counts_what_is_owed_done_and_overdue,
    the_longest_overdue_comes_first_and_with_its_attempts,
    a_visitors_day_has_its_plan_its_visits_and_its_attempts,
    a_day_of_the_week_has_one_officer_on_duty,
    the_log_is_read_by_action_object_and_account,
}

/// Twelve dwellings, planned today; at the first two a visit and an attempt.
async fn at_work(db: &Db) {
    fill(&db.store).await;
    let ask = Ask {
        station: None,
        from: day(24),
        days: 1,
        limit: Limit::Iterations(50),
        seed: 1,
        threads: 1,
        by: None,
    };
    plan_day::plan(&db.store, ask).await.unwrap();
    let came: Result<(), StoreError> = write(&db.store, |tx| {
        Box::pin(async move {
            let files = dwelling::of_station(tx, STATION).await?;
            for (file, (outcome, settles)) in files.iter().zip([("met", true), ("nobody_home", false)]) {
                let id = RecordId(tx.new_id());
                let visit = VisitRow {
                    town: town(),
                    id,
                    station: STATION,
                    dwelling: file.dwelling.id,
                    visitor: COORDINATOR,
                    partner: None,
                    on_date: day(24),
                    happened_at: tx.now(),
                    outcome: outcome.into(),
                    settles,
                    is_contact: settles,
                    letter: false,
                    evidence: "none".into(),
                    received_late: false,
                    corrected_by: None,
                };
                visit::put(tx, &visit).await?;
            }
            Ok(())
        })
    })
    .await;
    came.unwrap();
}

async fn a_village_counts_what_is_owed_done_and_overdue(db: Db) {
    at_work(&db).await;
    let mut reader = db.store.reader().await.unwrap();
    let villages = coverage::villages(&mut reader, &[STATION], day(24)).await.unwrap();
    let village = &villages[0];
    assert_eq!((villages.len(), village.name.as_str(), village.dwellings), (1, "聚训村", 12));
    assert_eq!((village.owed, village.done, village.excused), (12, 0, 0), "each owes in this period");
    assert!(village.overdue >= 12, "October's is over, and of class C every third of it");
    let elsewhere = StationId(Uuid::from_u128(0x99));
    assert!(coverage::villages(&mut reader, &[elsewhere], day(24)).await.unwrap().is_empty());
}

async fn the_longest_overdue_comes_first_and_with_its_attempts(db: Db) {
    at_work(&db).await;
    let mut reader = db.store.reader().await.unwrap();
    let rows = coverage::overdue(&mut reader, &[STATION], day(24), 500).await.unwrap();
    assert!(rows.is_sorted_by_key(|row| row.period_to));
    assert!(rows.iter().all(|row| row.period_to < day(24) && row.address.starts_with("东门路")));
    assert!(rows.iter().any(|row| row.attempts > 0) && rows.iter().any(|row| row.class == Class::C));
    let two = coverage::overdue(&mut reader, &[STATION], day(24), 2).await.unwrap();
    assert_eq!(two.len(), 2);
}

async fn a_visitors_day_has_its_plan_its_visits_and_its_attempts(db: Db) {
    at_work(&db).await;
    let mut reader = db.store.reader().await.unwrap();
    let days = coverage::days(&mut reader, &[STATION], day(24)).await.unwrap();
    assert_eq!(days.get(&COORDINATOR), Some(&(1, 1)));
    assert_eq!(coverage::visited(&mut reader, STATION, day(24)).await.unwrap().len(), 2);
    assert!(coverage::visited(&mut reader, STATION, day(23)).await.unwrap().is_empty());
    let planned = coverage::planned(&mut reader, &[STATION], day(24)).await.unwrap();
    assert_eq!(planned.values().sum::<u32>(), 3, "two dwellings, one of them with two visitors");
    assert!(coverage::synced(&mut reader).await.unwrap().is_empty(), "no phone has spoken yet");
}

async fn a_day_of_the_week_has_one_officer_on_duty(db: Db) {
    fill(&db.store).await;
    let set = |phone: &'static str| {
        write(&db.store, move |tx| {
            Box::pin(async move {
                let duty = DutyRow { weekday: 1, officer: OFFICER, phone: phone.into() };
                duty::set(tx, &town(), STATION, &duty).await
            })
        })
    };
    set("021-1").await.unwrap();
    set("021-2").await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let roster = duty::of_station(&mut reader, STATION).await.unwrap();
    assert_eq!(roster, [DutyRow { weekday: 1, officer: OFFICER, phone: "021-2".into() }]);
    assert_eq!(duty::phone(&mut reader, STATION, 1).await.unwrap().as_deref(), Some("021-2"));
    assert_eq!(duty::phone(&mut reader, STATION, 2).await.unwrap(), None);
    drop(reader);
    write(&db.store, |tx| Box::pin(async move { duty::clear(tx, STATION, 1).await })).await.unwrap();
    assert!(duty::of_station(&mut db.store.reader().await.unwrap(), STATION).await.unwrap().is_empty());
}

async fn the_log_is_read_by_action_object_and_account(db: Db) {
    fill(&db.store).await;
    let file = Uuid::from_u128(0x7100);
    let logged: Result<(), StoreError> = db
        .store
        .write(move |tx| {
            Box::pin(async move {
                let chain = Chain::Station(STATION);
                let detail = serde_json::json!({"rows": 3});
                tx.audit(entry()).await?;
                tx.audit(Entry::new(chain, "read", "dwelling").by(OFFICER, Role::Officer).of(file)).await?;
                tx.audit(Entry::new(chain, "export", "ledger").by(OFFICER, Role::Officer).detail(detail))
                    .await
            })
        })
        .await;
    logged.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let all = Wanted { limit: 100, ..Wanted::default() };
    let object = file.to_string();
    let of = async |wanted| {
        let mut reader = db.store.reader().await.unwrap();
        audit::page(&mut reader, wanted).await.unwrap().len()
    };
    assert_eq!(of(Wanted { actor: Some(OFFICER), ..all }).await, 2);
    assert_eq!(of(Wanted { actor: Some(OFFICER), action: "read", ..all }).await, 1);
    assert_eq!(of(Wanted { object: &object, ..all }).await, 1);
    assert_eq!(of(Wanted { actor: Some(OFFICER), limit: 1, offset: 1, ..all }).await, 1);
    let viewers = audit::viewers(&mut reader, file, 10).await.unwrap();
    assert_eq!((viewers.len(), viewers[0].actor), (1, Some(OFFICER)));
    let exports = audit::exports(&mut reader, STATION, 10).await.unwrap();
    assert_eq!((exports.len(), exports[0].detail.as_str()), (1, r#"{"rows":3}"#));
    assert!(audit::actions(&mut reader).await.unwrap().contains(&"export".to_owned()));
}
