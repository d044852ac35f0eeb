//! Accounts, sessions and phones.

use super::register::{STATION, fill, town, village_code, write};
use super::{Db, on_both_engines};
use crate::store::device::{self, NewDevice};
use crate::store::session::{self, NewSession, Tries};
use crate::store::user::{self, NewUser};
use crate::store::{Store, StoreError};
use chrono::TimeDelta;
use domain::Position;
use domain::clock::Clock;
use domain::id::{DeviceId, SessionId, UserId};
use domain::role::{Role, TravelMode};
use uuid::Uuid;

on_both_engines! {
    an_account_comes_back_by_name_and_by_id,
    a_name_is_taken_once,
    an_area_is_a_station_or_villages_or_a_town_or_all,
    a_session_ends_with_its_rights_its_phone_or_its_time,
    every_other_session_of_an_account_ends_at_once,
    an_enrolled_id_cannot_be_taken_by_another_key,
    tries_are_counted_and_forgotten,
}

const USER: UserId = UserId(Uuid::from_u128(0x91));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xa1));
const SESSION: SessionId = SessionId(Uuid::from_u128(0xb1));

fn new_user(id: UserId, name: &str) -> NewUser {
    NewUser {
        id,
        name: name.into(),
        role: Role::Coordinator,
        town: Some(town()),
        station: Some(STATION),
        villages: vec![village_code()],
        password_hash: "$argon2id$".into(),
        must_change: false,
        mode: TravelMode::Ebike,
        shift: (480, 1020),
        work_days: 31,
        start: Some(Position { lon: 121.4, lat: 31.6 }),
    }
}

fn new_device(key: u8) -> NewDevice {
    NewDevice {
        id: DEVICE,
        town: town(),
        station: STATION,
        name: "一号机".into(),
        public_key: vec![key; 65],
        credential_hash: [key; 32],
        enrolled_by: USER,
    }
}

async fn add(store: &Store, new: NewUser) -> Result<(), StoreError> {
    write(store, move |tx| {
        Box::pin(async move {
            let at = tx.now();
            user::add(tx, &new, at).await
        })
    })
    .await
}

async fn sign_in(db: &Db, id: SessionId, device: Option<DeviceId>, token: u8) {
    let expires_at = db.clock.now() + TimeDelta::hours(12);
    let new = NewSession { id, user: USER, rights_version: 1, device, token_hash: [token; 32], expires_at };
    let opened = write(&db.store, move |tx| {
        Box::pin(async move {
            let at = tx.now();
            session::open(tx, &new, at).await
        })
    });
    opened.await.unwrap();
}

async fn live(db: &Db, id: SessionId) -> bool {
    let mut reader = db.store.reader().await.unwrap();
    session::by_id(&mut reader, id, db.clock.now()).await.unwrap().unwrap().live
}

async fn an_account_comes_back_by_name_and_by_id(db: Db) {
    fill(&db.store).await;
    add(&db.store, new_user(USER, "王协管")).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let by_name = user::by_name(&mut reader, "王协管").await.unwrap().unwrap();
    let by_id = user::by_id(&mut reader, USER).await.unwrap().unwrap();
    assert_eq!((by_name.id, by_id.name.as_str()), (USER, "王协管"));
    assert_eq!((by_id.role, by_id.station, by_id.town), (Role::Coordinator, Some(STATION), Some(town())));
    assert_eq!(user::villages(&mut reader, USER).await.unwrap(), [village_code()]);
    assert!(user::by_name(&mut reader, "王").await.unwrap().is_none());
}

async fn a_name_is_taken_once(db: Db) {
    add(&db.store, new_user(USER, "王协管")).await.unwrap();
    let refused = add(&db.store, new_user(UserId(Uuid::from_u128(0x92)), "王协管")).await;
    assert!(matches!(refused, Err(StoreError::Constraint { name }) if name == "users_name"));
}

async fn an_area_is_a_station_or_villages_or_a_town_or_all(db: Db) {
    fill(&db.store).await;
    add(&db.store, new_user(USER, "王协管")).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let mut account = user::by_id(&mut reader, USER).await.unwrap().unwrap();
    for (station, villages, town_, expected) in [
        (Some(STATION), vec![], Some(town()), Some(vec![STATION])),
        (None, vec![village_code()], Some(town()), Some(vec![STATION])),
        (None, vec![], Some(town()), Some(vec![STATION])),
        (None, vec![], None, None),
    ] {
        (account.station, account.town) = (station, town_);
        assert_eq!(user::stations(&mut reader, &account, &villages).await.unwrap(), expected);
    }
}

async fn a_session_ends_with_its_rights_its_phone_or_its_time(db: Db) {
    add(&db.store, new_user(USER, "王协管")).await.unwrap();
    let enrolled = write(&db.store, |tx| {
        Box::pin(async move {
            let at = tx.now();
            device::enrol(tx, &new_device(1), at).await
        })
    });
    assert!(enrolled.await.unwrap());
    let desk = SessionId(Uuid::from_u128(0xb2));
    sign_in(&db, SESSION, Some(DEVICE), 1).await;
    sign_in(&db, desk, None, 2).await;
    assert!(live(&db, SESSION).await && live(&db, desk).await);
    write(&db.store, |tx| {
        Box::pin(async move {
            let at = tx.now();
            device::revoke(tx, DEVICE, at).await
        })
    })
    .await
    .unwrap();
    assert!(!live(&db, SESSION).await && live(&db, desk).await);
    write(&db.store, |tx| {
        Box::pin(async move { user::set_rights(tx, USER, Role::Patrol, None, None, &[]).await })
    })
    .await
    .unwrap();
    assert!(!live(&db, desk).await);
    let mut reader = db.store.reader().await.unwrap();
    let late = db.clock.now() + TimeDelta::hours(13);
    assert!(!session::by_cookie(&mut reader, [2; 32], late).await.unwrap().unwrap().live);
    assert!(session::by_cookie(&mut reader, [1; 32], late).await.unwrap().is_none(), "a phone has no cookie");
}

async fn every_other_session_of_an_account_ends_at_once(db: Db) {
    add(&db.store, new_user(USER, "王协管")).await.unwrap();
    let others = [0xb2, 0xb3].map(|id| SessionId(Uuid::from_u128(id)));
    sign_in(&db, SESSION, None, 1).await;
    for (id, token) in others.into_iter().zip(2..) {
        sign_in(&db, id, None, token).await;
    }
    let ended = write(&db.store, |tx| {
        Box::pin(async move {
            let at = tx.now();
            session::revoke_all(tx, USER, Some(SESSION), at).await
        })
    });
    assert_eq!(ended.await.unwrap(), 2);
    assert!(live(&db, SESSION).await && !live(&db, others[0]).await && !live(&db, others[1]).await);
}

async fn an_enrolled_id_cannot_be_taken_by_another_key(db: Db) {
    for (key, expected) in [(1, true), (1, true), (2, false)] {
        let enrolled = write(&db.store, move |tx| {
            Box::pin(async move {
                let at = tx.now();
                device::enrol(tx, &new_device(key), at).await
            })
        });
        assert_eq!(enrolled.await.unwrap(), expected);
    }
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(device::by_credential(&mut reader, [1; 32]).await.unwrap().unwrap().public_key, [1; 65]);
    assert!(device::by_credential(&mut reader, [2; 32]).await.unwrap().is_none());
    assert_eq!(device::of_station(&mut reader, STATION).await.unwrap().len(), 1);
}

async fn tries_are_counted_and_forgotten(db: Db) {
    let at = db.clock.now();
    for failures in [1, 2] {
        let tries = Tries { failures, last_at: at, locked_until: at + TimeDelta::seconds(failures) };
        write(&db.store, move |tx| Box::pin(async move { session::set_tries(tx, "user:x", tries).await }))
            .await
            .unwrap();
        let mut reader = db.store.reader().await.unwrap();
        assert_eq!(session::tries(&mut reader, "user:x").await.unwrap(), Some(tries));
    }
    write(&db.store, |tx| Box::pin(async move { session::clear_tries(tx, "user:x").await })).await.unwrap();
    assert_eq!(session::tries(&mut db.store.reader().await.unwrap(), "user:x").await.unwrap(), None);
}
