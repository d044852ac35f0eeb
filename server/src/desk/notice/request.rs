//! What a household asks on its page: to be shown what is stored, to have it corrected or erased. It
//! types nothing but what it chooses.

use crate::http::Outcome;
use crate::state::AppState;
use crate::store::request::{self, RequestRow};
use crate::store::{Chain, Entry, Tx, notice, retention, tenancy};
use domain::notice::code_hash;
use domain::request::{RequestKind, Subject, Way, due_on};

/// Open requests that a household may have at a time.
const MOST_OPEN: usize = 6;

/// Keeps a request of the household that the notice was left to; the caller has checked its secret.
pub async fn ask(state: &AppState, code: &str, kind: RequestKind, subject: Subject) -> Outcome<()> {
    let hash = code_hash(code);
    state.store.write(move |tx| Box::pin(async move { keep(tx, &hash, kind, subject).await })).await
}

/// The same request again, while it is open, is the same request.
async fn keep(tx: &mut Tx, hash: &str, kind: RequestKind, subject: Subject) -> Outcome<()> {
    let notice = notice::by_code_hash(tx, hash).await?.filter(|notice| notice.dead_at.is_none());
    let entry = |chain| Entry::new(chain, "make", "request");
    let household = match &notice {
        Some(notice) => tenancy::current(tx, notice.dwelling).await?.filter(|t| Some(t.id) == notice.tenancy),
        None => None,
    };
    let Some((notice, household)) = notice.zip(household) else {
        tx.audit(entry(Chain::Installation)).await?;
        return Ok(());
    };
    let mut open = request::of_tenancy(tx, household.id).await?;
    open.retain(|request| request.outcome.is_none());
    let is_known = open.iter().any(|request| (request.kind, request.subject) == (kind, subject));
    let id = tx.new_id();
    let detail = serde_json::json!({"kind": kind, "subject": subject, "way": Way::Page});
    tx.audit(entry(Chain::Station(notice.station)).of(id).detail(detail)).await?;
    if is_known || open.len() >= MOST_OPEN {
        return Ok(());
    }
    let (now, today) = (tx.now(), retention::today(tx.now()));
    let row = RequestRow {
        town: notice.town,
        id,
        dwelling: notice.dwelling,
        tenancy: Some(household.id),
        kind,
        subject,
        way: Way::Page,
        received_on: today,
        due_on: due_on(today),
        taken_by: None,
        outcome: None,
        ground: None,
        answered_at: None,
    };
    Ok(request::add(tx, &row, now).await?)
}
