//! A dwelling's appointment (约访).

use super::{Answer, DeskError};
use domain::appointment::Appointment;
use domain::id::DwellingId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// An appointment with the names of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentPart {
    /// When, by whom and why.
    pub appointment: Appointment,
    /// Name of who is to come; none: anyone who may.
    pub visitor: Option<String>,
    /// Name of who made it.
    pub made_by: String,
}

/// What the office does with appointments; both are logged.
#[async_trait::async_trait]
pub trait AppointmentDesk: Send + Sync {
    /// Makes the dwelling's appointment, in the place of an earlier one.
    async fn make(&self, dwelling: DwellingId, appointment: Appointment) -> Answer<()>;
    /// Cancels it.
    async fn cancel(&self, dwelling: DwellingId) -> Answer<()>;
}

/// [`AppointmentDesk::make`].
#[server(prefix = "/desk/fn", endpoint = "make_appointment", input = Json, output = Json)]
pub async fn make_appointment(dwelling: DwellingId, appointment: Appointment) -> Result<(), DeskError> {
    super::desk::<dyn AppointmentDesk>()?.make(dwelling, appointment).await
}

/// [`AppointmentDesk::cancel`].
#[server(prefix = "/desk/fn", endpoint = "cancel_appointment", input = Json, output = Json)]
pub async fn cancel_appointment(dwelling: DwellingId) -> Result<(), DeskError> {
    super::desk::<dyn AppointmentDesk>()?.cancel(dwelling).await
}
