//! Versions of fields: kept as they were said, stood as the rule says, condensed by an erasure.

use super::register::{DWELLING, STATION, TENANCY, fill, town, write};
use super::{Db, on_both_engines};
use crate::store::dwelling;
use crate::store::field::{self, Subject};
use chrono::DateTime;
use domain::Time;
use domain::field::{Field, Said};
use domain::id::{RecordId, StationId, UserId};
use uuid::Uuid;

on_both_engines! {
    a_version_comes_back_as_it_was_said_and_once,
    what_waits_is_listed_for_its_stations_and_told_with_the_file,
    an_erasure_leaves_what_is_in_force_without_who_said_it,
    a_blanked_version_comes_back_or_goes,
}

const LEASE: Subject = Subject { dwelling: DWELLING, household: None, field: Field::Lease };
const ADULTS: Subject = Subject { dwelling: DWELLING, household: Some(TENANCY), field: Field::Adults };

fn version(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn at(n: u128) -> Time {
    DateTime::from_timestamp(1_795_478_400 + n as i64 * 60, 0).unwrap()
}

fn said(subject: Subject, value: &str, base: Option<u128>) -> Said {
    let (field, household) = (subject.field, subject.household);
    Said { field, value: value.into(), base: base.map(version), household, over: vec![], why: None }
}

/// Says `value` as account `n` in record `n`, and stands the field.
async fn say(db: &Db, n: u128, subject: Subject, value: &'static str, base: Option<u128>) {
    let said = said(subject, value, base);
    let told = (version(n), UserId(Uuid::from_u128(n)), at(n));
    let written = write(&db.store, move |tx| {
        Box::pin(async move {
            let first = if subject.field == Field::Adults { "2" } else { "done" };
            field::begin(tx, &town(), subject, first, at(0)).await?;
            field::add(tx, &town(), subject, told, &said).await?;
            crate::jobs::apply_record::stand(tx, DWELLING, Some(subject)).await
        })
    });
    written.await.unwrap();
}

async fn rows(db: &Db) -> Vec<(Field, u128, String, String)> {
    let mut reader = db.store.reader().await.unwrap();
    let rows = field::of_dwelling(&mut reader, DWELLING).await.unwrap();
    rows.into_iter().map(|r| (r.subject.field, r.version.0.as_u128(), r.value, r.standing)).collect()
}

async fn a_version_comes_back_as_it_was_said_and_once(db: Db) {
    fill(&db.store).await;
    say(&db, 1, LEASE, "not_done", None).await;
    say(&db, 1, LEASE, "not_done", None).await;
    say(&db, 2, LEASE, "not_needed", Some(1)).await;
    let first = (Field::Lease, DWELLING.0.as_u128(), "done".to_owned(), "gone".to_owned());
    let second = (Field::Lease, 1, "not_done".to_owned(), "gone".to_owned());
    let third = (Field::Lease, 2, "not_needed".to_owned(), "in_force".to_owned());
    assert_eq!(rows(&db).await, [first, second, third]);
    let mut reader = db.store.reader().await.unwrap();
    let file = dwelling::by_id(&mut reader, DWELLING).await.unwrap().unwrap();
    assert_eq!(file.dwelling.papers.lease.key(), "not_needed");
    let last = field::of_dwelling(&mut reader, DWELLING).await.unwrap().remove(2);
    assert_eq!((last.by, last.at, last.base), (Some(UserId(Uuid::from_u128(2))), at(2), Some(version(1))));
    assert_eq!(field::conflicts(&mut reader, &[STATION], 9).await.unwrap(), []);
}

async fn what_waits_is_listed_for_its_stations_and_told_with_the_file(db: Db) {
    fill(&db.store).await;
    say(&db, 1, ADULTS, "3", None).await;
    say(&db, 2, ADULTS, "4", None).await;
    say(&db, 3, ADULTS, "5", None).await;
    let mut reader = db.store.reader().await.unwrap();
    let listed = field::conflicts(&mut reader, &[STATION], 9).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].subject, listed[0].waiting, listed[0].since), (ADULTS, 2, at(2)));
    let elsewhere = [StationId(Uuid::from_u128(0x99))];
    assert_eq!(field::conflicts(&mut reader, &elsewhere, 9).await.unwrap(), []);
    let told = field::standing_of(&mut reader, &[DWELLING]).await.unwrap().remove(&DWELLING).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].value.as_str(), told[0].base, told[0].household),
        ("3", Some(version(1)), Some(TENANCY))
    );
    assert_eq!(told[0].over, [version(2), version(3)]);
}

async fn an_erasure_leaves_what_is_in_force_without_who_said_it(db: Db) {
    fill(&db.store).await;
    say(&db, 1, ADULTS, "3", None).await;
    say(&db, 2, ADULTS, "4", None).await;
    let condensed = write(&db.store, move |tx| {
        Box::pin(async move { field::condense(tx, DWELLING, &[version(1)]).await })
    });
    condensed.await.unwrap();
    let kept = [
        (Field::Adults, 1, "3".to_owned(), "in_force".to_owned()),
        (Field::Adults, 2, "4".to_owned(), "waiting".to_owned()),
    ];
    assert_eq!(rows(&db).await, kept);
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(field::of_dwelling(&mut reader, DWELLING).await.unwrap()[0].by, None);
    drop(reader);
    say(&db, 3, ADULTS, "5", Some(1)).await;
    assert_eq!(rows(&db).await.last().unwrap().3, "in_force", "who saw it may change it");
}

async fn a_blanked_version_comes_back_or_goes(db: Db) {
    fill(&db.store).await;
    say(&db, 1, LEASE, "not_done", None).await;
    say(&db, 2, LEASE, "not_needed", None).await;
    let again = said(LEASE, "not_done", None);
    let built = write(&db.store, move |tx| {
        Box::pin(async move {
            field::set_taken(tx, LEASE, version(1)).await?;
            field::blank(tx, DWELLING).await?;
            let told = (version(1), UserId(Uuid::from_u128(1)), at(1));
            field::add(tx, &town(), LEASE, told, &again).await?;
            field::drop_blank(tx, DWELLING).await?;
            field::of_dwelling(tx, DWELLING).await
        })
    });
    let rows = built.await.unwrap();
    assert_eq!(rows.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["done", "not_done"]);
    assert!(rows[1].taken, "what was known of a mark stays known");
}
