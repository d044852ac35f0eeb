//! The ledger of a dwelling (走访台账): every owed visit and how it was settled.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::class::Class;
use domain::id::{DwellingId, OwedId};
use domain::ledger::{ExcuseReason, Settled};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// One owed visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Identity.
    pub owed: OwedId,
    /// The class it was owed under.
    pub class: Class,
    /// First and last day of its period.
    pub period: (NaiveDate, NaiveDate),
    /// How it left the ledger; none while it is open.
    pub settled: Option<Settled>,
    /// Open, and the period is over.
    pub overdue: bool,
    /// The day it was settled.
    pub settled_on: Option<NaiveDate>,
    /// Who settled it.
    pub settled_by: Option<String>,
    /// Why it was excused.
    pub reason: Option<ExcuseReason>,
    /// Attempts in the period that settled nothing.
    pub attempts: u32,
}

/// The ledger of one dwelling, newest period first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// Address and door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// Its class now.
    pub class: Class,
    /// Owed visits.
    pub rows: Vec<LedgerRow>,
    /// This account may excuse an owed visit.
    pub may_excuse: bool,
    /// The station's civil date.
    pub today: NaiveDate,
}

/// What the office asks of ledgers.
#[async_trait::async_trait]
pub trait LedgerDesk: Send + Sync {
    /// The ledger of a dwelling; logged as a read of its file.
    async fn dwelling(&self, dwelling: DwellingId) -> Answer<Ledger>;
    /// Excuses an open owed visit.
    async fn excuse(&self, owed: OwedId, reason: ExcuseReason) -> Answer<Ledger>;
}

/// [`LedgerDesk::dwelling`].
#[server(prefix = "/desk/fn", endpoint = "ledger", input = Json, output = Json)]
pub async fn read_ledger(dwelling: DwellingId) -> Result<Ledger, DeskError> {
    super::desk::<dyn LedgerDesk>()?.dwelling(dwelling).await
}

/// [`LedgerDesk::excuse`].
#[server(prefix = "/desk/fn", endpoint = "excuse_owed_visit", input = Json, output = Json)]
pub async fn excuse_owed_visit(owed: OwedId, reason: ExcuseReason) -> Result<Ledger, DeskError> {
    super::desk::<dyn LedgerDesk>()?.excuse(owed, reason).await
}
