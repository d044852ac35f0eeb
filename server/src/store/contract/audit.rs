//! Chains, seals and their verification.

use super::{Db, on_both_engines};
use crate::args;
use crate::store::audit::{self, Bad};
use crate::store::{Chain, Conn, Entry, Store, StoreError};
use domain::id::{StationId, UserId};
use domain::record::Purpose;
use domain::role::Role;
use uuid::Uuid;

on_both_engines! {
    chains_of_an_installation_at_work_verify,
    a_changed_entry_is_found,
    an_entry_taken_out_is_found,
    a_cut_tail_is_found_by_the_head,
    a_cut_tail_is_found_by_the_seal_when_the_head_was_cut_too,
    a_chain_written_anew_is_found_by_the_seal,
    a_database_put_back_is_found_by_the_seals_beside_it,
    writers_at_the_same_time_make_one_chain,
    a_head_inside_a_write_covers_its_entries,
    heads_are_sealed_once_a_day,
}

const STATION: StationId = StationId(Uuid::from_u128(5));

async fn read_files(store: &Store, times: usize) {
    for n in 0..times {
        let entry = Entry::new(Chain::Station(STATION), "read", "dwelling")
            .by(UserId(Uuid::from_u128(1)), Role::Coordinator)
            .purpose(Purpose::Visit)
            .of(Uuid::from_u128(n as u128))
            .detail(serde_json::json!({"part": "file"}));
        let write = store.write(|tx| Box::pin(async move { tx.audit(entry).await }));
        write.await.map_err(|error: StoreError| error.to_string()).unwrap();
    }
}

/// What somebody with the database's password can do.
async fn tamper(db: &Db, sql: &'static str) {
    let write = db.store.write_unaudited(move |tx| Box::pin(async move { tx.execute(sql, args![]).await }));
    let changed = write.await.map_err(|error: StoreError| error.to_string()).unwrap();
    assert!(changed > 0, "{sql} changed nothing");
}

async fn first_bad(db: &Db) -> Bad {
    audit::verify(&db.store).await.unwrap().first_bad.expect("the change is found")
}

async fn chains_of_an_installation_at_work_verify(db: Db) {
    read_files(&db.store, 7).await;
    audit::seal_heads(&db.store).await.unwrap();
    read_files(&db.store, 2).await;
    audit::seal_heads(&db.store).await.unwrap();
    let report = audit::verify(&db.store).await.unwrap();
    assert_eq!(report.first_bad, None);
    // 9 reads; the first time one head was sealed, then two.
    assert_eq!((report.entries, report.chains), (12, 2));
}

async fn a_changed_entry_is_found(db: Db) {
    read_files(&db.store, 5).await;
    tamper(&db, "UPDATE audit_entries SET purpose = 'inspection' WHERE seq = 3").await;
    assert_eq!((first_bad(&db).await.chain, first_bad(&db).await.seq), (STATION.to_string(), 3));
}

async fn an_entry_taken_out_is_found(db: Db) {
    read_files(&db.store, 5).await;
    tamper(&db, "DELETE FROM audit_entries WHERE seq = 2").await;
    assert_eq!(first_bad(&db).await.seq, 2);
}

async fn a_cut_tail_is_found_by_the_head(db: Db) {
    read_files(&db.store, 5).await;
    tamper(&db, "DELETE FROM audit_entries WHERE seq > 3").await;
    assert_eq!(first_bad(&db).await.seq, 4);
}

async fn a_cut_tail_is_found_by_the_seal_when_the_head_was_cut_too(db: Db) {
    read_files(&db.store, 5).await;
    audit::seal_heads(&db.store).await.unwrap();
    tamper(&db, "DELETE FROM audit_entries WHERE seq > 3 AND chain <> 'installation'").await;
    tamper(
        &db,
        "UPDATE audit_heads SET seq = 3, hash = (SELECT hash FROM audit_entries e
           WHERE e.chain = audit_heads.chain AND e.seq = 3) WHERE chain <> 'installation'",
    )
    .await;
    assert_eq!(first_bad(&db).await.seq, 4);
}

async fn a_chain_written_anew_is_found_by_the_seal(db: Db) {
    read_files(&db.store, 5).await;
    audit::seal_heads(&db.store).await.unwrap();
    tamper(&db, "DELETE FROM audit_entries WHERE chain <> 'installation'").await;
    tamper(&db, "DELETE FROM audit_heads WHERE chain <> 'installation'").await;
    db.clock.forward(chrono::TimeDelta::minutes(1));
    read_files(&db.store, 5).await;
    assert_eq!(first_bad(&db).await.seq, 5);
}

async fn a_database_put_back_is_found_by_the_seals_beside_it(db: Db) {
    read_files(&db.store, 5).await;
    audit::seal_heads(&db.store).await.unwrap();
    tamper(&db, "DELETE FROM audit_entries").await;
    tamper(&db, "DELETE FROM audit_heads").await;
    assert_eq!(
        first_bad(&db).await,
        Bad {
            chain: STATION.to_string(),
            seq: 1,
            problem: "the chain ends here, but entry 5 was sealed".into(),
        }
    );
}

async fn writers_at_the_same_time_make_one_chain(db: Db) {
    let other = db.another().await;
    let writers = (0..8).map(|n| {
        let store = if n % 2 == 0 { db.store.clone() } else { other.clone() };
        tokio::spawn(async move { read_files(&store, 10).await })
    });
    for writer in futures::future::join_all(writers).await {
        writer.unwrap();
    }
    let report = audit::verify(&db.store).await.unwrap();
    assert_eq!((report.entries, report.first_bad), (80, None));
}

async fn a_head_inside_a_write_covers_its_entries(db: Db) {
    let write = db.store.write(|tx| {
        Box::pin(async move {
            tx.audit(Entry::new(Chain::Station(STATION), "receive", "record")).await?;
            tx.audit(Entry::new(Chain::Station(STATION), "receive", "record")).await?;
            let head = tx.head(Chain::Station(STATION)).await?;
            tx.audit(Entry::new(Chain::Station(STATION), "receive", "record")).await?;
            Ok(head)
        })
    });
    let head = write.await.map_err(|error: StoreError| error.to_string()).unwrap();
    assert_eq!(head.seq, 2);
    let report = audit::verify(&db.store).await.unwrap();
    assert_eq!((report.entries, report.first_bad), (3, None));
}

async fn heads_are_sealed_once_a_day(db: Db) {
    read_files(&db.store, 1).await;
    for (hours, due) in [(0, true), (1, false), (23, true), (1, false)] {
        db.clock.forward(chrono::TimeDelta::hours(hours));
        assert_eq!(audit::seal_if_due(&db.store).await.unwrap(), due, "after {hours} h more");
    }
    assert_eq!(audit::verify(&db.store).await.unwrap().first_bad, None);
}
