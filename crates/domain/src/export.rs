//! Why rows leave Rounds, and to whom. Both are closed sets, so that neither can name a person;
//! they are logged and shown on each household's page.

use serde::{Deserialize, Serialize};

/// What rows are exported for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportPurpose {
    /// 会议材料.
    Meeting,
    /// 检查督导.
    Inspection,
    /// 数据核对.
    Checking,
    /// 归档.
    #[default]
    Archive,
}

/// Who receives exported rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// 本工作站.
    #[default]
    Station,
    /// 派出所.
    PoliceStation,
    /// 乡镇政府.
    Town,
    /// 区级主管部门.
    County,
}

impl ExportPurpose {
    /// Every purpose, in the order offered.
    pub const ALL: [Self; 4] = [Self::Meeting, Self::Inspection, Self::Checking, Self::Archive];
}

impl Receiver {
    /// Every receiver, in the order offered.
    pub const ALL: [Self; 4] = [Self::Station, Self::PoliceStation, Self::Town, Self::County];
}
