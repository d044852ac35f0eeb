//! What has not arrived, and why.

mod refused;

use super::frame::Page;
use super::state::use_field;
use crate::device::sender::Way;
use crate::device::{file, store};
use crate::words::common;
use crate::words::domain::Label;
use chrono::Timelike;
use leptos::prelude::*;
use leptos_router::components::A;
use refused::Refused;
use sync::{Fate, PhoneStore, Row};
use wasm_bindgen_futures::spawn_local;

/// The outbox.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let rows = RwSignal::new(None::<Vec<Row>>);
    // Read again whenever the counter moves.
    Effect::new(move |_| {
        field.counter.track();
        spawn_local(async move { rows.set(store::phone().outbox().await.ok()) });
    });
    // What is refused is not sent until someone looks at it.
    let waiting = move || field.counter.with(|counter| counter.unreceived - counter.quarantined);
    let why = move || match field.way.get() {
        _ if field.counter.get().unreceived == 0 => w.all_received_long.to_owned(),
        Way::NotEnrolled => w.not_enrolled.to_owned(),
        _ if waiting() == 0 => (w.need_care)(field.counter.get().quarantined),
        Way::Sending => w.sending.to_owned(),
        Way::Waiting => w.waits_for_network.to_owned(),
        Way::Fine => w.will_send.to_owned(),
    };
    let action = move || {
        (waiting() > 0).then(|| {
            view! { <button class="button button--main" on:click=move |_| field.send()>{w.send_now}</button> }
                .into_any()
        })
    };
    view! {
        <Page title=w.outbox back="/field/today" action=action.into_any()>
            <p class="lead" role="status">{why}</p>
            {move || field.expired.get().then(|| view! {
                <A href="/field/sign-in" attr:class="button button--second">{w.sign_in_again}</A>
            }.into_any())}
            <ul class="rows">
                {move || rows.get().into_iter().flatten().map(row_view).collect_view()}
            </ul>
            <p class="hint">{w.stays_here}</p>
            {move || (field.counter.get().unreceived > 0).then(|| view! { <Save/> }.into_any())}
        </Page>
    }
    .into_any()
}

fn row_view(row: Row) -> AnyView {
    let field = use_field();
    let offset = field.round.with_untracked(|round| round.as_ref().map_or(0, |round| round.utc_offset_s));
    let made = row.draft.made_at + chrono::TimeDelta::seconds(offset.into());
    let (class, mark) = match (&row.fate, row.urgent) {
        (Fate::Quarantined { .. }, _) => ("row row--warn", "!"),
        (Fate::Waiting, true) => ("row row--bad", "!"),
        (Fate::Waiting, false) => ("row", "↑"),
    };
    view! {
        <li class=class>
            <span class="row__mark" aria-hidden="true">{mark}</span>
            <span class="row__what">{row.draft.kind.label(field.lang())}</span>
            <span class="row__when">{common::minute((made.hour() * 60 + made.minute()) as u16)}</span>
            {match row.fate.clone() {
                Fate::Quarantined { code, detail } => view! { <Refused row code detail/> }.into_any(),
                Fate::Waiting => ().into_any(),
            }}
        </li>
    }
    .into_any()
}

/// Saves what waits as a file, sealed as it lies, for a phone that cannot send any more.
#[component]
fn Save() -> impl IntoView {
    let w = use_field().words();
    let fault = RwSignal::new(false);
    let save = move |_| spawn_local(async move { fault.set(file::save().await.is_none()) });
    view! {
        <details class="hint">
            <summary>{w.save_outbox}</summary>
            <p>{w.save_outbox_for}</p>
            <button class="button button--quiet" on:click=save>{w.save_as_file}</button>
            <p class="alert" role="alert" hidden=move || !fault.get()>{w.not_saved}</p>
        </details>
    }
    .into_any()
}
