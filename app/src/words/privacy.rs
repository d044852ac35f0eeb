//! Labels of retention, of residents' requests, of investigators' demands and of what is stored. The
//! server alone uses them: pages get words.

use super::domain::Label;
use super::{en, zh_cn};
use domain::Lang;
use domain::demand::{Authority, DemandGround, DemandOutcome, DemandPart};
use domain::request::{RequestGround, RequestKind, RequestOutcome, Subject, Way};
use domain::retention::{Period, Rule, Thing, Unit};
use domain::stored::{Basis, Purpose, Reader};

macro_rules! labels {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Label for $kind {
            fn label(&self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => zh_cn::privacy::$function(self),
                    Lang::En => en::privacy::$function(self),
                }
            }
        }
    )*};
}

labels! {
    Rule => rule,
    Thing => erased_thing,
    RequestKind => request_kind,
    Subject => subject,
    Way => way,
    RequestOutcome => request_outcome,
    RequestGround => request_ground,
    Authority => authority,
    DemandPart => demand_part,
    DemandOutcome => demand_outcome,
    DemandGround => demand_ground,
    Purpose => stored_for,
    Basis => basis,
    Reader => reader,
}

/// A period of retention: `30 天`, `24 months`.
pub fn period(lang: Lang, period: Period) -> String {
    let word = match (lang, period.unit) {
        (Lang::ZhCn, Unit::Days) => " 天",
        (Lang::ZhCn, Unit::Months) => " 个月",
        (Lang::En, Unit::Days) if period.count == 1 => " day",
        (Lang::En, Unit::Days) => " days",
        (Lang::En, Unit::Months) if period.count == 1 => " month",
        (Lang::En, Unit::Months) => " months",
    };
    format!("{}{word}", period.count)
}

/// A sheet's title and headings.
pub struct SheetWords<const N: usize> {
    /// Above it.
    pub title: &'static str,
    /// Of its columns.
    pub headings: [&'static str; N],
}

macro_rules! both {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $result:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(lang: Lang, $($arg: $type),*) -> $result {
            match lang {
                Lang::ZhCn => zh_cn::privacy::$name($($arg),*),
                Lang::En => en::privacy::$name($($arg),*),
            }
        }
    )*};
}

both! {
    /// What is kept as long as the installation.
    installation() -> &'static str;
    /// The processing record.
    record() -> SheetWords<6>;
    /// The sheet of the impact assessment.
    impact() -> SheetWords<7>;
    /// What can go wrong for a household or a colleague.
    risk(purpose: Purpose) -> &'static str;
    /// What is done against it.
    measure(purpose: Purpose) -> &'static str;
    /// What an account has seen.
    incident() -> SheetWords<6>;
    /// Requests of residents.
    requests() -> SheetWords<6>;
    /// Written demands.
    demands() -> SheetWords<6>;
    /// The yearly figure of demands.
    figure() -> SheetWords<5>;
    /// Periods of retention.
    retention() -> SheetWords<5>;
}
