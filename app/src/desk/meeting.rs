//! Meetings: who called them, what is spoken of, minutes, and what was agreed on.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::Time;
use domain::finding::{Category, Department, Severity};
use domain::hours::Minutes;
use domain::id::{ActionId, MeetingId, PropertyId, UserId};
use domain::meeting::{MeetingKind, MeetingState, Shown};
use domain::role::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Account.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// What it does.
    pub role: Role,
}

/// A meeting in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLine {
    /// Identity.
    pub id: MeetingId,
    /// Which kind.
    pub kind: MeetingKind,
    /// Name of the town or of the lodging; empty for the county.
    pub of: String,
    /// The day.
    pub on: NaiveDate,
    /// From when to when.
    pub hours: Minutes,
    /// The room.
    pub place: String,
    /// Where it stands.
    pub state: MeetingState,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionLine {
    /// Identity.
    pub id: ActionId,
    /// The meeting that agreed on it.
    pub meeting: MeetingId,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub due: NaiveDate,
    /// Who said that it is done.
    pub done_by: Option<String>,
    /// This account may say that it is done, or that it is not.
    pub may_settle: bool,
}

/// The account's meetings, and what it needs to call one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meetings {
    /// Meetings, the latest first.
    pub meetings: Vec<MeetingLine>,
    /// Kinds that the account may call.
    pub may_call: Vec<MeetingKind>,
    /// Employers' and venues' lodgings of its stations.
    pub lodgings: Vec<(PropertyId, String)>,
    /// Who can be asked to come.
    pub people: Vec<Person>,
}

/// A meeting to be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMeeting {
    /// Which kind.
    pub kind: MeetingKind,
    /// The lodging of an employer's meeting.
    pub property: Option<PropertyId>,
    /// The day.
    pub on: NaiveDate,
    /// From when to when.
    pub hours: Minutes,
    /// The room.
    pub place: String,
    /// Who is asked to come.
    pub attendees: Vec<UserId>,
    /// Departments that are asked to come.
    pub departments: Vec<Department>,
}

/// An item of the agenda as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgendaLine {
    /// An open flag.
    Flag {
        /// The file.
        file: Shown,
        /// What it is about.
        category: Category,
        /// How serious.
        severity: Severity,
        /// Since when.
        since: NaiveDate,
        /// Its deadline is over.
        late: bool,
    },
    /// Flags beyond those listed.
    MoreFlags {
        /// How many.
        count: u32,
    },
    /// Overdue visits of a station.
    Overdue {
        /// Its name.
        station: String,
        /// How many.
        count: u32,
    },
    /// An action of last time.
    Action {
        /// What was agreed on.
        text: String,
        /// Who does it.
        owner: String,
        /// Until when.
        due: NaiveDate,
    },
    /// Something said by hand.
    Free {
        /// The text.
        text: String,
    },
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingView {
    /// As in the list.
    pub line: MeetingLine,
    /// Who is asked to come.
    pub attendees: Vec<Person>,
    /// Departments that are asked to come.
    pub departments: Vec<Department>,
    /// Who called it.
    pub called_by: String,
    /// What is spoken of.
    pub agenda: Vec<AgendaLine>,
    /// The minutes.
    pub minutes: Option<String>,
    /// What was agreed on.
    pub actions: Vec<ActionLine>,
    /// Who filed it, when.
    pub filed: Option<(String, Time)>,
    /// This account keeps the minutes.
    pub may_keep: bool,
    /// The day has come, so that there can be minutes.
    pub may_hold: bool,
}

/// What is done with a meeting until it is filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum MeetingStep {
    /// Puts something on the agenda.
    Propose {
        /// What.
        text: String,
    },
    /// Writes the minutes, or writes them anew.
    Hold {
        /// The minutes.
        minutes: String,
    },
    /// Agrees on an action.
    Agree {
        /// What is to be done.
        text: String,
        /// Who of the attendees does it.
        owner: UserId,
        /// Until when.
        due: NaiveDate,
    },
    /// Files it: from then on it stays as it is.
    File,
}

/// What waits for the account beside its rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWork {
    /// Its open actions, the first due first.
    pub actions: Vec<ActionLine>,
    /// Messages to its stations that nobody there has read.
    pub unread: u32,
}

/// What the office asks of meetings.
#[async_trait::async_trait]
pub trait MeetingDesk: Send + Sync {
    /// The account's meetings.
    async fn meetings(&self) -> Answer<Meetings>;
    /// Calls one.
    async fn call(&self, new: NewMeeting) -> Answer<MeetingId>;
    /// One meeting; with `numbers` files stand by their numbers alone, for a print that others read.
    async fn meeting(&self, id: MeetingId, numbers: bool) -> Answer<MeetingView>;
    /// Takes a step.
    async fn step(&self, id: MeetingId, step: MeetingStep) -> Answer<()>;
    /// Says that an action is done, or that it is not.
    async fn settle(&self, action: ActionId, done: bool) -> Answer<()>;
    /// What waits for the account.
    async fn own_work(&self) -> Answer<OwnWork>;
}

/// [`MeetingDesk::meetings`].
#[server(prefix = "/desk/fn", endpoint = "meetings", input = Json, output = Json)]
pub async fn list_meetings() -> Result<Meetings, DeskError> {
    super::desk::<dyn MeetingDesk>()?.meetings().await
}

/// [`MeetingDesk::call`].
#[server(prefix = "/desk/fn", endpoint = "call_meeting", input = Json, output = Json)]
pub async fn call_meeting(new: NewMeeting) -> Result<MeetingId, DeskError> {
    super::desk::<dyn MeetingDesk>()?.call(new).await
}

/// [`MeetingDesk::meeting`].
#[server(prefix = "/desk/fn", endpoint = "meeting", input = Json, output = Json)]
pub async fn read_meeting(meeting: MeetingId, numbers: bool) -> Result<MeetingView, DeskError> {
    super::desk::<dyn MeetingDesk>()?.meeting(meeting, numbers).await
}

/// [`MeetingDesk::step`].
#[server(prefix = "/desk/fn", endpoint = "step_meeting", input = Json, output = Json)]
pub async fn step_meeting(meeting: MeetingId, step: MeetingStep) -> Result<(), DeskError> {
    super::desk::<dyn MeetingDesk>()?.step(meeting, step).await
}

/// [`MeetingDesk::settle`].
#[server(prefix = "/desk/fn", endpoint = "settle_action", input = Json, output = Json)]
pub async fn settle_action(action: ActionId, done: bool) -> Result<(), DeskError> {
    super::desk::<dyn MeetingDesk>()?.settle(action, done).await
}

/// [`MeetingDesk::own_work`].
#[server(prefix = "/desk/fn", endpoint = "own_work", input = Json, output = Json)]
pub async fn read_own_work() -> Result<OwnWork, DeskError> {
    super::desk::<dyn MeetingDesk>()?.own_work().await
}
