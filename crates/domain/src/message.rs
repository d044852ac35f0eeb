//! What stations tell each other: about a property, by a subject of a closed set. Nothing in a message
//! can name a household, so no file follows one from station to station.

use serde::{Deserialize, Serialize};

/// Days after which the text of a message is erased; its subject stays.
pub const TEXT_DAYS: i64 = 90;
/// The longest text, characters.
pub const LONGEST_TEXT: usize = 300;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageSubject {
    /// 疑似新增出租房屋，请登记: a property newly let in the other's area.
    NewlyLet,
    /// 房屋停租或空置.
    NoLongerLet,
    /// 用人单位、场所宿舍变动: a lodging opened, moved or closed.
    LodgingChanged,
    /// 同一业主或经营者的其他房屋: the owner lets in both areas.
    SameOperator,
    /// 相邻房屋共有的隐患: a stair, a wire or a pipe that two areas share.
    SharedHazard,
    /// 服务范围不明确: which of the two serves it.
    WhoServes,
}

impl MessageSubject {
    /// Every subject.
    pub const ALL: [Self; 6] = [
        Self::NewlyLet,
        Self::NoLongerLet,
        Self::LodgingChanged,
        Self::SameOperator,
        Self::SharedHazard,
        Self::WhoServes,
    ];
}
