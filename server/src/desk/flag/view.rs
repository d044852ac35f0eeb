//! One flag with its evidence.

use super::{act, readable};
use crate::auth::Actor;
use crate::desk::Desk;
use crate::http::{Failure, Outcome};
use crate::jobs::apply_record;
use crate::store::audit::{Chain, Entry};
use crate::store::finding::{self, FindingRow};
use crate::store::flag::{self, FlagRow, Listed};
use crate::store::{StoreError, Tx, dwelling, photo, user};
use app::desk::flag as page;
use domain::finding::{Finding, Severity};
use domain::flag::{DismissReason, FlagAction, FlagState};
use domain::id::{FindingId, UserId};
use domain::problem::Problem;
use domain::record::{Body, Purpose};
use domain::role::Role;
use domain::round::OpenFinding;

impl Desk {
    /// Opens a flag: a read of the file, and the end of its waiting to be seen.
    pub(super) async fn open_flag(&self, id: FindingId) -> Outcome<page::FlagView> {
        let actor = self.actor.clone();
        self.state.store.write(move |tx| Box::pin(async move { open(tx, &actor, id).await })).await
    }
}

async fn open(tx: &mut Tx, actor: &Actor, id: FindingId) -> Outcome<page::FlagView> {
    let flag = readable(tx, actor, id).await?;
    let entry = Entry::new(Chain::Station(flag.station), "read", "flag")
        .by(actor.user, actor.role)
        .of(id)
        .purpose(Purpose::Flag);
    tx.audit(entry).await?;
    if matches!(actor.role, Role::Officer | Role::Supervisor) {
        let now = tx.now();
        flag::see(tx, &[id], now).await?;
    }
    let listed = flag::listed(tx, id).await?.ok_or(Problem::NotFound)?;
    let found = finding::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
    let told = told(tx, &found).await?;
    let file = dwelling::by_id(tx, flag.dwelling).await?.ok_or(Problem::NotFound)?;
    let may = may(tx, actor, &flag).await?;
    Ok(page::FlagView {
        row: row(&listed),
        found_by: person(tx, found.found_by).await?,
        found_at: found.found_at,
        note: told.as_ref().and_then(|finding| finding.note.clone()),
        photos: photos(tx, id).await?,
        person_agrees: told.and_then(|finding| finding.person_agrees),
        class: file.dwelling.class,
        others: others(tx, &flag).await?,
        steps: steps(tx, &flag).await?,
        needs_second: needs_second(actor, &flag),
        may,
        now: tx.now(),
    })
}

/// What the finding's record says after its last correction; none where retention has erased it.
async fn told(tx: &mut Tx, found: &FindingRow) -> Result<Option<Finding>, StoreError> {
    Ok(match apply_record::told(tx, found.record).await? {
        Some(Body::Finding(finding)) => Some(finding),
        _ => None,
    })
}

async fn person(tx: &mut Tx, id: UserId) -> Result<(String, Role), StoreError> {
    let user = user::by_id(tx, id).await?;
    Ok(user.map_or_else(|| (String::new(), Role::Coordinator), |user| (user.name, user.role)))
}

async fn photos(tx: &mut Tx, id: FindingId) -> Result<Vec<page::Photo>, StoreError> {
    let photos = photo::of_finding(tx, id).await?;
    Ok(photos
        .into_iter()
        .map(|p| page::Photo { complete: p.complete_at.is_some(), sha256: p.sha256 })
        .collect())
}

async fn others(tx: &mut Tx, flag: &FlagRow) -> Result<Vec<OpenFinding>, StoreError> {
    let open = finding::open_of(tx, &[flag.dwelling]).await?;
    let shown = open.into_iter().filter(|other| other.id != flag.id);
    Ok(shown
        .map(|f| OpenFinding { finding: f.id, category: f.category, severity: f.severity, since: f.found_on })
        .collect())
}

async fn steps(tx: &mut Tx, flag: &FlagRow) -> Result<Vec<page::FlagStep>, StoreError> {
    let reporter = person(tx, flag.found_by).await?.0;
    let mut steps = vec![page::FlagStep { at: flag.raised_at, by: Some(reporter), action: None }];
    for event in flag::events(tx, flag.id).await?.into_iter().filter(|event| event.in_force) {
        let by = person(tx, event.by.user).await?.0;
        steps.push(page::FlagStep { at: event.by.at, by: Some(by), action: Some(event.action) });
    }
    Ok(steps)
}

async fn may(tx: &mut Tx, actor: &Actor, flag: &FlagRow) -> Outcome<Vec<page::Step>> {
    let refer = FlagAction::Refer { department: flag.category.department() };
    let dismiss = FlagAction::Dismiss { reason: DismissReason::NoHazard };
    let all = [
        (page::Step::Accept, FlagAction::Accept),
        (page::Step::Refer, refer),
        (page::Step::Remedy, FlagAction::Remedy),
        (page::Step::Verify, FlagAction::Verify),
        (page::Step::Close, FlagAction::Close),
        (page::Step::Dismiss, dismiss),
        (page::Step::Reopen, FlagAction::Reopen),
    ];
    let mut may = Vec::new();
    for (step, action) in all {
        match act::may_take(tx, actor, flag, &action).await {
            Ok(()) => may.push(step),
            Err(Failure::Problem(_)) => {}
            Err(inside) => return Err(inside),
        }
    }
    Ok(may)
}

fn needs_second(actor: &Actor, flag: &FlagRow) -> bool {
    flag.severity >= Severity::High
        && matches!(flag.state, FlagState::Verified { accepted_by, .. } if accepted_by == actor.user)
}

/// A flag as the queue lists it.
pub fn row(listed: &Listed) -> page::FlagRow {
    let flag = &listed.flag;
    page::FlagRow {
        id: flag.id,
        dwelling: flag.dwelling,
        address: [listed.property_name.as_str(), listed.door.as_str()].join(" ").trim().to_owned(),
        village_name: listed.village_name.clone(),
        category: flag.category,
        severity: flag.severity,
        state: flag.state.clone(),
        reason: flag.reason,
        raised_at: flag.raised_at,
        deadline: flag.deadline,
        escalated: flag.escalated_at.is_some(),
        seen: flag.seen_at.is_some(),
        restricted: flag.restricted,
        version: flag.version,
    }
}
