//! What a few households of the sample have asked of the privacy officer, what an investigator has
//! demanded, and an account that opened too many contacts.

use super::file::Household;
use super::made::Made;
use super::maker::{Maker, moment};
use crate::store::demand::{self, DemandRow};
use crate::store::request::{self, RequestRow};
use crate::store::{StoreError, Tx, alert};
use chrono::{NaiveDate, TimeDelta};
use domain::area::TownCode;
use domain::demand::{Authority, DemandPart};
use domain::id::{DwellingId, TenancyId, UserId};
use domain::request::{RequestAnswer, RequestKind, RequestOutcome, Subject, Way, due_on};
use domain::role::Role;

/// Part of the stream of chance that is these rows' own.
const PART: u32 = 4;

/// What was asked, of what, how, and how many days ago: the first is overdue, the last is answered.
const ASKED: [(RequestKind, Subject, Way, i64); 4] = [
    (RequestKind::Correct, Subject::Household, Way::Desk, 33),
    (RequestKind::Read, Subject::Everything, Way::Page, 12),
    (RequestKind::Object, Subject::Visits, Way::Letter, 3),
    (RequestKind::Read, Subject::Findings, Way::Phone, 40),
];

/// A household that asks.
struct Asker {
    town: TownCode,
    dwelling: DwellingId,
    tenancy: TenancyId,
}

/// Stores them.
pub async fn save(tx: &mut Tx, made: &Made) -> Result<(), StoreError> {
    let today = made.ground.span.today;
    let mut maker = Maker::of_part(today, PART);
    let Some(officer) = made.ground.staff.iter().find(|p| p.role == Role::PrivacyOfficer) else {
        return Ok(());
    };
    let long_since = today - TimeDelta::days(45);
    let let_now = made.files.iter().filter_map(|file| {
        let lives = |household: &&Household| household.days.to.is_none() && household.days.from < long_since;
        let household = file.households.last().filter(lives)?;
        let town = made.ground.stations.get(file.home.station)?.town.clone();
        Some(Asker { town, dwelling: file.home.id, tenancy: household.tenancy })
    });
    let homes: Vec<Asker> = let_now.step_by(29).take(ASKED.len() + 1).collect();
    for ((kind, subject, way, ago), home) in ASKED.into_iter().zip(&homes) {
        let row = asked((kind, subject, way), home, today - TimeDelta::days(ago), officer.user, &mut maker);
        let at = moment(row.received_on, 600);
        request::add(tx, &row, at).await?;
        if ago > 35 {
            let done = RequestAnswer::new(RequestOutcome::Done, None).ok();
            if let Some(done) = done {
                request::answer(tx, row.id, done, officer.user, moment(today - TimeDelta::days(20), 660))
                    .await?;
            }
        }
    }
    if let Some(home) = homes.last() {
        demanded(tx, home, today, officer.user, &mut maker).await?;
    }
    if let Some(walker) = made.ground.staff.iter().find(|person| person.role == Role::Coordinator) {
        alert::add(tx, walker.user, today - TimeDelta::days(6), moment(today - TimeDelta::days(6), 870))
            .await?;
    }
    Ok(())
}

fn asked(
    (kind, subject, way): (RequestKind, Subject, Way),
    home: &Asker,
    received_on: NaiveDate,
    officer: UserId,
    maker: &mut Maker,
) -> RequestRow {
    RequestRow {
        town: home.town.clone(),
        id: maker.id(moment(received_on, 600)),
        dwelling: home.dwelling,
        tenancy: Some(home.tenancy),
        kind,
        subject,
        way,
        received_on,
        due_on: due_on(received_on),
        taken_by: (way != Way::Page).then_some(officer),
        outcome: None,
        ground: None,
        answered_at: None,
    }
}

async fn demanded(
    tx: &mut Tx,
    home: &Asker,
    today: NaiveDate,
    officer: UserId,
    maker: &mut Maker,
) -> Result<(), StoreError> {
    let received_on = today - TimeDelta::days(5);
    let at = moment(received_on, 640);
    let row = DemandRow {
        town: home.town.clone(),
        id: maker.id(at),
        dwelling: home.dwelling,
        tenancy: Some(home.tenancy),
        authority: Authority::Court,
        document: "法调字第 7 号".into(),
        part: DemandPart::Register,
        received_on,
        taken_by: officer,
        outcome: None,
        ground: None,
        tell_on: None,
    };
    demand::add(tx, &row, at).await
}
