//! What every [`PhoneStore`] must do, tried on a fresh store each. The simulated phone passes it in
//! this crate's tests, IndexedDB in a browser: that is why failures are values.

use crate::outbox::{Counter, Draft, Fate, Row};
use crate::photo::{Photo, forget_unnamed};
use crate::store::{Change, PhoneStore, StoreFault};
use crate::verdict::Verdict;
use domain::Time;
use domain::id::{DwellingId, FindingId, RecordId, SessionId, UserId};
use domain::record::{Body, Kind, PhotoRef};
use uuid::Uuid;

/// A promise that a store did not keep.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The promise, as a sentence.
    #[error("not so: {0}")]
    Promise(&'static str),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

type Outcome = Result<(), Broken>;

/// Tries every promise, each on a store from `fresh`.
pub async fn run<S: PhoneStore>(fresh: impl AsyncFn() -> S) -> Outcome {
    rows_are_numbered_from_one_without_gaps(&fresh().await).await?;
    numbers_go_on_after_rows_are_received(&fresh().await).await?;
    records_photos_and_view_are_written_together(&fresh().await).await?;
    a_photo_that_a_row_names_outlives_the_one_taken_away(&fresh().await).await?;
    a_received_row_is_gone_and_a_quarantined_one_stays(&fresh().await).await?;
    a_verdict_on_a_row_that_is_gone_changes_nothing(&fresh().await).await?;
    views_are_listed_by_prefix_in_order(&fresh().await).await
}

/// A draft with number `n`, for trying stores.
pub fn draft(n: u128) -> Draft {
    Draft {
        id: RecordId(Uuid::from_u128(n)),
        kind: Kind::FileRead,
        v: 1,
        author: UserId(Uuid::from_u128(1)),
        session: SessionId(Uuid::from_u128(2)),
        made_at: Time::UNIX_EPOCH,
        mono_ms: Some(5),
        offset_ms: None,
        receipt_at: None,
        after: vec![],
        body: format!("{{\"n\":\"楼道 {n}\"}}"),
    }
}

fn received(seq: u64) -> Verdict {
    Verdict::Received { seq, stored_at: Time::UNIX_EPOCH }
}

async fn rows_are_numbered_from_one_without_gaps<S: PhoneStore>(store: &S) -> Outcome {
    store.append(vec![draft(10), draft(11)], vec![], vec![]).await?;
    store.append(vec![draft(12)], vec![], vec![]).await?;
    let rows = store.outbox().await?;
    let want: Vec<Row> = (1..).zip([10, 11, 12]).map(|(seq, n)| Row::new(seq, draft(n))).collect();
    hold(rows == want, "rows come back as written, numbered from 1 in order")
}

async fn numbers_go_on_after_rows_are_received<S: PhoneStore>(store: &S) -> Outcome {
    store.append(vec![draft(10), draft(11)], vec![], vec![]).await?;
    store.settle(vec![received(1), received(2)]).await?;
    store.append(vec![draft(12)], vec![], vec![]).await?;
    let numbers: Vec<u64> = store.outbox().await?.iter().map(|row| row.seq).collect();
    hold(numbers == [3], "no number is given twice")
}

async fn records_photos_and_view_are_written_together<S: PhoneStore>(store: &S) -> Outcome {
    let put = |key: &str, value: &str| Change::Put { key: key.into(), value: value.into() };
    store.change(vec![put("draft/1", "{}")]).await?;
    let photo = Photo { sha256: "aa".into(), bytes: vec![0, 255, 7] };
    let view = vec![Change::Remove { key: "draft/1".into() }, put("mark/1", "[1]")];
    store.append(vec![draft(10)], vec![photo], view).await?;
    hold(store.view("draft/1").await?.is_none(), "a removed view is gone")?;
    hold(store.view("mark/1").await?.as_deref() == Some("[1]"), "a view comes back as written")?;
    hold(store.photo("aa").await? == Some(vec![0, 255, 7]), "a photo comes back byte for byte")?;
    hold(store.photo_to_send("aa").await?.is_some(), "a photo can be sent")?;
    store.forget_photo("aa").await?;
    hold(store.photo("aa").await?.is_none(), "a forgotten photo is gone")
}

async fn a_photo_that_a_row_names_outlives_the_one_taken_away<S: PhoneStore>(store: &S) -> Outcome {
    let photo = |sha256: &str| Photo { sha256: sha256.into(), bytes: vec![7] };
    let named = PhotoRef {
        dwelling: DwellingId(Uuid::from_u128(3)),
        finding: FindingId(Uuid::from_u128(4)),
        sha256: "aa".into(),
        bytes: 1,
        media_type: "image/jpeg".into(),
    };
    let body = Body::PhotoRef(named).to_json().unwrap_or_default();
    let row = Draft { kind: Kind::PhotoRef, body, ..draft(10) };
    store.append(vec![row], vec![photo("aa"), photo("bb")], vec![]).await?;
    forget_unnamed(store, &["aa".into(), "bb".into()]).await?;
    hold(store.photo("aa").await?.is_some(), "a photo that a row names stays")?;
    hold(store.photo("bb").await?.is_none(), "a photo that no row names goes")
}

async fn a_received_row_is_gone_and_a_quarantined_one_stays<S: PhoneStore>(store: &S) -> Outcome {
    store.append(vec![draft(10), draft(11), draft(12)], vec![], vec![]).await?;
    let quarantine = Verdict::Quarantine { seq: 2, code: "malformed".into(), detail: "请检查".into() };
    store.settle(vec![received(1), quarantine, Verdict::Later { seq: 3 }]).await?;
    let rows = store.outbox().await?;
    let fate = Fate::Quarantined { code: "malformed".into(), detail: "请检查".into() };
    hold(rows.len() == 2 && rows[0].fate == fate, "a quarantined row stays with its problem")?;
    let counter = Counter::of(&rows);
    hold(counter.unreceived == 2 && counter.quarantined == 1, "the counter counts rows, no more")?;
    store.requeue(2, None).await?;
    hold(store.outbox().await?.iter().all(Row::is_waiting), "a row sent again waits again")?;
    store.requeue(3, Some("{\"n\":1}".into())).await?;
    let rows = store.outbox().await?;
    let (first, last) = (Row::new(2, draft(11)), Draft { body: "{\"n\":1}".into(), ..draft(12) });
    hold(rows == [first, Row::new(3, last)], "a corrected row has its new body, its place and its identity")
}

async fn a_verdict_on_a_row_that_is_gone_changes_nothing<S: PhoneStore>(store: &S) -> Outcome {
    store.append(vec![draft(10)], vec![], vec![]).await?;
    store.settle(vec![received(1)]).await?;
    let late = Verdict::Quarantine { seq: 1, code: "malformed".into(), detail: String::new() };
    store.settle(vec![received(1), late]).await?;
    store.requeue(1, Some("{}".into())).await?;
    hold(store.outbox().await?.is_empty(), "what is gone stays gone")
}

async fn views_are_listed_by_prefix_in_order<S: PhoneStore>(store: &S) -> Outcome {
    let keys = ["mark/b", "marker", "mark/a", "round"];
    let put = |key: &&str| Change::Put { key: (*key).into(), value: format!("\"{key}\"") };
    store.change(keys.iter().map(put).collect()).await?;
    let found = store.views("mark/").await?;
    let want = [("mark/a".into(), "\"mark/a\"".into()), ("mark/b".into(), "\"mark/b\"".into())];
    hold(found == want, "a prefix finds its keys alone, in order")
}

fn hold(promise: bool, words: &'static str) -> Outcome {
    if promise { Ok(()) } else { Err(Broken::Promise(words)) }
}
