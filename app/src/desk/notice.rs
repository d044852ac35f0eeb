//! What a resident reads with the code of a notice. The page is plain HTML without scripts, so
//! there is no server function: `server/src/desk/notice.rs` fills it.

use super::file::AppealPart;
use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::demand::{Authority, DemandOutcome, DemandPart};
use domain::export::{ExportPurpose, Receiver};
use domain::finding::{Category, Severity};
use domain::notice::NoticeForm;
use domain::request::{RequestGround, RequestKind, RequestOutcome, Subject};
use domain::role::Role;
use domain::round::Cadence;
use serde::{Deserialize, Serialize};

/// What the code alone opens: who came, why, how to complain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    /// When the visitor stood at the door, in the station's civil time.
    pub at: DateTime<FixedOffset>,
    /// Station.
    pub station_name: String,
    /// Phone of the officer on duty, for questions and complaints.
    pub station_phone: Option<String>,
    /// Staff who came: name and role.
    pub staff: Vec<(String, Role)>,
    /// How the notice was left.
    pub form: NoticeForm,
    /// Key of the outcome.
    pub outcome: String,
    /// A second secret was handed over face to face: there is more to read.
    pub has_more: bool,
    /// What the second secret opens.
    pub recorded: Option<Recorded>,
}

/// What was recorded, opened by the second secret. Never restricted findings, nor the letter of a
/// class: how often somebody comes, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The secret that opened it: the form of a request brings it along.
    pub secret: String,
    /// The household lives here still: it may ask for something.
    pub may_ask: bool,
    /// What it asked, the latest first.
    pub requests: Vec<Asked>,
    /// What investigators demanded of its file and the law lets it know.
    pub demands: Vec<Demanded>,
    /// Adults and children of the household.
    pub headcount: Option<(u16, u16)>,
    /// Moved in on.
    pub moved_in: Option<NaiveDate>,
    /// A contact is stored.
    pub has_contact: bool,
    /// Findings of the dwelling: what, how serious, since, gone.
    pub findings: Vec<(Category, Severity, NaiveDate, Option<NaiveDate>)>,
    /// How often somebody comes, and why.
    pub often: Often,
    /// Who opened the file: when, name, role.
    pub viewers: Vec<(DateTime<FixedOffset>, String, Option<Role>)>,
    /// Files with rows of the station's dwellings that were taken out.
    pub exports: Vec<Exported>,
}

/// How often the home is visited, by whose word, and what the household may do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Often {
    /// How often.
    pub cadence: Cadence,
    /// Since when.
    pub since: NaiveDate,
    /// Why: a key, or an import's text; none where it is of an earlier household's time.
    pub reason: Option<String>,
    /// An officer decided it.
    pub decided: bool,
    /// The household may ask for a review now.
    pub may_appeal: bool,
    /// The last one it asked for.
    pub appeal: Option<AppealPart>,
}

/// A request of the household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What.
    pub kind: RequestKind,
    /// Of what.
    pub subject: Subject,
    /// Last day of the answer.
    pub due_on: NaiveDate,
    /// The answer.
    pub outcome: Option<RequestOutcome>,
    /// Why not, or not all of it.
    pub ground: Option<RequestGround>,
}

/// An investigator's written demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demanded {
    /// Whose.
    pub authority: Authority,
    /// Which part of the file.
    pub part: DemandPart,
    /// When it came.
    pub received_on: NaiveDate,
    /// The answer.
    pub outcome: Option<DemandOutcome>,
}

/// A file with rows of the station's dwellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: String,
    /// What for.
    pub purpose: ExportPurpose,
    /// For whom.
    pub receiver: Receiver,
}
