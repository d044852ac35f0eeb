//! What was inspected: spot checks of last month's visits at the first station, and two orders.

use super::file::File;
use super::made::Ground;
use super::maker::{Maker, moment};
use super::told::Rows;
use crate::store::rectification::{self, OrderRow};
use crate::store::spot_check::{self, SpotCheckRow};
use crate::store::visit::VisitRow;
use crate::store::{StoreError, Tx};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::area::VillageCode;
use domain::cadence::third_of_month;
use domain::checklist::questions;
use domain::finding::Category;
use domain::id::{DwellingId, OrderId, SpotCheckId, UserId};
use domain::inspection::{Month, Share};
use domain::property::PropertyKind;
use domain::rectification::{OrderAction, OrderState, Subject};
use domain::role::Role;
use domain::spot_check::{Candidate, CheckOutcome, CheckReport, Drawn, agreement, draw, due};
use domain::visit::{Answer, Seen, Visit};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The seed of the draw: the day of the opinion that Rounds began with.
const SEED: u32 = 20_071_227;
/// Checks that are still to be made.
const OPEN: usize = 2;
/// One check of so many disagrees on a fact.
const DISAGREES: usize = 5;

/// Spot checks and orders.
#[derive(Default)]
pub struct Inspected {
    checks: Vec<(SpotCheckRow, Option<(CheckReport, Share)>)>,
    orders: Vec<(OrderRow, Option<(UserId, OrderAction)>)>,
}

/// Inspects what was made. First visits that were drawn get the answers of their checklist.
pub fn inspect(
    ground: &Ground,
    files: &[File],
    rows: &mut Rows,
    maker: &mut Maker,
) -> Result<Inspected, serde_json::Error> {
    let supervisor = ground.staff.iter().find(|person| person.role == Role::Supervisor);
    let Some(supervisor) = supervisor.map(|person| person.user) else { return Ok(Inspected::default()) };
    let checks = checks(ground, files, rows, supervisor, maker)?;
    Ok(Inspected { checks, orders: orders(ground, supervisor, maker) })
}

type Checks = Vec<(SpotCheckRow, Option<(CheckReport, Share)>)>;

fn checks(
    ground: &Ground,
    files: &[File],
    rows: &mut Rows,
    supervisor: UserId,
    maker: &mut Maker,
) -> Result<Checks, serde_json::Error> {
    let (today, month) = (ground.span.today, Month::of(ground.span.today).before());
    let drawn_on = month.next().first();
    let kinds: HashMap<DwellingId, PropertyKind> = files.iter().map(|f| (f.home.id, f.home.kind)).collect();
    let station = &ground.stations[0];
    let of_month = |visit: &&VisitRow| {
        let is_met = matches!(visit.outcome.as_str(), "met" | "entered");
        visit.station == station.id && is_met && Month::of(visit.on_date) == month
    };
    let third = third_of_month(drawn_on);
    let contacted: HashSet<DwellingId> = rows
        .visits
        .iter()
        .filter(|v| v.is_contact && third.contains(v.on_date))
        .map(|v| v.dwelling)
        .collect();
    let let_now = files
        .iter()
        .filter(|f| f.households.iter().any(|h| h.days.to.is_none() && h.days.from < month.first()));
    let let_now: HashSet<DwellingId> = let_now.map(|file| file.home.id).collect();
    let visits: Vec<&VisitRow> = rows.visits.iter().filter(of_month).collect();
    let free = |visit: &&&VisitRow| let_now.contains(&visit.dwelling) && !contacted.contains(&visit.dwelling);
    let candidates: Vec<Candidate> = visits.iter().filter(free).map(|visit| candidate(visit)).collect();
    let seconds: Vec<UserId> = ground.crews[0].all().map(|person| person.user).collect();
    let drawn = draw(SEED, &candidates, visits.len(), 0, &seconds);
    let made = drawn.len().saturating_sub(OPEN);
    let at = moment(drawn_on, 540);
    let mut checks = Vec::new();
    for (n, drawn) in drawn.into_iter().enumerate() {
        let kind = kinds.get(&drawn.first.dwelling).copied().unwrap_or(PropertyKind::Flat);
        let first = answer_first(rows, &drawn, kind)?;
        let on = drawn_on + TimeDelta::days(1 + (n % 8) as i64);
        let report = (n < made && on < today).then(|| report(on, n, &first));
        let result = report.map(|report| {
            let agreement = agreement(&first, &report.answers, &changed(rows, &drawn, on));
            (report, agreement)
        });
        let row = SpotCheckRow {
            town: station.town.clone(),
            id: SpotCheckId(maker.id(at)),
            station: station.id,
            dwelling: drawn.first.dwelling,
            visit: drawn.first.visit,
            first_visitor: drawn.first.visitor,
            visitor: drawn.second,
            month,
            seed: SEED,
            drawn_by: supervisor,
            drawn_on,
            due_on: due(drawn_on),
            result: None,
        };
        checks.push((row, result));
    }
    Ok(checks)
}

fn candidate(visit: &VisitRow) -> Candidate {
    let VisitRow { id, dwelling, visitor, partner, .. } = *visit;
    Candidate { visit: id, dwelling, visitor, partner }
}

/// What the first visit saw, written into its record: in order, save what it found.
fn answer_first(
    rows: &mut Rows,
    drawn: &Drawn,
    kind: PropertyKind,
) -> Result<Vec<Answer>, serde_json::Error> {
    let found: BTreeSet<Category> =
        rows.findings.iter().filter(|f| f.visit == drawn.first.visit).map(|f| f.category).collect();
    let seen = |category| if found.contains(&category) { Seen::NotInOrder } else { Seen::InOrder };
    let answers: Vec<Answer> = questions(kind)
        .iter()
        .map(|question| Answer { question: question.key.to_owned(), seen: seen(question.category) })
        .collect();
    if let Some(record) = rows.records.iter_mut().find(|record| record.row.id == drawn.first.visit) {
        let mut visit: Visit = serde_json::from_str(&record.body)?;
        visit.answers = answers.clone();
        record.body = serde_json::to_string(&visit)?;
    }
    Ok(answers)
}

fn report(on: NaiveDate, n: usize, first: &[Answer]) -> CheckReport {
    let mut answers = first.to_vec();
    if n.is_multiple_of(DISAGREES)
        && let Some(answer) = answers.last_mut()
    {
        answer.seen = if answer.seen == Seen::InOrder { Seen::NotInOrder } else { Seen::InOrder };
    }
    let minute = 600 + 30 * (on.day() % 8) as u16;
    CheckReport { on, minute, outcome: CheckOutcome::Met, answers, notice: true }
}

fn changed(rows: &Rows, drawn: &Drawn, on: NaiveDate) -> BTreeSet<Category> {
    let Some(first) = rows.visits.iter().find(|visit| visit.id == drawn.first.visit) else {
        return BTreeSet::new();
    };
    let own = rows.findings.iter().filter(|finding| finding.dwelling == drawn.first.dwelling);
    let between = |day: NaiveDate| day > first.on_date && day <= on;
    own.filter(|f| between(f.found_on) || f.gone_on.is_some_and(between)).map(|f| f.category).collect()
}

fn orders(
    ground: &Ground,
    supervisor: UserId,
    maker: &mut Maker,
) -> Vec<(OrderRow, Option<(UserId, OrderAction)>)> {
    let today = ground.span.today;
    let mut order = |n: usize, village: Option<VillageCode>, subject, issued: i64, due: i64| {
        let station = ground.stations.get(n)?;
        let issued_at = moment(today - TimeDelta::days(issued), 570);
        Some(OrderRow {
            town: station.town.clone(),
            id: OrderId(maker.id(issued_at)),
            station: station.id,
            village,
            subject,
            deadline: today + TimeDelta::days(due),
            state: OrderState::Ordered,
            version: 0,
            issued_by: supervisor,
            issued_at,
        })
    };
    let village = ground.stations.get(1).and_then(|station| station.villages.first().cloned());
    let proof = "已逐户提醒并陪同到社区事务受理服务中心，补办备案 6 户，清单存站内文件柜".to_owned();
    let answered = ground.crews.get(1).map(|crew| (crew.pair()[0], OrderAction::Answer { proof }));
    let overdue = order(0, None, Subject::Overdue, 20, -3).map(|order| (order, None));
    let papers = order(1, village, Subject::Papers, 9, 6).map(|order| (order, answered));
    overdue.into_iter().chain(papers).collect()
}

/// Stores them.
pub async fn save(tx: &mut Tx, inspected: Inspected) -> Result<(), StoreError> {
    for (check, result) in inspected.checks {
        spot_check::add(tx, &check).await?;
        if let Some((report, agreement)) = result {
            spot_check::report(tx, check.id, &report, agreement).await?;
        }
    }
    for (order, answer) in inspected.orders {
        rectification::add(tx, &order).await?;
        if let Some((by, action)) = answer {
            let at = order.issued_at + TimeDelta::days(4);
            rectification::act(tx, &order, OrderState::Answered, (by, at), &action).await?;
        }
    }
    Ok(())
}
