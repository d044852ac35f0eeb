//! Keeps sending until the outbox is empty: at once after a record, when the phone comes online or
//! into view, and after waits that grow with failures.

use super::{clock, ids, locks, session, store, wire};
use domain::Time;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use sync::{Drained, End, Wire, WireFault, back_off_ms, drain};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

/// The view that keeps the time of the last receipt.
pub const RECEIPT: &str = "meta/receipt_at";

thread_local! {
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static AGAIN: Cell<bool> = const { Cell::new(false) };
    static FAILURES: Cell<u32> = const { Cell::new(0) };
    /// Which wait counts: a later kick makes earlier waits void.
    static WAIT: Cell<u32> = const { Cell::new(0) };
}

/// How sending goes, as the pages show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Nothing was tried yet, or all is well.
    #[default]
    Fine,
    /// Sending now.
    Sending,
    /// The server did not answer; another try follows by itself.
    Waiting,
    /// This phone has to be enrolled again: sign in.
    NotEnrolled,
}

/// Starts a run, or another one after the present. `told` hears how it goes and after each step
/// that the outbox may have changed.
pub fn kick(told: impl Fn(Way) + Clone + 'static) {
    WAIT.set(WAIT.get().wrapping_add(1));
    if RUNNING.replace(true) {
        AGAIN.set(true);
        return;
    }
    spawn_local(async move {
        told(Way::Sending);
        let way = run().await;
        RUNNING.set(false);
        told(way);
        if AGAIN.replace(false) {
            return kick(told);
        }
        if way == Way::Waiting {
            wait(told);
        }
    });
}

async fn run() -> Way {
    let Some(device) = session::device().await else { return Way::Fine };
    let asked = clock::now();
    let drained =
        locks::exclusive(
            "rounds-sender",
            async move { drain(&store::phone(), &wire::Http { device }).await },
        );
    let Some(Ok(drained)) = drained.await else { return failed() };
    note(asked, &drained).await;
    match drained.end {
        End::Empty => {
            FAILURES.set(0);
            Way::Fine
        }
        End::Stopped(WireFault::DeviceUnknown) => Way::NotEnrolled,
        End::Later | End::Stopped(_) => failed(),
    }
}

fn failed() -> Way {
    FAILURES.set(FAILURES.get().saturating_add(1));
    Way::Waiting
}

/// Remembers the last receipt and measures the clock.
async fn note(asked: Time, drained: &Drained) {
    if let Some(server) = drained.server_time {
        session::measure(asked, server).await;
    }
    if let Some(at) = drained.receipt_at {
        use sync::PhoneStore;
        // A lost note only widens the bounds of the next records' times.
        let _ = store::phone().change(vec![session::put(RECEIPT, &at)]).await;
    }
}

fn wait(told: impl Fn(Way) + Clone + 'static) {
    let mine = WAIT.get();
    let jitter = f64::from(ids::random::<1>()[0]) / 255.0;
    let wait_ms = back_off_ms(FAILURES.get(), jitter);
    spawn_local(async move {
        TimeoutFuture::new(u32::try_from(wait_ms).unwrap_or(u32::MAX)).await;
        if WAIT.get() == mine {
            kick(told);
        }
    });
}

/// Whether the server says that it does not know this phone any more.
pub async fn is_unknown() -> bool {
    let Some(device) = session::device().await else { return false };
    wire::Http { device }.send(&[]).await == Err(WireFault::DeviceUnknown)
}

/// Kicks whenever the phone comes online or into view.
pub fn listen(kick: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let on_online = Closure::<dyn Fn()>::new(kick.clone());
    let _ = window.add_event_listener_with_callback("online", on_online.as_ref().unchecked_ref());
    let shown = document.clone();
    let on_visible = Closure::<dyn Fn()>::new(move || {
        if !shown.hidden() {
            kick();
        }
    });
    let _ =
        document.add_event_listener_with_callback("visibilitychange", on_visible.as_ref().unchecked_ref());
    // They live as long as the page.
    on_online.forget();
    on_visible.forget();
}
