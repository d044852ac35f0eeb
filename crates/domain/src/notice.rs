//! Notices (告知单) and the codes on labels and notices.

use crate::id::{DwellingId, NoticeId, RecordId};
use serde::{Deserialize, Serialize};

/// How a notice was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeForm {
    /// 当面出示二维码, with the second secret handed over face to face.
    Shown,
    /// 纸质告知单.
    Paper,
    /// 门口留卡: opens only who came, why, how to complain.
    Card,
    /// 信件.
    Letter,
}

/// A notice as a phone records it. The phone makes the codes; the record carries only hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Identity.
    pub notice: NoticeId,
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The visit or attempt it tells of.
    pub visit: RecordId,
    /// How it was left.
    pub form: NoticeForm,
    /// SHA-256 (hex) of the 128-bit code in the QR.
    pub code_hash: String,
    /// SHA-256 (hex) of the second secret, where one was handed over.
    #[serde(default)]
    pub secret_hash: Option<String>,
}
