//! Findings: one hazard or need each, of a closed set of categories.

use crate::id::{DwellingId, FindingId, RecordId};
use serde::{Deserialize, Serialize};

/// What a finding is about. A closed set: data refines words and deadlines, never the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 消防: blocked escape, indoor e-bike charging, wiring.
    Fire,
    /// 燃气与一氧化碳.
    GasAndCo,
    /// 房屋结构.
    Structure,
    /// 超员、违规分隔.
    Overcrowding,
    /// 卫生.
    Sanitation,
    /// 空置、废弃.
    Vacant,
    /// 租赁手续.
    Papers,
    /// 强迫劳动、扣押证件 (restricted).
    ForcedLabour,
    /// 困境儿童 (restricted).
    ChildAtRisk,
    /// 家庭暴力 (restricted).
    DomesticViolence,
    /// 医疗需要 (restricted).
    MedicalNeed,
    /// 走访人员安全: a thing that endangers visitors, never a person.
    DangerToVisitors,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 记录.
    Note,
    /// 一般.
    Low,
    /// 严重.
    High,
    /// 紧急.
    Urgent,
}

/// Who can act on a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// 消防救援.
    FireService,
    /// 燃气管理.
    GasOffice,
    /// 住房城建.
    Housing,
    /// 卫生健康.
    Health,
    /// 社区事务受理服务中心.
    ServiceCentre,
    /// 人力社保 (劳动监察).
    Labour,
    /// 民政.
    CivilAffairs,
    /// 妇联.
    WomensFederation,
    /// 公安派出所.
    Police,
    /// 工作站.
    Station,
}

impl Department {
    /// Every department, in the order of the declaration.
    pub const ALL: [Self; 10] = [
        Self::FireService,
        Self::GasOffice,
        Self::Housing,
        Self::Health,
        Self::ServiceCentre,
        Self::Labour,
        Self::CivilAffairs,
        Self::WomensFederation,
        Self::Police,
        Self::Station,
    ];
}

/// What kind of matter a category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// Of the building: may feed a class.
    Physical,
    /// Of the letting.
    Papers,
    /// Of a person who needs help: restricted, feeds nothing.
    Need,
    /// Of the visitors' safety.
    Staff,
}

impl Category {
    /// Every category, in the order of the declaration.
    pub const ALL: [Self; 12] = [
        Self::Fire,
        Self::GasAndCo,
        Self::Structure,
        Self::Overcrowding,
        Self::Sanitation,
        Self::Vacant,
        Self::Papers,
        Self::ForcedLabour,
        Self::ChildAtRisk,
        Self::DomesticViolence,
        Self::MedicalNeed,
        Self::DangerToVisitors,
    ];

    /// What kind of matter it is.
    pub fn matter(self) -> Matter {
        match self {
            Self::Papers => Matter::Papers,
            Self::ForcedLabour | Self::ChildAtRisk | Self::DomesticViolence | Self::MedicalNeed => {
                Matter::Need
            }
            Self::DangerToVisitors => Matter::Staff,
            _ => Matter::Physical,
        }
    }

    /// Readable only by finder, reviewing officer and the referred department.
    pub fn is_restricted(self) -> bool {
        self.matter() == Matter::Need
    }

    /// The department that can act, before anyone chooses otherwise.
    pub fn department(self) -> Department {
        match self {
            Self::Fire => Department::FireService,
            Self::GasAndCo => Department::GasOffice,
            Self::Structure | Self::Overcrowding | Self::Vacant => Department::Housing,
            Self::Sanitation | Self::MedicalNeed => Department::Health,
            Self::Papers => Department::ServiceCentre,
            Self::ForcedLabour => Department::Labour,
            Self::ChildAtRisk => Department::CivilAffairs,
            Self::DomesticViolence => Department::WomensFederation,
            Self::DangerToVisitors => Department::Station,
        }
    }

    /// The severity offered first.
    pub fn default_severity(self) -> Severity {
        match self {
            Self::GasAndCo | Self::ForcedLabour | Self::ChildAtRisk | Self::DomesticViolence => {
                Severity::Urgent
            }
            Self::Fire | Self::Structure | Self::MedicalNeed => Severity::High,
            Self::Vacant => Severity::Note,
            Self::Overcrowding | Self::Sanitation | Self::Papers | Self::DangerToVisitors => Severity::Low,
        }
    }

    /// The highest severity a finder may choose: overcrowding alone is never high.
    pub fn max_severity(self) -> Severity {
        match self {
            Self::Overcrowding => Severity::Low,
            _ => Severity::Urgent,
        }
    }

    /// Days the department has, 0 for "now", none for no deadline.
    pub fn deadline_days(self) -> Option<u32> {
        match self {
            Self::GasAndCo | Self::ForcedLabour | Self::ChildAtRisk | Self::DomesticViolence => Some(0),
            Self::MedicalNeed => Some(1),
            Self::Fire | Self::Structure => Some(3),
            Self::Overcrowding | Self::Sanitation | Self::Papers => Some(30),
            Self::DangerToVisitors => Some(90),
            Self::Vacant => None,
        }
    }
}

/// A finding as a phone records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Identity; the flag it may become has the same.
    pub finding: FindingId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The visit or attempt it was made at.
    pub visit: RecordId,
    /// What it is about.
    pub category: Category,
    /// How serious.
    pub severity: Severity,
    /// Free text of last resort, checked before it is kept.
    #[serde(default)]
    pub note: Option<String>,
    /// SHA-256 (hex) of photos; each follows as a `photo_ref` record.
    #[serde(default)]
    pub photos: Vec<String>,
    /// A need: the person agrees that help is asked for.
    #[serde(default)]
    pub person_agrees: Option<bool>,
    /// A need: goes straight to this department, without police.
    #[serde(default)]
    pub straight_to: Option<Department>,
}
