//! Appeals of a class, by the household's page or recorded at the station.

use super::place;
use crate::desk::{Desk, zone_of};
use crate::http::Outcome;
use crate::jobs::apply_record::local;
use crate::jobs::class_review::{self, change_class};
use crate::store::appeal::{self, Answered, AppealRow};
use crate::store::dwelling::DwellingRow;
use crate::store::{Conn, Tx, class_change, dwelling, station, tenancy};
use app::desk::class as page;
use domain::class::{self, Answer, AnswerReason, AppealState, Class, Ground, due_on};
use domain::id::{AppealId, DwellingId, StationId, UserId};
use domain::problem::Problem;
use domain::role::Role;
use domain::tenancy::Tenancy;

/// Refused: someone of the same police station, or who gave the class.
const OWN: Problem = Problem::RefusedByRule { rule: "own_appeal" };

/// Files the appeal of a household against the class that its dwelling is in. C is stopped until the
/// answer: the class before counts meanwhile. The caller audits.
pub async fn file_appeal(
    tx: &mut Tx,
    file: &DwellingRow,
    household: &Tenancy,
    ground: Ground,
    recorded_by: Option<UserId>,
) -> Outcome<AppealId> {
    let id = file.dwelling.id;
    let change = appeal::appealable(tx, id, household.moved_in).await?.ok_or(Problem::InvalidTransition)?;
    let now = tx.now();
    let today = local(tx.zone(file.station).await?, now).date();
    let row = AppealRow {
        town: file.town.clone(),
        id: AppealId(tx.new_id()),
        dwelling: id,
        tenancy: household.id,
        change: change.id,
        class: change.to,
        before: change.from.unwrap_or_default(),
        ground,
        recorded_by,
        made_at: now,
        due_on: due_on(today),
        review_town: appeal::review_town(tx, &file.town).await?,
        state: AppealState::Open,
        answered: None,
    };
    appeal::add(tx, &row).await?;
    if row.class == Class::C && file.dwelling.class == Class::C {
        change_class(tx, file, row.before, today, None, appeal::STOPPED).await?;
    }
    class_review::review(tx, id).await?;
    tx.change(file.station, "dwelling", id, false).await?;
    Ok(row.id)
}

/// The appeal of the present household that was made last, and whether it may make one now.
pub async fn filed_of(
    conn: &mut dyn Conn,
    dwelling: DwellingId,
    household: Option<&Tenancy>,
) -> Outcome<(Option<AppealRow>, bool)> {
    let Some(household) = household else { return Ok((None, false)) };
    let of_household = appeal::of_dwelling(conn, dwelling).await?;
    let last = of_household.into_iter().rev().find(|appeal| appeal.tenancy == household.id);
    let waits = last.as_ref().is_some_and(|appeal| appeal.state == AppealState::Open);
    let may = !waits && appeal::appealable(conn, dwelling, household.moved_in).await?.is_some();
    Ok((last, may))
}

impl Desk {
    /// Those who sit at the station where a household comes to.
    pub(in crate::desk) fn may_record_appeal(&self) -> bool {
        matches!(self.actor.role, Role::Coordinator | Role::Officer)
    }

    pub(super) async fn record_appeal(&self, tx: &mut Tx, id: DwellingId, ground: Ground) -> Outcome<()> {
        self.allow(self.may_record_appeal())?;
        let file = dwelling::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        let household = tenancy::current(tx, id).await?.ok_or(Problem::InvalidTransition)?;
        if filed_of(tx, id, Some(&household)).await?.0.is_some_and(|a| a.state == AppealState::Open) {
            return Err(Problem::Conflict.into());
        }
        let detail = serde_json::json!({"ground": ground});
        tx.audit(self.entry(file.station, "appeal", "class").of(id).detail(detail)).await?;
        file_appeal(tx, &file, &household, ground, Some(self.actor.user)).await?;
        Ok(())
    }

    /// Open appeals of the area, and those that this account's police answer for another town, with
    /// all stations that are read with them.
    pub(super) async fn appeals(
        &self,
        conn: &mut dyn Conn,
        stations: &[StationId],
    ) -> Outcome<(Vec<page::AppealRow>, Vec<StationId>)> {
        let town = self.actor.town.as_ref();
        let (mut rows, mut read) = (Vec::new(), stations.to_vec());
        for row in appeal::open_of(conn, stations, town).await? {
            let file = dwelling::by_id(conn, row.dwelling).await?.ok_or(Problem::NotFound)?;
            if !read.contains(&file.station) {
                read.push(file.station);
            }
            rows.push(self.appeal_row(conn, row, file.station).await?);
        }
        Ok((rows, read))
    }

    async fn appeal_row(
        &self,
        conn: &mut dyn Conn,
        row: AppealRow,
        station: StationId,
    ) -> Outcome<page::AppealRow> {
        let changes = class_change::of_dwelling(conn, row.dwelling).await?;
        let change = changes.into_iter().find(|change| change.id == row.change);
        let may_answer = self.answers(&row) && change.as_ref().is_none_or(|c| c.by != Some(self.actor.user));
        let home = station::by_id(conn, station).await?.ok_or(Problem::NotFound)?;
        let (zone, now) = (zone_of(&home), self.now());
        let reviewed = class_review::read(conn, row.dwelling, zone, now).await?.ok_or(Problem::NotFound)?;
        Ok(page::AppealRow {
            id: row.id,
            place: place(conn, row.dwelling, self.actor.may_see_station(station)).await?,
            class: row.class,
            before: row.before,
            reason: change.map(|change| change.reason).unwrap_or_default(),
            evidence: reviewed.evidence,
            ground: row.ground,
            made_at: row.made_at,
            due_on: row.due_on,
            overdue: row.due_on < reviewed.today,
            may_answer,
        })
    }

    /// Whether this account answers the appeal: outside that police station, and of the town that it
    /// was put before, or of the county.
    fn answers(&self, row: &AppealRow) -> bool {
        let (role, town) = (self.actor.role, self.actor.town.as_ref());
        class::is_outside(role, town, &row.town) && (town.is_none() || town == row.review_town.as_ref())
    }

    /// Answers an appeal. Upheld, C counts again where its ground is still there; set aside, the class
    /// before stays.
    pub(super) async fn answer_appeal(
        &self,
        tx: &mut Tx,
        id: AppealId,
        answer: Answer,
        reason: AnswerReason,
    ) -> Outcome<()> {
        let row = appeal::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        let file = dwelling::by_id(tx, row.dwelling).await?.ok_or(Problem::NotFound)?;
        if !self.answers(&row) {
            self.actor.check_station(file.station)?;
            return Err(OWN.into());
        }
        let changes = class_change::of_dwelling(tx, row.dwelling).await?;
        let given_by = changes.iter().find(|change| change.id == row.change).and_then(|change| change.by);
        if given_by == Some(self.actor.user) {
            return Err(OWN.into());
        }
        let detail = serde_json::json!({"answer": answer, "reason": reason});
        tx.audit(self.entry(file.station, "answer", "appeal").of(row.dwelling).detail(detail)).await?;
        let answered = Answered { at: tx.now(), by: self.actor.user, reason };
        if !appeal::answer(tx, id, answer.into(), answered).await? {
            return Err(Problem::Conflict.into());
        }
        self.settle_class(tx, &file, &row, answer).await?;
        class_review::review(tx, row.dwelling).await?;
        tx.change(file.station, "dwelling", row.dwelling, false).await?;
        Ok(())
    }

    async fn settle_class(
        &self,
        tx: &mut Tx,
        file: &DwellingRow,
        row: &AppealRow,
        answer: Answer,
    ) -> Outcome<()> {
        let now = tx.now();
        let today = local(tx.zone(file.station).await?, now).date();
        let reviewed = class_review::read_now(tx, row.dwelling).await?.ok_or(Problem::NotFound)?;
        let (to, why) = match answer {
            Answer::Upheld => (row.class, appeal::UPHELD),
            Answer::SetAside => (row.before, appeal::SET_ASIDE),
        };
        let is_grounded = to != Class::C || class::stays_in_c(&reviewed.evidence.condition(), None, today);
        if to != file.dwelling.class && is_grounded {
            change_class(tx, file, to, today, Some(self.actor.user), why).await?;
        }
        Ok(())
    }
}
