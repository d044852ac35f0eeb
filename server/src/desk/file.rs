//! The register and the files of dwellings.

use super::class::filed_of;
use super::ledger::ledger_rows;
use super::{Desk, appointment, field, names, zone_of};
use crate::http::Outcome;
use crate::jobs::apply_record::local;
use crate::store::appeal::AppealRow;
use crate::store::audit::viewers;
use crate::store::class_proposal::{self, ProposalState};
use crate::store::register::{self, RegisterRow, Wanted};
use crate::store::{Tx, alert, class_change, duty, dwelling, finding, flag, notice, station, tenancy, visit};
use app::desk::Answer;
use app::desk::file::{
    AppealPart, ClassChange, Contact, DwellingFile, DwellingRow, FileDesk, FindingPart, NoticePart,
    PAGE_ROWS, RegisterFilter, RegisterPage, RegisterSort, TenancyPart, Viewer, VisitPart,
};
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use domain::class::Proposal;
use domain::id::{DwellingId, StationId};
use domain::problem::Problem;
use domain::record::Purpose;
use domain::refusal;
use domain::role::Role;
use uuid::Uuid;

/// How many periods, visits and viewers the file shows; the ledger has its own page.
const NEWEST: usize = 12;

#[async_trait]
impl FileDesk for Desk {
    async fn list(&self, filter: RegisterFilter) -> Answer<RegisterPage> {
        self.answer(self.register(filter)).await
    }

    async fn file(&self, dwelling: DwellingId) -> Answer<DwellingFile> {
        let desk = self.clone();
        let read =
            self.state.store.write(move |tx| Box::pin(async move { desk.read_file(tx, dwelling).await }));
        self.answer(read).await
    }

    async fn open_contact(&self, dwelling: DwellingId, purpose: Purpose) -> Answer<Contact> {
        let desk = self.clone();
        let read = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.contact(tx, dwelling, purpose).await }));
        self.answer(read).await
    }
}

impl Desk {
    async fn register(&self, filter: RegisterFilter) -> Outcome<RegisterPage> {
        if let Some(rule) = refusal::asked_by_search(&filter.text) {
            return Err(rule.problem().into());
        }
        let mut conn = self.state.store.reader().await?;
        let stations = self.stations(&mut conn).await?;
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        self.log_list(&ids, "register").await?;
        let class = filter.class.map(|class| format!("{class:?}")).unwrap_or_default();
        let wanted = Wanted {
            stations: &ids,
            text: &filter.text,
            village: filter.village.as_deref().unwrap_or_default(),
            class: &class,
            sort: match filter.sort {
                RegisterSort::Address => "address",
                RegisterSort::Class => "class",
                RegisterSort::LastContact => "last_contact",
                RegisterSort::Findings => "findings",
            },
            limit: i64::from(PAGE_ROWS),
            offset: i64::from(filter.page) * i64::from(PAGE_ROWS),
        };
        Ok(RegisterPage {
            rows: register::page(&mut conn, &wanted).await?.into_iter().map(row).collect(),
            total: u32::try_from(register::count(&mut conn, &wanted).await?).unwrap_or(u32::MAX),
            villages: register::villages(&mut conn, &ids).await?,
            stations: stations.into_iter().map(|station| (station.id, station.name)).collect(),
        })
    }

    async fn read_file(&self, tx: &mut Tx, id: DwellingId) -> Outcome<DwellingFile> {
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        tx.audit(self.entry(file.station, "read", "dwelling").of(id)).await?;
        let home = station::by_id(tx, file.station).await?.ok_or(Problem::NotFound)?;
        let zone = zone_of(&home);
        let today = self.today(zone);
        let weekday = today.weekday().num_days_from_monday();
        let mut ledger = ledger_rows(tx, id, today).await?;
        ledger.truncate(NEWEST);
        let visitors = self.may_come(tx, &home).await?;
        let household = tenancy::current(tx, id).await?;
        let (appeal, may_appeal) = filed_of(tx, id, household.as_ref()).await?;
        Ok(DwellingFile {
            row: row(register::one(tx, id).await?.ok_or(Problem::NotFound)?),
            station_name: home.name,
            duty_phone: duty::phone(tx, file.station, weekday).await?,
            class_since: file.dwelling.class_since,
            registered: file.dwelling.registered,
            fields: field::shown(tx, &file).await?,
            may_change: self.may_change(),
            may_choose: self.may_choose(),
            tenancies: tenancies(tx, id).await?,
            classes: classes(tx, id, zone).await?,
            proposal: open_proposal(tx, id).await?,
            may_appeal: may_appeal && self.may_record_appeal(),
            appeal: appeal.map(appeal_part),
            findings: findings(tx, id).await?,
            visits: visits(tx, id).await?,
            notices: notices(tx, id).await?,
            ledger,
            viewers: viewed(tx, id).await?,
            appointment: appointment::shown(tx, id, today).await?,
            visitors,
            may_appoint: self.may_appoint(),
            today,
            may_open_contact: matches!(self.actor.role, Role::Officer | Role::Coordinator | Role::Patrol),
        })
    }

    /// Opens the one contact of the present household, with its purpose in the log that the
    /// household reads.
    async fn contact(&self, tx: &mut Tx, id: DwellingId, purpose: Purpose) -> Outcome<Contact> {
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        let household = tenancy::current(tx, id).await?.ok_or(Problem::NotFound)?;
        let vault = tx.vault();
        let contact = tenancy::contact(tx, &vault, household.id).await?.ok_or(Problem::NotFound)?;
        let zone = tx.zone(file.station).await?;
        alert::contact_opened(tx, self.actor.user, zone).await?;
        tx.audit(self.entry(file.station, "open_contact", "dwelling").of(id).purpose(purpose)).await?;
        Ok(Contact { name: contact.name, phone: contact.phone })
    }
}

fn row(row: RegisterRow) -> DwellingRow {
    DwellingRow {
        id: row.id,
        property_name: row.property,
        kind: row.kind,
        door: row.door,
        label: row.label,
        village_name: row.village,
        class: row.class,
        let_since: row.let_since,
        last_contact: row.last_contact,
        open_findings: u32::try_from(row.findings).unwrap_or(u32::MAX),
    }
}

async fn tenancies(tx: &mut Tx, id: DwellingId) -> Outcome<Vec<TenancyPart>> {
    let with_contact = tenancy::with_contact(tx, id).await?;
    let all = tenancy::of_dwelling(tx, id).await?.into_iter().rev();
    Ok(all
        .map(|t| TenancyPart {
            moved_in: t.moved_in,
            moved_out: t.moved_out,
            headcount: t.headcount,
            refuses_visits: t.refuses_visits,
            has_contact: with_contact.contains(&t.id),
        })
        .collect())
}

/// The changes, each with what it was decided on and the first notice left after its day.
async fn classes(tx: &mut Tx, id: DwellingId, zone: Tz) -> Outcome<Vec<ClassChange>> {
    let names = names(tx).await?;
    let proposals = class_proposal::of_dwelling(tx, id).await?;
    let left = notice::of_dwelling(tx, id).await?;
    let left: Vec<NaiveDate> = left.iter().map(|n| local(zone, n.made_at).date()).collect();
    let all = class_change::of_dwelling(tx, id).await?.into_iter().rev();
    let evidence = |change: Uuid| {
        let row = proposals.iter().find(|row| row.change == Some(change))?;
        Some((row.proposal, row.evidence.clone()))
    };
    Ok(all
        .map(|c| ClassChange {
            from: c.from,
            to: c.to,
            since: c.since,
            by: c.by.and_then(|by| names.get(&by).cloned()),
            reason: c.reason,
            evidence: evidence(c.id),
            told: left.iter().copied().find(|day| *day > c.since),
        })
        .collect())
}

async fn open_proposal(tx: &mut Tx, id: DwellingId) -> Outcome<Option<Proposal>> {
    let all = class_proposal::of_dwelling(tx, id).await?;
    Ok(all.into_iter().find(|row| row.state == ProposalState::Open).map(|row| row.proposal))
}

/// An appeal as a file and the household's page show it.
pub(super) fn appeal_part(row: AppealRow) -> AppealPart {
    AppealPart {
        made_at: row.made_at,
        ground: row.ground,
        due_on: row.due_on,
        state: row.state,
        reason: row.answered.map(|answered| answered.reason),
    }
}

async fn findings(tx: &mut Tx, id: DwellingId) -> Outcome<Vec<FindingPart>> {
    let flags = flag::of_dwelling(tx, id).await?;
    let mut all: Vec<FindingPart> = finding::of_dwelling(tx, id)
        .await?
        .into_iter()
        .rev()
        .map(|f| FindingPart {
            id: f.id,
            category: f.category,
            severity: f.severity,
            found_on: f.found_on,
            gone_on: f.gone_on,
            is_flag: flags.iter().any(|flag| flag.id == f.id),
        })
        .collect();
    all.sort_by_key(|f| f.gone_on.is_some());
    Ok(all)
}

async fn visits(tx: &mut Tx, id: DwellingId) -> Outcome<Vec<VisitPart>> {
    let names = names(tx).await?;
    let name = |user| names.get(&user).cloned().unwrap_or_default();
    let all = visit::of_dwelling(tx, id).await?.into_iter().rev().take(NEWEST);
    Ok(all
        .map(|v| VisitPart {
            on: v.on_date,
            visitor: name(v.visitor),
            partner: v.partner.map(name),
            outcome: v.outcome,
            evidence: v.evidence,
            received_late: v.received_late,
            corrected: v.corrected_by.is_some(),
        })
        .collect())
}

async fn notices(tx: &mut Tx, id: DwellingId) -> Outcome<Vec<NoticePart>> {
    let all = notice::of_dwelling(tx, id).await?.into_iter().rev().take(NEWEST);
    Ok(all.map(|n| NoticePart { at: n.made_at, form: n.form, dead: n.dead_at.is_some() }).collect())
}

async fn viewed(tx: &mut Tx, id: DwellingId) -> Outcome<Vec<Viewer>> {
    let names = names(tx).await?;
    let word = |text: String| serde_json::Value::String(text);
    let entries = viewers(tx, id.0, NEWEST as i64).await?;
    Ok(entries
        .into_iter()
        .map(|e| Viewer {
            at: e.at,
            who: e.actor.and_then(|actor| names.get(&actor).cloned()).unwrap_or_default(),
            role: e.role.and_then(|role| serde_json::from_value(word(role)).ok()),
            purpose: e.purpose.and_then(|purpose| serde_json::from_value(word(purpose)).ok()),
            action: e.action,
        })
        .collect())
}
