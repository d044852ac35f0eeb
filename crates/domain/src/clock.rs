//! Time as a parameter.

use chrono::{DateTime, Utc};

/// A moment, in UTC. On the wire RFC 3339 with an offset, in the store milliseconds since 1970.
pub type Time = DateTime<Utc>;

/// Where a rule's caller reads the time. Only `server/src/main.rs` and `app/src/device/` know a
/// clock that moves by itself (`clippy.toml` holds that).
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Time;
}

/// A clock that stands still: for tests and for `serve --now`.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Time);

impl Clock for FixedClock {
    fn now(&self) -> Time {
        self.0
    }
}
