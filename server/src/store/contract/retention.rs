//! Retention, rule by rule. What it leaves of phones' records is tried in `http/records/tests`.

use super::register::{DWELLING, STATION, TENANCY, day, town, write};
use super::{Db, on_both_engines};
use crate::args;
use crate::jobs::erase::{dry_run, run};
use crate::store::contract::plan::{COORDINATOR, add_visitor};
use crate::store::contract::register::fill as fill_register;
use crate::store::retention::{self, Lines};
use crate::store::{Conn, class_change, dwelling, photo, tenancy, user};
use chrono::{Months, TimeDelta};
use domain::clock::Clock;
use domain::retention::{Periods, Rule, Thing};
use domain::role::Role;
use domain::tenancy::Headcount;

on_both_engines! {
    a_contact_goes_thirty_days_after_move_out_and_not_a_day_before,
    a_household_that_stays_keeps_its_contact,
    a_period_can_be_shortened_and_the_shorter_one_counts,
    a_file_that_is_not_let_goes_when_its_history_has_gone,
    an_account_is_emptied_a_year_after_its_holder_left,
    the_class_in_force_stays_known_and_the_one_before_goes,
    a_photo_that_nobody_announced_goes_after_its_period,
    a_dry_run_changes_nothing,
    the_log_goes_after_three_years_and_the_chain_still_holds,
}

async fn rows(db: &Db, sql: &'static str) -> i64 {
    let mut reader = db.store.reader().await.unwrap();
    reader.row(sql, args![]).await.unwrap().unwrap().get("n").unwrap()
}

async fn moved_out(db: &Db) {
    let end = write(&db.store, |tx| {
        Box::pin(async move {
            tenancy::end(tx, DWELLING, day(24)).await?;
            dwelling::set_let(tx, DWELLING, None).await
        })
    });
    end.await.unwrap();
}

fn forward(db: &Db, months: u32) {
    let now = db.clock.now();
    db.clock.forward(now.checked_add_months(Months::new(months)).unwrap() - now);
}

async fn a_contact_goes_thirty_days_after_move_out_and_not_a_day_before(db: Db) {
    fill_register(&db.store).await;
    moved_out(&db).await;
    db.clock.forward(TimeDelta::days(30));
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Contact), 0, "the thirtieth day");
    db.clock.forward(TimeDelta::days(1));
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Contact), 1);
    assert_eq!(rows(&db, "SELECT COUNT(*) AS n FROM tenancies WHERE contact IS NOT NULL").await, 0);
    let mut reader = db.store.reader().await.unwrap();
    let vault = db.store.vault().clone();
    assert!(vault.keys(&mut reader, &[TENANCY.0]).await.unwrap().is_empty(), "its key is forgotten");
    assert_eq!(tenancy::contact(&mut reader, &vault, TENANCY).await.unwrap(), None);
}

async fn a_household_that_stays_keeps_its_contact(db: Db) {
    fill_register(&db.store).await;
    forward(&db, 120);
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Contact), 0);
    let mut reader = db.store.reader().await.unwrap();
    let vault = db.store.vault().clone();
    assert!(tenancy::contact(&mut reader, &vault, TENANCY).await.unwrap().is_some());
    let kept = tenancy::current(&mut reader, DWELLING).await.unwrap().unwrap();
    assert_eq!(kept.headcount, Headcount { adults: 2, children: 1 });
}

async fn a_period_can_be_shortened_and_the_shorter_one_counts(db: Db) {
    fill_register(&db.store).await;
    moved_out(&db).await;
    let set = write(&db.store, |tx| Box::pin(async move { retention::set(tx, Rule::Contact, 7).await }));
    set.await.unwrap();
    db.clock.forward(TimeDelta::days(8));
    let periods = retention::periods(&mut db.store.reader().await.unwrap()).await.unwrap();
    assert_eq!(periods, Periods::shortened([(Rule::Contact, 7)]));
    assert_eq!(Lines::at(db.clock.now(), periods).day(Rule::Contact), day(25));
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Contact), 1);
}

async fn a_file_that_is_not_let_goes_when_its_history_has_gone(db: Db) {
    fill_register(&db.store).await;
    moved_out(&db).await;
    forward(&db, 24);
    let kept = run(&db.store).await.unwrap();
    assert_eq!((kept.of(Thing::Tenancy), kept.of(Thing::Dwelling)), (0, 0), "the last day");
    db.clock.forward(TimeDelta::days(1));
    let before = rows(&db, "SELECT COUNT(*) AS n FROM dwellings").await;
    let gone = run(&db.store).await.unwrap();
    assert_eq!((gone.of(Thing::Tenancy), gone.of(Thing::Dwelling)), (1, 1));
    assert_eq!(rows(&db, "SELECT COUNT(*) AS n FROM dwellings").await, before - 1);
    let mut reader = db.store.reader().await.unwrap();
    assert!(dwelling::by_id(&mut reader, DWELLING).await.unwrap().is_none());
    let told = crate::store::change::after(&mut reader, STATION, 0, 100).await.unwrap();
    assert!(told.iter().any(|change| change.id == DWELLING.0 && change.removed), "phones forget it");
}

async fn an_account_is_emptied_a_year_after_its_holder_left(db: Db) {
    let leave = write(&db.store, |tx| {
        Box::pin(async move {
            add_visitor(tx, COORDINATOR, Role::Coordinator).await;
            let now = tx.now();
            tx.execute(
                "UPDATE users SET left_at = $1, phone = '+4230000001' WHERE id = $2",
                args![now, COORDINATOR],
            )
            .await
        })
    });
    leave.await.unwrap();
    forward(&db, 12);
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Account), 0);
    db.clock.forward(TimeDelta::days(1));
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Account), 1);
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Account), 0, "once");
    let mut reader = db.store.reader().await.unwrap();
    let left = user::by_id(&mut reader, COORDINATOR).await.unwrap().unwrap();
    assert!(left.name.starts_with('~') && left.password_hash.is_empty() && left.station.is_none());
    let phones = "SELECT COUNT(*) AS n FROM users WHERE phone IS NOT NULL";
    assert_eq!(rows(&db, phones).await, 0);
}

async fn the_class_in_force_stays_known_and_the_one_before_goes(db: Db) {
    fill_register(&db.store).await;
    let change = |id: u128, since: &str, by: Option<_>| class_change::ClassChange {
        town: town(),
        id: uuid::Uuid::from_u128(id),
        dwelling: DWELLING,
        from: None,
        to: domain::class::Class::B,
        since: since.parse().unwrap(),
        by,
        reason: "登记".into(),
    };
    let changes = [change(1, "2023-01-01", None), change(2, "2023-06-01", Some(COORDINATOR))];
    let add = write(&db.store, move |tx| Box::pin(async move { class_change::add_all(tx, &changes).await }));
    add.await.unwrap();
    let before = {
        let mut reader = db.store.reader().await.unwrap();
        class_change::of_dwelling(&mut reader, DWELLING).await.unwrap()
    };
    let erased = run(&db.store).await.unwrap().of(Thing::ClassChange);
    let mut reader = db.store.reader().await.unwrap();
    let left = class_change::of_dwelling(&mut reader, DWELLING).await.unwrap();
    assert_eq!((erased, left.len()), (1, before.len() - 1));
    assert!(left.iter().any(|change| change.id.as_u128() == 2), "in force on the first day kept");
}

async fn a_photo_that_nobody_announced_goes_after_its_period(db: Db) {
    let sha256 = "ab".repeat(32);
    let folder = db.store.data_dir().join("photos");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(&sha256), b"bytes").unwrap();
    let row = photo::PhotoRow {
        sha256: sha256.clone(),
        station: STATION,
        finding: None,
        media_type: "image/jpeg".into(),
        total_bytes: 5,
        received_bytes: 5,
        complete_at: Some(db.clock.now()),
    };
    let add = write(&db.store, move |tx| {
        Box::pin(async move { photo::received(tx, &town(), STATION, &row).await })
    });
    add.await.unwrap();
    db.clock.forward(TimeDelta::days(90));
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Photo), 0);
    assert!(folder.join(&sha256).exists());
    db.clock.forward(TimeDelta::days(1));
    assert_eq!(dry_run(&db.store).await.unwrap().of(Thing::Photo), 1);
    assert!(folder.join(&sha256).exists(), "a dry run leaves files alone");
    assert_eq!(run(&db.store).await.unwrap().of(Thing::Photo), 1);
    assert!(!folder.join(&sha256).exists());
}

async fn a_dry_run_changes_nothing(db: Db) {
    fill_register(&db.store).await;
    moved_out(&db).await;
    forward(&db, 30);
    let told = dry_run(&db.store).await.unwrap();
    assert_eq!(told, dry_run(&db.store).await.unwrap());
    assert!(told.of(Thing::Dwelling) > 0);
    assert_eq!(run(&db.store).await.unwrap(), told);
}

async fn the_log_goes_after_three_years_and_the_chain_still_holds(db: Db) {
    fill_register(&db.store).await;
    crate::store::audit::seal_heads(&db.store).await.unwrap();
    forward(&db, 37);
    let told = dry_run(&db.store).await.unwrap();
    let erased = run(&db.store).await.unwrap();
    assert_eq!(erased, told);
    assert!(erased.of(Thing::AuditEntry) > 0);
    let report = crate::store::audit::verify(&db.store).await.unwrap();
    assert_eq!(report.first_bad, None);
}
