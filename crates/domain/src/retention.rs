//! 保存期限: how long what is stored about persons stays. Defaults are the longest; an installation may
//! only shorten them. What is over its period is erased in the next night.

mod counts;

pub use counts::{Counts, Thing};

use crate::problem::Problem;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A rule of retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 联系方式: after the household has moved out.
    Contact,
    /// 备注文字: free text, after it was written.
    FreeText,
    /// 照片: after the finding is gone or its flag is closed.
    Photo,
    /// 走访、问题隐患、等级、告知单、租住记录: visits and what they led to; then counts alone. A physical
    /// finding that is still open stays until it is gone, with what tells of it: it protects life.
    History,
    /// 房屋档案: after the last letting.
    File,
    /// 登录痕迹: sessions after their end, failed tries, finished work, appointments that are over.
    Trace,
    /// 工作人员账号: after the holder has left.
    Account,
    /// 住户申请、调取: after the answer. PIPL art. 56 asks for records of three years.
    Request,
    /// 查阅记录.
    Audit,
}

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// The first day whose things stay on `today`: what ended earlier is over its period.
    pub fn first_kept(self, today: NaiveDate) -> NaiveDate {
        let back = match self.unit {
            Unit::Days => today.checked_sub_days(Days::new(self.count.into())),
            Unit::Months => today.checked_sub_months(Months::new(self.count.into())),
        };
        back.unwrap_or(NaiveDate::MIN)
    }
}

impl Rule {
    /// Every rule, in the order shown.
    pub const ALL: [Self; 9] = [
        Self::Contact,
        Self::FreeText,
        Self::Photo,
        Self::History,
        Self::File,
        Self::Trace,
        Self::Account,
        Self::Request,
        Self::Audit,
    ];

    /// The word that settings use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::FreeText => "free_text",
            Self::Photo => "photo",
            Self::History => "history",
            Self::File => "file",
            Self::Trace => "trace",
            Self::Account => "account",
            Self::Request => "request",
            Self::Audit => "audit",
        }
    }

    /// The longest that the rule allows.
    pub fn longest(self) -> Period {
        let (count, unit) = match self {
            Self::Contact | Self::Trace => (30, Unit::Days),
            Self::FreeText | Self::Photo => (90, Unit::Days),
            Self::History | Self::File => (24, Unit::Months),
            Self::Account => (12, Unit::Months),
            Self::Request | Self::Audit => (36, Unit::Months),
        };
        Period { count, unit }
    }

    /// The shortest that can be set: the class looks at three contacts in a row, an appeal and a flag
    /// at what happened in the months before, and the law asks for records of requests and of access.
    pub fn shortest(self) -> u16 {
        match self {
            Self::Contact | Self::FreeText | Self::Photo | Self::Trace => 1,
            Self::Account => 1,
            Self::History | Self::File | Self::Audit => 6,
            // The law's own period: nothing is left to shorten.
            Self::Request => 36,
        }
    }

    /// A period of `count` of the rule's units. Fails outside [`Rule::shortest`] to [`Rule::longest`].
    pub fn period(self, count: u16) -> Result<Period, Problem> {
        let Period { count: most, unit } = self.longest();
        let least = self.shortest();
        match (least..=most).contains(&count) {
            true => Ok(Period { count, unit }),
            false => Err(Problem::Malformed { place: format!("{}: {least}–{most}", self.key()) }),
        }
    }
}

/// The periods of an installation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Periods(BTreeMap<Rule, Period>);

impl Periods {
    /// The defaults, with those that the installation has shortened. One that is out of its bounds, as
    /// an older version may have allowed, counts as not set.
    pub fn shortened(set: impl IntoIterator<Item = (Rule, u16)>) -> Self {
        Self(set.into_iter().filter_map(|(rule, count)| Some((rule, rule.period(count).ok()?))).collect())
    }

    /// The period of a rule.
    pub fn of(&self, rule: Rule) -> Period {
        self.0.get(&rule).copied().unwrap_or_else(|| rule.longest())
    }

    /// The first day whose things stay under a rule.
    pub fn first_kept(&self, rule: Rule, today: NaiveDate) -> NaiveDate {
        self.of(rule).first_kept(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_defaults_are_those_of_the_rules_of_privacy() {
        let first = |rule| Periods::default().first_kept(rule, day("2026-11-24"));
        assert_eq!(first(Rule::Contact), day("2026-10-25"));
        assert_eq!(first(Rule::Photo), day("2026-08-26"));
        assert_eq!(first(Rule::History), day("2024-11-24"));
        assert_eq!(first(Rule::Account), day("2025-11-24"));
        assert_eq!(first(Rule::Audit), day("2023-11-24"));
    }

    #[test]
    fn a_month_without_such_a_day_ends_with_its_last() {
        assert_eq!(Period { count: 12, unit: Unit::Months }.first_kept(day("2028-02-29")), day("2027-02-28"));
    }

    #[test]
    fn every_thing_goes_by_a_rule_and_every_rule_has_a_thing() {
        for rule in Rule::ALL {
            assert!(Thing::ALL.iter().any(|thing| thing.rule() == rule), "{rule:?}");
        }
    }

    proptest! {
        #[test]
        fn a_period_can_only_be_shortened(n in 0..Rule::ALL.len(), count in any::<u16>(), ahead in 0u64..4_000) {
            let rule = Rule::ALL[n];
            let today = day("2026-01-01") + Days::new(ahead);
            let longest = rule.longest().first_kept(today);
            match rule.period(count) {
                Ok(period) => prop_assert!(period.first_kept(today) >= longest && period.first_kept(today) < today),
                Err(_) => prop_assert!(count > rule.longest().count || count < rule.shortest()),
            }
            prop_assert!(Periods::shortened([(rule, count)]).first_kept(rule, today) >= longest);
        }

        #[test]
        fn the_first_day_kept_only_moves_forward(n in 0..Rule::ALL.len(), ahead in 0u64..4_000) {
            let period = Rule::ALL[n].longest();
            let today = day("2026-01-01") + Days::new(ahead);
            let next = today + Days::new(1);
            prop_assert!(period.first_kept(today) <= period.first_kept(next));
        }
    }
}
