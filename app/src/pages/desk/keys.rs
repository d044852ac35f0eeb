//! The queue by keyboard: j and k move, Enter opens, / searches, a accepts, ? explains.

use crate::parts::use_words;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens while the queue is shown.
pub fn watch_keys() {
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, on_key);
        on_cleanup(move || handle.remove());
    });
}

fn on_key(event: KeyboardEvent) {
    let typing = event
        .target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "j" => step(1),
        "k" => step(-1),
        "/" => focus("[data-search]"),
        "a" => click("[data-accept]"),
        "?" => click("[data-help] summary"),
        _ => return,
    }
    event.prevent_default();
}

/// Moves the focus by rows; Enter on the focused link opens it, as links do.
fn step(by: i32) {
    let Ok(rows) = document().query_selector_all("[data-row]") else { return };
    let here = document().active_element();
    let at = (0..rows.length()).find(|i| {
        let row = rows.item(*i).and_then(|row| row.dyn_into::<Element>().ok());
        row.is_some_and(|row| {
            here.as_ref() == Some(&row)
                || row.has_attribute("aria-current")
                    && here.as_ref().is_none_or(|h| !h.has_attribute("data-row"))
        })
    });
    let last = i64::from(rows.length()) - 1;
    let next = at.map_or(0, |at| (i64::from(at) + i64::from(by)).clamp(0, last.max(0)));
    let row = u32::try_from(next).ok().and_then(|next| rows.item(next));
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let _ = row.focus();
    }
}

fn found(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|found| found.dyn_into().ok())
}

fn focus(selector: &str) {
    if let Some(place) = found(selector) {
        let _ = place.focus();
    }
}

fn click(selector: &str) {
    if let Some(place) = found(selector) {
        place.click();
    }
}

/// The list of keys.
#[component]
pub fn KeyHelp() -> impl IntoView {
    let words = use_words();
    let w = words.flag;
    let keys = [
        ("j k", w.keys_move),
        ("Enter", w.keys_open),
        ("/", w.keys_search),
        ("a", w.keys_accept),
        ("?", w.keys_help),
    ];
    view! {
        <details class="keys" data-help>
            <summary>{words.frame.keys}</summary>
            <dl>
                {keys.map(|(key, what)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div> })}
            </dl>
        </details>
    }
}
