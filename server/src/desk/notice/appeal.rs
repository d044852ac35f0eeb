//! How often a household's home is visited, and its asking for a review, by the page of its notice.

use super::opened;
use crate::desk::class::{file_appeal, filed_of};
use crate::desk::file::appeal_part;
use crate::http::Outcome;
use crate::state::AppState;
use crate::store::notice::NoticeRow;
use crate::store::{Chain, Entry, Tx, class_change, dwelling, property, tenancy};
use app::desk::notice::Often;
use domain::cadence;
use domain::class::Ground;
use domain::notice::{code_hash, secret_hash};
use domain::problem::Problem;
use domain::tenancy::Tenancy;

/// Files the appeal of the household behind a code and its secret. A wrong secret files nothing, as
/// the page then says; asked twice it is filed once.
pub(super) async fn ask(state: &AppState, code: &str, secret: &str, ground: Ground) -> Outcome<()> {
    let (hash, typed) = (code_hash(code), secret_hash(code, secret));
    state.store.write_unaudited(move |tx| Box::pin(file(tx, hash, typed, ground))).await
}

async fn file(tx: &mut Tx, hash: String, typed: String, ground: Ground) -> Outcome<()> {
    let (Some(notice), true) = opened(tx, &hash, Some(&typed)).await? else { return Ok(()) };
    let household = tenancy::current(tx, notice.dwelling).await?.filter(|t| Some(t.id) == notice.tenancy);
    let home = dwelling::by_id(tx, notice.dwelling).await?;
    let Some((household, home)) = household.zip(home) else { return Ok(()) };
    if !filed_of(tx, notice.dwelling, Some(&household)).await?.1 {
        return Ok(());
    }
    let entry = Entry::new(Chain::Station(home.station), "appeal", "class").of(notice.dwelling);
    tx.audit(entry.detail(serde_json::json!({"ground": ground, "notice": notice.id}))).await?;
    file_appeal(tx, &home, &household, ground, None).await?;
    Ok(())
}

/// How often somebody comes, and why, as far as that is of this household's time.
pub(super) async fn often(tx: &mut Tx, notice: &NoticeRow, household: Option<&Tenancy>) -> Outcome<Often> {
    let file = dwelling::by_id(tx, notice.dwelling).await?.ok_or(Problem::NotFound)?;
    let kind = property::by_id(tx, file.dwelling.property).await?.ok_or(Problem::NotFound)?.property.kind;
    let (appeal, may_appeal) = filed_of(tx, notice.dwelling, household).await?;
    let last = class_change::of_dwelling(tx, notice.dwelling).await?.pop();
    let own = last.filter(|change| household.is_some_and(|t| t.moved_in <= change.since));
    Ok(Often {
        cadence: cadence::shown(cadence::class_in_force(kind, file.dwelling.class)),
        since: file.dwelling.class_since,
        decided: own.as_ref().is_some_and(|change| change.by.is_some()),
        reason: own.map(|change| change.reason),
        may_appeal,
        appeal: appeal.map(appeal_part),
    })
}
