//! The locked phone: who takes it up, and their PIN. Works without a network.

use super::pin::pin_field;
use super::state::use_field;
use crate::device::lock::{self, Person, Shut};
use crate::words::lock::{Lock, lock as words};
use domain::id::UserId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

/// The people of this phone, and the PIN of the one chosen.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let field = use_field();
    let w = words(field.lang());
    let people = field.people.get_untracked();
    let arrived = field.arrived.with_untracked(|tokens| tokens.as_ref().map(|tokens| tokens.me.user));
    let chosen = RwSignal::new(arrived.or_else(|| people.first().map(|person| person.user)));
    let pin = RwSignal::new(String::new());
    let told = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(user) = chosen.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match lock::open(user, &pin.get_untracked()).await {
                Ok(()) => {
                    let to = field.wanted.get_untracked().unwrap_or_else(|| "/field/today".to_owned());
                    field.enter().await;
                    navigate(&to, Default::default());
                }
                Err(shut) => {
                    told.set(Some(explain(w, &shut)));
                    field.people.set(lock::people().await);
                }
            }
            pin.set(String::new());
            busy.set(false);
        });
    };
    view! {
        <main id="content" class="sign-in">
            <h1 class="sign-in__name">{field.words().app}</h1>
            <form class="stack" on:submit=submit>
                <p class="alert" role="alert" hidden=move || told.with(Option::is_none)>{move || told.get()}</p>
                <fieldset class="group">
                    <legend>{w.who}</legend>
                    <div class="chips">{people.into_iter().map(|person| person_view(person, chosen)).collect_view()}</div>
                </fieldset>
                {pin_field(w.pin, pin)}
                <button class="button button--main" disabled=busy>{move || if busy.get() { w.unlocking } else { w.unlock }}</button>
            </form>
            <A href="/field/sign-in" attr:class="link">{w.someone_else}</A>
            <details class="hint">
                <summary>{w.forgotten}</summary>
                <p>{w.forgotten_lead}</p>
                {arrived.is_some().then(|| view! { <A href="/field/pin" attr:class="link">{w.choose}</A> }.into_any())}
            </details>
        </main>
    }
    .into_any()
}

fn person_view(person: Person, chosen: RwSignal<Option<UserId>>) -> AnyView {
    let user = person.user;
    let pressed = move || (chosen.get() == Some(user)).to_string();
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=move |_| chosen.set(Some(user))>{person.name}</button>
    }
    .into_any()
}

fn explain(w: &Lock, shut: &Shut) -> String {
    match shut {
        Shut::Wrong(left) => (w.wrong)(*left),
        Shut::Wait(seconds) => (w.wait)(*seconds),
        Shut::Wiped => w.wiped.to_owned(),
        Shut::Failed => w.failed.to_owned(),
    }
}
