//! Towns, villages and the stations that serve them.

use crate::Position;
use crate::id::StationId;
use serde::{Deserialize, Serialize};

/// A town's official code (9 digits), or `local` for villages that no town list names.
/// Every stored row carries it, so that a city can spread its towns over several machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TownCode(pub String);

/// A village's code: 12 digits in the official lists, `osm-r<ID>` from a map, else any text of
/// 1 to 20 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VillageCode(pub String);

impl TownCode {
    /// The town of villages that no list of towns names.
    pub fn local() -> Self {
        Self("local".into())
    }
}

/// 乡镇（街道、农场、园区）.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Town {
    /// Official code.
    pub code: TownCode,
    /// Name as listed.
    pub name: String,
}

/// 村（居）委会.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// Official code.
    pub code: VillageCode,
    /// Name as listed.
    pub name: String,
    /// The town it belongs to.
    pub town: TownCode,
}

/// How an area is organised; chooses the cadence table and who visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaMode {
    /// 城区: stations follow police beats.
    Urban,
    /// 农村: about 1,000 tenants a station.
    Rural,
    /// 农场: as rural, patrols do the coordinator's work.
    Farm,
}

/// 出租房屋服务工作站: serves adjacent villages or a beat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Station {
    /// Identity.
    pub id: StationId,
    /// The town its rows are kept under.
    pub town: TownCode,
    /// Name.
    pub name: String,
    /// How its area is organised.
    pub mode: AreaMode,
    /// Where visitors start and end unless they have their own start.
    pub at: Position,
    /// IANA name of the zone of its civil dates.
    pub zone: String,
    /// The villages it serves.
    pub villages: Vec<VillageCode>,
}
