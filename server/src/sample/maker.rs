//! The generator behind the sample: seeded by the day, so that a day gives the same data and ids.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use domain::Time;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::{Builder, Uuid};

/// The sample's stations keep the default zone, which has had this offset since 1991.
const OFFSET_H: i64 = 8;

/// Makes ids, choices and moments.
pub struct Maker {
    random: ChaCha8Rng,
}

impl Maker {
    /// Seeded by a day.
    pub fn of(today: NaiveDate) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(u64::from(today.num_days_from_ce().unsigned_abs())) }
    }

    /// Seeded by a day and a part of its sample that is made on its own.
    pub fn of_part(today: NaiveDate, part: u32) -> Self {
        let day = u64::from(today.num_days_from_ce().unsigned_abs());
        Self { random: ChaCha8Rng::seed_from_u64(day | u64::from(part + 1) << 32) }
    }

    /// A UUIDv7 of that moment.
    pub fn id(&mut self, at: Time) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// Bytes of salts and the like.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if low >= high { low } else { self.random.random_range(low..=high) }
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: f64) -> bool {
        self.random.random_bool((percent / 100.0).clamp(0.0, 1.0))
    }

    /// One of them; none of nothing.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { items.get(self.random.random_range(0..items.len())) }
    }

    /// Puts them into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.random.random_range(0..=last));
        }
    }
}

/// The moment of a civil date and minute of the day at the sample's stations.
pub fn moment(date: NaiveDate, minute: i64) -> Time {
    let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc();
    midnight + TimeDelta::minutes(minute) - TimeDelta::hours(OFFSET_H)
}

/// The civil time of a moment at the sample's stations.
pub fn civil(at: Time) -> chrono::NaiveDateTime {
    (at + TimeDelta::hours(OFFSET_H)).naive_utc()
}

/// `today` if it is a working day, else the last one before.
pub fn last_working_day(today: NaiveDate) -> NaiveDate {
    match today.weekday() {
        Weekday::Sat => today - TimeDelta::days(1),
        Weekday::Sun => today - TimeDelta::days(2),
        _ => today,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_gives_the_same_ids_and_another_day_others() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let at = moment(day(2), 540);
        let id = |d| Maker::of(day(d)).id(at);
        assert_eq!(id(24), id(24));
        assert_ne!(id(24), id(25));
    }

    #[test]
    fn nine_oclock_at_the_station_is_one_oclock_utc() {
        let at = moment(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), 540);
        assert_eq!(at.to_rfc3339(), "2026-11-24T01:00:00+00:00");
        assert_eq!(civil(at).to_string(), "2026-11-24 09:00:00");
    }

    #[test]
    fn a_weekend_falls_back_to_its_friday() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(last_working_day(day(22)), day(20));
        assert_eq!(last_working_day(day(24)), day(24));
    }
}
