//! Classes of dwellings: what is proposed, who disagrees, what officers decide.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::Time;
use domain::class::{self, AnswerReason, Class, DecisionReason, Evidence, Ground, Proposal, Verdict};
use domain::id::{AppealId, DwellingId, ProposalId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Where a dwelling is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// It lies in the account's area: its file opens.
    pub opens: bool,
}

/// A proposal that an officer is to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    /// Identity.
    pub id: ProposalId,
    /// The version shown: nobody decides on what they did not see.
    pub version: i64,
    /// Where.
    pub place: Place,
    /// The class now.
    pub from: Class,
    /// What the rule says.
    pub proposal: Proposal,
    /// On what.
    pub evidence: Evidence,
    /// When it was made.
    pub made_at: Time,
}

/// An appeal that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealRow {
    /// Identity.
    pub id: AppealId,
    /// Where.
    pub place: Place,
    /// The class that is disagreed with.
    pub class: Class,
    /// The class before it.
    pub before: Class,
    /// Why the class was given: a key, or an import's text.
    pub reason: String,
    /// What there is now.
    pub evidence: Evidence,
    /// Why the household disagrees.
    pub ground: Ground,
    /// When.
    pub made_at: Time,
    /// The last day for an answer.
    pub due_on: NaiveDate,
    /// That day is past.
    pub overdue: bool,
    /// This account stands outside the police station and answers.
    pub may_answer: bool,
}

/// What is proposed and who disagrees, in the account's area and put before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPage {
    /// Rises to C first, then the oldest.
    pub proposals: Vec<ProposalRow>,
    /// The most pressing first.
    pub appeals: Vec<AppealRow>,
    /// This account decides on proposals.
    pub may_decide: bool,
}

/// What the office does about classes.
#[async_trait::async_trait]
pub trait ClassDesk: Send + Sync {
    /// What waits.
    async fn list(&self) -> Answer<ClassPage>;
    /// Decides a proposal, as the officer saw it.
    async fn decide(
        &self,
        proposal: ProposalId,
        version: i64,
        verdict: Verdict,
        reason: DecisionReason,
    ) -> Answer<()>;
    /// Records the appeal of a household that came to the station.
    async fn appeal(&self, dwelling: DwellingId, ground: Ground) -> Answer<()>;
    /// Answers an appeal.
    async fn answer(&self, appeal: AppealId, answer: class::Answer, reason: AnswerReason) -> Answer<()>;
}

/// [`ClassDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "classes", input = Json, output = Json)]
pub async fn list_classes() -> Result<ClassPage, DeskError> {
    super::desk::<dyn ClassDesk>()?.list().await
}

/// [`ClassDesk::decide`].
#[server(prefix = "/desk/fn", endpoint = "decide_class", input = Json, output = Json)]
pub async fn decide_class(
    proposal: ProposalId,
    version: i64,
    verdict: Verdict,
    reason: DecisionReason,
) -> Result<(), DeskError> {
    super::desk::<dyn ClassDesk>()?.decide(proposal, version, verdict, reason).await
}

/// [`ClassDesk::appeal`].
#[server(prefix = "/desk/fn", endpoint = "appeal_class", input = Json, output = Json)]
pub async fn appeal_class(dwelling: DwellingId, ground: Ground) -> Result<(), DeskError> {
    super::desk::<dyn ClassDesk>()?.appeal(dwelling, ground).await
}

/// [`ClassDesk::answer`].
#[server(prefix = "/desk/fn", endpoint = "answer_appeal", input = Json, output = Json)]
pub async fn answer_appeal(
    appeal: AppealId,
    answer: class::Answer,
    reason: AnswerReason,
) -> Result<(), DeskError> {
    super::desk::<dyn ClassDesk>()?.answer(appeal, answer, reason).await
}
