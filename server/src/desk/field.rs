//! Fields of a file: how they stand, a change at the desk, an officer's choice.

use super::{Desk, names, record};
use crate::http::Outcome;
use crate::jobs::apply_record;
use crate::store::dwelling::DwellingRow;
use crate::store::field::{self, Conflict, Subject, VersionRow};
use crate::store::{Tx, dwelling, tenancy};
use app::desk::Answer;
use app::desk::field::{ConflictRow, FieldDesk, FieldPart, VersionPart};
use async_trait::async_trait;
use domain::field::{Field, Said};
use domain::id::{DwellingId, StationId, UserId};
use domain::problem::Problem;
use domain::record::{Body, Correction, Purpose};
use domain::role::Role;
use domain::tenancy::Tenancy;
use std::collections::{BTreeSet, HashMap};

/// Most fields that the list shows at once.
const MOST: i64 = 500;

#[async_trait]
impl FieldDesk for Desk {
    async fn conflicts(&self) -> Answer<Vec<ConflictRow>> {
        self.answer(self.list_conflicts()).await
    }

    async fn change(&self, dwelling: DwellingId, said: Said) -> Answer<()> {
        self.answer(self.say(dwelling, said, false)).await
    }

    async fn choose(&self, dwelling: DwellingId, said: Said) -> Answer<()> {
        self.answer(self.say(dwelling, said, true)).await
    }
}

impl Desk {
    async fn list_conflicts(&self) -> Outcome<Vec<ConflictRow>> {
        let mut conn = self.state.store.reader().await?;
        let ids: Vec<StationId> = self.stations(&mut conn).await?.iter().map(|station| station.id).collect();
        self.log_list(&ids, "conflicts").await?;
        Ok(field::conflicts(&mut conn, &ids, MOST).await?.into_iter().map(row).collect())
    }

    async fn say(&self, id: DwellingId, said: Said, choosing: bool) -> Outcome<()> {
        let desk = self.clone();
        self.state
            .store
            .write(move |tx| Box::pin(async move { desk.say_in(tx, id, said, choosing).await }))
            .await
    }

    /// Keeps what is said as a record and applies it. A change on an older version than the one in force
    /// is kept and waits; a choice among others than those that stand now is refused.
    async fn say_in(&self, tx: &mut Tx, id: DwellingId, said: Said, choosing: bool) -> Outcome<()> {
        self.allow(if choosing { self.may_choose() } else { self.may_change() })?;
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        said.check()?;
        if said.is_choice() != choosing {
            return Err(Problem::Malformed { place: "said.over".into() }.into());
        }
        fits(tx, &file, &said).await?;
        if choosing {
            are_all(tx, id, &said).await?;
        }
        let action = if choosing { "choose" } else { "change" };
        let entry = self.entry(file.station, action, "field").of(id).purpose(Purpose::RegisterCorrection);
        tx.audit(entry.detail(serde_json::json!({"field": said.field, "why": said.why}))).await?;
        let body = Body::Correction(Correction::field(id, said));
        let made = record::keep(tx, &self.actor, (&file.town, file.station, id), &body).await?;
        apply_record::now(tx, made).await?;
        Ok(())
    }

    /// Those who say what a field is, at the door or at a desk.
    pub(super) fn may_change(&self) -> bool {
        matches!(self.actor.role, Role::Coordinator | Role::Patrol | Role::Officer)
    }

    /// Those who choose between values.
    pub(super) fn may_choose(&self) -> bool {
        self.actor.role == Role::Officer
    }
}

/// Whether the file can say that at all: its household lives there, and no other door has the mark.
async fn fits(tx: &mut Tx, file: &DwellingRow, said: &Said) -> Outcome<()> {
    if let Some(household) = said.household {
        let now = tenancy::current(tx, file.dwelling.id).await?;
        if now.is_none_or(|now| now.id != household) {
            return Err(Problem::Conflict.into());
        }
    }
    if said.field == Field::Door {
        let doors = dwelling::of_property(tx, file.dwelling.property).await?;
        if doors.iter().any(|it| it.dwelling.id != file.dwelling.id && it.dwelling.door == said.value) {
            return Err(Problem::Malformed { place: format!("door: {}", said.value) }.into());
        }
    }
    Ok(())
}

/// Refuses a choice whose maker did not see all values that stand.
async fn are_all(tx: &mut Tx, id: DwellingId, said: &Said) -> Outcome<()> {
    let standing = field::standing_of(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let now = standing.into_iter().find(|it| it.field == said.field && it.household == said.household);
    let now = now.filter(Said::is_choice).ok_or(Problem::Conflict)?;
    let seen: BTreeSet<_> = said.over.iter().collect();
    let is_all = now.over.iter().all(|version| seen.contains(version)) && now.base == said.base;
    if is_all { Ok(()) } else { Err(Problem::Conflict.into()) }
}

fn row(conflict: Conflict) -> ConflictRow {
    ConflictRow {
        dwelling: conflict.subject.dwelling,
        address: format!("{} {}", conflict.property, conflict.door).trim().to_owned(),
        village_name: conflict.village,
        field: conflict.subject.field,
        values: conflict.waiting + 1,
        since: conflict.since,
    }
}

/// The fields of a file as its page shows them: of counts, those of the present household.
pub(super) async fn shown(tx: &mut Tx, file: &DwellingRow) -> Outcome<Vec<FieldPart>> {
    let (id, names) = (file.dwelling.id, names(tx).await?);
    let versions = field::of_dwelling(tx, id).await?;
    let household = tenancy::current(tx, id).await?;
    let parts = Field::ALL.into_iter().filter_map(|field| {
        let household = household.as_ref().filter(|_| field.is_count());
        let subject = Subject { dwelling: id, household: household.map(|now| now.id), field };
        let said: Vec<&VersionRow> = versions.iter().filter(|row| row.subject == subject).collect();
        Some(part(subject, registered(file, household, field)?, &said, &names))
    });
    Ok(parts.collect())
}

fn registered(file: &DwellingRow, household: Option<&Tenancy>, field: Field) -> Option<String> {
    let papers = file.dwelling.papers;
    Some(match field {
        Field::Door => file.dwelling.door.clone(),
        Field::Lease => papers.lease.key().to_owned(),
        Field::Tax => papers.tax.key().to_owned(),
        Field::Adults => household?.headcount.adults.to_string(),
        Field::Children => household?.headcount.children.to_string(),
    })
}

fn part(
    subject: Subject,
    registered: String,
    said: &[&VersionRow],
    names: &HashMap<UserId, String>,
) -> FieldPart {
    let show = |row: &&VersionRow| VersionPart {
        version: (row.version != subject.first()).then_some(row.version),
        value: row.value.clone(),
        by: row.by.and_then(|by| names.get(&by).cloned()),
        at: row.by.map(|_| row.at),
    };
    let all =
        |standing: &str| said.iter().filter(|row| row.standing == standing).map(show).collect::<Vec<_>>();
    let first = VersionPart { version: None, value: registered, by: None, at: None };
    FieldPart {
        field: subject.field,
        household: subject.household,
        in_force: all("in_force").pop().unwrap_or(first),
        waiting: all("waiting"),
        earlier: all("gone").into_iter().rev().collect(),
    }
}
