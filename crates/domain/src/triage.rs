//! Triage: which findings go to an officer, and until when.

use crate::Time;
use crate::finding::{Category, Severity};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Open low findings of one category in a dwelling that make the last of them a flag.
pub const LOW_FINDINGS_FOR_FLAG: usize = 3;

/// Why a finding becomes a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagReason {
    /// 严重或紧急.
    Serious,
    /// 帮扶需求.
    Need,
    /// 同类一般问题第三次.
    ThirdLow,
}

/// What triage says of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triage {
    /// An officer must look at it.
    Flag {
        /// Why.
        reason: FlagReason,
        /// Until when; none where the category has no deadline.
        deadline: Option<Time>,
    },
    /// It closes when a later visit marks it gone.
    Clear,
}

/// Triage of a finding made at `found_at`; `open_low` counts the open low findings of its category
/// in its dwelling, itself included.
pub fn triage(category: Category, severity: Severity, found_at: Time, open_low: usize) -> Triage {
    let reason = if category.is_restricted() {
        FlagReason::Need
    } else if severity >= Severity::High {
        FlagReason::Serious
    } else if severity == Severity::Low && open_low >= LOW_FINDINGS_FOR_FLAG {
        FlagReason::ThirdLow
    } else {
        return Triage::Clear;
    };
    let deadline = category.deadline_days().map(|days| found_at + TimeDelta::days(i64::from(days)));
    Triage::Flag { reason, deadline }
}

/// When a flag that nobody accepted goes to the supervisor: urgent after 15 minutes, high after a
/// day, others never.
pub fn escalates_at(severity: Severity, raised_at: Time) -> Option<Time> {
    match severity {
        Severity::Urgent => Some(raised_at + TimeDelta::minutes(15)),
        Severity::High => Some(raised_at + TimeDelta::hours(24)),
        Severity::Note | Severity::Low => None,
    }
}

/// When an urgent flag that no officer's screen has shown goes out by other ways.
pub fn alarms_at(severity: Severity, raised_at: Time) -> Option<Time> {
    (severity == Severity::Urgent).then(|| raised_at + TimeDelta::minutes(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn noon() -> Time {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn serious_findings_needs_and_the_third_low_one_go_to_an_officer() {
        let cases = [
            (Category::Fire, Severity::High, 0, Some((FlagReason::Serious, Some(3)))),
            (Category::GasAndCo, Severity::Urgent, 0, Some((FlagReason::Serious, Some(0)))),
            (Category::Vacant, Severity::High, 0, Some((FlagReason::Serious, None))),
            (Category::MedicalNeed, Severity::Note, 0, Some((FlagReason::Need, Some(1)))),
            (Category::DomesticViolence, Severity::Urgent, 0, Some((FlagReason::Need, Some(0)))),
            (Category::Sanitation, Severity::Low, 3, Some((FlagReason::ThirdLow, Some(30)))),
            (Category::Sanitation, Severity::Low, 2, None),
            (Category::Sanitation, Severity::Note, 9, None),
            (Category::DangerToVisitors, Severity::Low, 1, None),
        ];
        for (category, severity, open_low, expected) in cases {
            let expected = expected.map_or(Triage::Clear, |(reason, days)| Triage::Flag {
                reason,
                deadline: days.map(|d| noon() + TimeDelta::days(d)),
            });
            assert_eq!(triage(category, severity, noon(), open_low), expected, "{category:?} {severity:?}");
        }
    }

    #[test]
    fn an_urgent_flag_alarms_after_two_minutes_and_escalates_after_fifteen() {
        assert_eq!(alarms_at(Severity::Urgent, noon()), Some(noon() + TimeDelta::minutes(2)));
        assert_eq!(escalates_at(Severity::Urgent, noon()), Some(noon() + TimeDelta::minutes(15)));
        assert_eq!(escalates_at(Severity::High, noon()), Some(noon() + TimeDelta::days(1)));
        assert_eq!((alarms_at(Severity::High, noon()), escalates_at(Severity::Low, noon())), (None, None));
    }
}
