//! Practice notes: what a station found to work, shared with all.

use super::{Answer, DeskError};
use domain::Time;
use domain::id::{PracticeId, StationId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeNote {
    /// Identity.
    pub id: PracticeId,
    /// Name of its station.
    pub station: String,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// When it was written.
    pub written_at: Time,
    /// This account may take it back.
    pub may_withdraw: bool,
}

/// All notes, and what the account needs to write one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// The latest first.
    pub notes: Vec<PracticeNote>,
    /// Stations in whose name the account writes; none: it only reads.
    pub stations: Vec<(StationId, String)>,
}

/// What the office asks of practice notes.
#[async_trait::async_trait]
pub trait PracticeDesk: Send + Sync {
    /// All notes.
    async fn notes(&self) -> Answer<Practice>;
    /// Shares one.
    async fn share(&self, station: StationId, title: String, text: String) -> Answer<()>;
    /// Takes one back.
    async fn withdraw(&self, note: PracticeId) -> Answer<()>;
}

/// [`PracticeDesk::notes`].
#[server(prefix = "/desk/fn", endpoint = "practice", input = Json, output = Json)]
pub async fn read_practice() -> Result<Practice, DeskError> {
    super::desk::<dyn PracticeDesk>()?.notes().await
}

/// [`PracticeDesk::share`].
#[server(prefix = "/desk/fn", endpoint = "share_practice", input = Json, output = Json)]
pub async fn share_practice(station: StationId, title: String, text: String) -> Result<(), DeskError> {
    super::desk::<dyn PracticeDesk>()?.share(station, title, text).await
}

/// [`PracticeDesk::withdraw`].
#[server(prefix = "/desk/fn", endpoint = "withdraw_practice", input = Json, output = Json)]
pub async fn withdraw_practice(note: PracticeId) -> Result<(), DeskError> {
    super::desk::<dyn PracticeDesk>()?.withdraw(note).await
}
