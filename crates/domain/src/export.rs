//! What leaves Rounds as a file, why, and to whom. Why and to whom are closed sets, so that neither
//! can name a person; they are logged and shown on each household's page.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exportable {
    /// Owed visits and how they stand.
    Ledger,
    /// Properties and dwellings.
    Register,
    /// Findings, the restricted ones never among them.
    Findings,
}

/// Formats of exported files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated, UTF-8 with BOM.
    #[default]
    Csv,
    /// A workbook of one sheet.
    Xlsx,
    /// A table on A4, for print and signature.
    Pdf,
    /// Places: properties of the register, else villages with figures of at least
    /// [`crate::figure::SMALLEST_CELL`] dwellings. No door carries a class, a visit or a finding.
    Geojson,
}

/// What is asked for, why, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportAsk {
    /// What.
    pub what: Exportable,
    /// As what.
    #[serde(default)]
    pub format: ExportFormat,
    /// First day: of registration, of the periods touched, of discovery.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What for.
    pub purpose: ExportPurpose,
    /// Who receives it.
    pub receiver: Receiver,
}

impl ExportFormat {
    /// Every format, in the order offered.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Pdf, Self::Geojson];

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Geojson => "geojson",
        }
    }

    /// The media type (RFC 4180, 7946, 8118; IANA for workbooks).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
            Self::Geojson => "application/geo+json",
        }
    }
}

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
