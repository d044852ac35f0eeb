//! Keys and encryption.

use super::{Db, entry, on_both_engines};
use crate::args;
use crate::store::vault::Place;
use crate::store::{Conn, Store, StoreError};
use domain::area::TownCode;
use p256::elliptic_curve::sec1::ToSec1Point;
use std::os::unix::fs::PermissionsExt;
use uuid::Uuid;

on_both_engines! {
    what_is_sealed_opens_in_its_place_alone,
    a_key_moved_to_another_row_is_refused,
    an_erased_key_opens_nothing_and_does_not_come_back,
    another_installations_key_is_refused_at_the_start,
    a_station_gets_a_key_pair_whose_secret_is_wrapped,
    the_key_file_is_for_its_owner_alone,
}

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

async fn make_keys(db: &Db) {
    let write = db.store.write(|tx| {
        Box::pin(async move {
            let (vault, now) = (tx.vault(), tx.now());
            let town = TownCode::local();
            vault.make_keys(tx, now, &[(town.clone(), ONE), (town, TWO)]).await?;
            tx.audit(entry()).await
        })
    });
    write.await.map_err(|error: StoreError| error.to_string()).unwrap();
}

async fn seal(db: &Db, key: Uuid, place: Place, text: &str) -> Vec<u8> {
    let mut reader = db.store.reader().await.unwrap();
    let key = db.store.vault().key(&mut reader, key).await.unwrap();
    key.seal(place, text.as_bytes()).unwrap()
}

async fn open(db: &Db, key: Uuid, place: Place, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut reader = db.store.reader().await.unwrap();
    db.store.vault().key(&mut reader, key).await?.open(place, sealed)
}

async fn what_is_sealed_opens_in_its_place_alone(db: Db) {
    make_keys(&db).await;
    let place = Place { column: "tenancies.contact", row: ONE };
    let sealed = seal(&db, ONE, place, "13800000000").await;
    assert_eq!(open(&db, ONE, place, &sealed).await.unwrap(), b"13800000000");
    assert_ne!(sealed, seal(&db, ONE, place, "13800000000").await, "no nonce comes twice");

    let tampered = |result| assert!(matches!(result, Err(StoreError::Tampered)));
    tampered(open(&db, ONE, Place { row: TWO, ..place }, &sealed).await);
    tampered(open(&db, ONE, Place { column: "record_bodies.body", ..place }, &sealed).await);
    tampered(open(&db, TWO, place, &sealed).await);
    tampered(open(&db, ONE, place, &sealed[..20]).await);
    for at in [0, 30, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        tampered(open(&db, ONE, place, &changed).await);
    }
}

async fn a_key_moved_to_another_row_is_refused(db: Db) {
    make_keys(&db).await;
    let swap = db.store.write_unaudited(|tx| {
        Box::pin(async move {
            let sql =
                "UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE id = $1) WHERE id = $2";
            tx.execute(sql, args![ONE, TWO]).await
        })
    });
    assert_eq!(swap.await.map_err(|error: StoreError| error.to_string()).unwrap(), 1);
    let place = Place { column: "tenancies.contact", row: TWO };
    assert!(matches!(open(&db, TWO, place, &[0; 60]).await, Err(StoreError::Tampered)));
}

async fn an_erased_key_opens_nothing_and_does_not_come_back(db: Db) {
    make_keys(&db).await;
    let place = Place { column: "tenancies.contact", row: ONE };
    let sealed = seal(&db, ONE, place, "13800000000").await;
    let erase = db.store.write(|tx| {
        Box::pin(async move {
            let (vault, now) = (tx.vault(), tx.now());
            vault.erase_key(tx, now, ONE).await?;
            tx.audit(entry()).await
        })
    });
    erase.await.map_err(|error: StoreError| error.to_string()).unwrap();
    assert!(matches!(open(&db, ONE, place, &sealed).await, Err(StoreError::Erased)));
    make_keys(&db).await;
    assert!(matches!(open(&db, ONE, place, &sealed).await, Err(StoreError::Erased)));
    assert!(open(&db, TWO, place, &sealed).await.is_err());
}

async fn another_installations_key_is_refused_at_the_start(db: Db) {
    let elsewhere = tempfile::tempdir().unwrap();
    let refused = Store::open(&db.place.url, elsewhere.path(), db.clock.clone()).await;
    assert!(matches!(refused, Err(StoreError::WrongKey { .. })));
}

async fn a_station_gets_a_key_pair_whose_secret_is_wrapped(db: Db) {
    let (public, wrapped) = db.store.vault().station_pair(ONE).unwrap();
    assert_eq!((public.len(), public[0]), (65, 4));
    let place = Place { column: "stations.seal_secret", row: ONE };
    let secret = db.store.vault().unwrap(place, &wrapped).unwrap();
    let secret = p256::SecretKey::from_slice(&secret).unwrap();
    assert_eq!(secret.public_key().to_sec1_point(false).as_bytes(), public);
    assert!(db.store.vault().unwrap(Place { row: TWO, ..place }, &wrapped).is_err());
}

async fn the_key_file_is_for_its_owner_alone(db: Db) {
    let mode = |path| std::fs::metadata(db.place.data.path().join(path)).unwrap().permissions().mode();
    assert_eq!(mode("keys/installation.key") & 0o777, 0o600);
    assert_eq!(mode("keys") & 0o777, 0o700);
}
