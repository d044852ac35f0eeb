//! A station's sequence of changes.

use super::{Db, entry, on_both_engines};
use crate::args;
use crate::store::{Conn, Store, StoreError, change};
use domain::id::StationId;
use uuid::Uuid;

on_both_engines! {
    changes_are_numbered_without_gaps_by_station,
    a_write_undone_uses_no_number,
    a_listener_hears_of_a_station_after_the_commit,
}

const ONE: StationId = StationId(Uuid::from_u128(1));
const TWO: StationId = StationId(Uuid::from_u128(2));

async fn make_stations(store: &Store) {
    let write = store.write(|tx| {
        Box::pin(async move {
            tx.audit(entry()).await?;
            for id in [ONE, TWO] {
                tx.execute(
                    "INSERT INTO stations (town, id, name, mode, lon, lat, zone, seal_public, seal_secret)
                     VALUES ('t', $1, 'station', 'urban', 121.5, 31.2, 'Asia/Shanghai', $2, $2)",
                    args![id, vec![0_u8]],
                )
                .await?;
            }
            Ok(())
        })
    });
    write.await.map_err(|error: StoreError| error.to_string()).unwrap();
}

async fn change(store: &Store, station: StationId, ids: u128, fail: bool) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.audit(entry()).await?;
                for n in 1..=ids {
                    tx.change(station, "dwelling", Uuid::from_u128(n), n == 2).await?;
                }
                if fail { tx.execute("nonsense", args![]).await.map(|_| ()) } else { Ok(()) }
            })
        })
        .await
}

async fn changes_are_numbered_without_gaps_by_station(db: Db) {
    make_stations(&db.store).await;
    for _ in 0..3 {
        change(&db.store, ONE, 3, false).await.unwrap();
        change(&db.store, TWO, 1, false).await.unwrap();
    }
    let mut reader = db.store.reader().await.unwrap();
    let all = change::after(&mut reader, ONE, 0, 100).await.unwrap();
    assert_eq!(all.iter().map(|change| change.seq).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
    assert_eq!(all[1].id, Uuid::from_u128(2));
    assert_eq!(all.iter().filter(|change| change.removed).count(), 3);
    let some = change::after(&mut reader, ONE, 4, 2).await.unwrap();
    assert_eq!(some.iter().map(|change| change.seq).collect::<Vec<_>>(), [5, 6]);
    assert_eq!(change::after(&mut reader, TWO, 0, 100).await.unwrap().len(), 3);
}

async fn a_write_undone_uses_no_number(db: Db) {
    make_stations(&db.store).await;
    assert!(change(&db.store, ONE, 3, true).await.is_err());
    change(&db.store, ONE, 1, false).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(change::after(&mut reader, ONE, 0, 100).await.unwrap()[0].seq, 1);
}

async fn a_listener_hears_of_a_station_after_the_commit(db: Db) {
    make_stations(&db.store).await;
    let mut news = db.store.changes();
    let limit = std::time::Duration::from_secs(5);
    // PostgreSQL's listener may still be connecting: nothing told before it listens is heard.
    for try_ in 0.. {
        change(&db.store, TWO, 1, false).await.unwrap();
        if tokio::time::timeout(std::time::Duration::from_millis(200), news.recv()).await.is_ok() {
            break;
        }
        assert!(try_ < 25, "the listener never came");
    }
    assert!(change(&db.store, TWO, 1, true).await.is_err());
    change(&db.store, ONE, 3, false).await.unwrap();
    loop {
        match tokio::time::timeout(limit, news.recv()).await.expect("news").unwrap() {
            TWO => continue,
            heard => break assert_eq!(heard, ONE),
        }
    }
}
