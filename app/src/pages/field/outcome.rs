//! How it went: six large tiles. Nobody home is one tap from here to the next door.

use super::draft::VisitDraft;
use super::frame::{Failure, Gone, Page, icon, place, step, stop_path, use_stop};
use super::state::use_field;
use crate::words::domain::Label;
use domain::visit::{AttemptOutcome, Consent, Outcome};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone, Copy)]
enum Chosen {
    Visit(Outcome),
    Attempt(AttemptOutcome),
}

/// The tiles.
#[component]
pub fn OutcomePage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let Some(draft) = field.draft(stop.dwelling) else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let fault = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let letter = RwSignal::new(false);
    let title = place(field, &stop);
    let dwelling = stop.dwelling;
    let navigate = use_navigate();
    let choose = Callback::new(move |chosen: Chosen| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (mut draft, stop, navigate) = (draft.clone(), stop.clone(), navigate.clone());
        spawn_local(async move {
            let (written, next) = match chosen {
                Chosen::Attempt(outcome) => {
                    (field.attempt(&draft, outcome, letter.get_untracked()).await, "done")
                }
                Chosen::Visit(outcome) => {
                    settle(&mut draft, outcome);
                    match outcome {
                        Outcome::Met | Outcome::Entered => (field.keep(&draft).await, "consent"),
                        Outcome::Refused => (field.finish(&draft, Some(&stop)).await, "notice"),
                        Outcome::Vacated => (field.finish(&draft, Some(&stop)).await, "done"),
                    }
                }
            };
            busy.set(false);
            match written {
                Ok(()) => navigate(&step(dwelling, next), Default::default()),
                Err(problem) => fault.set(Some(problem)),
            }
        });
    });
    view! {
        <Page title back=stop_path(dwelling)>
            <Failure fault/>
            <h2 class="ask">{w.how_did_it_go}</h2>
            <Tiles choose/>
            <label class="check">
                <input type="checkbox" prop:checked=letter on:change:target=move |e| letter.set(e.target().checked())/>
                <span>{w.letter_left}</span>
            </label>
            <p class="hint">{w.declining_is_a_right}</p>
        </Page>
    }
    .into_any()
}

/// Five outcomes, and behind the sixth the two of a door that was not reached.
#[component]
fn Tiles(choose: Callback<Chosen>) -> impl IntoView {
    let field = use_field();
    let (w, lang) = (field.words(), field.lang());
    let far = RwSignal::new(false);
    let tile = move |chosen: Chosen, drawing: &'static str| {
        let label = match chosen {
            Chosen::Visit(outcome) => outcome.label(lang),
            Chosen::Attempt(outcome) => outcome.label(lang),
        };
        view! {
            <button class="tile" on:click=move |_| choose.run(chosen)>{icon(drawing)}<span>{label}</span></button>
        }
        .into_any()
    };
    let unreached = move || {
        match far.get() {
        true => view! {
            <div class="tile-pair">
                {tile(Chosen::Attempt(AttemptOutcome::CannotReach), "block")}
                {tile(Chosen::Attempt(AttemptOutcome::NotFound), "lost")}
            </div>
        }
        .into_any(),
        false => view! {
            <button class="tile" on:click=move |_| far.set(true)>{icon("block")}<span>{w.not_there}</span></button>
        }
        .into_any(),
    }
    };
    view! {
        <div class="tiles">
            {tile(Chosen::Visit(Outcome::Met), "door")}
            {tile(Chosen::Visit(Outcome::Entered), "inside")}
            {tile(Chosen::Attempt(AttemptOutcome::NobodyHome), "away")}
            {tile(Chosen::Visit(Outcome::Refused), "hand")}
            {tile(Chosen::Visit(Outcome::Vacated), "moved")}
            {unreached}
        </div>
    }
    .into_any()
}

/// An outcome and the consent that goes with it.
fn settle(draft: &mut VisitDraft, outcome: Outcome) {
    draft.outcome = Some(outcome);
    draft.consent = match outcome {
        Outcome::Refused => Some(Consent::Refused),
        _ => None,
    };
}
