//! Messages between stations, practice notes and calendar feeds come back as they went in, and what is
//! over its time goes.

use super::meeting::{action_of, agree, call, called, property};
use super::plan::{COORDINATOR, OFFICER, STATION, fill};
use super::register::{day, town, write};
use super::{Db, on_both_engines};
use crate::jobs::erase;
use crate::jobs::plan_day::{self, Ask, Limit};
use crate::store::meeting::{self, action};
use crate::store::message::{self, MessageRow};
use crate::store::practice::{self, PracticeRow};
use crate::store::{calendar, user};
use chrono::TimeDelta;
use domain::id::{MessageId, PracticeId, StationId};
use domain::meeting::MeetingKind;
use domain::message::MessageSubject;
use domain::retention::Thing;
use uuid::Uuid;

on_both_engines! {
    a_message_is_unread_until_it_is_read_and_loses_its_text_in_time,
    a_practice_note_is_shared_and_taken_back,
    a_feed_opens_for_one_token_and_for_nobody_who_left,
    what_is_over_its_time_is_forgotten,
}

const OTHER: StationId = StationId(Uuid::from_u128(0x52));

fn message_of(db: &Db, n: u128, text: Option<&str>) -> MessageRow {
    MessageRow {
        town: town(),
        id: MessageId(Uuid::from_u128(0xd000 + n)),
        from: OTHER,
        to: STATION,
        property: property(0),
        subject: MessageSubject::SharedHazard,
        text: text.map(str::to_owned),
        sent_by: OFFICER,
        sent_at: db.store.clock().now(),
        read: None,
    }
}

async fn send(db: &Db, row: MessageRow) {
    write(&db.store, move |tx| Box::pin(async move { message::send(tx, &row).await })).await.unwrap();
}

async fn a_message_is_unread_until_it_is_read_and_loses_its_text_in_time(db: Db) {
    fill(&db.store).await;
    let row = message_of(&db, 1, Some("楼道电线外露"));
    send(&db, row.clone()).await;
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(message::by_id(&mut reader, row.id).await.unwrap(), Some(row.clone()));
    assert_eq!(message::unread(&mut reader, &[STATION]).await.unwrap(), 1);
    assert_eq!(message::unread(&mut reader, &[OTHER]).await.unwrap(), 0);
    let since = row.sent_at;
    for station in [STATION, OTHER] {
        assert_eq!(
            message::of_stations(&mut reader, &[station], since, 9).await.unwrap(),
            std::slice::from_ref(&row)
        );
    }
    drop(reader);
    for by in [COORDINATOR, OFFICER] {
        let read = write(&db.store, move |tx| Box::pin(async move { message::read(tx, row.id, by).await }));
        read.await.unwrap();
    }
    db.clock.forward(TimeDelta::days(91));
    assert_eq!(forgotten(&db, &[Thing::FreeText]).await, 1);
    assert_eq!(forgotten(&db, &[Thing::FreeText]).await, 0);
    let mut reader = db.store.reader().await.unwrap();
    let found = message::by_id(&mut reader, row.id).await.unwrap().unwrap();
    assert_eq!((found.text, found.read), (None, Some((COORDINATOR, since))), "the first reader is noted");
    assert_eq!(message::unread(&mut reader, &[STATION]).await.unwrap(), 0);
}

fn note(db: &Db, n: u128) -> PracticeRow {
    PracticeRow {
        town: town(),
        id: PracticeId(Uuid::from_u128(0xe000 + n)),
        station: STATION,
        title: "先楼后户".into(),
        text: "同一楼栋连续走访，楼道隐患一次记清。".into(),
        written_by: OFFICER,
        written_at: db.store.clock().now(),
    }
}

async fn a_practice_note_is_shared_and_taken_back(db: Db) {
    fill(&db.store).await;
    let row = note(&db, 1);
    let share = row.clone();
    write(&db.store, move |tx| Box::pin(async move { practice::share(tx, &share).await })).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(practice::all(&mut reader).await.unwrap(), std::slice::from_ref(&row));
    assert_eq!(practice::by_id(&mut reader, row.id).await.unwrap(), Some(row.clone()));
    drop(reader);
    write(&db.store, move |tx| Box::pin(async move { practice::withdraw(tx, row.id).await })).await.unwrap();
    assert!(practice::all(&mut db.store.reader().await.unwrap()).await.unwrap().is_empty());
}

async fn a_feed_opens_for_one_token_and_for_nobody_who_left(db: Db) {
    fill(&db.store).await;
    for token in [[1; 32], [2; 32]] {
        let make =
            write(&db.store, move |tx| Box::pin(async move { calendar::make(tx, OFFICER, token).await }));
        make.await.unwrap();
    }
    let account = async |token| {
        let mut reader = db.store.reader().await.unwrap();
        calendar::account(&mut reader, token).await.unwrap().map(|account| account.id)
    };
    assert_eq!((account([1; 32]).await, account([2; 32]).await), (None, Some(OFFICER)), "the newer one");
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
    let mut reader = db.store.reader().await.unwrap();
    let joint = calendar::joint_visits(&mut reader, OFFICER, day(24)).await.unwrap();
    assert!(joint.len() == 1 && joint[0].0 < joint[0].1, "{joint:?}");
    assert!(calendar::joint_visits(&mut reader, OFFICER, day(25)).await.unwrap().is_empty());
    assert!(calendar::made_at(&mut reader, OFFICER).await.unwrap().is_some());
    drop(reader);
    let leave = write(&db.store, |tx| {
        Box::pin(async move {
            let now = tx.now();
            user::leave(tx, OFFICER, now).await
        })
    });
    leave.await.unwrap();
    assert_eq!(account([2; 32]).await, None);
    let revoke = || write(&db.store, |tx| Box::pin(async move { calendar::revoke(tx, OFFICER).await }));
    assert!(revoke().await.unwrap());
    assert!(!revoke().await.unwrap());
    assert_eq!(calendar::made_at(&mut db.store.reader().await.unwrap(), OFFICER).await.unwrap(), None);
}

/// How many of these things a run of retention erases.
async fn forgotten(db: &Db, things: &[Thing]) -> u64 {
    let counts = erase::run(&db.store).await.unwrap();
    things.iter().map(|thing| counts.of(*thing)).sum()
}

async fn what_is_over_its_time_is_forgotten(db: Db) {
    fill(&db.store).await;
    let row = called(&db, 1, MeetingKind::PoliceStation);
    call(&db, row.clone()).await;
    agree(&db, action_of(1, row.id)).await;
    send(&db, message_of(&db, 1, None)).await;
    let shared = note(&db, 1);
    write(&db.store, move |tx| Box::pin(async move { practice::share(tx, &shared).await })).await.unwrap();
    db.clock.forward(TimeDelta::days(700));
    assert_eq!(forgotten(&db, &[Thing::Meeting, Thing::Message]).await, 0);
    db.clock.forward(TimeDelta::days(40));
    assert_eq!(forgotten(&db, &[Thing::Meeting, Thing::Message]).await, 3);
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(meeting::by_id(&mut reader, row.id).await.unwrap(), None);
    assert!(action::of_meeting(&mut reader, row.id).await.unwrap().is_empty());
    assert!(meeting::attendees(&mut reader, row.id).await.unwrap().is_empty());
    assert!(practice::all(&mut reader).await.unwrap().is_empty());
}
