//! The register and the file of a dwelling (一房一档).

use super::{Answer, DeskError};
use crate::desk::appointment::AppointmentPart;
use crate::desk::field::FieldPart;
use crate::desk::ledger::LedgerRow;
use chrono::NaiveDate;
use domain::Time;
use domain::class::{AnswerReason, AppealState, Class, Evidence, Ground, Proposal};
use domain::finding::{Category, Severity};
use domain::id::{DwellingId, FindingId, StationId, UserId};
use domain::notice::NoticeForm;
use domain::property::PropertyKind;
use domain::record::Purpose;
use domain::role::Role;
use domain::tenancy::Headcount;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Column that the register is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterSort {
    /// Village, property, door.
    #[default]
    Address,
    /// Class, C first.
    Class,
    /// Longest without a contact first.
    LastContact,
    /// Most open findings first.
    Findings,
}

/// What the address says about the register. Only places and marks can be searched, never
/// persons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFilter {
    /// Part of an address, a door mark or a label.
    pub text: String,
    /// One village only, by code.
    pub village: Option<String>,
    /// One class only.
    pub class: Option<Class>,
    /// Order.
    pub sort: RegisterSort,
    /// Page of [`PAGE_ROWS`] rows, from 0.
    pub page: u32,
}

/// Rows of a page of the register.
pub const PAGE_ROWS: u32 = 50;

/// One dwelling of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DwellingRow {
    /// Identity.
    pub id: DwellingId,
    /// Address or name of the property.
    pub property_name: String,
    /// What the property is.
    pub kind: PropertyKind,
    /// Door mark.
    pub door: String,
    /// Code on the door label.
    pub label: String,
    /// Village.
    pub village_name: String,
    /// Class.
    pub class: Class,
    /// Let since, if let.
    pub let_since: Option<NaiveDate>,
    /// Day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// Open findings, restricted ones left out.
    pub open_findings: u32,
}

/// A page of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPage {
    /// The rows.
    pub rows: Vec<DwellingRow>,
    /// How many dwellings match.
    pub total: u32,
    /// Villages of the area, code and name, for the filter.
    pub villages: Vec<(String, String)>,
    /// Stations of the area, for the page of labels.
    pub stations: Vec<(StationId, String)>,
}

/// A household of the file: counted, never named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenancyPart {
    /// First day.
    pub moved_in: NaiveDate,
    /// Last day.
    pub moved_out: Option<NaiveDate>,
    /// Who lives there, counted.
    pub headcount: Headcount,
    /// The household asked not to be visited: letters at cadence A.
    pub refuses_visits: bool,
    /// A contact is stored, masked until opened with a purpose.
    pub has_contact: bool,
}

/// A change of class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassChange {
    /// From; none at registration.
    pub from: Option<Class>,
    /// To.
    pub to: Class,
    /// First day.
    pub since: NaiveDate,
    /// Who decided; none where a rule, or the register's import, said so.
    pub by: Option<String>,
    /// Why: a key, or an import's text.
    pub reason: String,
    /// What it was decided on, where it had been proposed.
    pub evidence: Option<(Proposal, Evidence)>,
    /// The day of the notice that told the household of it; none while it waits for the next visit.
    pub told: Option<NaiveDate>,
}

/// The last appeal of the present household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealPart {
    /// When.
    pub made_at: Time,
    /// Why the household disagrees.
    pub ground: Ground,
    /// The last day for an answer.
    pub due_on: NaiveDate,
    /// How it stands.
    pub state: AppealState,
    /// Why it was answered so.
    pub reason: Option<AnswerReason>,
}

/// A finding of the file, restricted ones left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingPart {
    /// Identity.
    pub id: FindingId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// Day it was found.
    pub found_on: NaiveDate,
    /// Day it was gone.
    pub gone_on: Option<NaiveDate>,
    /// It became a flag.
    pub is_flag: bool,
}

/// A visit or an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitPart {
    /// The station's civil date.
    pub on: NaiveDate,
    /// Who visited.
    pub visitor: String,
    /// The other visitor of a joint visit.
    pub partner: Option<String>,
    /// Key of the outcome.
    pub outcome: String,
    /// Key of the evidence.
    pub evidence: String,
    /// It arrived after its period.
    pub received_late: bool,
    /// A correction replaced it; it stays visible.
    pub corrected: bool,
}

/// A notice that was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePart {
    /// When.
    pub at: Time,
    /// How.
    pub form: NoticeForm,
    /// Its code no longer opens anything.
    pub dead: bool,
}

/// Someone who opened the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// When.
    pub at: Time,
    /// Who.
    pub who: String,
    /// As what.
    pub role: Option<Role>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// Key of what was done.
    pub action: String,
}

/// The file of a dwelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DwellingFile {
    /// As in the register.
    pub row: DwellingRow,
    /// Name of the station.
    pub station_name: String,
    /// Phone of the officer on duty.
    pub duty_phone: Option<String>,
    /// The day the class began.
    pub class_since: NaiveDate,
    /// The day the file was opened.
    pub registered: NaiveDate,
    /// Fields as they stand, those of the present household among them.
    pub fields: Vec<FieldPart>,
    /// This account may say what a field is.
    pub may_change: bool,
    /// This account may choose between values.
    pub may_choose: bool,
    /// Households, the present one first.
    pub tenancies: Vec<TenancyPart>,
    /// Changes of class, newest first.
    pub classes: Vec<ClassChange>,
    /// A class that waits for an officer's decision.
    pub proposal: Option<Proposal>,
    /// The last appeal of the present household.
    pub appeal: Option<AppealPart>,
    /// The household may disagree with the class now, and this account writes it down.
    pub may_appeal: bool,
    /// Findings, open ones first.
    pub findings: Vec<FindingPart>,
    /// Visits and attempts, newest first.
    pub visits: Vec<VisitPart>,
    /// Notices, newest first.
    pub notices: Vec<NoticePart>,
    /// The newest periods of the ledger.
    pub ledger: Vec<LedgerRow>,
    /// Who opened the file, newest first.
    pub viewers: Vec<Viewer>,
    /// This account may open the contact for a task at hand.
    pub may_open_contact: bool,
    /// The appointment, unless its day is past.
    pub appointment: Option<AppointmentPart>,
    /// Who may be asked for, where this account may make an appointment.
    pub visitors: Vec<(UserId, String)>,
    /// This account may make and cancel an appointment.
    pub may_appoint: bool,
    /// The station's civil date.
    pub today: NaiveDate,
}

/// A household's one contact, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: String,
}

/// What the office asks of the register.
#[async_trait::async_trait]
pub trait FileDesk: Send + Sync {
    /// A page of the register of the account's area.
    async fn list(&self, filter: RegisterFilter) -> Answer<RegisterPage>;
    /// A dwelling's file; logged.
    async fn file(&self, dwelling: DwellingId) -> Answer<DwellingFile>;
    /// The contact of the present household; logged with its purpose and told to the household.
    async fn open_contact(&self, dwelling: DwellingId, purpose: Purpose) -> Answer<Contact>;
}

/// [`FileDesk::list`].
#[server(prefix = "/desk/fn", endpoint = "dwellings", input = Json, output = Json)]
pub async fn list_dwellings(filter: RegisterFilter) -> Result<RegisterPage, DeskError> {
    super::desk::<dyn FileDesk>()?.list(filter).await
}

/// [`FileDesk::file`].
#[server(prefix = "/desk/fn", endpoint = "dwelling", input = Json, output = Json)]
pub async fn read_file(dwelling: DwellingId) -> Result<DwellingFile, DeskError> {
    super::desk::<dyn FileDesk>()?.file(dwelling).await
}

/// [`FileDesk::open_contact`].
#[server(prefix = "/desk/fn", endpoint = "open_contact", input = Json, output = Json)]
pub async fn open_contact(dwelling: DwellingId, purpose: Purpose) -> Result<Contact, DeskError> {
    super::desk::<dyn FileDesk>()?.open_contact(dwelling, purpose).await
}
