//! Who sits at the desk. Signing in and out are plain routes (`parts::call`).

use chrono::NaiveDate;
use domain::id::{StationId, UserId};
use domain::role::Role;
use domain::{Lang, Time};
use serde::{Deserialize, Serialize};

/// What a page knows of its reader before it asks anything; travels once with the HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visitor {
    /// Language of the page.
    pub lang: Lang,
    /// `light` or `dark` where chosen, else the system's.
    pub theme: Option<String>,
    /// The server's clock when the page was made.
    pub now: Time,
    /// The database holds a sample: pages say so.
    pub sample: Option<Sample>,
    /// The account, where someone is signed in.
    pub me: Option<Me>,
}

/// What is invented in a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sample {
    /// The people, on a real place.
    Country,
    /// People, homes and places, under the names of another place's villages.
    County,
}

/// The signed-in account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// Identity.
    pub user: UserId,
    /// Name.
    pub name: String,
    /// What it may do follows from this and the area.
    pub role: Role,
    /// The station it works at, if at one.
    pub station: Option<StationId>,
    /// Name of the station or town, for the frame.
    pub area_name: String,
    /// Offset of the station's civil time from UTC, seconds.
    pub offset_s: i32,
    /// The station's civil date.
    pub today: NaiveDate,
}
