//! Messages between stations about properties.

use super::{Answer, DeskError};
use domain::Time;
use domain::id::{MessageId, PropertyId, StationId};
use domain::message::MessageSubject;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    /// Identity.
    pub id: MessageId,
    /// Name of the station that sent it.
    pub from: String,
    /// Name of the station that it is for.
    pub to: String,
    /// The property's address or name.
    pub property: String,
    /// What it is about.
    pub subject: MessageSubject,
    /// The text.
    pub text: Option<String>,
    /// Who wrote it.
    pub sent_by: String,
    /// When.
    pub sent_at: Time,
    /// Who read it first at the other station.
    pub read_by: Option<String>,
    /// It is for a station of this account.
    pub received: bool,
}

/// The messages of the account's stations, and what it needs to write one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    /// The latest first.
    pub messages: Vec<MessageLine>,
    /// Messages to the account's stations that nobody there has read.
    pub unread: u32,
    /// Properties of its stations.
    pub properties: Vec<(PropertyId, String)>,
    /// Stations that they can be told to.
    pub stations: Vec<(StationId, String)>,
}

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessage {
    /// The station that it is for.
    pub to: StationId,
    /// A property of the sender's stations.
    pub property: PropertyId,
    /// What it is about.
    pub subject: MessageSubject,
    /// More, or empty.
    pub text: String,
}

/// What the office asks of messages.
#[async_trait::async_trait]
pub trait MessageDesk: Send + Sync {
    /// The messages of the account's stations.
    async fn messages(&self) -> Answer<Messages>;
    /// Sends one.
    async fn send(&self, new: NewMessage) -> Answer<()>;
    /// Notes that one was read.
    async fn mark_read(&self, message: MessageId) -> Answer<()>;
}

/// [`MessageDesk::messages`].
#[server(prefix = "/desk/fn", endpoint = "messages", input = Json, output = Json)]
pub async fn list_messages() -> Result<Messages, DeskError> {
    super::desk::<dyn MessageDesk>()?.messages().await
}

/// [`MessageDesk::send`].
#[server(prefix = "/desk/fn", endpoint = "send_message", input = Json, output = Json)]
pub async fn send_message(new: NewMessage) -> Result<(), DeskError> {
    super::desk::<dyn MessageDesk>()?.send(new).await
}

/// [`MessageDesk::mark_read`].
#[server(prefix = "/desk/fn", endpoint = "mark_message_read", input = Json, output = Json)]
pub async fn mark_message_read(message: MessageId) -> Result<(), DeskError> {
    super::desk::<dyn MessageDesk>()?.mark_read(message).await
}
