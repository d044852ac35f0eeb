//! How it went: six large tiles. Nobody home is one tap from here to the next door.

use super::draft::VisitDraft;
use super::frame::{Failure, Gone, Page, icon, place, step, stop_path, use_stop};
use super::record::NotWritten;
use super::state::use_field;
use super::tap;
use crate::words::domain::Label;
use domain::visit::{AttemptOutcome, Consent, Outcome};
use leptos::prelude::*;
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
    let draft = RwSignal::new(draft);
    let title = place(field, &stop);
    let dwelling = stop.dwelling;
    let choose = tap::once(fault, async move |chosen: Chosen| {
        let mut draft = draft.get_untracked();
        let next = match chosen {
            Chosen::Attempt(outcome) => {
                field.attempt(&draft, outcome).await?;
                "done"
            }
            Chosen::Visit(outcome) => {
                settle(&mut draft, outcome);
                match outcome {
                    Outcome::Met | Outcome::Entered => {
                        field.keep(&draft).await?;
                        "consent"
                    }
                    Outcome::Refused => {
                        field.finish(&draft, Some(&stop)).await?;
                        "notice"
                    }
                    Outcome::Vacated => {
                        field.finish(&draft, Some(&stop)).await?;
                        "done"
                    }
                }
            }
        };
        Ok(step(dwelling, next))
    });
    view! {
        <Page title back=stop_path(dwelling)>
            <Failure fault/>
            <h2 class="ask">{w.how_did_it_go}</h2>
            <Tiles choose/>
            <Letter draft fault/>
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

/// Whether a letter was left, kept as it is ticked.
#[component]
fn Letter(draft: RwSignal<VisitDraft>, fault: RwSignal<Option<NotWritten>>) -> impl IntoView {
    let field = use_field();
    let keep = move |left: bool| {
        draft.update(|draft| draft.letter = left);
        spawn_local(async move {
            if let Err(problem) = field.keep(&draft.get_untracked()).await {
                fault.set(Some(problem));
            }
        });
    };
    let left = move || draft.with(|draft| draft.letter);
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=left on:change:target=move |e| keep(e.target().checked())/>
            <span>{field.words().letter_left}</span>
        </label>
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
