//! The duty roster: an officer and a phone for each day of the week of a station.

use super::{Answer, DeskError};
use domain::id::{StationId, UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// One day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyDay {
    /// 0 is Monday.
    pub weekday: u32,
    /// Who is on duty.
    pub officer: Option<(UserId, String)>,
    /// The number called for an urgent finding.
    pub phone: String,
}

/// A station's week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyWeek {
    /// Station.
    pub station: StationId,
    /// Its name.
    pub station_name: String,
    /// Monday to Sunday.
    pub days: Vec<DutyDay>,
    /// Officers who can be put on duty, with the phone of their account.
    pub officers: Vec<(UserId, String, String)>,
}

/// The rosters of the account's area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// A week a station.
    pub weeks: Vec<DutyWeek>,
    /// Today, 0 is Monday.
    pub today: u32,
    /// This account may change them.
    pub may_change: bool,
}

/// What the office asks of rosters.
#[async_trait::async_trait]
pub trait DutyDesk: Send + Sync {
    /// The rosters of the area.
    async fn weeks(&self) -> Answer<Duty>;
    /// Puts an officer and a phone on a day; none clears it.
    async fn set(
        &self,
        station: StationId,
        weekday: u32,
        officer: Option<UserId>,
        phone: String,
    ) -> Answer<Duty>;
}

/// [`DutyDesk::weeks`].
#[server(prefix = "/desk/fn", endpoint = "duty", input = Json, output = Json)]
pub async fn read_duty() -> Result<Duty, DeskError> {
    super::desk::<dyn DutyDesk>()?.weeks().await
}

/// [`DutyDesk::set`].
#[server(prefix = "/desk/fn", endpoint = "set_duty", input = Json, output = Json)]
pub async fn set_duty(
    station: StationId,
    weekday: u32,
    officer: Option<UserId>,
    phone: String,
) -> Result<Duty, DeskError> {
    super::desk::<dyn DutyDesk>()?.set(station, weekday, officer, phone).await
}
