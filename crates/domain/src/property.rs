//! Properties: buildings or yards that are let.

use crate::Position;
use crate::area::VillageCode;
use crate::id::{PropertyId, StationId};
use serde::{Deserialize, Serialize};

/// What a property is; with the area mode it chooses cadence, visitors and minutes at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropertyKind {
    /// 楼房住宅.
    Flat,
    /// 农村住房.
    RuralHouse,
    /// 用人单位宿舍.
    EmployerDormitory,
    /// 工地宿舍.
    WorksiteLodging,
    /// 场所员工宿舍.
    VenueLodging,
    /// 内河船舶泊位.
    InlandBerth,
    /// 港口泊位: another authority's, not planned.
    PortBerth,
    /// 旅馆: its lodging entry counts as registration, not planned.
    Hotel,
}

impl PropertyKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 8] = [
        Self::Flat,
        Self::RuralHouse,
        Self::EmployerDormitory,
        Self::WorksiteLodging,
        Self::VenueLodging,
        Self::InlandBerth,
        Self::PortBerth,
        Self::Hotel,
    ];

    /// Whether Rounds plans visits to it at all.
    pub fn is_planned(self) -> bool {
        !matches!(self, Self::PortBerth | Self::Hotel)
    }

    /// Whether an employer or a venue operates it, with a warden.
    pub fn is_lodging(self) -> bool {
        matches!(self, Self::EmployerDormitory | Self::WorksiteLodging | Self::VenueLodging)
    }

    /// Minutes at the door of one dwelling (table of area mode and kind).
    pub fn minutes_at_door(self) -> u32 {
        match self {
            Self::Flat | Self::RuralHouse => 6,
            Self::EmployerDormitory | Self::WorksiteLodging | Self::VenueLodging => 15,
            Self::InlandBerth => 10,
            Self::PortBerth | Self::Hotel => 0,
        }
    }
}

/// A property (出租房屋).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// Identity.
    pub id: PropertyId,
    /// The station that serves it.
    pub station: StationId,
    /// The village it lies in.
    pub village: VillageCode,
    /// Its address or name, unique in its village.
    pub name: String,
    /// What it is.
    pub kind: PropertyKind,
    /// Its door point; none until someone has stood there or the map knew the address.
    pub at: Option<Position>,
}
