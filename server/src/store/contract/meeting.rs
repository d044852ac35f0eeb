//! Meetings come back as they went in, what is filed stays, and what is open makes the next agenda.

use super::plan::{COORDINATOR, OFFICER, STATION, fill};
use super::register::{day, town, write};
use super::{Db, on_both_engines};
use crate::store::flag::{self, FlagRow};
use crate::store::meeting::action::{self, ActionRow};
use crate::store::meeting::{self, MeetingRow};
use crate::store::{coverage, ledger};
use domain::finding::{Category, Department, Severity};
use domain::flag::FlagState;
use domain::id::{ActionId, DwellingId, FindingId, MeetingId, PropertyId, UserId};
use domain::meeting::{Item, MeetingKind, MeetingState};
use domain::triage::FlagReason;
use uuid::Uuid;

on_both_engines! {
    a_meeting_comes_back_and_is_found_by_who_is_asked_and_by_its_area,
    a_filed_meeting_takes_no_change,
    an_open_action_is_last_times_until_it_is_done,
    a_lodgings_meeting_hears_of_its_lodging_alone,
    a_restricted_finding_is_not_open_to_any_meeting,
    overdue_visits_are_counted_by_station,
}

fn meeting_id(n: u128) -> MeetingId {
    MeetingId(Uuid::from_u128(0xa000 + n))
}

pub fn called(db: &Db, n: u128, kind: MeetingKind) -> MeetingRow {
    MeetingRow {
        id: meeting_id(n),
        kind,
        town: (kind != MeetingKind::County).then(town),
        property: (kind == MeetingKind::Employer).then(|| property(0)),
        on: day(24),
        hours: (540, 600),
        place: "三楼会议室".into(),
        departments: vec![Department::FireService],
        state: MeetingState::Called,
        agenda: vec![Item::Free { text: "消防演练".into() }],
        minutes: None,
        called_by: OFFICER,
        called_at: db.store.clock().now(),
        filed: None,
    }
}

pub fn property(n: u128) -> PropertyId {
    PropertyId(Uuid::from_u128(0x6100 + n))
}

pub async fn call(db: &Db, row: MeetingRow) {
    let stored = write(&db.store, move |tx| {
        Box::pin(async move { meeting::call(tx, &row, &[COORDINATOR, OFFICER, COORDINATOR]).await })
    });
    stored.await.unwrap();
}

async fn keep(db: &Db, row: MeetingRow) -> bool {
    write(&db.store, move |tx| Box::pin(async move { meeting::keep(tx, &row).await })).await.unwrap()
}

async fn a_meeting_comes_back_and_is_found_by_who_is_asked_and_by_its_area(db: Db) {
    fill(&db.store).await;
    let (own, county) = (called(&db, 1, MeetingKind::PoliceStation), called(&db, 2, MeetingKind::County));
    for row in [&own, &county] {
        call(&db, row.clone()).await;
    }
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(meeting::by_id(&mut reader, own.id).await.unwrap(), Some(own.clone()));
    assert_eq!(meeting::attendees(&mut reader, own.id).await.unwrap(), [COORDINATOR, OFFICER]);
    let ids = |rows: Vec<MeetingRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(meeting::of_user(&mut reader, COORDINATOR, day(24)).await.unwrap()), [own.id, county.id]);
    assert!(meeting::of_user(&mut reader, COORDINATOR, day(25)).await.unwrap().is_empty());
    let stranger = UserId(Uuid::from_u128(0xc9));
    assert!(meeting::of_user(&mut reader, stranger, day(1)).await.unwrap().is_empty());
    assert_eq!(ids(meeting::of_area(&mut reader, Some(&town()), day(1)).await.unwrap()), [own.id]);
    assert_eq!(ids(meeting::of_area(&mut reader, None, day(1)).await.unwrap()), [own.id, county.id]);
}

async fn a_filed_meeting_takes_no_change(db: Db) {
    fill(&db.store).await;
    let mut row = called(&db, 1, MeetingKind::PoliceStation);
    call(&db, row.clone()).await;
    row.minutes = Some("逐户复查楼道充电".into());
    row.state = MeetingState::Filed;
    row.filed = Some((OFFICER, db.store.clock().now()));
    assert!(keep(&db, row.clone()).await);
    let changed = MeetingRow { minutes: Some("别的".into()), state: MeetingState::Held, ..row.clone() };
    assert!(!keep(&db, changed).await);
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(meeting::by_id(&mut reader, row.id).await.unwrap(), Some(row));
}

pub fn action_of(n: u128, meeting: MeetingId) -> ActionRow {
    ActionRow {
        id: ActionId(Uuid::from_u128(0xb000 + n)),
        meeting,
        text: "复查东门路楼道".into(),
        owner: COORDINATOR,
        due: day(28),
        done: None,
    }
}

pub async fn agree(db: &Db, row: ActionRow) {
    write(&db.store, move |tx| Box::pin(async move { action::add(tx, &row).await })).await.unwrap();
}

async fn last_time(db: &Db, row: &MeetingRow) -> Vec<ActionId> {
    let mut reader = db.store.reader().await.unwrap();
    meeting::open(&mut reader, row, &[STATION], day(24)).await.unwrap().actions
}

async fn an_open_action_is_last_times_until_it_is_done(db: Db) {
    fill(&db.store).await;
    let before = called(&db, 1, MeetingKind::PoliceStation);
    let next = called(&db, 2, MeetingKind::PoliceStation);
    let joint = called(&db, 3, MeetingKind::Joint);
    let new = action_of(1, before.id);
    call(&db, before.clone()).await;
    agree(&db, new.clone()).await;
    assert_eq!(last_time(&db, &next).await, [new.id]);
    assert!(last_time(&db, &before).await.is_empty(), "its own are not of last time");
    assert!(last_time(&db, &joint).await.is_empty(), "nor those of another kind");
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(action::open_of(&mut reader, COORDINATOR).await.unwrap(), std::slice::from_ref(&new));
    assert!(action::open_of(&mut reader, OFFICER).await.unwrap().is_empty());
    drop(reader);
    let done = Some((OFFICER, db.store.clock().now()));
    let settle =
        |done| write(&db.store, move |tx| Box::pin(async move { action::settle(tx, new.id, done).await }));
    settle(done).await.unwrap();
    assert!(last_time(&db, &next).await.is_empty());
    let mut reader = db.store.reader().await.unwrap();
    assert!(action::open_of(&mut reader, COORDINATOR).await.unwrap().is_empty());
    let settled = ActionRow { done, ..action_of(1, before.id) };
    assert_eq!(action::by_id(&mut reader, settled.id).await.unwrap(), Some(settled.clone()));
    assert_eq!(action::of_meeting(&mut reader, before.id).await.unwrap(), [settled]);
    drop(reader);
    settle(None).await.unwrap();
    assert_eq!(last_time(&db, &next).await.len(), 1);
}

async fn raise(db: &Db, n: u128, dwelling: u128, category: Category) {
    let row = FlagRow {
        town: town(),
        id: FindingId(Uuid::from_u128(n)),
        station: STATION,
        dwelling: DwellingId(Uuid::from_u128(dwelling)),
        reason: if category.is_restricted() { FlagReason::Need } else { FlagReason::Serious },
        severity: Severity::High,
        category,
        restricted: category.is_restricted(),
        straight: false,
        found_by: COORDINATOR,
        raised_at: db.store.clock().now(),
        deadline: None,
        state: FlagState::Flagged,
        version: 0,
        seen_at: None,
        alarmed_at: None,
        escalated_at: None,
    };
    write(&db.store, move |tx| Box::pin(async move { flag::add(tx, &row).await })).await.unwrap();
}

async fn a_lodgings_meeting_hears_of_its_lodging_alone(db: Db) {
    fill(&db.store).await;
    raise(&db, 1, 0x7100, Category::Fire).await;
    raise(&db, 2, 0x7102, Category::Fire).await;
    let mut reader = db.store.reader().await.unwrap();
    let mut open = async |kind| {
        let row = called(&db, 1, kind);
        meeting::open(&mut reader, &row, &[STATION], day(24)).await.unwrap().flags.len()
    };
    assert_eq!((open(MeetingKind::PoliceStation).await, open(MeetingKind::Employer).await), (2, 1));
}

async fn a_restricted_finding_is_not_open_to_any_meeting(db: Db) {
    fill(&db.store).await;
    raise(&db, 1, 0x7100, Category::Fire).await;
    let open = async || {
        let mut reader = db.store.reader().await.unwrap();
        let mut all = Vec::new();
        for kind in MeetingKind::ALL {
            let row = called(&db, 1, kind);
            all.push(meeting::open(&mut reader, &row, &[STATION], day(24)).await.unwrap());
        }
        all
    };
    let before = open().await;
    raise(&db, 2, 0x7101, Category::DomesticViolence).await;
    assert_eq!(open().await, before);
}

async fn overdue_visits_are_counted_by_station(db: Db) {
    fill(&db.store).await;
    let opened =
        write(&db.store, |tx| Box::pin(async move { ledger::open_until(tx, STATION, day(24)).await }));
    opened.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let villages = coverage::villages(&mut reader, &[STATION], day(24)).await.unwrap();
    let row = called(&db, 1, MeetingKind::PoliceStation);
    let open = meeting::open(&mut reader, &row, &[STATION], day(24)).await.unwrap();
    assert!(villages[0].overdue > 0);
    assert_eq!(open.overdue, [(STATION, u32::try_from(villages[0].overdue).unwrap())]);
    let elsewhere = meeting::open(&mut reader, &row, &[], day(24)).await.unwrap();
    assert!(elsewhere.overdue.is_empty());
}
