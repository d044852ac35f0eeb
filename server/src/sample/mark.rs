//! The setting that marks a database as a sample; pages show a banner while it is there.

use super::scale::Scale;
use crate::store::{Conn, StoreError, setting};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Name of the setting.
const KEY: &str = "sample";

/// What is known of the sample that a database holds or was to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The sample's present day.
    pub today: NaiveDate,
    /// Of a county: how far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<County>,
}

/// How far a county is: it is stored station by station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct County {
    /// Planned dwellings.
    pub dwellings: usize,
    /// Stations whose register and history are stored.
    pub stations_done: usize,
    /// All of them; 0 until they are known.
    pub stations: usize,
}

impl Mark {
    /// Nothing made yet.
    pub fn new(today: NaiveDate, scale: Scale) -> Self {
        let county = match scale {
            Scale::Country => None,
            Scale::County { dwellings } => Some(County { dwellings, stations_done: 0, stations: 0 }),
        };
        Self { today, county }
    }

    /// Whether something of a county is still missing.
    pub fn is_begun(&self) -> bool {
        self.county.is_some_and(|county| county.stations == 0 || county.stations_done < county.stations)
    }

    /// How large the sample is.
    pub fn scale(&self) -> Scale {
        self.county.map_or(Scale::Country, |county| Scale::County { dwellings: county.dwellings })
    }
}

/// The mark, where the database holds a sample or the beginning of one.
pub async fn read(conn: &mut dyn Conn) -> Result<Option<Mark>, StoreError> {
    let text = setting::get(conn, KEY).await?;
    text.map(|text| serde_json::from_str(&text).map_err(StoreError::Json)).transpose()
}

/// Writes the mark.
pub async fn write(conn: &mut dyn Conn, mark: &Mark) -> Result<(), StoreError> {
    let text = serde_json::to_string(mark).map_err(StoreError::Json)?;
    setting::set(conn, KEY, &text).await
}
