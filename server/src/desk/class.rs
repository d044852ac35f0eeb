//! Classes at the desk: proposals are decided by officers of the area, appeals answered by someone
//! outside that police station.

mod appeal;

pub(super) use appeal::{file_appeal, filed_of};

use super::{Desk, address};
use crate::http::Outcome;
use crate::jobs::class_review::{self, change_class};
use crate::store::class_proposal::{self, Decided, ProposalRow, ProposalState};
use crate::store::{Conn, Tx, dwelling};
use app::desk::Answer;
use app::desk::class as page;
use async_trait::async_trait;
use domain::class::{self, AnswerReason, DecisionReason, Ground, Verdict};
use domain::id::{AppealId, DwellingId, ProposalId, StationId};
use domain::problem::Problem;
use domain::role::Role;

/// Proposals on a page; those decided make room for the rest.
const MOST: i64 = 200;

#[async_trait]
impl page::ClassDesk for Desk {
    async fn list(&self) -> Answer<page::ClassPage> {
        self.answer(self.classes()).await
    }

    async fn decide(
        &self,
        proposal: ProposalId,
        version: i64,
        verdict: Verdict,
        reason: DecisionReason,
    ) -> Answer<()> {
        let desk = self.clone();
        let decided = self.state.store.write(move |tx| {
            Box::pin(async move { desk.decide_class(tx, (proposal, version), verdict, reason).await })
        });
        self.answer(decided).await
    }

    async fn appeal(&self, dwelling: DwellingId, ground: Ground) -> Answer<()> {
        let desk = self.clone();
        let filed = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.record_appeal(tx, dwelling, ground).await }));
        self.answer(filed).await
    }

    async fn answer(&self, appeal: AppealId, answer: class::Answer, reason: AnswerReason) -> Answer<()> {
        let desk = self.clone();
        let answered = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.answer_appeal(tx, appeal, answer, reason).await }));
        self.answer(answered).await
    }
}

impl Desk {
    async fn classes(&self) -> Outcome<page::ClassPage> {
        let mut conn = self.state.store.reader().await?;
        let stations: Vec<StationId> = self.stations(&mut conn).await?.iter().map(|s| s.id).collect();
        let (appeals, read) = self.appeals(&mut conn, &stations).await?;
        self.log_list(&read, "classes").await?;
        let mut proposals = Vec::new();
        for row in class_proposal::open_of(&mut conn, &stations, MOST).await? {
            proposals.push(proposal_row(&mut conn, row).await?);
        }
        Ok(page::ClassPage { proposals, appeals, may_decide: self.may_decide() })
    }

    /// Officers decide classes; supervisors look on.
    fn may_decide(&self) -> bool {
        self.actor.role == Role::Officer
    }

    /// Decides on the version that the officer saw. The class changes with its history, and the
    /// household reads of it with the notice of the next visit.
    async fn decide_class(
        &self,
        tx: &mut Tx,
        (id, version): (ProposalId, i64),
        verdict: Verdict,
        reason: DecisionReason,
    ) -> Outcome<()> {
        self.allow(self.may_decide())?;
        let row = class_proposal::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        let file = dwelling::by_id(tx, row.dwelling).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(file.station)?;
        if (row.state, row.version) != (ProposalState::Open, version) {
            return Err(Problem::Conflict.into());
        }
        let reviewed = class_review::read_now(tx, row.dwelling).await?.ok_or(Problem::NotFound)?;
        let (before, condition) = (file.dwelling.class, reviewed.evidence.condition());
        let class = verdict.class(before, row.proposal, &condition, reviewed.today)?;
        let detail = serde_json::json!({"verdict": verdict, "reason": reason, "from": before, "to": class});
        tx.audit(self.entry(file.station, "decide", "class").of(row.dwelling).detail(detail)).await?;
        let change = if class == before {
            None
        } else {
            let word = crate::store::word::word(&reason)?;
            Some(change_class(tx, &file, class, reviewed.today, Some(self.actor.user), &word).await?)
        };
        let decided = Decided { at: tx.now(), by: self.actor.user, reason };
        class_proposal::decide(tx, (id, version), state_of(verdict), decided, change).await?;
        class_review::review(tx, row.dwelling).await?;
        tx.change(file.station, "dwelling", row.dwelling, false).await?;
        Ok(())
    }
}

fn state_of(verdict: Verdict) -> ProposalState {
    match verdict {
        Verdict::Accept => ProposalState::Accepted,
        Verdict::Reject => ProposalState::Rejected,
        Verdict::Other { .. } => ProposalState::Other,
    }
}

async fn proposal_row(conn: &mut dyn Conn, row: ProposalRow) -> Outcome<page::ProposalRow> {
    Ok(page::ProposalRow {
        id: row.id,
        version: row.version,
        place: place(conn, row.dwelling, true).await?,
        from: row.from,
        proposal: row.proposal,
        evidence: row.evidence,
        made_at: row.made_at,
    })
}

async fn place(conn: &mut dyn Conn, dwelling: DwellingId, opens: bool) -> Outcome<page::Place> {
    let (address, village_name) = address(conn, dwelling).await?;
    Ok(page::Place { dwelling, address, village_name, opens })
}
