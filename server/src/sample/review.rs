//! What waits in the sample for an officer's decision on a class, by the rule itself, and here and
//! there a household that disagrees.

use super::file::{Ending, File, Hazard, Story};
use super::made::Made;
use super::maker::{civil, moment};
use crate::store::appeal::{self, AppealRow};
use crate::store::class_change::{self, ClassChange};
use crate::store::class_proposal::{self, ProposalRow, ProposalState};
use crate::store::{StoreError, Tx, dwelling};
use chrono::TimeDelta;
use domain::class::{AppealState, Class, Ground, due_on};
use domain::id::{AppealId, ProposalId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Every so many stations has an appeal.
const STATIONS_AN_APPEAL: usize = 8;
/// Minute of the day at which things of the sample wait.
const MORNING: i64 = 480;

/// Stores them; what happened is stored already.
pub async fn save(tx: &mut Tx, made: &Made) -> Result<(), StoreError> {
    let mut promoted = BTreeSet::new();
    for file in made.files.iter().filter(|file| is_let(file)) {
        let is_accepted = matches!(file.story, Story::Hazard(Hazard { ending: Ending::Accepted, .. }));
        let is_first = !promoted.contains(&file.home.station) && is_quiet(file, made);
        let is_proposed = (is_accepted || is_first) && propose(tx, made, file).await?;
        if is_proposed && is_first {
            promoted.insert(file.home.station);
        }
    }
    let mut appealed = BTreeSet::new();
    for file in made.files.iter().filter(|file| is_let(file) && class(file) == Class::C) {
        let station = file.home.station;
        if station.is_multiple_of(STATIONS_AN_APPEAL) && appealed.insert(station) {
            disagree(tx, made, file).await?;
        }
    }
    Ok(())
}

fn is_let(file: &File) -> bool {
    file.households.iter().any(|household| household.days.to.is_none())
}

fn class(file: &File) -> Class {
    file.classes.last().map(|(_, class)| *class).unwrap_or_default()
}

/// Worth asking the rule whether it speaks for A.
fn is_quiet(file: &File, made: &Made) -> bool {
    let found = || made.rows.findings.iter().any(|finding| finding.dwelling == file.home.id);
    class(file) == Class::B && file.papers.in_order() && !file.home.kind.is_lodging() && !found()
}

/// An id of the dwelling's own, the same for the same sample.
fn id(file: &File, n: u128) -> Uuid {
    Uuid::from_u128(file.home.id.0.as_u128() ^ (n << 32))
}

/// Puts before an officer what the rule says of the sample's day; false where it says nothing.
async fn propose(tx: &mut Tx, made: &Made, file: &File) -> Result<bool, StoreError> {
    let today = made.ground.span.today;
    let evidence = class_proposal::evidence(tx, file.home.id, file.papers, |at| civil(at).date()).await?;
    let Some(proposal) = evidence.review(file.home.kind, class(file), today) else { return Ok(false) };
    let row = ProposalRow {
        town: made.ground.stations[file.home.station].town.clone(),
        id: ProposalId(id(file, 1)),
        dwelling: file.home.id,
        from: class(file),
        proposal,
        evidence: evidence.of(proposal, today),
        version: 1,
        made_at: moment(today, MORNING),
        state: ProposalState::Open,
        decided: None,
        change: None,
    };
    class_proposal::add(tx, &row).await?;
    Ok(true)
}

/// The household came to the station the day before: C is stopped, and the county answers.
async fn disagree(tx: &mut Tx, made: &Made, file: &File) -> Result<(), StoreError> {
    let ground = &made.ground;
    let on = ground.span.today - TimeDelta::days(1);
    let town = ground.stations[file.home.station].town.clone();
    let changes = class_change::of_dwelling(tx, file.home.id).await?;
    let household = file.households.iter().find(|household| household.days.to.is_none());
    let Some((change, household)) = changes.last().zip(household) else { return Ok(()) };
    let before = change.from.unwrap_or_default();
    let row = AppealRow {
        town: town.clone(),
        id: AppealId(id(file, 2)),
        dwelling: file.home.id,
        tenancy: household.tenancy,
        change: change.id,
        class: Class::C,
        before,
        ground: Ground::HazardGone,
        recorded_by: ground.crews[file.home.station].leads.first().map(|person| person.user),
        made_at: moment(on, MORNING),
        due_on: due_on(on),
        review_town: appeal::review_town(tx, &town).await?,
        state: AppealState::Open,
        answered: None,
    };
    appeal::add(tx, &row).await?;
    dwelling::set_class(tx, file.home.id, before, on).await?;
    let stopped = ClassChange {
        town,
        id: id(file, 3),
        dwelling: file.home.id,
        from: Some(Class::C),
        to: before,
        since: on,
        by: None,
        reason: appeal::STOPPED.to_owned(),
    };
    class_change::add_all(tx, &[stopped]).await
}
