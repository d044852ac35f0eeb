//! What the household allows: said aloud, asked, and kept.

use super::frame::{Failure, Gone, Page, place, step, use_stop};
use super::state::use_field;
use super::tap;
use crate::words::domain::Label;
use domain::visit::{Consent, Outcome};
use leptos::prelude::*;

/// The question.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let field = use_field();
    let Some(stop) = use_stop() else { return view! { <Gone/> }.into_any() };
    let Some(draft) = field.draft(stop.dwelling) else { return view! { <Gone/> }.into_any() };
    let w = field.words();
    let fault = RwSignal::new(None);
    let title = place(field, &stop);
    let dwelling = stop.dwelling;
    let first = draft.outcome;
    let choose = tap::once(fault, async move |consent: Consent| {
        let mut draft = draft.clone();
        draft.consent = Some(consent);
        // The household has the last word on what kind of visit it was.
        draft.outcome = Some(match consent {
            Consent::ToEnter => Outcome::Entered,
            Consent::AtDoorOnly => Outcome::Met,
            Consent::Refused => Outcome::Refused,
        });
        if consent == Consent::Refused {
            field.finish(&draft, Some(&stop)).await?;
            return Ok(step(dwelling, "notice"));
        }
        field.keep(&draft).await?;
        Ok(step(dwelling, "checklist"))
    });
    let button = move |consent: Consent, class: &'static str| {
        view! { <button class=class on:click=move |_| choose.run(consent)>{consent.label(field.lang())}</button> }
            .into_any()
    };
    let (to_enter, at_door) = match first {
        Some(Outcome::Entered) => ("button button--main", "button button--second"),
        _ => ("button button--second", "button button--main"),
    };
    view! {
        <Page title back=step(dwelling, "outcome")>
            <Failure fault/>
            <h2 class="ask">{w.consent_ask}</h2>
            <blockquote class="say"><p>{w.consent_say}</p></blockquote>
            <div class="stack stack--low">
                {button(Consent::Refused, "button button--quiet")}
                {button(Consent::AtDoorOnly, at_door)}
                {button(Consent::ToEnter, to_enter)}
            </div>
        </Page>
    }
    .into_any()
}
