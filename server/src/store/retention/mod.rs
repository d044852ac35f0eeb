//! Erasing what is over its period: a few statements a rule, whatever the number of files. Each
//! function erases the things of one rule and counts them; their order is that of [`Rule::ALL`], but
//! photos and files come after the history that they hang on.

mod file;
mod history;
mod people;
mod photo;
mod scheme;
mod text;

pub use file::files;
pub use history::history;
pub use people::{accounts, contacts, requests, traces};
pub use photo::photos;
pub use text::{Redacted, is_redacted, texts};

use super::{Conn, StoreError, setting};
use crate::args;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::{Asia::Shanghai, Tz};
use domain::Time;
use domain::retention::{Periods, Rule};

/// The zone whose midnights draw the lines.
const ZONE: Tz = Shanghai;

/// Where each rule draws its line on one day.
#[derive(Clone, Debug)]
pub struct Lines {
    today: NaiveDate,
    periods: Periods,
}

impl Lines {
    /// The lines at a moment.
    pub fn at(now: Time, periods: Periods) -> Self {
        Self { today: today(now), periods }
    }

    /// The first day whose things stay.
    pub fn day(&self, rule: Rule) -> NaiveDate {
        self.periods.first_kept(rule, self.today)
    }

    /// The beginning of [`Lines::day`].
    pub fn moment(&self, rule: Rule) -> Time {
        midnight(self.day(rule))
    }
}

/// The civil day at a moment.
pub fn today(now: Time) -> NaiveDate {
    now.with_timezone(&ZONE).date_naive()
}

/// The first moment of a civil day.
pub fn midnight(day: NaiveDate) -> Time {
    let midnight = day.and_time(NaiveTime::MIN);
    ZONE.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// A moment in civil time.
pub fn civil(at: Time) -> DateTime<FixedOffset> {
    let local = at.with_timezone(&ZONE);
    at.with_timezone(&local.offset().fix())
}

fn key(rule: Rule) -> String {
    format!("retention.{}", rule.key())
}

/// The periods of this installation.
pub async fn periods(conn: &mut dyn Conn) -> Result<Periods, StoreError> {
    let mut set = Vec::new();
    for rule in Rule::ALL {
        let value = setting::get(conn, &key(rule)).await?;
        set.extend(value.and_then(|value| value.parse().ok()).map(|count: u16| (rule, count)));
    }
    Ok(Periods::shortened(set))
}

/// Sets the period of a rule, in its unit; [`Rule::period`] says which counts are allowed.
pub async fn set(conn: &mut dyn Conn, rule: Rule, count: u16) -> Result<(), StoreError> {
    setting::set(conn, &key(rule), &count.to_string()).await
}

/// What is left of what was erased at a station: month, thing, count.
pub async fn erased(conn: &mut dyn Conn) -> Result<Vec<(String, String, u64)>, StoreError> {
    let rows = conn
        .rows(
            "SELECT month, thing, CAST(SUM(count) AS BIGINT) AS count FROM erased_counts
             GROUP BY month, thing ORDER BY month, thing",
            args![],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("month")?, row.get("thing")?, row.get("count")?))).collect()
}
