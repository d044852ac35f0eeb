use crate::words::common::clock;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use domain::appointment::AppointmentReason;
use domain::area::AreaMode;
use domain::class::Class;
use domain::ledger::{ExcuseReason, Settled};
use domain::notice::NoticeForm;
use domain::role::TravelMode;
use domain::triage::FlagReason;

pub fn class(class: Class) -> &'static str {
    match class {
        Class::A => "放心房",
        Class::B => "一般房",
        Class::C => "隐患整改房",
    }
}

pub fn travel_mode(mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Foot => "步行",
        TravelMode::Ebike => "电动自行车",
    }
}

pub fn area_mode(mode: AreaMode) -> &'static str {
    match mode {
        AreaMode::Urban => "城区",
        AreaMode::Rural => "农村",
        AreaMode::Farm => "农场",
    }
}

pub fn notice_form(form: NoticeForm) -> &'static str {
    match form {
        NoticeForm::Shown => "当面出示二维码",
        NoticeForm::Paper => "纸质告知单",
        NoticeForm::Card => "门口留卡",
        NoticeForm::Letter => "信件",
    }
}

pub fn flag_reason(reason: FlagReason) -> &'static str {
    match reason {
        FlagReason::Serious => "程度严重或紧急",
        FlagReason::Need => "有人需要帮扶",
        FlagReason::ThirdLow => "同类一般问题第三次",
    }
}

pub fn owed_state(settled: Option<Settled>) -> &'static str {
    match settled {
        None => "应访",
        Some(Settled::Done) => "已访",
        Some(Settled::Late) => "逾期补访",
        Some(Settled::Excused) => "免访",
    }
}

pub fn excuse_reason(reason: ExcuseReason) -> &'static str {
    match reason {
        ExcuseReason::NobodyHome => "多次无人，信件退回",
        ExcuseReason::CannotReach => "无法到达",
        ExcuseReason::HouseholdAskedLater => "住户申请延后",
        ExcuseReason::Hardship => "住户有特殊情况",
        ExcuseReason::NotSafe => "走访人员安全",
        ExcuseReason::Emergency => "灾害、疫情等",
        ExcuseReason::RegisterCorrected => "登记更正",
    }
}

pub fn appointment_reason(reason: AppointmentReason) -> &'static str {
    match reason {
        AppointmentReason::HouseholdAsked => "住户约定",
        AppointmentReason::InterpreterComes => "翻译同行",
        AppointmentReason::FollowUp => "约定复查",
    }
}

pub fn weekday(day: u32) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][(day % 7) as usize]
}

pub fn day(date: NaiveDate) -> String {
    format!("{}月{}日 {}", date.month(), date.day(), weekday(date.weekday().num_days_from_monday()))
}

pub fn date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

pub fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{} {}", date(at.date_naive()), clock(at))
}

pub fn duration(seconds: i64) -> String {
    let minutes = (seconds.max(0) + 59) / 60;
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} 分"),
        (h, 0) => format!("{h} 小时"),
        (h, m) => format!("{h} 小时 {m} 分"),
    }
}

fn rough(seconds: i64) -> String {
    match seconds.abs() {
        s if s < 3_600 => format!("{} 分钟", (s + 59) / 60),
        s if s < 172_800 => format!("{} 小时", s / 3_600),
        s => format!("{} 天", s / 86_400),
    }
}

pub fn left(seconds: i64) -> String {
    if seconds < 0 { format!("超时 {}", rough(seconds)) } else { format!("还剩 {}", rough(seconds)) }
}

pub fn ago(seconds: i64) -> String {
    if seconds < 60 { "刚刚".into() } else { format!("{}前", rough(seconds)) }
}

pub fn headcount(adults: u16, children: u16) -> String {
    match children {
        0 => format!("成年人 {adults} 名"),
        n => format!("成年人 {adults} 名，未成年人 {n} 名"),
    }
}
