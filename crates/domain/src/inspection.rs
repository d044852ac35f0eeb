//! 督导: what a station's work came to over some months, for those who inspect it.
//!
//! Figures count visits and papers, never findings, flags, classes or persons: no type here can hold
//! one. Each owed visit belongs to the month in which its period ends, so that months add up.

mod board;
mod month;
mod sheet;
mod tally;

pub use board::{Standing, board};
pub use month::{Month, MonthError};
pub use sheet::{FEWEST_CHECKS, Series, Shown, shown};
pub use tally::{AGES, Flow, Share, Stock, Tally, age};

use chrono::{Days, NaiveDate};

/// Days after which a month's figures are frozen: by then phones that were away have come back.
pub const FREEZES_AFTER_DAYS: u64 = 5;

/// Most months that one question may span.
pub const MOST_MONTHS: usize = 36;

/// The last month whose figures are final on `today`.
pub fn last_closed(today: NaiveDate) -> Month {
    Month::of(today - Days::new(FREEZES_AFTER_DAYS)).before()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_closed_five_days_after_its_end() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(last_closed(day("2026-12-05")).to_string(), "2026-10");
        assert_eq!(last_closed(day("2026-12-06")).to_string(), "2026-11");
        assert_eq!(last_closed(day("2026-01-03")).to_string(), "2025-11");
    }
}
