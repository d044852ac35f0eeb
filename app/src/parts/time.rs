//! Time as people say it, exact on hover.

use super::use_visitor;
use crate::words::common;
use chrono::{DateTime, FixedOffset, Offset};
use domain::{Lang, Time};
use leptos::prelude::*;

/// What "now" is on this page: the server's clock when it was made, moved on in the browser.
#[derive(Clone, Copy)]
pub struct Now(pub RwSignal<Time>);

/// The page's clock. The frame moves it; see [`start_clock`].
pub fn use_now() -> RwSignal<Time> {
    use_context::<Now>().map_or_else(|| RwSignal::new(use_visitor().now), |now| now.0)
}

/// Moves the page's clock on every 20 seconds, counted from the server's time: the machine's own
/// clock may be wrong.
pub fn start_clock() -> Now {
    let now = RwSignal::new(use_visitor().now);
    Effect::new(move || {
        let handle = set_interval_with_handle(
            move || now.update(|n| *n += chrono::TimeDelta::seconds(20)),
            std::time::Duration::from_secs(20),
        );
        on_cleanup(move || {
            if let Ok(handle) = handle {
                handle.clear();
            }
        });
    });
    Now(now)
}

/// `at` in the station's civil time.
pub fn civil(at: Time, offset_s: i32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(offset_s).unwrap_or_else(|| chrono::Utc.fix());
    at.with_timezone(&zone)
}

fn exact(at: Time) -> (Lang, DateTime<FixedOffset>) {
    let visitor = use_visitor();
    (visitor.lang, civil(at, visitor.me.map_or(28_800, |me| me.offset_s)))
}

/// A deadline: `3 h left`, exact on hover.
#[component]
pub fn Left(
    /// The deadline.
    deadline: Time,
) -> impl IntoView {
    let (lang, at) = exact(deadline);
    let now = use_now();
    let seconds = move || (deadline - now.get()).num_seconds();
    let class = move || match seconds() {
        s if s < 0 => "left is-late",
        s if s < 86_400 => "left is-near",
        _ => "left",
    };
    view! {
        <time class=class datetime=deadline.to_rfc3339() title=common::moment(lang, at)>
            {move || common::left(lang, seconds())}
        </time>
    }
}

/// A moment of the past: `5 min ago`, exact on hover.
#[component]
pub fn Ago(
    /// When.
    at: Time,
) -> impl IntoView {
    let (lang, civil) = exact(at);
    let now = use_now();
    view! {
        <time datetime=at.to_rfc3339() title=common::moment(lang, civil)>
            {move || common::ago(lang, (now.get() - at).num_seconds())}
        </time>
    }
}

/// A moment, exact.
#[component]
pub fn Moment(
    /// When.
    at: Time,
) -> impl IntoView {
    let (lang, civil) = exact(at);
    view! { <time datetime=at.to_rfc3339()>{common::moment(lang, civil)}</time> }
}
