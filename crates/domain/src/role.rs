//! Roles: who uses Rounds.

use serde::{Deserialize, Serialize};

/// What an account may be. Owners and residents have no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 社区综合协管员: registers dwellings, walks rounds.
    Coordinator,
    /// 保安队员: walks rounds.
    Patrol,
    /// 社区民警 / 治安民警: reviews flags, decides classes, joins C visits.
    Officer,
    /// 派出所督导员 / 治安部门督导员: coverage, inspection, orders.
    Supervisor,
    /// 个人信息保护负责人: audit, residents' requests, retention; holds no other role.
    PrivacyOfficer,
    /// 系统管理员: accounts, areas, settings; no access to files.
    Administrator,
    /// 村居工作人员: confirms let addresses.
    VillageClerk,
    /// 物业保安: reports newly let addresses.
    Guard,
    /// 房地产经纪机构: the monthly list of newly let addresses.
    Agent,
    /// 宿舍管理员: an employer's or venue's lodging.
    Warden,
}

impl Role {
    /// Every role, in the order of the declaration.
    pub const ALL: [Self; 10] = [
        Self::Coordinator,
        Self::Patrol,
        Self::Officer,
        Self::Supervisor,
        Self::PrivacyOfficer,
        Self::Administrator,
        Self::VillageClerk,
        Self::Guard,
        Self::Agent,
        Self::Warden,
    ];

    /// The word that the store, the audit log and the wire use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Patrol => "patrol",
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::PrivacyOfficer => "privacy_officer",
            Self::Administrator => "administrator",
            Self::VillageClerk => "village_clerk",
            Self::Guard => "guard",
            Self::Agent => "agent",
            Self::Warden => "warden",
        }
    }

    /// Whether the role keeps the files of a station, and so may take rows of them out.
    pub fn keeps_files(self) -> bool {
        matches!(self, Self::Coordinator | Self::Officer | Self::Supervisor)
    }

    /// Whether the role works with a station's files, and so hears of what happens to them.
    pub fn works_at_station(self) -> bool {
        self.keeps_files() || self == Self::Patrol
    }

    /// Whether the role walks rounds.
    pub fn visits(self) -> bool {
        matches!(self, Self::Coordinator | Self::Patrol | Self::Officer)
    }
}

/// How a visitor travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelMode {
    /// 步行.
    Foot,
    /// 电动自行车.
    Ebike,
}
