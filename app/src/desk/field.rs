//! Fields of a file: their versions, changes of them, and the choice between values.

use super::{Answer, DeskError};
use domain::Time;
use domain::field::{Field, Said};
use domain::id::{DwellingId, RecordId, TenancyId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A value with who said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionPart {
    /// The version; none: what the file or the household began with.
    pub version: Option<RecordId>,
    /// The value as text.
    pub value: String,
    /// Who said it; none for a beginning.
    pub by: Option<String>,
    /// When; none for a beginning.
    pub at: Option<Time>,
}

/// A field of the file as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldPart {
    /// Which.
    pub field: Field,
    /// The household counted; none for what belongs to the dwelling.
    pub household: Option<TenancyId>,
    /// What is in force.
    pub in_force: VersionPart,
    /// What waits for an officer beside it.
    pub waiting: Vec<VersionPart>,
    /// What was said besides, newest first.
    pub earlier: Vec<VersionPart>,
}

/// A field that waits for an officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictRow {
    /// Whose file.
    pub dwelling: DwellingId,
    /// Address with the door mark.
    pub address: String,
    /// Village.
    pub village_name: String,
    /// Which field.
    pub field: Field,
    /// How many values there are.
    pub values: u32,
    /// When the first that waits was said.
    pub since: Time,
}

/// What the office does with fields; all is logged.
#[async_trait::async_trait]
pub trait FieldDesk: Send + Sync {
    /// The fields of the account's area that wait for an officer, the longest first.
    async fn conflicts(&self) -> Answer<Vec<ConflictRow>>;
    /// Says a value, on the base of the version that the page showed.
    async fn change(&self, dwelling: DwellingId, said: Said) -> Answer<()>;
    /// Chooses a value among those that the page showed; refused where there are others by now.
    async fn choose(&self, dwelling: DwellingId, said: Said) -> Answer<()>;
}

/// [`FieldDesk::conflicts`].
#[server(prefix = "/desk/fn", endpoint = "conflicts", input = Json, output = Json)]
pub async fn list_conflicts() -> Result<Vec<ConflictRow>, DeskError> {
    super::desk::<dyn FieldDesk>()?.conflicts().await
}

/// [`FieldDesk::change`].
#[server(prefix = "/desk/fn", endpoint = "change_field", input = Json, output = Json)]
pub async fn change_field(dwelling: DwellingId, said: Said) -> Result<(), DeskError> {
    super::desk::<dyn FieldDesk>()?.change(dwelling, said).await
}

/// [`FieldDesk::choose`].
#[server(prefix = "/desk/fn", endpoint = "choose_value", input = Json, output = Json)]
pub async fn choose_value(dwelling: DwellingId, said: Said) -> Result<(), DeskError> {
    super::desk::<dyn FieldDesk>()?.choose(dwelling, said).await
}
