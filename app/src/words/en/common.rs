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
        Class::A => "A · In good order",
        Class::B => "B · Ordinary",
        Class::C => "C · Hazard being remedied",
    }
}

pub fn travel_mode(mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Foot => "On foot",
        TravelMode::Ebike => "E-bike",
    }
}

pub fn area_mode(mode: AreaMode) -> &'static str {
    match mode {
        AreaMode::Urban => "Urban",
        AreaMode::Rural => "Rural",
        AreaMode::Farm => "Farm",
    }
}

pub fn notice_form(form: NoticeForm) -> &'static str {
    match form {
        NoticeForm::Shown => "Code shown in person",
        NoticeForm::Paper => "Paper notice",
        NoticeForm::Card => "Card at the door",
        NoticeForm::Letter => "Letter",
    }
}

pub fn flag_reason(reason: FlagReason) -> &'static str {
    match reason {
        FlagReason::Serious => "High or urgent",
        FlagReason::Need => "Someone needs help",
        FlagReason::ThirdLow => "Third low finding of its kind",
    }
}

pub fn owed_state(settled: Option<Settled>) -> &'static str {
    match settled {
        None => "Owed",
        Some(Settled::Done) => "Done",
        Some(Settled::Late) => "Late",
        Some(Settled::Excused) => "Excused",
    }
}

pub fn excuse_reason(reason: ExcuseReason) -> &'static str {
    match reason {
        ExcuseReason::NobodyHome => "Nobody home twice, letter came back",
        ExcuseReason::CannotReach => "Could not be reached",
        ExcuseReason::HouseholdAskedLater => "Household asked for later",
        ExcuseReason::Hardship => "Hardship in the household",
        ExcuseReason::NotSafe => "Not safe for visitors",
        ExcuseReason::Emergency => "Emergency",
        ExcuseReason::RegisterCorrected => "Register corrected",
    }
}

pub fn appointment_reason(reason: AppointmentReason) -> &'static str {
    match reason {
        AppointmentReason::HouseholdAsked => "Household asked for it",
        AppointmentReason::InterpreterComes => "An interpreter comes along",
        AppointmentReason::FollowUp => "Agreed second look",
    }
}

pub fn weekday(day: u32) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][(day % 7) as usize]
}

/// The short name of a month, from 1.
pub fn month(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES[(month as usize + 11) % 12]
}

pub fn day(date: NaiveDate) -> String {
    format!("{} {} {}", weekday(date.weekday().num_days_from_monday()), date.day(), month(date.month()))
}

pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

pub fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{} {}", date(at.date_naive()), clock(at))
}

pub fn duration(seconds: i64) -> String {
    let minutes = (seconds.max(0) + 59) / 60;
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

fn rough(seconds: i64) -> String {
    match seconds.abs() {
        s if s < 3_600 => format!("{} min", (s + 59) / 60),
        s if s < 172_800 => format!("{} h", s / 3_600),
        s => format!("{} days", s / 86_400),
    }
}

pub fn left(seconds: i64) -> String {
    if seconds < 0 { format!("{} late", rough(seconds)) } else { format!("{} left", rough(seconds)) }
}

pub fn ago(seconds: i64) -> String {
    if seconds < 60 { "just now".into() } else { format!("{} ago", rough(seconds)) }
}

pub fn headcount(adults: u16, children: u16) -> String {
    let adults = if adults == 1 { "1 adult".to_owned() } else { format!("{adults} adults") };
    match children {
        0 => adults,
        1 => format!("{adults}, 1 child"),
        n => format!("{adults}, {n} children"),
    }
}
