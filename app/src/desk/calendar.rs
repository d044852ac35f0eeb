//! The account's calendar feed.

use super::{Answer, DeskError};
use domain::Time;
use leptos::prelude::*;
use server_fn::codec::Json;

/// What the office asks of the account's feed.
#[async_trait::async_trait]
pub trait CalendarDesk: Send + Sync {
    /// When the feed was made, where there is one.
    async fn feed(&self) -> Answer<Option<Time>>;
    /// Makes the feed, in the place of an earlier one; answers its address, which is not told again.
    async fn make(&self) -> Answer<String>;
    /// Revokes the feed.
    async fn revoke(&self) -> Answer<()>;
}

/// [`CalendarDesk::feed`].
#[server(prefix = "/desk/fn", endpoint = "calendar", input = Json, output = Json)]
pub async fn read_calendar() -> Result<Option<Time>, DeskError> {
    super::desk::<dyn CalendarDesk>()?.feed().await
}

/// [`CalendarDesk::make`].
#[server(prefix = "/desk/fn", endpoint = "make_calendar", input = Json, output = Json)]
pub async fn make_calendar() -> Result<String, DeskError> {
    super::desk::<dyn CalendarDesk>()?.make().await
}

/// [`CalendarDesk::revoke`].
#[server(prefix = "/desk/fn", endpoint = "revoke_calendar", input = Json, output = Json)]
pub async fn revoke_calendar() -> Result<(), DeskError> {
    super::desk::<dyn CalendarDesk>()?.revoke().await
}
