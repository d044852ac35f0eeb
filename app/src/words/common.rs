//! Words that the office and the resident share, and dates and durations as each language writes them.

use super::domain::Label;
use super::{en, zh_cn};
use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};
use domain::Lang;
use domain::appointment::AppointmentReason;
use domain::area::AreaMode;
use domain::class::Class;
use domain::ledger::{ExcuseReason, Settled};
use domain::notice::NoticeForm;
use domain::role::TravelMode;
use domain::triage::FlagReason;
use domain::visit::{AttemptOutcome, Outcome};

macro_rules! both {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $result:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(lang: Lang, $($arg: $type),*) -> $result {
            match lang {
                Lang::ZhCn => zh_cn::common::$name($($arg),*),
                Lang::En => en::common::$name($($arg),*),
            }
        }
    )*};
}

both! {
    /// Name of a class, for the office; at a door and on paper see [`cadence`].
    class(class: Class) -> &'static str;
    /// How a visitor travels.
    travel_mode(mode: TravelMode) -> &'static str;
    /// How an area is organised.
    area_mode(mode: AreaMode) -> &'static str;
    /// How a notice was left.
    notice_form(form: NoticeForm) -> &'static str;
    /// Why triage sent a finding to an officer.
    flag_reason(reason: FlagReason) -> &'static str;
    /// How an owed visit stands; none while it is open.
    owed_state(settled: Option<Settled>) -> &'static str;
    /// Why an owed visit is excused.
    excuse_reason(reason: ExcuseReason) -> &'static str;
    /// Why a visit is fixed to a day.
    appointment_reason(reason: AppointmentReason) -> &'static str;
    /// Day of the week, 0 is Monday.
    weekday(day: u32) -> &'static str;
    /// A date of this year: `11月24日 周二`, `Tue 24 Nov`.
    day(date: NaiveDate) -> String;
    /// A date with its year.
    date(date: NaiveDate) -> String;
    /// Date and time of day.
    moment(at: DateTime<FixedOffset>) -> String;
    /// A duration in seconds, to the minute: `2 小时 40 分`, `2 h 40 min`.
    duration(seconds: i64) -> String;
    /// Time left until a deadline, or past it where negative, seconds.
    left(seconds: i64) -> String;
    /// How long ago, seconds.
    ago(seconds: i64) -> String;
    /// Adults and children of a household.
    headcount(adults: u16, children: u16) -> String;
}

/// The time of day, `09:05`, the same in both languages.
pub fn clock(at: DateTime<FixedOffset>) -> String {
    minute((at.hour() * 60 + at.minute()) as u16)
}

/// A minute of the day, `09:05`.
pub fn minute(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The outcome of a visit or an attempt by its key; an unknown key is shown as it is.
pub fn outcome_key(lang: Lang, key: &str) -> String {
    let quoted = format!("\"{key}\"");
    if let Ok(found) = serde_json::from_str::<Outcome>(&quoted) {
        return found.label(lang).into();
    }
    match serde_json::from_str::<AttemptOutcome>(&quoted) {
        Ok(found) => found.label(lang).into(),
        Err(_) => key.into(),
    }
}
