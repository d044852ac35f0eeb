use crate::words::meeting::Calendar;
use domain::meeting::{MeetingKind, MeetingState};
use domain::message::MessageSubject;

pub fn kind(it: &MeetingKind) -> &'static str {
    match it {
        MeetingKind::PoliceStation => "派出所例会",
        MeetingKind::County => "区（县）例会",
        MeetingKind::Employer => "用工单位、场所月度例会",
        MeetingKind::Joint => "部门联席会议",
    }
}

pub fn state(it: &MeetingState) -> &'static str {
    match it {
        MeetingState::Called => "已召集",
        MeetingState::Held => "已召开",
        MeetingState::Filed => "已归档",
    }
}

pub fn subject(it: &MessageSubject) -> &'static str {
    match it {
        MessageSubject::NewlyLet => "疑似新增出租，请核对登记",
        MessageSubject::NoLongerLet => "房屋停租或空置",
        MessageSubject::LodgingChanged => "单位、场所宿舍变动",
        MessageSubject::SameOperator => "同一出租人另有房屋",
        MessageSubject::SharedHazard => "相邻房屋共有隐患",
        MessageSubject::WhoServes => "服务范围不明确",
    }
}

pub static CALENDAR: Calendar = Calendar { name: "走访", due: "会议事项到期", joint: "联合走访" };
