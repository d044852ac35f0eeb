//! A dwelling's class on the page of its file: how it came to it, and the household's disagreement.

use super::classes::{evidence, list};
use crate::desk::Answer;
use crate::desk::class::appeal_class;
use crate::desk::file::{AppealPart, ClassChange, DwellingFile};
use crate::parts::badge::ClassBadge;
use crate::parts::filter::{key, value};
use crate::parts::problem::ProblemSummary;
use crate::parts::{use_lang, use_words};
use crate::words::class::change_reason;
use crate::words::common;
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::class::{AppealState, Ground};
use domain::id::DwellingId;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;
use wasm_bindgen::JsCast;

/// An appeal on its way from the station's desk.
pub type Appealing = Action<(DwellingId, Ground), Answer<()>>;

/// Records it; the file is read again after it.
pub fn appealing() -> Appealing {
    Action::new(|(dwelling, ground): &(DwellingId, Ground)| appeal_class(*dwelling, *ground))
}

/// The history with its reasons, what waits, and the form for a household that comes to the station.
pub fn class_of(file: DwellingFile, appealing: Appealing) -> AnyView {
    let w = use_words().class;
    let id = file.row.id;
    let changes: Vec<AnyView> = file.classes.into_iter().map(change).collect();
    view! {
        <h2>{use_words().file.classes}</h2>
        {move || appealing.value().get().and_then(Result::err).map(|error| view! { <ProblemSummary error /> })}
        {file.proposal.map(|_| view! { <p class="note"><a href="/desk/classes">{w.waiting}</a></p> })}
        {file.appeal.map(appeal)}
        <ul class="lines">{changes}</ul>
        {file.may_appeal.then(|| form(id, appealing))}
    }
    .into_any()
}

fn change(change: ClassChange) -> AnyView {
    let (words, lang) = (use_words(), use_lang());
    let (w, decided) = (words.class, change.from.is_some());
    let told = change.told.map_or_else(|| w.untold.to_owned(), |on| fill(w.told, common::date(lang, on)));
    view! {
        <li>
            {change.from.map(|from| view! { <ClassBadge class=from /> " → " })}
            <ClassBadge class=change.to />
            <span>{common::date(lang, change.since)}</span>
            <span class="faint">{change.by.unwrap_or_else(|| words.file.by_register.to_owned())}</span>
            <span>{change_reason(lang, &change.reason)}</span>
            {decided.then(|| view! { <small class="faint">{told}</small> })}
            {change.evidence.map(|(proposal, rests_on)| view! {
                <details>
                    <summary>{w.evidence}</summary>
                    <p>{proposal.because.label(lang)}</p>
                    {evidence(&rests_on)}
                </details>
            })}
        </li>
    }
    .into_any()
}

fn appeal(appeal: AppealPart) -> AnyView {
    let (w, lang) = (use_words().class, use_lang());
    let due = (appeal.state == AppealState::Open)
        .then(|| format!("{} {}", w.due, common::date(lang, appeal.due_on)));
    view! {
        <p class="note">
            {w.appeals} " · " {appeal.ground.label(lang)} " · " <b>{appeal.state.label(lang)}</b>
            " " {appeal.reason.map(|reason| reason.label(lang))} " " {due}
        </p>
    }
    .into_any()
}

fn form(id: DwellingId, appealing: Appealing) -> AnyView {
    let (w, lang) = (use_words().class, use_lang());
    let grounds = Ground::ALL.map(|g| (key(&g), g.label(lang).to_owned())).to_vec();
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        let select = form.and_then(|form| form.elements().named_item("ground"));
        let ground = select.and_then(|s| value(&s.dyn_ref::<web_sys::HtmlSelectElement>()?.value()));
        if let Some(ground) = ground {
            appealing.dispatch((id, ground));
        }
    };
    view! {
        <details class="appointment no-print">
            <summary class="button quiet">{w.file_appeal}</summary>
            <form method="post" on:submit=sent>
                {list("ground", w.ground, grounds)}
                <p class="hint">{w.file_hint}</p>
                <button class="button" type="submit" disabled=move || appealing.pending().get()>{w.record}</button>
            </form>
        </details>
    }
    .into_any()
}
