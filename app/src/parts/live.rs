//! Events of the server, and what a new flag does: sound, notification, count in the title.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AudioContext, EventSource, MessageEvent, Notification, NotificationPermission};

/// The server's events as pages hear them.
#[derive(Clone, Copy)]
pub struct Live {
    /// Grows with each event that may change what a page shows.
    pub tick: RwSignal<u64>,
    /// The stream is open.
    pub connected: RwSignal<bool>,
    /// The officer wants sound and notifications.
    pub alarm: RwSignal<bool>,
}

/// Kinds of events that change what office pages show.
const KINDS: [&str; 6] = ["flag", "dwelling", "owed_visit", "plan", "round", "reload"];

/// Opens the stream of events and reloads each minute besides, should a proxy hold it back.
pub fn start_live() -> Live {
    let live = Live { tick: RwSignal::new(0), connected: RwSignal::new(false), alarm: RwSignal::new(false) };
    Effect::new(move || {
        let source = StoredValue::new_local(listen(live));
        let minute = set_interval_with_handle(
            move || {
                if !live.connected.get_untracked() {
                    live.tick.update(|n| *n += 1);
                }
            },
            std::time::Duration::from_secs(60),
        );
        on_cleanup(move || {
            source.with_value(|source| source.as_ref().map(EventSource::close));
            if let Ok(minute) = minute {
                minute.clear();
            }
        });
    });
    live
}

fn listen(live: Live) -> Option<EventSource> {
    let source = EventSource::new("/api/v1/events").ok()?;
    let opened = Closure::<dyn Fn()>::new(move || live.connected.set(true));
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
    let lost = Closure::<dyn Fn()>::new(move || live.connected.set(false));
    source.set_onerror(Some(lost.as_ref().unchecked_ref()));
    lost.forget();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        live.tick.update(|n| *n += 1);
        if event.type_() == "flag" && live.alarm.get_untracked() {
            ring();
        }
    });
    for kind in KINDS {
        let _ = source.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    }
    heard.forget();
    Some(source)
}

/// Turns sound and notifications on or off; the browser asks the officer once.
pub fn toggle_alarm(live: Live) {
    live.alarm.update(|on| *on = !*on);
    if live.alarm.get_untracked() {
        ring();
        if Notification::permission() == NotificationPermission::Default {
            let _ = Notification::request_permission();
        }
    }
}

/// Shows a notification where the officer allowed it; it names no address and no person.
pub fn notify(title: &str) {
    if Notification::permission() == NotificationPermission::Granted {
        let _ = Notification::new(title);
    }
}

/// Two short tones, quiet enough for an office.
fn ring() {
    let tone = || -> Result<(), wasm_bindgen::JsValue> {
        let audio = AudioContext::new()?;
        let (sound, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        let start = audio.current_time();
        sound.frequency().set_value_at_time(660.0, start)?;
        sound.frequency().set_value_at_time(880.0, start + 0.18)?;
        volume.gain().set_value_at_time(0.12, start)?;
        volume.gain().linear_ramp_to_value_at_time(0.0001, start + 0.5)?;
        sound.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        sound.start()?;
        sound.stop_with_when(start + 0.5)
    };
    let _ = tone();
}
