//! How long to wait after failed tries: per account and per source, growing. The schedule is that of
//! kanidm's soft lock; each try is counted before its password is looked at, so that tries sent at
//! the same moment gain nothing.

use crate::store::session::{Tries, clear_tries, set_tries, tries};
use crate::store::{Store, StoreError};
use chrono::{NaiveTime, TimeDelta};
use domain::Time;
use domain::id::DeviceId;
use domain::problem::Problem;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// Failures that a source has free: a station's phones sign in at the same minute behind one address.
const FREE_FOR_A_SOURCE: i64 = 3;

/// Who is trying, twice: whose account and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subjects {
    account: String,
    source: String,
}

impl Subjects {
    /// The subjects of a try. An enrolled phone has a count of its own for each account: strangers
    /// who guess cannot lock a visitor out of the phone in the hand.
    pub fn new(name: &str, device: Option<DeviceId>, source: IpAddr) -> Self {
        let digest = Sha256::digest(name.trim().to_lowercase().as_bytes());
        let account = domain::hex::encode(&digest[..16]);
        let account = match device {
            Some(device) => format!("user:{account}@{device}"),
            None => format!("user:{account}"),
        };
        Self { account, source: format!("source:{}", network(source)) }
    }
}

/// The part of an address that one customer holds: a whole IPv4 address, 64 bits of IPv6.
fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

/// Counts a try, or refuses it with the time to wait. A try that succeeds is taken back by
/// [`succeeded`].
pub async fn count(store: &Store, subjects: &Subjects) -> Result<Result<(), Problem>, StoreError> {
    let subjects = subjects.clone();
    store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                let now = tx.now();
                for subject in [&subjects.account, &subjects.source] {
                    if let Some(wait) = tries(tx, subject).await?.and_then(|tries| wait(tries, now)) {
                        return Ok(Err(Problem::TooManyTries { seconds: wait }));
                    }
                }
                for (subject, free) in [(&subjects.account, 0), (&subjects.source, FREE_FOR_A_SOURCE)] {
                    let before = tries(tx, subject).await?;
                    set_tries(tx, subject, after_failure(before, free, now)).await?;
                }
                Ok(Ok(()))
            })
        })
        .await
}

/// Forgets the failures of the account, and this one try of the source.
pub async fn succeeded(store: &Store, subjects: &Subjects) -> Result<(), StoreError> {
    let subjects = subjects.clone();
    store
        .write_unaudited(move |tx| {
            Box::pin(async move {
                clear_tries(tx, &subjects.account).await?;
                if let Some(source) = tries(tx, &subjects.source).await? {
                    let failures = (source.failures - 1).max(0);
                    let locked_until = source.last_at;
                    set_tries(tx, &subjects.source, Tries { failures, locked_until, ..source }).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Seconds until the next try, rounded up.
fn wait(tries: Tries, now: Time) -> Option<u64> {
    let left = (tries.locked_until - now).num_milliseconds();
    (left > 0).then(|| u64::try_from(left).unwrap_or(0).div_ceil(1000))
}

/// What is remembered after one more failure. Failures are forgotten a day after the last.
fn after_failure(before: Option<Tries>, free: i64, now: Time) -> Tries {
    let kept = before.filter(|tries| now - tries.last_at < TimeDelta::days(1));
    let failures = kept.map_or(0, |tries| tries.failures) + 1;
    let locked_until = if failures > free { locked_until(failures, now) } else { now };
    Tries { failures, last_at: now, locked_until }
}

/// kanidm's schedule: 1 s below 3 failures, 3 s below 9, 5 s below 25, 10 s below 100, then to the
/// day's end (UTC).
fn locked_until(failures: i64, now: Time) -> Time {
    let seconds = match failures {
        ..3 => 1,
        3..9 => 3,
        9..25 => 5,
        25..100 => 10,
        _ => return end_of_day(now),
    };
    now + TimeDelta::seconds(seconds)
}

fn end_of_day(now: Time) -> Time {
    let midnight = (now.date_naive() + TimeDelta::days(1)).and_time(NaiveTime::MIN);
    midnight.and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    #[test]
    fn the_wait_grows_with_the_failures_up_to_the_days_end() {
        let now = at("2026-11-24T10:00:00Z");
        let seconds = |failures| (locked_until(failures, now) - now).num_seconds();
        assert_eq!([1, 2, 3, 8, 9, 24, 25, 99].map(seconds), [1, 1, 3, 3, 5, 5, 10, 10]);
        assert_eq!(locked_until(100, now), at("2026-11-25T00:00:00Z"));
    }

    #[test]
    fn a_source_has_three_failures_free() {
        let now = at("2026-11-24T10:00:00Z");
        let mut tries = None;
        let waits: Vec<_> = (0..5)
            .map(|_| {
                let next = after_failure(tries, FREE_FOR_A_SOURCE, now);
                tries = Some(next);
                wait(next, now)
            })
            .collect();
        assert_eq!(waits, [None, None, None, Some(3), Some(3)]);
    }

    #[test]
    fn a_day_without_a_failure_forgets_the_earlier_ones() {
        let first = after_failure(None, 0, at("2026-11-24T10:00:00Z"));
        let soon = after_failure(Some(first), 0, at("2026-11-25T09:59:59Z"));
        let later = after_failure(Some(first), 0, at("2026-11-25T10:00:00Z"));
        assert_eq!((first.failures, soon.failures, later.failures), (1, 2, 1));
    }

    #[test]
    fn an_unknown_name_and_a_known_one_are_counted_alike() {
        let source = IpAddr::from([10, 0, 0, 7]);
        assert_eq!(Subjects::new("Wang", None, source), Subjects::new(" wang ", None, source));
        assert_ne!(Subjects::new("Wang", None, source), Subjects::new("Li", None, source));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_count_and_a_mapped_ipv4_is_ipv4() {
        let source = |text: &str| Subjects::new("a", None, text.parse().unwrap()).source;
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:10.0.0.7"), source("10.0.0.7"));
    }
}
