//! Transactions.

use super::{Db, entry, on_both_engines};
use crate::args;
use crate::store::{Conn, Dialect, Store, StoreError, Tx};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::time::Duration;

on_both_engines! {
    a_write_is_seen_by_the_next_reader,
    a_write_without_an_audit_entry_is_refused_and_undone,
    a_write_that_fails_leaves_nothing,
    a_write_that_panics_leaves_nothing_and_the_next_one_works,
    a_write_goes_on_when_its_caller_goes_away,
    a_caller_dropped_at_any_poll_leaves_all_or_nothing,
    failures_spare_the_writes_committed_with_them,
    writers_at_the_same_time_lose_no_update,
    a_reader_cannot_write,
    closing_finishes_what_was_begun,
}

async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    let args = args![key, value];
    tx.execute(
        "INSERT INTO settings (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        args,
    )
    .await?;
    Ok(())
}

async fn get(conn: &mut dyn Conn, key: &str) -> Option<String> {
    let row = conn.row("SELECT value FROM settings WHERE key = $1", args![key]).await.unwrap()?;
    Some(row.get("value").unwrap())
}

fn setting(key: String) -> impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<(), StoreError>> {
    move |tx| {
        Box::pin(async move {
            set(tx, &key, "1").await?;
            tx.audit(entry()).await
        })
    }
}

async fn count(store: &Store, prefix: &str) -> i64 {
    let mut reader = store.reader().await.unwrap();
    let sql = "SELECT COUNT(*) AS n FROM settings WHERE key LIKE $1";
    let row = reader.row(sql, args![format!("{prefix}%")]).await.unwrap();
    row.unwrap().get("n").unwrap()
}

async fn a_write_is_seen_by_the_next_reader(db: Db) {
    db.store.write(setting("a".into())).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(get(&mut reader, "a").await.as_deref(), Some("1"));
}

async fn a_write_without_an_audit_entry_is_refused_and_undone(db: Db) {
    let refused = db.store.write(|tx| Box::pin(async move { set(tx, "a", "1").await })).await;
    assert!(matches!(refused, Err(StoreError::Unaudited)));
    assert_eq!(count(&db.store, "a").await, 0);
}

async fn a_write_that_fails_leaves_nothing(db: Db) {
    let failed: Result<(), StoreError> = db
        .store
        .write(|tx| {
            Box::pin(async move {
                set(tx, "a", "1").await?;
                tx.audit(entry()).await?;
                Err(StoreError::Closed)
            })
        })
        .await;
    assert!(matches!(failed, Err(StoreError::Closed)));
    assert_eq!(count(&db.store, "a").await, 0);
    let mut reader = db.store.reader().await.unwrap();
    let row = reader.row("SELECT COUNT(*) AS n FROM audit_entries", args![]).await.unwrap().unwrap();
    assert_eq!(row.get::<i64>("n").unwrap(), 0);
}

async fn a_write_that_panics_leaves_nothing_and_the_next_one_works(db: Db) {
    for _ in 0..3 {
        let failed: Result<(), StoreError> = db
            .store
            .write(|tx| {
                Box::pin(async move {
                    set(tx, "a", "1").await?;
                    panic!("a fault of our own")
                })
            })
            .await;
        assert!(matches!(failed, Err(StoreError::Panicked)));
    }
    db.store.write(setting("b".into())).await.unwrap();
    assert_eq!(count(&db.store, "a").await, 0);
    assert_eq!(count(&db.store, "b").await, 1);
}

async fn a_write_goes_on_when_its_caller_goes_away(db: Db) {
    let store = db.store.clone();
    let (entered, inside) = tokio::sync::oneshot::channel();
    let caller = tokio::spawn(async move {
        store
            .write(|tx| {
                Box::pin(async move {
                    set(tx, "a", "1").await?;
                    let _ = entered.send(());
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    tx.audit(entry()).await
                })
            })
            .await
    });
    inside.await.unwrap();
    caller.abort();
    // Writes come one after another, so this one sees the end of the first.
    db.store.write(setting("b".into())).await.unwrap();
    assert_eq!(count(&db.store, "a").await, 1);
}

async fn a_caller_dropped_at_any_poll_leaves_all_or_nothing(db: Db) {
    for polls in 0..60 {
        let store = db.store.clone();
        let key = format!("p{polls}");
        let write = store.write(move |tx| {
            Box::pin(async move {
                set(tx, &key, "1").await?;
                set(tx, &format!("{key}b"), "1").await?;
                tx.audit(entry()).await
            })
        });
        let mut write = Box::pin(write);
        for _ in 0..polls {
            if write.as_mut().now_or_never().is_some() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(write);
    }
    for n in 0..20 {
        db.store.write(setting(format!("after{n}"))).await.unwrap();
    }
    assert_eq!(count(&db.store, "after").await, 20);
    let written = count(&db.store, "p").await;
    assert_eq!(written % 2, 0, "each write stores both of its rows or neither");
    no_transaction_is_open(&db).await;
}

/// Nobody holds a lock: another connection can write at once.
async fn no_transaction_is_open(db: &Db) {
    let mut reader = db.store.reader().await.unwrap();
    if reader.dialect() == Dialect::Postgres {
        let sql = "SELECT COUNT(*) AS n FROM pg_stat_activity
                   WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
        let row = reader.row(sql, args![]).await.unwrap().unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0);
    }
    let other = db.another().await;
    let write = other.write(setting("another server".into()));
    tokio::time::timeout(Duration::from_secs(5), write).await.expect("no lock is held").unwrap();
}

async fn failures_spare_the_writes_committed_with_them(db: Db) {
    let writes = (0..80).map(|n| {
        let store = db.store.clone();
        tokio::spawn(async move {
            store
                .write(move |tx| {
                    Box::pin(async move {
                        set(tx, &format!("g{n}"), "1").await?;
                        tx.audit(entry()).await?;
                        match n % 4 {
                            0 => Err(StoreError::Closed),
                            1 => tx.execute("INSERT INTO nowhere VALUES (1)", args![]).await.map(|_| ()),
                            _ => Ok(()),
                        }
                    })
                })
                .await
        })
    });
    let answers = futures::future::join_all(writes).await;
    for (n, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.unwrap().is_ok(), n % 4 > 1, "write {n}");
    }
    assert_eq!(count(&db.store, "g").await, 40);
}

async fn writers_at_the_same_time_lose_no_update(db: Db) {
    let other = db.another().await;
    let writes = (0..40).map(|n| {
        let store = if n % 2 == 0 { db.store.clone() } else { other.clone() };
        tokio::spawn(async move {
            store
                .write(|tx| {
                    Box::pin(async move {
                        let seen = get(tx, "counter").await.map_or(0, |text| text.parse::<i64>().unwrap());
                        set(tx, "counter", &(seen + 1).to_string()).await?;
                        tx.audit(entry()).await
                    })
                })
                .await
        })
    });
    for answer in futures::future::join_all(writes).await {
        answer.unwrap().unwrap();
    }
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(get(&mut reader, "counter").await.as_deref(), Some("40"));
}

async fn a_reader_cannot_write(db: Db) {
    let mut reader = db.store.reader().await.unwrap();
    let refused = reader.execute("INSERT INTO settings (key, value) VALUES ('a', '1')", args![]).await;
    assert!(refused.is_err());
    assert_eq!(count(&db.store, "a").await, 0);
}

async fn closing_finishes_what_was_begun(db: Db) {
    let writes: Vec<_> = (0..20)
        .map(|n| {
            let store = db.store.clone();
            tokio::spawn(async move { store.write(setting(format!("c{n}"))).await.is_ok() })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(5)).await;
    db.store.close().await;
    let mut answered = 0;
    for write in writes {
        answered += i64::from(write.await.unwrap());
    }
    assert!(db.store.write(setting("late".into())).await.is_err());
    assert_eq!(count(&db.another().await, "c").await, answered);
}
