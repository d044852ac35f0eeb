//! What was just recorded, and the next door.

use super::frame::{Gone, Page, place, step, use_stop};
use super::state::use_field;
use super::today::NextDoor;
use crate::words::domain::Label;
use leptos::prelude::*;
use leptos_router::components::A;
use sync::merge::Done;

/// The end of a stop.
#[component]
pub fn DonePage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let (w, lang) = (field.words(), field.lang());
    let dwelling = stop.dwelling;
    let label = move || {
        field.marks.with(|marks| {
            let mark = marks.iter().filter(|mark| mark.dwelling == dwelling).max_by_key(|mark| mark.at)?;
            Some(match mark.done {
                Done::Visited(outcome) => outcome.label(lang),
                Done::Attempted(outcome) => outcome.label(lang),
                Done::Skipped(reason) => reason.label(lang),
            })
        })
    };
    view! {
        <Page title=place(field, &stop) back="/field/today" action=view! { <NextDoor/> }.into_any()>
            <div class="done">
                <p class="done__mark" aria-hidden="true">"✓"</p>
                <p class="done__what" role="status">{move || label().map(|label| (w.recorded)(label))}</p>
                <p class="hint">{w.saved_here}</p>
                <A href=step(dwelling, "correct") attr:class="link">{w.correct}</A>
                {move || field.next().is_none().then(|| view! {
                    <A href="/field/today" attr:class="button button--second">{w.round_over}</A>
                }.into_any())}
            </div>
        </Page>
    }
    .into_any()
}
