//! 电话: the household's contact, fetched one at a time with a purpose, shown and not kept.

use crate::device::net::{Ask, Fault};
use crate::device::{hand_off, session};
use crate::field::state::use_field;
use crate::words::domain::Label;
use domain::id::DwellingId;
use domain::record::Purpose;
use domain::tenancy::Contact as Person;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What a visitor may call a household for.
const PURPOSES: [Purpose; 4] =
    [Purpose::Appointment, Purpose::Visit, Purpose::Flag, Purpose::HouseholdRequest];

#[derive(Clone)]
enum State {
    Closed,
    Asking,
    Open(Person),
    Failed(String),
}

async fn fetch(dwelling: DwellingId, purpose: Purpose) -> Result<Person, Fault> {
    let path = format!("/api/v1/dwellings/{dwelling}/contact");
    // Not `json!`: the values it is made of would weigh on the bundle.
    let json = format!(r#"{{"purpose":"{}"}}"#, purpose.key());
    session::as_user(Ask { method: "POST", path: &path, json: Some(json), ..Ask::default() }).await?.json()
}

/// The button, the purpose, and the number.
#[component]
pub fn Contact(dwelling: DwellingId) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let state = RwSignal::new(State::Closed);
    let ask = move |purpose| {
        state.set(State::Asking);
        spawn_local(async move {
            state.set(match fetch(dwelling, purpose).await {
                Ok(person) => State::Open(person),
                Err(Fault::NoAnswer) => State::Failed(w.contact_needs_network.to_owned()),
                Err(Fault::Problem(told)) => State::Failed(told.detail),
            });
        });
    };
    let purposes = move || {
        PURPOSES.map(|purpose| {
            view! { <button class="button button--quiet" on:click=move |_| ask(purpose)>{purpose.label(lang)}</button> }
                .into_any()
        })
    };
    view! {
        <details class="contact">
            <summary class="button button--quiet">{w.phone}</summary>
            <p>{w.phone_what_for}</p>
            <div class="stack">{purposes()}</div>
            <div aria-live="polite">
                {move || match state.get() {
                    State::Closed => ().into_any(),
                    State::Asking => view! { <p>{w.asking}</p> }.into_any(),
                    State::Failed(why) => view! { <p class="alert">{why}</p> }.into_any(),
                    State::Open(person) => view! {
                        <a class="button" href=hand_off::dial(&person.phone)>
                            {format!("{} {}", person.name, person.phone)}
                        </a>
                    }
                    .into_any(),
                }}
            </div>
        </details>
    }
    .into_any()
}
