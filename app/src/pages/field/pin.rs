//! Choosing the PIN that closes what is a person's on this phone.

use super::state::use_field;
use crate::device::lock;
use crate::words::lock::lock as words;
use domain::pin::{Weak, check};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

/// The form, for who has just signed in.
#[component]
pub fn PinPage() -> impl IntoView {
    let field = use_field();
    let w = words(field.lang());
    let (pin, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let told = RwSignal::new(None::<&'static str>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(tokens) = field.arrived.get_untracked() else { return };
        let chosen = pin.get_untracked();
        told.set(match check(&chosen) {
            Err(Weak::Short) => Some(w.too_short),
            Err(Weak::Easy) => Some(w.too_easy),
            Ok(()) if chosen != again.get_untracked() => Some(w.not_the_same),
            Ok(()) => None,
        });
        if told.get_untracked().is_some() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match lock::choose(&tokens.me, &chosen).await {
                Ok(()) => {
                    field.enter().await;
                    navigate("/field/today", Default::default());
                }
                Err(_) => told.set(Some(w.failed)),
            }
            busy.set(false);
        });
    };
    view! {
        <main id="content" class="sign-in">
            <h1 class="sign-in__name">{w.choose}</h1>
            <p class="hint">{w.choose_lead}</p>
            <form class="stack" on:submit=submit>
                <p class="alert" role="alert" hidden=move || told.with(Option::is_none)>{move || told.get()}</p>
                {pin_field(w.pin, pin)}
                {pin_field(w.again, again)}
                <button class="button button--main" disabled=busy>{move || if busy.get() { w.keeping } else { w.keep }}</button>
            </form>
        </main>
    }
    .into_any()
}

/// A field for a PIN, which no password keeper takes for an account's password.
pub fn pin_field(label: &'static str, pin: RwSignal<String>) -> AnyView {
    view! {
        <label class="group">
            <span>{label}</span>
            <input class="input" type="password" inputmode="numeric" autocomplete="off" required bind:value=pin/>
        </label>
    }
    .into_any()
}
