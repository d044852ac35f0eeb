//! The officer's queue of flags (上报事项).

use super::{Answer, DeskError};
use domain::Time;
use domain::class::Class;
use domain::finding::{Category, Severity};
use domain::flag::{FlagAction, FlagState};
use domain::id::{DwellingId, FindingId};
use domain::role::Role;
use domain::round::OpenFinding;
use domain::triage::FlagReason;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Which part of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagShelf {
    /// Nobody has answered yet.
    #[default]
    New,
    /// Neither closed nor dismissed.
    Open,
    /// Closed or dismissed.
    Done,
}

/// What the address says about the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagFilter {
    /// Which part.
    pub shelf: FlagShelf,
    /// One severity only.
    pub severity: Option<Severity>,
    /// One category only.
    pub category: Option<Category>,
    /// Part of an address, a door mark or a label.
    pub text: String,
}

/// One flag of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagRow {
    /// Identity.
    pub id: FindingId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// Where it stands.
    pub state: FlagState,
    /// Why triage sent it here.
    pub reason: FlagReason,
    /// When.
    pub raised_at: Time,
    /// Until when the department has time.
    pub deadline: Option<Time>,
    /// It waited too long and went to the supervisor as well.
    pub escalated: bool,
    /// An officer has opened it.
    pub seen: bool,
    /// Readable only by finder, reviewing officer and the referred department.
    pub restricted: bool,
    /// Grows with each step.
    pub version: i64,
}

/// The queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagQueue {
    /// In order of urgency.
    pub rows: Vec<FlagRow>,
    /// Not yet answered, whatever the filter.
    pub unanswered: u32,
    /// Open ones past their deadline, whatever the filter.
    pub late: u32,
    /// The server's clock.
    pub now: Time,
}

/// One step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagStep {
    /// When.
    pub at: Time,
    /// Who; none where the clock or a rule did it.
    pub by: Option<String>,
    /// What; none for the report itself.
    pub action: Option<FlagAction>,
}

/// A photo of the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// SHA-256, hex; its bytes are at `/desk/photos/{sha256}`.
    pub sha256: String,
    /// All bytes have arrived.
    pub complete: bool,
}

/// A step that this officer may take now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 受理.
    Accept,
    /// 转办.
    Refer,
    /// 已整改.
    Remedy,
    /// 复查属实.
    Verify,
    /// 办结.
    Close,
    /// 不予受理.
    Dismiss,
    /// 重新打开.
    Reopen,
}

/// One flag with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagView {
    /// As in the queue.
    pub row: FlagRow,
    /// Who found it, and as what.
    pub found_by: (String, Role),
    /// When it was found.
    pub found_at: Time,
    /// Free text of last resort.
    pub note: Option<String>,
    /// Evidence.
    pub photos: Vec<Photo>,
    /// The person agrees that help is asked for (needs only).
    pub person_agrees: Option<bool>,
    /// The dwelling's class.
    pub class: Class,
    /// Other open findings of the dwelling.
    pub others: Vec<OpenFinding>,
    /// What has happened, oldest first.
    pub steps: Vec<FlagStep>,
    /// Steps that follow for this officer.
    pub may: Vec<Step>,
    /// Closing waits for an officer other than the one who accepted.
    pub needs_second: bool,
    /// The server's clock.
    pub now: Time,
}

/// What officers do with flags.
#[async_trait::async_trait]
pub trait FlagDesk: Send + Sync {
    /// The queue of the officer's area.
    async fn list(&self, filter: FlagFilter) -> Answer<FlagQueue>;
    /// One flag; opening it marks it seen and is logged as a read of the file.
    async fn view(&self, id: FindingId) -> Answer<FlagView>;
    /// Takes a step from `version`; another version is a conflict.
    async fn act(&self, id: FindingId, version: i64, action: FlagAction) -> Answer<FlagView>;
}

/// [`FlagDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "flags", input = Json, output = Json)]
pub async fn list_flags(filter: FlagFilter) -> Result<FlagQueue, DeskError> {
    super::desk::<dyn FlagDesk>()?.list(filter).await
}

/// [`FlagDesk::view`].
#[server(prefix = "/desk/fn", endpoint = "flag", input = Json, output = Json)]
pub async fn view_flag(id: FindingId) -> Result<FlagView, DeskError> {
    super::desk::<dyn FlagDesk>()?.view(id).await
}

/// [`FlagDesk::act`].
#[server(prefix = "/desk/fn", endpoint = "act_on_flag", input = Json, output = Json)]
pub async fn act_on_flag(id: FindingId, version: i64, action: FlagAction) -> Result<FlagView, DeskError> {
    super::desk::<dyn FlagDesk>()?.act(id, version, action).await
}
