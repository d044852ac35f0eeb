//! One position when the visitor asks for it. Nothing follows anyone between stops.

use super::js;
use domain::Position;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

/// Where the phone is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// The place.
    pub at: Position,
    /// Radius of 68 % confidence, metres.
    pub accuracy_m: f64,
}

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFix {
    /// The phone's owner does not allow it.
    NotAllowed,
    /// No answer from the receiver in time.
    Unavailable,
}

/// Longest wait, milliseconds: a cold receiver between houses needs some 15 s.
const TIMEOUT_MS: u32 = 20_000;

/// Age of a fix that still counts as here, milliseconds.
const MAX_AGE_MS: u32 = 10_000;

/// `GeolocationPositionError.PERMISSION_DENIED`.
const PERMISSION_DENIED: f64 = 1.0;

/// Asks once.
pub async fn fix() -> Result<Fix, NoFix> {
    let geolocation = web_sys::window()
        .and_then(|window| window.navigator().geolocation().ok())
        .ok_or(NoFix::Unavailable)?;
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(TIMEOUT_MS);
    options.set_maximum_age(MAX_AGE_MS);

    let denied = Rc::new(Cell::new(false));
    let told = denied.clone();
    let promise = js_sys::Promise::new(&mut |found, failed| {
        let told = told.clone();
        let on_error = Closure::once_into_js(move |error: JsValue| {
            told.set(number(&error, "code") == Some(PERMISSION_DENIED));
            let _ = failed.call0(&JsValue::NULL);
        });
        let _ = geolocation.get_current_position_with_error_callback_and_options(
            &found,
            Some(on_error.unchecked_ref()),
            &options,
        );
    });
    match JsFuture::from(promise).await {
        Ok(position) => read(&position).ok_or(NoFix::Unavailable),
        Err(_) if denied.get() => Err(NoFix::NotAllowed),
        Err(_) => Err(NoFix::Unavailable),
    }
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    js::get(of, name).ok()?.as_f64()
}

fn read(position: &JsValue) -> Option<Fix> {
    let coords = js::get(position, "coords").ok()?;
    let at = Position { lon: number(&coords, "longitude")?, lat: number(&coords, "latitude")? };
    Some(Fix { at, accuracy_m: number(&coords, "accuracy")? })
}
