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
    a_chain_whose_beginning_is_over_its_period_still_verifies,
    a_beginning_cut_off_by_somebody_else_is_found,
    a_sealed_head_is_no_beginning,
    a_purpose_and_a_period_are_found_in_the_log,
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

/// Ten entries a week apart, each week sealed; then everything of the first five is erased.
async fn prune(db: &Db) -> u64 {
    for _ in 0..10 {
        read_files(&db.store, 1).await;
        audit::seal_heads(&db.store).await.unwrap();
        db.clock.forward(chrono::TimeDelta::weeks(1));
    }
    let before = domain::clock::Clock::now(db.clock.as_ref()) - chrono::TimeDelta::weeks(5);
    let pruned = db.store.write(move |tx| {
        Box::pin(async move {
            tx.audit(super::entry()).await?;
            audit::prune(tx, before).await
        })
    });
    pruned.await.map_err(|error: StoreError| error.to_string()).unwrap()
}

async fn a_chain_whose_beginning_is_over_its_period_still_verifies(db: Db) {
    let erased = prune(&db).await;
    assert!(erased >= 10, "five reads and five seals at least: {erased}");
    let report = audit::verify(&db.store).await.unwrap();
    assert_eq!(report.first_bad, None);
    read_files(&db.store, 3).await;
    audit::seal_heads(&db.store).await.unwrap();
    assert_eq!(audit::verify(&db.store).await.unwrap().first_bad, None);
    tamper(&db, "UPDATE audit_entries SET action = 'list' WHERE seq = 7 AND chain <> 'installation'").await;
    assert_eq!(first_bad(&db).await.seq, 7);
}

async fn a_beginning_cut_off_by_somebody_else_is_found(db: Db) {
    prune(&db).await;
    tamper(&db, "DELETE FROM audit_entries WHERE seq = 6 AND chain <> 'installation'").await;
    assert_eq!(first_bad(&db).await.seq, 6);
    tamper(
        &db,
        "UPDATE audit_anchors SET seq = 6, hash = (SELECT previous FROM audit_entries e
           WHERE e.chain = audit_anchors.chain AND e.seq = 7) WHERE chain <> 'installation'",
    )
    .await;
    let bad = first_bad(&db).await;
    assert!(bad.problem.contains("not signed"), "{bad:?}");
    tamper(&db, "DELETE FROM audit_anchors WHERE chain <> 'installation'").await;
    assert_eq!(first_bad(&db).await.seq, 1);
}

async fn a_sealed_head_is_no_beginning(db: Db) {
    read_files(&db.store, 5).await;
    audit::seal_heads(&db.store).await.unwrap();
    read_files(&db.store, 2).await;
    let sealed: audit::Logged = {
        let mut reader = db.store.reader().await.unwrap();
        let wanted = audit::Wanted { action: "seal", limit: 1, ..Default::default() };
        audit::page(&mut reader, wanted).await.unwrap().remove(0)
    };
    let seal: serde_json::Value = serde_json::from_str(&sealed.detail).unwrap();
    let bytes =
        |text: &serde_json::Value| domain::hex::decode::<32>(text.as_str().unwrap()).unwrap().to_vec();
    let (hash, signed) = (bytes(&seal["head"]["hash"]), bytes(&seal["seal"]));
    let forge = db.store.write_unaudited(move |tx| {
        Box::pin(async move {
            let chain = STATION.to_string();
            tx.execute("DELETE FROM audit_entries WHERE chain = $1 AND seq <= 5", args![&chain]).await?;
            tx.execute(
                "INSERT INTO audit_anchors (chain, seq, hash, seal) VALUES ($1, 5, $2, $3)",
                args![&chain, hash, signed],
            )
            .await
        })
    });
    forge.await.map_err(|error: StoreError| error.to_string()).unwrap();
    assert!(first_bad(&db).await.problem.contains("not signed"));
}

async fn a_purpose_and_a_period_are_found_in_the_log(db: Db) {
    read_files(&db.store, 2).await;
    db.clock.forward(chrono::TimeDelta::days(2));
    read_files(&db.store, 3).await;
    let now = domain::clock::Clock::now(db.clock.as_ref());
    let mut reader = db.store.reader().await.unwrap();
    let mut count = async |wanted: audit::Wanted<'_>| {
        audit::page(&mut reader, audit::Wanted { limit: 100, ..wanted }).await.unwrap().len()
    };
    let day = chrono::TimeDelta::days(1);
    assert_eq!(count(audit::Wanted { purpose: "visit", ..Default::default() }).await, 5);
    assert_eq!(count(audit::Wanted { purpose: "inspection", ..Default::default() }).await, 0);
    assert_eq!(count(audit::Wanted { from: Some(now - day), ..Default::default() }).await, 3);
    assert_eq!(count(audit::Wanted { until: Some(now - day), ..Default::default() }).await, 2);
    let who = UserId(Uuid::from_u128(1));
    let seen = audit::by_actor(&mut reader, who, now - day, now + day, 100).await.unwrap();
    assert_eq!(seen.len(), 3);
}
