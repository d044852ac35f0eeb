//! A calendar month.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar month, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(NaiveDate);

/// The text is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month such as 2026-11")]
pub struct MonthError;

impl Month {
    /// The month that `date` lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self(date - Days::new(u64::from(date.day0())))
    }

    /// January of a year; none outside the calendar.
    pub fn january(year: i32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, 1, 1).map(Self)
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.next().0 - Days::new(1)
    }

    /// The month after it.
    pub fn next(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    /// The month before it.
    pub fn before(self) -> Self {
        Self(self.0 - Months::new(1))
    }

    /// From this month to `last`, both included; none where `last` is earlier.
    pub fn until(self, last: Self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |month| Some(month.next())).take_while(move |month| *month <= last)
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Its number, 1 to 12.
    pub fn number(self) -> u32 {
        self.0.month()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = MonthError;
    fn from_str(text: &str) -> Result<Self, MonthError> {
        // Years of four digits: text and calendar then have one order.
        if text.len() != 7 {
            return Err(MonthError);
        }
        NaiveDate::from_str(&format!("{text}-01")).map(Self).map_err(|_| MonthError)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;
    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_its_days_and_neighbours() {
        let month: Month = "2026-12".parse().unwrap();
        assert_eq!(
            (month.first().to_string(), month.last().to_string()),
            ("2026-12-01".into(), "2026-12-31".into())
        );
        assert_eq!(
            (month.before().to_string(), month.next().to_string()),
            ("2026-11".into(), "2027-01".into())
        );
        assert_eq!(month.until(month.next().next()).count(), 3);
        assert_eq!(month.until(month.before()).count(), 0);
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["2026", "2026-13", "2026-1", "2026-11-24", "12026-1", "", "2026-11 "] {
            assert_eq!(text.parse::<Month>(), Err(MonthError), "{text}");
        }
        assert_eq!(serde_json::to_string(&"2026-01".parse::<Month>().unwrap()).unwrap(), "\"2026-01\"");
    }
}
