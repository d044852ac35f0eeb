//! Rectification orders: issued by supervisors, answered by stations.

use super::{Answer, DeskError};
use chrono::NaiveDate;
use domain::Time;
use domain::area::VillageCode;
use domain::id::{OrderId, StationId};
use domain::rectification::{NewOrder, OrderAction, OrderState, Subject};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Something that was done about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderStep {
    /// When.
    pub at: Time,
    /// Who.
    pub by: String,
    /// What.
    pub action: OrderAction,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Identity.
    pub id: OrderId,
    /// To which station.
    pub station_name: String,
    /// In which of its villages; none: all of them.
    pub village_name: Option<String>,
    /// About what.
    pub subject: Subject,
    /// The last day.
    pub deadline: NaiveDate,
    /// The station let it pass.
    pub overdue: bool,
    /// Where it stands.
    pub state: OrderState,
    /// Which state of it this is.
    pub version: i64,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_at: Time,
    /// What was done, the first first.
    pub steps: Vec<OrderStep>,
    /// This account may answer it now.
    pub may_answer: bool,
    /// This account may accept or return the answer now.
    pub may_decide: bool,
}

/// A station that an order can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderStation {
    /// Identity.
    pub id: StationId,
    /// Name.
    pub name: String,
    /// Its villages.
    pub villages: Vec<(VillageCode, String)>,
}

/// The orders of the account's area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// The civil day.
    pub today: NaiveDate,
    /// Orders, those that are overdue first; at most 200.
    pub orders: Vec<OrderLine>,
    /// Stations that this account may give one; none where it may not.
    pub stations: Vec<OrderStation>,
}

/// What is asked of orders.
#[async_trait::async_trait]
pub trait RectificationDesk: Send + Sync {
    /// The orders of the area.
    async fn orders(&self) -> Answer<Orders>;
    /// Issues an order.
    async fn issue(&self, order: NewOrder) -> Answer<Orders>;
    /// Answers, accepts or returns, from the version that was seen.
    async fn act(&self, order: OrderId, version: i64, action: OrderAction) -> Answer<Orders>;
}

/// [`RectificationDesk::orders`].
#[server(prefix = "/desk/fn", endpoint = "orders", input = Json, output = Json)]
pub async fn read_orders() -> Result<Orders, DeskError> {
    super::desk::<dyn RectificationDesk>()?.orders().await
}

/// [`RectificationDesk::issue`].
#[server(prefix = "/desk/fn", endpoint = "issue_order", input = Json, output = Json)]
pub async fn issue_order(order: NewOrder) -> Result<Orders, DeskError> {
    super::desk::<dyn RectificationDesk>()?.issue(order).await
}

/// [`RectificationDesk::act`].
#[server(prefix = "/desk/fn", endpoint = "act_on_order", input = Json, output = Json)]
pub async fn act_on_order(order: OrderId, version: i64, action: OrderAction) -> Result<Orders, DeskError> {
    super::desk::<dyn RectificationDesk>()?.act(order, version, action).await
}
