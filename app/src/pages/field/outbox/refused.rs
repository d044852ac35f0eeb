//! A record that the server cannot keep as it is: why, and what its author can do about it.

use crate::device::store;
use crate::field::state::{Field, use_field};
use domain::finding::Finding;
use domain::record::{Body, Kind};
use domain::visit::Visit;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use sync::{PhoneStore, Row};
use wasm_bindgen_futures::spawn_local;

/// The problem, what may be changed (the text of a finding; that a household asked for a visit), and the way
/// back among what is sent.
#[component]
pub fn Refused(row: Row, code: String, detail: String) -> impl IntoView {
    let field = use_field();
    let w = field.words();
    let seq = row.seq;
    // Another person's row is sealed: nothing of it can be changed here.
    let finding = read::<Finding>(&row, Kind::Finding);
    let visit = read::<Visit>(&row, Kind::Visit).filter(|_| code == "ceiling_reached");
    let action = if let Some(finding) = finding {
        let note = RwSignal::new(finding.note.clone().unwrap_or_default());
        let send = move |_| {
            let note = Some(note.get_untracked()).filter(|note| !note.trim().is_empty());
            again(field, seq, Some(Body::Finding(Finding { note, ..finding.clone() })));
        };
        view! {
            <label class="group">
                <span>{w.note_last_resort}</span>
                <textarea class="input" maxlength="200" rows="2" bind:value=note></textarea>
            </label>
            <button class="button button--quiet" on:click=send>{w.send_again}</button>
        }
        .into_any()
    } else if let Some(visit) = visit {
        let send = move |_| again(field, seq, Some(Body::Visit(Visit { asked_for: true, ..visit.clone() })));
        view! { <button class="button button--quiet" on:click=send>{w.was_asked_for}</button> }.into_any()
    } else {
        let send = move |_| again(field, seq, None);
        view! { <button class="button button--quiet" on:click=send>{w.send_again}</button> }.into_any()
    };
    view! {
        <p class="row__why">{detail}</p>
        {action}
    }
    .into_any()
}

/// What a row says, if it is of that kind and open.
fn read<T: DeserializeOwned>(row: &Row, kind: Kind) -> Option<T> {
    (row.draft.kind == kind).then(|| serde_json::from_str(&row.draft.body).ok())?
}

/// Sends it again, as it was or with another body.
fn again(field: Field, seq: u64, body: Option<Body>) {
    let body = body.and_then(|body| body.to_json().ok());
    spawn_local(async move {
        if store::phone().requeue(seq, body).await.is_ok() {
            field.reread().await;
            field.send();
        }
    });
}
