//! The phone's clock, measured against the server's, never trusted.

use domain::Time;
use std::cell::Cell;

/// From so many minutes on, the visitor is told that the phone's clock is wrong.
const WRONG_MIN: i64 = 5;

thread_local! {
    static OFFSET_MS: Cell<Option<i64>> = const { Cell::new(None) };
}

/// The device's clock.
pub fn now() -> Time {
    Time::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// The device's clock corrected by the measured offset: for showing times of day.
pub fn corrected() -> Time {
    now() + chrono::TimeDelta::milliseconds(offset_ms().unwrap_or(0))
}

/// Milliseconds of a clock that only runs forward since the app started.
pub fn mono_ms() -> Option<i64> {
    web_sys::window()?.performance().map(|clock| clock.now() as i64)
}

/// Server's clock minus the device's, milliseconds; none before the first answer.
pub fn offset_ms() -> Option<i64> {
    OFFSET_MS.get()
}

/// Minutes that the device's clock is ahead, negative where it is behind; none where it is right enough.
pub fn wrong_by_min() -> Option<i64> {
    let minutes = -offset_ms()? / 60_000;
    (minutes.abs() >= WRONG_MIN).then_some(minutes)
}

/// Takes over the offset of an earlier start.
pub fn restore(offset_ms: Option<i64>) {
    OFFSET_MS.set(offset_ms);
}

/// Measures the offset from the server's clock in an answer to a call that began at `asked`
/// (device's clock): the server answered about half-way.
pub fn measure(asked: Time, server: Time) -> i64 {
    let half_way = asked + (now() - asked) / 2;
    let offset = (server - half_way).num_milliseconds();
    OFFSET_MS.set(Some(offset));
    offset
}
